"""Select, type, Enter: a comment. One step. Read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.records.edits import RemoveRow, WriteProse
from app.records.values import Row
from app.ui.review.page import ReviewPage
from app.workspace.views import Changes
from tests.helpers.windows import Stage, commit, parts, press, type_keys


def review(stage: Stage, plan: RecordId) -> ReviewPage:
    """The mentor's page."""
    page = ReviewPage(stage.desk(stage.mentor), plan)
    page.resize(1_180, 700)
    stage.show(page)
    page.shown()
    stage.settle()
    return page


def test_a_comment_by_keyboard_alone(stage: Stage) -> None:
    """Shift and arrows select, typing goes to the comment, Enter sends it."""
    plan = stage.plan(key_point="每一位是右边的两倍")
    page = review(stage, plan)
    stretch = next(one for one in page.sheet.stretches if one.path == "key_point")
    cursor = page.sheet.textCursor()
    cursor.setPosition(stretch.start)
    page.sheet.setTextCursor(cursor)
    for _ in range(3):
        press(page.sheet, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    type_keys(page.sheet, "O")
    commit(page.margin.composer, "好！")
    press(page.margin.composer, Qt.Key.Key_Return)
    stage.settle(lambda: bool(page.margin.cards))

    (comment,) = stage.mentor.view(plan).comments
    assert (comment.path, comment.start, comment.end, comment.quote) == ("key_point", 0, 3, "每一位")
    assert comment.body == "O好！"
    assert page.margin.composer.text == ""
    assert not page.unsaved


def test_a_begun_comment_is_not_lost_by_a_stray_click(stage: Stage) -> None:
    """Its place stays the one that was selected."""
    plan = stage.plan(key_point="一二三四", difficult_point="五六七八")
    page = review(stage, plan)
    page.sheet.select("key_point", 1, 3)
    page.sheet.finished.emit()
    commit(page.margin.composer, "想一想")
    page.sheet.moveCursor(QTextCursor.MoveOperation.End)
    page.margin.composer.sent.emit(page.margin.composer.text)
    stage.settle(lambda: bool(page.margin.cards))

    assert stage.mentor.view(plan).comments[0].quote == "二三"


def test_choosing_a_comment_marks_its_place(stage: Stage) -> None:
    """And settling and answering it work from the margin."""
    plan = stage.plan(key_point="一二三四")
    stage.mentor.comment(plan, "key_point", 0, 2, "好")
    page = review(stage, plan)
    (card,) = page.margin.cards
    card.chosen.emit(card.comment)
    chosen = page.margin.cards[0].property("role")
    card.answer.emit(card.comment, "谢谢")
    stage.settle(lambda: len(stage.mentor.view(plan).comments) == 2)
    page.margin.cards[0].resolve.emit(card.comment, True)
    stage.settle(lambda: stage.mentor.view(plan).comments[0].resolved)

    assert chosen == "card-chosen"


def test_one_step_and_read(stage: Stage) -> None:
    """The step goes to the plan's author; "read" goes back to the queue."""
    plan = stage.plan()
    page = review(stage, plan)
    form = page.margin.step_form
    assert form is not None
    form.text.insertPlainText("等三秒再点名")
    commit(form.due.box, "2026-12-01")
    form.set.click()
    stage.settle(lambda: bool(stage.mentor.view(plan).steps))
    page.read.click()
    stage.settle()

    (step,) = stage.mentor.view(plan).steps
    assert (step.text, step.due, step.owner) == ("等三秒再点名", "2026-12-01", stage.teacher.me.person)
    assert form.text.text == ""
    assert stage.shell.calls == [("go_back", "")]
    assert stage.mentor.today().to_read == ()


@pytest.mark.parametrize("told", [True, False])
def test_a_comment_stays_with_its_words_when_others_come_while_it_is_written(stage: Stage, told: bool) -> None:
    """Whether the page has been drawn anew by then or not."""
    plan = stage.plan(key_point="先看图，再数一数。")
    page = review(stage, plan)
    page.sheet.select("key_point", 4, 8)
    page.sheet.finished.emit()
    commit(page.margin.composer, "数什么？")
    stage.teacher.edit(plan, [WriteProse("key_point", "导入新课。先看图，再数一数。")])
    come(stage, page, told=told)
    selected = page.sheet.what_is_selected()
    page.margin.composer.sent.emit(page.margin.composer.text)
    stage.settle(lambda: bool(stage.mentor.view(plan).comments))
    (comment,) = stage.mentor.view(plan).comments

    assert (comment.quote, comment.start, comment.end) == ("再数一数", 9, 13)
    assert selected is not None
    assert selected.quote == "再数一数"


def test_a_comment_is_kept_when_its_words_went_while_it_was_written(stage: Stage) -> None:
    """With its quote, as any comment whose words are gone; and when its row was taken out as well."""
    steps: list[Row] = [{"name": "导入", "teacher": "看图说话"}]
    plan = stage.plan(key_point="先看图", steps=steps)
    page = review(stage, plan)
    rows = stage.teacher.view(plan).values["steps"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    row = str(rows[0]["id"])
    page.sheet.select(f"steps/{row}/teacher", 0, 2)
    page.sheet.finished.emit()
    commit(page.margin.composer, "哪张图？")
    stage.teacher.edit(plan, [RemoveRow("steps", row)])
    come(stage, page)
    page.margin.composer.sent.emit(page.margin.composer.text)
    stage.settle(lambda: bool(stage.mentor.view(plan).comments))
    (comment,) = stage.mentor.view(plan).comments

    assert (comment.quote, comment.body, comment.gone) == ("看图", "哪张图？", True)


def test_what_came_while_she_read_still_waits(stage: Stage) -> None:
    """ "Read" means what was on the page, and its author is told nothing else."""
    plan = stage.plan(key_point="先看图")
    page = review(stage, plan)
    stage.teacher.edit(plan, [WriteProse("key_point", "先看图，再说。")])
    come(stage, page, told=False)
    page.read.click()
    stage.settle()
    (item,) = stage.mentor.queue().waiting
    changes = stage.mentor.review(plan).changes

    assert (item.record, item.again) == (plan, True)
    assert changes is not None
    assert changes.differences.paths() == ("key_point",)


def test_whoever_only_reads_is_told_so_and_types_into_nothing(stage: Stage) -> None:
    """A key that was meant for a comment must not fill a box that nobody sees, and then keep her on the page."""
    plan = stage.plan(key_point="先看图")
    reader = stage.world.person("赵老师")
    stage.world.bring(stage.mentor, reader, "reader")
    stage.exchange()
    reader.visit()
    page = stage.show(ReviewPage(stage.desk(reader), plan))
    page.shown()
    stage.settle()
    page.sheet.select("key_point", 0, 2)
    type_keys(page.sheet, "O")
    said = [one.text() for one in parts(page.margin, QLabel) if one.isVisible()]

    assert (page.margin.composer.text, page.unsaved, page.margin.composer.isVisible()) == ("", False, False)
    assert stage.texts.say("review.only_read") in said
    assert page.margin.step_form is None


def test_a_record_that_somebody_deletes_meanwhile_says_so(stage: Stage) -> None:
    """Words beside it would be read by nobody; had back, it takes them again."""
    plan = stage.plan(key_point="先看图")
    page = review(stage, plan)
    stage.teacher.delete(plan)
    come(stage, page)
    said = [one.text() for one in parts(page.margin, QLabel) if one.isVisible()]
    deleted = page.margin.all.isVisible(), page.margin.step_form is not None and page.margin.step_form.isVisible()
    stage.teacher.undelete(plan)
    come(stage, page)

    assert stage.texts.say("review.is_deleted") in said
    assert deleted == (False, False)
    assert page.margin.all.isVisible()


def come(stage: Stage, page: ReviewPage, *, told: bool = True) -> None:
    """The teacher's words reach the mentor; the page hears of it, or has not yet."""
    stage.exchange()
    stage.mentor.visit()
    if told:
        page._desk.news.announce(Changes(frozenset({page.record})))
        stage.settle()
