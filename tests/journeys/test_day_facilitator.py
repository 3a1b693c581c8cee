"""A facilitator's meeting, walked and counted: what was decided becomes tasks, and who is asked sees them.

Elsewhere: the meeting from the last one's copy in 3 clicks (tests/unit/ui/beginning/test_menu.py), attendance of
fourteen in 5 (tests/ui/test_meeting.py), everybody's own preparation of a common plan (tests/unit/ui/forms/
test_apart.py).
"""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.records.values import Row, Value
from app.ui.forms.page import FormPage
from app.ui.forms.rows import RowsInput
from app.ui.group_pages import GROUP
from app.ui.lists.strip import GroupStrip
from app.ui.summary.page import SUMMARY, SummaryPage
from app.ui.today.page import TodayPage
from app.ui.today.step_line import StepLine
from tests.helpers.hands import form_in_front
from tests.helpers.paper import words_on
from tests.helpers.walker import Seat, Walker
from tests.helpers.whole_school import WholeSchool
from tests.helpers.windows import Stage, parts

AGENDA_AT_MOST = 3 * 1024
DECISIONS = (("做一套点数卡片", "王敏", "2026-12-01"), ("联系场地", "王敏", "2026-12-05"), ("写小结", "李秀兰", ""))


def tasks_of(page: FormPage) -> RowsInput:
    """The rows in which decisions stand."""
    frame = page.form.frame("tasks") if page.form is not None else None
    assert frame is not None
    assert isinstance(frame.input, RowsInput)
    return frame.input


def test_decisions_are_lines_that_come_to_whom_they_concern(stage: Stage) -> None:
    """Target: one line each, with owner and date; on the owner's start page after the next exchange. One click for all
    lines, then keys alone."""
    meeting = stage.teacher.create("plc_meeting", {"topic": "单元备课"}, stage.world.shared())
    seat = Seat(stage, stage.teacher)
    seat.window.open_record(meeting)
    page = form_in_front(stage, seat.window)
    tasks = tasks_of(page)
    she = Walker(seat)
    she.click(tasks.add)
    for number, (task, owner, due) in enumerate(DECISIONS):
        if number:
            while she.caret is not tasks.rows[-1].ordered[0].stops()[0] or len(tasks.rows) == number:
                she.press(Qt.Key.Key_Tab)
        she.compose(task)
        she.press(Qt.Key.Key_Tab)
        she.compose(owner)
        she.press(Qt.Key.Key_Tab)
        she.compose(due)
    stage.settle(lambda: not page.unsaved)
    page.save_now()
    stage.exchange()
    stage.mentor.visit()
    owner_seat = Seat(stage, stage.mentor)
    today = owner_seat.window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    stage.settle(lambda: len(parts(today.steps, StepLine)) == 2)
    told = [line.line.accessibleName() for line in parts(today.steps, StepLine)]

    assert len(tasks.rows) == len(DECISIONS)
    assert (she.clicks, she.dialogs) == (1, 0)
    assert she.keys <= 4 * len(DECISIONS)
    assert [name.split(" · ")[0] for name in told] == ["做一套点数卡片", "联系场地"]
    assert all("单元备课" in name for name in told)
    assert [step.text for step in stage.teacher.today().steps] == ["写小结"]


def test_an_agenda_is_a_small_packet(stage: Stage) -> None:
    """Target: the agenda as it is sent takes at most 3 KB, with all that a visit needs."""
    items: list[Row] = [
        {"item": f"议题{number}：复习课怎样让基础弱的学生也有事做，请各校带一份学生作业来", "minutes": 15}
        for number in range(1, 7)
    ]
    last = stage.teacher.create(
        "plc_meeting",
        {
            "topic": "十一月：单元整体备课",
            "held_at": "2026-11-20T14:30",
            "place": "中心校二楼会议室",
            "chair": "李秀兰",
            "invited": ["赵国庆", "钱进", "孙梅", "李志远", "周敏", "吴海燕", "郑文", "冯静"],
            "agenda": items,
            "purpose": "大家把自己最难的一课带来，一起把环节理清楚。",
        },
        stage.world.shared(),
    )
    stage.exchange()
    following = stage.teacher.copy(last, "zh")
    stage.teacher.share(following, stage.world.shared())
    report = stage.teacher.visit()
    stage.mentor.visit()

    assert stage.mentor.view(following).values["agenda"]
    assert report.trouble == ()
    assert report.bytes_up + report.bytes_down <= AGENDA_AT_MOST


