"""Select, type, Enter: a comment. One step. Read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from app.ids import RecordId
from app.ui.review.page import ReviewPage
from tests.helpers.windows import Stage, commit, press, type_keys


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
