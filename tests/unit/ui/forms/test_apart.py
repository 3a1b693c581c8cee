"""In the form of a common plan: my own preparation beneath its stages, saved apart, and colleagues' beside it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import AddRow, RemoveRow, SetValue, WriteProse
from app.records.values import Row
from app.ui.forms.apart import Apart
from app.ui.forms.page import FormPage
from app.ui.forms.texts import ProseInput
from app.workspace.workspace import Workspace
from tests.helpers.hands import Hand, form_in_front
from tests.helpers.windows import Stage, commit, parts

STEPS: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习", "minutes": 35}]


def opened(stage: Stage, plan: RecordId) -> tuple[FormPage, Apart, Hand]:
    """The form of a plan, and its card."""
    window = stage.window()
    window.open_record(plan)
    page = form_in_front(stage, window)
    assert page.apart is not None
    return page, page.apart, Hand(stage)


def rows(stage: Stage, plan: RecordId) -> list[str]:
    """The ids of the stages."""
    steps = stage.teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    return [str(row["id"]) for row in steps if isinstance(row, dict)]


def words(page: FormPage) -> str:
    """Everything that the form says by itself."""
    return " ".join(one.text() for one in parts(page, QLabel) if one.isVisible())


def test_one_click_and_i_write_beneath_a_stage(stage: Stage) -> None:
    """Saved by itself into a record of my own; the plan is not touched."""
    plan = stage.plan(steps=STEPS)
    page, apart, hand = opened(stage, plan)
    before = stage.teacher.view(plan).changed
    hand.click(apart.begin)
    first = rows(stage, plan)[0]
    stage.settle(lambda: first in apart._bands)
    note = apart._bands[first].input
    assert isinstance(note, ProseInput)
    commit(note.box, "我班先看图")
    stage.settle(lambda: not page.unsaved)
    (mine,) = stage.teacher.view(plan).apart

    assert hand.clicks == 1
    assert [(one.row, one.name, one.text) for one in mine.notes] == [(first, "导入", "我班先看图")]
    assert mine.private
    assert stage.teacher.view(plan).changed == before
    assert apart.who.text() == stage.texts.say("apart.only_me")


def test_a_change_of_the_plan_leaves_what_i_write(stage: Stage) -> None:
    """Also of the stage beneath which I write; when it goes, the note is still to be read."""
    plan = stage.plan(steps=STEPS)
    page, apart, hand = opened(stage, plan)
    hand.click(apart.begin)
    first = rows(stage, plan)[0]
    note = apart._bands[first].input
    assert isinstance(note, ProseInput)
    commit(note.box, "我班")
    stage.mentor.edit(plan, [SetValue(f"steps/{first}/minutes", 9)])
    stage.exchange()
    commit(note.box, "先看图")
    stage.settle(lambda: not page.unsaved)
    page.shown()
    stage.settle()
    held = note.box.text
    stage.mentor.edit(plan, [RemoveRow("steps", first)])
    stage.exchange()
    page.shown()
    stage.settle()

    assert held == "我班先看图"
    assert stage.teacher.view(plan).apart[0].notes[0].text == "我班先看图"
    assert "（环节“导入”已不在教案里）" in words(page)


def test_sharing_names_who_will_read_it(stage: Stage) -> None:
    """Before it happens; then the others see it beside the common text, and cannot change it."""
    plan = stage.plan(steps=STEPS)
    page, apart, hand = opened(stage, plan)
    hand.click(apart.begin)
    assert isinstance(apart.whole.input, ProseInput)
    commit(apart.whole.input.box, "放慢")
    said: list[str] = []

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        said.extend(one.text() for one in parts(dialog, QLabel))
        next(one for one in parts(dialog, QPushButton) if one.text() == "分享").click()

    QTimer.singleShot(100, agree)
    hand.click(apart.share)
    stage.settle(lambda: not apart.share.isVisible())
    stage.exchange()

    assert any("李秀兰、王敏" in one and "收不回来" in one for one in said)
    assert [one.body for one in stage.mentor.view(plan).apart] == ["放慢"]
    assert page.save_now()


def test_colleagues_stand_beside(stage: Stage) -> None:
    """Theirs are read beneath the stage that they mean, without one of my own."""
    plan = stage.plan(steps=STEPS)
    first = rows(stage, plan)[0]
    theirs = stage.mentor.begin_preparation(plan)
    stage.mentor.edit(theirs, [AddRow("notes", None, first), WriteProse(f"notes/{first}/text", "先猜再看")])
    stage.mentor.share(theirs, stage.world.shared())
    stage.exchange()
    stage.mentor.visit()
    stage.teacher.visit()
    page, apart, _ = opened(stage, plan)

    assert "王敏：先猜再看" in words(page)
    assert apart.begin.isVisible()
    assert apart._bands[first].input is None


def test_a_draft_of_mine_needs_none(stage: Stage) -> None:
    """What nobody shares is mine already."""
    draft = stage.teacher.create("lesson_plan", {"topic": "草稿"})
    _, apart, _ = opened(stage, draft)

    assert not apart.isVisible()


def test_what_the_file_does_not_take_stays_and_is_said_beside_its_stage(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was dropped without a word."""
    plan = stage.plan(steps=STEPS)
    page, apart, hand = opened(stage, plan)
    hand.click(apart.begin)
    first = rows(stage, plan)[0]
    stage.settle(lambda: first in apart._bands)
    band = apart._bands[first]
    assert isinstance(band.input, ProseInput)

    def full(*_anything: object) -> None:
        raise RecordError("record.text_too_long", limit=1, length=2, field="text")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "edit", full)
        commit(band.input.box, "我班先看图")
        stage.settle(lambda: not page.unsaved)
    assert band.input.box.text == "我班先看图"
    assert band.notice.isVisible()
