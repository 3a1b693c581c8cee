"""Dialogs about spaces fit a small screen and keep what was entered."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from app.text import Sentence
from app.ui.people.frame import SpaceDialog
from tests.helpers.windows import Stage


def test_trouble_is_told_inside(stage: Stage) -> None:
    """The button works again after it."""
    parent = stage.show(QWidget())
    dialog = SpaceDialog(stage.desk(), parent, "标题", "为什么", "做")
    box = QLineEdit("留着")
    dialog.field("名称", box)
    dialog.open()
    dialog.busy(True)
    at_work = dialog.go.isEnabled()
    dialog.failed(Sentence("不行。", "都在。", "再试。" * 40))
    stage.settle()

    assert not at_work
    assert dialog.go.isEnabled()
    assert "不行。" in dialog.notice.text
    assert dialog.height() <= 600
    assert (box.text(), box.accessibleName()) == ("留着", "名称")
    with pytest.raises(NotImplementedError):
        dialog.begin()
    dialog.reject()
