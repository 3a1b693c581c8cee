"""A ticket is made, copied, and written to a file."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.people.ticket import TicketDialog
from tests.helpers.windows import Stage


def test_making_copying_saving(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is what joins; a file that cannot be written says so."""
    space = next(one for one in stage.mentor.spaces() if not one.private)
    dialog = TicketDialog(stage.desk(stage.mentor), space, stage.show(QWidget()))
    dialog.open()
    dialog.begin()
    stage.settle(lambda: not dialog.text.isHidden())
    dialog.copy.click()
    places = [str(tmp_path / "ticket.txt"), str(tmp_path / "no" / "ticket.txt")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (places.pop(0), ""))
    dialog.save.click()
    dialog.save.click()
    stage.settle()
    fits = dialog.height() <= 600
    unwritable = dialog.notice.text
    dialog.begin()

    text = dialog.text.text
    assert stage.mentor.read_ticket(text).space_name == "秀兰和王敏"
    assert QGuiApplication.clipboard().text() == text
    assert (tmp_path / "ticket.txt").read_text("utf-8").strip() == text
    assert stage.texts.say("file.unwritable.what") in unwritable
    assert fits
    assert not dialog.isVisible()


def test_who_keeps_no_space_makes_no_ticket(stage: Stage) -> None:
    """The sentence stands in the dialog."""
    space = next(one for one in stage.teacher.spaces() if not one.private)
    dialog = TicketDialog(stage.desk(), space, stage.show(QWidget()))
    dialog.open()
    dialog.begin()
    stage.settle(lambda: dialog.notice.text != "")

    assert stage.texts.say("access.no_right.what") in dialog.notice.text
    dialog.reject()
