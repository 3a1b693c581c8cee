"""A mentor's evening in clicks and keys: what the days promise, counted.

A click is a press of the mouse, however long it is dragged; typing and Enter are none.
"""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ids import RecordId
from app.records.values import Row
from app.ui.main_window import MainWindow
from app.ui.review.page import ReviewPage
from app.ui.review.queue import QueuePage
from app.ui.widgets.lines import Line
from tests.helpers.windows import Stage, commit, parts, press

PLACES = (("key_point", 0, 3), ("difficult_point", 1, 4), ("notes", 0, 2), ("notes", 6, 9), ("guidance", 2, 5))
PROSE = {
    "key_point": "每一位是右边的两倍。",
    "difficult_point": "从右往左数，最小的一位在最右边。",
    "guidance": "先独立翻卡片，再同桌交流。",
    "notes": "先看图，再数一数。最后说一说。",
}


class Hand:
    """A hand on the mouse that counts."""

    def __init__(self) -> None:
        self.clicks = 0

    def press(self, widget: QWidget) -> None:
        """Click in the middle of a control that can be seen."""
        assert widget.isVisible()
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def drag(self, page: ReviewPage, path: str, start: int, end: int) -> None:
        """Select words of the text with the mouse."""
        stretch = next(one for one in page.sheet.stretches if one.path == path)
        cursor = page.sheet.textCursor()
        ends = []
        for at in stretch.span(start, end):
            cursor.setPosition(at)
            page.sheet._scroll_to(cursor)
            ends.append(at)
        self.clicks += 1
        spots: list[QPoint] = []
        for at in ends:
            cursor.setPosition(at)
            spots.append(page.sheet.cursorRect(cursor).center())
        view = page.sheet.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spots[0])
        QTest.mouseMove(view, spots[1])
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spots[1])


def evening(stage: Stage, plans: int = 1) -> tuple[MainWindow, list[RecordId]]:
    """The mentor's window, with so many plans waiting."""
    rows: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "出示卡片，请同学猜。"}]
    made = [stage.plan(topic=f"课题{number}", steps=rows, **PROSE) for number in range(plans)]
    window = stage.window(stage.mentor)
    window.care.stop()
    return window, made


def entry(window: MainWindow) -> QWidget:
    """The reviews in the rail."""
    words = window.desk.texts.say("ui.reviews")
    return next(one for one in parts(window.rail, QPushButton) if words in one.text())


def page_of(window: MainWindow, record: RecordId) -> ReviewPage:
    page = window.page(f"review:{record}")
    assert isinstance(page, ReviewPage)
    return page


def test_a_plan_is_reviewed_in_no_more_than_25_clicks(stage: Stage) -> None:
    """From the start page: five comments, one step with its date, and read."""
    window, (plan,) = evening(stage)
    hand = Hand()
    hand.press(entry(window))
    stage.settle()
    queue = window.page("reviews")
    assert isinstance(queue, QueuePage)
    hand.press(parts(queue.waiting, Line)[0])
    stage.settle()
    page = page_of(window, plan)
    before = hand.clicks
    for number, place in enumerate(PLACES, 1):
        hand.drag(page, *place)
        commit(page.margin.composer, f"第{number}条")
        press(page.margin.composer, Qt.Key.Key_Return)
        stage.settle(lambda number=number: len(page.margin.cards) == number)  # type: ignore[misc]  # mypy cannot type a lambda's default
    for_comments = hand.clicks - before
    form = page.margin.step_form
    assert form is not None
    page.margin.area.ensureWidgetVisible(form)
    hand.press(form.text)
    commit(form.text, "提问后等三秒再点名")
    hand.press(form.due.box)
    commit(form.due.box, "2026-12-01")
    hand.press(form.set)
    stage.settle(lambda: len(stage.mentor.view(plan).steps) == 1)
    hand.press(page.read)
    stage.settle()

    quotes = {comment.quote for comment in stage.mentor.view(plan).comments}
    assert quotes == {PROSE[path][start:end] for path, start, end in PLACES}
    assert stage.mentor.today().to_read == ()
    assert for_comments <= 2 * len(PLACES)
    assert hand.clicks <= 25
    assert hand.clicks == 11


def test_a_plan_is_reviewed_by_keyboard_alone(stage: Stage) -> None:
    """The caret is placed by arrows, words are selected by Shift and arrows, F8 goes to the step, Ctrl+Enter reads."""
    window, (first, second) = evening(stage, 2)
    press(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    queue = window.page("reviews")
    line = parts(queue, Line)[0]
    for _ in range(60):
        if QApplication.focusWidget() is line:
            break
        focused = QApplication.focusWidget()
        press(focused if focused is not None else window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is line
    press(line, Qt.Key.Key_Return)
    stage.settle()
    page = page_of(window, first)
    assert QApplication.focusWidget() is page.sheet
    stretch = next(one for one in page.sheet.stretches if one.path == "key_point")
    for _ in range(200):
        if page.sheet.textCursor().position() >= stretch.start:
            break
        press(page.sheet, Qt.Key.Key_Right)
    for _ in range(3):
        press(page.sheet, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(page.sheet, Qt.Key.Key_Return)
    commit(page.margin.composer, "请学生自己说。")
    press(page.margin.composer, Qt.Key.Key_Return)
    stage.settle(lambda: len(page.margin.cards) == 1)
    press(page.sheet, Qt.Key.Key_F8)
    focused = QApplication.focusWidget()
    form = page.margin.step_form
    assert form is not None
    assert focused is form.text
    commit(form.text, "等三秒")
    press(form.text, Qt.Key.Key_Tab)
    commit(form.due.box, "2026-12-01")
    for _ in range(6):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is form.set:
            break
        press(focused, Qt.Key.Key_Tab)
    press(form.set, Qt.Key.Key_Return)
    stage.settle(lambda: len(stage.mentor.view(first).steps) == 1)
    press(page.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle(lambda: window._at == f"review:{second}")

    (comment,) = stage.mentor.view(first).comments
    assert (comment.quote, comment.body) == ("每一位", "请学生自己说。")
    assert [row.record for row in stage.mentor.today().to_read] == [second]


def test_eight_plans_of_an_evening_go_from_one_to_the_next(stage: Stage) -> None:
    """Each with a comment, read and on by one key: the clicks of an evening."""
    window, plans = evening(stage, 8)
    hand = Hand()
    hand.press(entry(window))
    stage.settle()
    hand.press(parts(window.page("reviews"), Line)[0])
    stage.settle()
    for plan in plans:
        page = page_of(window, plan)
        hand.drag(page, "notes", 0, 3)
        commit(page.margin.composer, "好")
        press(page.margin.composer, Qt.Key.Key_Return)
        stage.settle(lambda page=page: len(page.margin.cards) == 1)  # type: ignore[misc]  # mypy cannot type a lambda's default
        press(page.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        stage.settle()

    assert stage.mentor.queue().waiting == ()
    assert hand.clicks == 10
    assert window._at == "reviews"
