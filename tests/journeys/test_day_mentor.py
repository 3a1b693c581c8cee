"""A mentor's evening, walked and counted: her queue, a plan with five comments and a step, two mentees who wrote apart.

With the mouse a plan takes 11 clicks, and eight plans take 10: tests/unit/ui/review/test_clicks.py. Here she has no
mouse, and more than one school. At the end of the year she takes what she did as a pack to the printer.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.records.edits import WriteProse
from app.records.values import Value
from app.ui.group_pages import GROUP
from app.ui.lists.strip import GroupStrip
from app.ui.main_window import MainWindow
from app.ui.packs.page import PACK, PackPage
from app.ui.review.legend import AuthorName
from app.ui.review.page import ReviewPage
from app.ui.review.queue import QueuePage
from app.ui.widgets.lines import Line
from app.ui.widgets.step_card import StepCard
from app.workspace.workspace import Workspace
from tests.helpers.paper import pdf_text, words_on
from tests.helpers.school import value_of
from tests.helpers.walker import Seat, Walker, under_the_pointer
from tests.helpers.windows import Stage, parts

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
DAY = 86_400
#: One line each, so that Shift+End selects what is meant.
PROSE = {
    "key_point": "每一位是右边一位的两倍。",
    "difficult_point": "从右往左数，最小的一位在最右边。",
    "guidance": "先独立翻卡片，再同桌交流。",
    "board": "16 8 4 2 1",
    "notes": "先看图，再数一数。",
}


def review_in_front(seat: Seat) -> ReviewPage:
    """The review that the window shows."""
    page = seat.window.stack.currentWidget()
    assert isinstance(page, ReviewPage)
    seat.settle(lambda: bool(page.sheet.stretches))
    return page


def queue_in_front(window: MainWindow) -> QueuePage:
    page = window.stack.currentWidget()
    assert isinstance(page, QueuePage)
    return page


def tab_to(she: Walker, wanted: QWidget) -> None:
    """Tab until the focus is there."""
    for _ in range(60):
        if she.caret is wanted:
            return
        she.press(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come to it")


def meet(*people: Workspace) -> None:
    for _ in range(2):
        for workspace in people:
            workspace.visit()


def second_school(stage: Stage) -> Workspace:
    """A teacher of another school, in a space of her own with the mentor."""
    world = stage.world
    space = stage.mentor.found_space("刘家坡小学", world.card).space
    other = world.person("赵国庆")
    ticket = stage.mentor.make_ticket(space, "writer")
    stage.mentor.visit()
    other.join(ticket.text)
    meet(stage.mentor, other)
    return other


def test_five_comments_and_a_step_with_keys_alone(stage: Stage) -> None:
    """Target: a whole review is possible by keyboard only. No click, no dialog; each comment is three keys besides the
    arrows that lead to its place."""
    plan = stage.plan(**PROSE)
    seat = Seat(stage, stage.mentor)
    she = Walker(seat)
    she.press(Qt.Key.Key_8, CONTROL)
    tab_to(she, parts(queue_in_front(seat.window).waiting, Line)[0])
    she.press(Qt.Key.Key_Return)
    page = review_in_front(seat)
    assert she.caret is page.sheet
    there = she.keys
    for number, text in enumerate(PROSE.values(), 1):
        line_of(she, page, text)
        she.press(Qt.Key.Key_End, SHIFT)
        she.press(Qt.Key.Key_Return)
        she.compose(f"第{number}条")
        she.press(Qt.Key.Key_Return)
        seat.settle(lambda number=number: len(page.margin.cards) == number)  # type: ignore[misc]  # mypy cannot type a lambda's default
    commenting = she.keys - there
    form = page.margin.step_form
    assert form is not None
    she.press(Qt.Key.Key_F8)
    she.compose("提问后等三秒再点名")
    she.press(Qt.Key.Key_Tab)
    she.compose("2026-12-01")
    tab_to(she, form.set)
    she.press(Qt.Key.Key_Return)
    seat.settle(lambda: len(stage.mentor.view(plan).steps) == 1)
    she.press(Qt.Key.Key_Return, CONTROL)
    view = stage.mentor.view(plan)

    assert {comment.quote for comment in view.comments} == set(PROSE.values())
    assert [(step.text, step.due) for step in view.steps] == [("提问后等三秒再点名", "2026-12-01")]
    assert stage.mentor.today().to_read == ()
    assert (she.clicks, she.dialogs) == (0, 0)
    assert commenting <= 5 * 25


def line_of(she: Walker, page: ReviewPage, text: str) -> None:
    """Up or down to the line of a text, to its beginning."""
    stretch = next(one for one in page.sheet.stretches if one.text == text)
    down = page.sheet.textCursor().position() <= stretch.start
    for _ in range(60):
        at = page.sheet.textCursor()
        if at.block().contains(stretch.start):
            break
        she.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)
    she.press(Qt.Key.Key_Home)


def test_the_oldest_is_first_whatever_the_school(stage: Stage) -> None:
    """Target: what waits for her, oldest first, with size and school, in at most one click; no school's name hides the
    age of a request."""
    other = second_school(stage)
    space = next(one.space for one in other.spaces() if not one.private)
    other.create("lesson_plan", {"topic": "等了五天", "notes": "数一数。" * 100}, space)
    meet(other, stage.mentor)
    stage.world.clock.pass_seconds(3 * DAY)
    stage.plan(topic="等了两天", notes="再数一数。" * 300)
    stage.world.clock.pass_seconds(2 * DAY)
    seat = Seat(stage, stage.mentor)
    she = Walker(seat)
    she.click(seat.window.rail.entry("reviews"))
    lines = parts(queue_in_front(seat.window).waiting, Line)
    told = [[one.text() for one in parts(line, QLabel) if one.text()] for line in lines]

    assert [words[0] for words in told] == ["等了五天", "等了两天"]
    assert ["5 天" in words[1] for words in told] == [True, False]
    assert ["2 天" in words[1] for words in told] == [False, True]
    assert all("字，约" in words[1] for words in told)
    assert [words[-1] for words in told] == ["刘家坡小学", "秀兰和王敏"]
    assert (she.clicks, she.dialogs) == (1, 0)


def test_two_mentees_changed_one_paragraph(stage: Stage) -> None:
    """Target: merged with nothing lost, no dialog, changes coloured by author. And beside it, with 0 clicks, what was
    answered to last month's step."""
    mentor, teacher = stage.mentor, stage.teacher
    second = stage.world.person("陈思源")
    stage.world.bring(mentor, second)
    plan = stage.plan(notes="先看图，再数一数。最后说一说。")
    last_month = stage.plan(topic="上个月的课")
    mentor.set_step(last_month, "提问后等三秒", "2026-11-01", teacher.me.person)
    meet(mentor, teacher, second)
    (step,) = teacher.today().steps
    teacher.answer_step(step.record, "试了两次，学生想得更久。", True)
    mentor.mark_read(plan)
    mentor.mark_read(last_month)
    stage.world.clock.pass_seconds(6 * DAY)
    teacher.edit(plan, [WriteProse("notes", "先看图，再用卡片数一数。最后说一说。")])
    second.edit(plan, [WriteProse("notes", "先看图，再数一数。最后请每个人说一说。")])
    meet(teacher, second, mentor)
    seat = Seat(stage, mentor)
    she = Walker(seat)
    she.click(seat.window.rail.entry("reviews"))
    she.click(parts(queue_in_front(seat.window).waiting, Line)[0])
    page = review_in_front(seat)
    seat.settle(lambda: page.legend.isVisible())
    names = [one.text().split()[0] for one in parts(page.legend, AuthorName)]
    grounds = {one._number for one in parts(page.legend, AuthorName)}
    answers = [card for card in parts(page.margin, StepCard) if card.step.answer]

    assert mentor.view(plan).values["notes"] == "先看图，再用卡片数一数。最后请每个人说一说。"
    assert "用卡片" in page.sheet.toPlainText()
    assert "请每个人" in page.sheet.toPlainText()
    assert sorted(names) == ["李秀兰", "陈思源"]
    assert len(grounds) == 2
    assert len(page.sheet.places) == 2
    assert [card.step.answer for card in answers] == ["试了两次，学生想得更久。"]
    assert under_the_pointer(answers[0])
    assert (she.clicks, she.dialogs) == (2, 0)


