"""Who can read a record stands above it, and sharing names everybody who will."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from app.ids import RecordId
from app.ui.forms.head import FormHead
from tests.helpers.windows import Stage, parts


def head(stage: Stage, record: RecordId) -> FormHead:
    """The bar of a record."""
    made = stage.show(FormHead(stage.desk(), record, lambda: True))
    made.refresh(stage.teacher.view(record))
    return made


def test_who_can_read(stage: Stage) -> None:
    """Only me; or the members by name, and how far it has come."""
    draft = stage.teacher.create("lesson_plan", {"topic": "雨"})
    mine, ours = head(stage, draft), head(stage, stage.plan())

    assert stage.texts.say("form.only_me") in mine.readers.text()
    assert mine.share.isVisible()
    assert "李秀兰、王敏" in ours.readers.text()
    assert not ours.share.isVisible()


def test_a_record_is_written_to_a_file(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be, the window says so."""
    made = head(stage, stage.plan())
    chosen = [str(tmp_path / "plan.md"), str(tmp_path / "nowhere" / "plan.md")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_rest: (chosen.pop(0), ""))
    for _ in range(2):
        made.export()
        stage.settle()

    assert "秋天的雨" in (tmp_path / "plan.md").read_text("utf-8")
    assert [told.what for told in stage.shell.told] == [stage.texts.say("file.unwritable.what")]


def test_deleting_is_a_mark(stage: Stage) -> None:
    """And one click brings it back."""
    plan = stage.plan()
    made = head(stage, plan)
    made.delete()
    stage.settle()
    gone = stage.teacher.view(plan)
    made.refresh(gone)
    made.restore.click()
    stage.settle()

    assert gone.deleted
    assert not stage.teacher.view(plan).deleted


def test_a_record_is_copied_and_kept_as_a_template(stage: Stage) -> None:
    """From the menu of the record itself; of a template the menu says what it is for."""
    plan = stage.plan()
    made = head(stage, plan)
    told: list[str] = []
    made.said.connect(told.append)

    def name() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        next(one for one in parts(dialog, QPushButton) if one.text() == "保存").click()

    QTimer.singleShot(100, name)
    made.save_as_template()
    stage.settle()
    template = stage.teacher.beginnings("lesson_plan", "zh").templates[0].record
    assert template is not None
    other = head(stage, template)
    other.copy()
    stage.settle()
    opened = [RecordId(which) for what, which in stage.shell.calls if what == "open_record"]

    assert told == [stage.texts.say("begin.saved_as", name="秋天的雨")]
    assert stage.texts.say("begin.is_template") in other.readers.text()
    assert stage.teacher.view(opened[0]).title == "秋天的雨"


def test_guests_are_offered_where_such_a_record_may_be_shown(stage: Stage) -> None:
    """What belongs into one circle is offered to nobody outside; the window asks who, and until when."""
    made = head(stage, stage.plan())
    asked: list[str] = []
    made.to_guests.connect(asked.append)
    made.show_to_guests()
    words = [action.text() for action in made.more.menu().actions()]
    placed = next(kind for kind in stage.teacher.kinds if kind.alone and kind.places and "guest" not in kind.places)
    closed = head(stage, stage.teacher.create(placed.key, {}))

    assert asked == ["秋天的雨"]
    assert stage.texts.say("guests.open") in words
    assert stage.texts.say("guests.open") not in [action.text() for action in closed.more.menu().actions()]