def test_the_next_meeting_begins_with_one_click_from_the_charter_s_rhythm(stage: Stage) -> None:
    """Target: from the last one's copy in at most 3 clicks; here 1, with what was left open on the agenda. Who is asked
    into the group comes in with 1 click too."""
    day = date.fromtimestamp(stage.world.clock.now()) + timedelta(days=3)
    last = day - timedelta(weeks=4)
    rhythm: dict[str, Value] = {"name": "组", "every": 4, "weekday": str(day.isoweekday()), "time": "14:30"}
    left_open: list[Row] = [{"task": "录一节复习课", "owner": "钱进"}]
    stage.mentor.create("charter", rhythm, stage.world.shared())
    held: dict[str, Value] = {"topic": "复习课", "held_at": f"{last}T14:30", "tasks": left_open}
    stage.mentor.create("plc_meeting", held, stage.world.shared())
    stage.mentor.gather("六校语文教研", "plc", [stage.teacher.me.person], stage.world.shared())
    stage.mentor.visit()
    stage.teacher.visit()
    seat = Seat(stage, stage.teacher)
    today = seat.window.stack.currentWidget()
    assert isinstance(today, TodayPage)
    stage.settle(lambda: len(parts(today.asked, QPushButton)) == 3)
    she = Walker(seat)
    she.click(parts(today.asked, QPushButton)[0])
    stage.settle(lambda: len(stage.teacher.spaces()) == 3)
    joined = she.clicks
    seat.window.turn_to("today")
    stage.settle(lambda: len(parts(today.asked, QPushButton)) == 1)
    she.click(parts(today.asked, QPushButton)[0])
    page = form_in_front(stage, seat.window)
    frame = page.form.frame("agenda") if page.form is not None else None

    assert (joined, she.clicks, she.dialogs) == (1, 2, 0)
    assert frame is not None
    (draft,) = [row for row in stage.teacher.list_records("plc_meeting") if row.private]
    assert draft.columns["held_at"] == f"{day}T14:30"
    assert "录一节复习课" in str(stage.teacher.view(draft.record).values["agenda"])


def test_the_minutes_have_not_come_everywhere_and_the_term_on_one_sheet(stage: Stage, tmp_path: Path) -> None:
    """Target: who has not received the minutes, by school, from signed receipts, with 0 clicks; the term's summary in
    at most 5, on one A4, with counts and what authors released. The last click is the one in the window for files."""
    group = WholeSchool(tmp_path / "schools")
    chair, (near, *far) = group.head, group.staff
    for one, school in zip((near, *far), ("中心小学", "山背小学", "城关小学"), strict=True):
        one.set_profile({"school": school})
    chair.set_purpose(group.home, "plc")
    group.settle()
    held: dict[str, Value] = {"topic": "单元备课", "held_at": "2026-11-20T14:30", "summary": "大家试了两周等三秒。"}
    meeting = chair.create("plc_meeting", held | {"may_tell": True}, group.home)
    chair.create("plc_meeting", {"topic": "复式班", "held_at": "2026-10-20T14:30", "summary": "还没想好。"}, group.home)
    for one in (chair, near, near, chair):
        one.visit()
    seat = Seat(stage, chair)
    she = Walker(seat)
    seat.window.open_record(meeting)
    page = form_in_front(seat, seat.window)
    receipts = page.beside.receipts
    seat.settle(receipts.isVisible)
    waiting, clicks = receipts.words, she.clicks
    she.click(seat.window.rail.entry(GROUP + "plc"))
    front = seat.window.stack.currentWidget()
    assert front is not None
    she.click(parts(front, GroupStrip)[0].buttons[SUMMARY])
    summary = seat.window.stack.currentWidget()
    assert isinstance(summary, SummaryPage)
    seat.settle(summary.to_pdf.isEnabled)
    summary.choose_file = lambda name: str(tmp_path / name)
    she.click(summary.to_pdf)
    seat.settle(summary.notice.isVisible)
    (sheet,) = summary._printed.sheets
    told = words_on(sheet)

    assert clicks == 0
    assert f"山背小学：{far[0].me.name}" in waiting
    assert f"城关小学：{far[1].me.name}" in waiting
    assert near.me.name not in waiting.partition("还没收到")[2].partition(" ")[0]
    assert (she.clicks + 1, she.dialogs) == (4, 0)
    assert [*tmp_path.glob("*.pdf")] != []
    assert "大家试了两周等三秒。" in told
    assert "还没想好" not in told
    group.world.close()