def test_a_year_of_mentoring_goes_into_a_pack(stage: Stage, tmp_path: Path) -> None:
    """Target: list and chosen records on A4 in at most 5 clicks: a story is proposed, a talk with her mentee is ticked.
    The fifth is the one in the window for files."""
    plan = stage.plan(topic="认识秋天", taught_on="2026-11-18")
    stage.mentor.comment(plan, "topic", 0, 2, "先让学生猜一猜。")
    told: dict[str, Value] = {"mentor": value_of(stage.mentor), "held_on": "2026-11-10", "step": "提问后等三秒"}
    log = stage.mentor.create("mentoring_log", told, stage.world.shared())
    stage.mentor.create("story", {"title": "第一次举手", "told_on": "2026-11-09", "body": "他终于举手了。"})
    seat = Seat(stage, stage.mentor)
    she = Walker(seat)
    she.click(seat.window.rail.entry(GROUP + "growth"))
    front = seat.window.stack.currentWidget()
    assert front is not None
    she.click(parts(front, GroupStrip)[0].buttons[PACK])
    page = seat.window.stack.currentWidget()
    assert isinstance(page, PackPage)
    seat.settle(page.to_pdf.isEnabled)
    she.tick(page.boxes[log])
    seat.settle(lambda: page.to_pdf.isEnabled() and "提问后等三秒" in "".join(map(words_on, page._printed.sheets)))
    page.choose_file = lambda name: str(tmp_path / name)
    she.click(page.to_pdf)
    seat.settle(page.notice.isVisible)
    (saved,) = tmp_path.glob("*.pdf")
    text = pdf_text(saved.read_bytes(), tmp_path)

    assert (she.clicks + 1, she.dialogs) == (5, 0)
    for words in ("目录", "批注 1", "指导他人 1", "第一次举手", "他终于举手了。", "提问后等三秒"):
        assert words in text, words
