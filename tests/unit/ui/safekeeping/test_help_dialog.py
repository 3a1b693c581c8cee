"""A colleague helps: the request, the digits both ways, the answer that goes to her."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.safekeeping.help_dialog import HelpDialog
from app.workspace import coming_back
from app.workspace.signing_in import People
from tests.helpers.homecoming import PIN, cheap_locks, laptop
from tests.helpers.windows import Stage, commit


@pytest.fixture
def people(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    """The new laptop of the teacher, whose circle is the mentor and a third colleague; a request is under way."""
    cheap_locks(monkeypatch)
    world = stage.world
    world.space = stage.teacher.spaces()[1].space
    third = world.person("赵老师")
    world.bring(stage.mentor, third)
    for turn in range(4):
        if turn == 2:
            stage.teacher.choose_circle([view.person for view in stage.teacher.circle().colleagues])
        for workspace in (stage.teacher, stage.mentor, third):
            workspace.visit()
    made = laptop(world, tmp_path / "new")
    coming_back.ask(made, "李秀兰", PIN)
    return made


def dialog_of(stage: Stage) -> HelpDialog:
    return stage.show(HelpDialog(stage.desk(stage.mentor), stage.show(QWidget())))


def test_request_digits_answer(stage: Stage, people: People, tmp_path: Path) -> None:
    """A wrong number gives no answer; the right one does, in a file or on the clipboard."""
    under_way = coming_back.asking(people)
    assert under_way is not None
    (tmp_path / "request.txt").write_text(under_way.request, "utf-8")
    dialog = dialog_of(stage)
    dialog.open_from(tmp_path / "request.txt")
    dialog.go.click()
    stage.settle(lambda: dialog.heard.isVisible())
    who, telephone = dialog.who.currentText(), dialog.why.text()
    commit(dialog.heard, "000000")
    dialog.go.click()
    stage.settle(lambda: bool(dialog.notice.text))
    wrong, none_yet = dialog.notice.text, dialog.answer
    dialog.heard.setText(coming_back.number_for(people, dialog.asked.text()))
    dialog.go.click()
    stage.settle(lambda: bool(dialog.answer))
    dialog.save_to(tmp_path / "answer.txt")

    assert who == "李秀兰"
    assert "李秀兰" in telephone
    assert stage.texts.say("recovery.wrong_number.what") in wrong
    assert none_yet == ""
    assert dialog.answer in (tmp_path / "answer.txt").read_text("utf-8")
    assert coming_back.take_answer(people, dialog.answer, PIN) is None
    assert dialog.height() <= 600


def test_what_is_no_request_is_said(stage: Stage, people: People, tmp_path: Path) -> None:
    dialog = dialog_of(stage)
    dialog.text.setPlainText("hello")
    dialog.go.click()
    stage.settle(lambda: bool(dialog.notice.text))
    damaged = dialog.notice.text
    dialog.open_from(tmp_path / "nowhere.txt")

    assert stage.texts.say("recovery.request_damaged.what") in damaged
    assert stage.texts.say("file.unreadable.what") in dialog.notice.text


def test_who_holds_nothing_is_told_so(stage: Stage, people: People) -> None:
    under_way = coming_back.asking(people)
    assert under_way is not None
    dialog = stage.show(HelpDialog(stage.desk(), stage.show(QWidget())))
    dialog.text.setPlainText(under_way.request)
    dialog.go.click()
    stage.settle(lambda: bool(dialog.notice.text))

    assert stage.texts.say("protection.no_holders") in dialog.notice.text
    assert dialog.answer == ""
