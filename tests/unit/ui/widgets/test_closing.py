"""A dialog that was closed is gone soon after."""

import pytest
import shiboken6
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.messages import PlainDialog
from app.ui.widgets import closing
from tests.helpers.windows import Stage, parts


@pytest.mark.parametrize("accepted", [True, False])
def test_a_closed_dialog_leaves_nothing_with_its_parent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, accepted: bool
) -> None:
    """And can be looked at until the work of the moment is done."""
    monkeypatch.setattr(closing, "AFTER_MS", 0)
    parent = stage.show(QWidget())
    dialog = PlainDialog(parent, "一件事")
    dialog.open()
    stage.settle()
    (dialog.accept if accepted else dialog.reject)()
    at_once = dialog.result()
    stage.bot.waitUntil(lambda: not shiboken6.isValid(dialog))

    assert at_once == int(accepted)
    assert parts(parent, QDialog) == []
