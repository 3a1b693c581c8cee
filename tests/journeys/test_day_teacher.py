"""A rural teacher's day, walked and counted: her morning, the power that fails, her colleague, one bar of signal.

The targets are the bold ones of the day; docs/days.md lists all of them with what shows each. Two clicks from the last
plan's copy, and two to change the person, are counted in tests/unit/ui/beginning and tests/unit/ui/test_application.py;
here the same ways are walked one after another, from the gate on, as a person goes them.
"""

import functools
import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.crypto import passphrase
from app.errors import AccessError
from app.ids import RecordId, SpaceId
from app.records.values import Row, Value
from app.ui import application, autosave
from app.ui.forms.texts import ProseInput
from app.ui.forms.total import TotalLine
from app.ui.today.page import TodayPage
from app.ui.widgets.comment_card import CommentCard
from app.ui.widgets.lines import Line
from app.workspace import signing_in
from app.workspace.workspace import Workspace
from tests.helpers.hands import form_in_front
from tests.helpers.relay_process import RelayProcess
from tests.helpers.walker import Laptop, Walker, sign_in, type_pin
from tests.helpers.windows import parts

PIN, OTHER_PIN = "2580", "1470"
STEPS: list[Row] = [
    {"name": "导入", "minutes": 5, "teacher": "出示落叶，请学生摸一摸。"},
    {"name": "初读", "minutes": 15, "teacher": "请三年级读，四年级圈生字。"},
    {"name": "精读", "minutes": 15, "teacher": "找一找秋天的颜色。"},
    {"name": "小结", "minutes": 5, "teacher": "说一句自己的秋天。"},
]
LAST_WEEK: dict[str, Value] = {
    "topic": "《秋天的雨》第一课时",
    "subject": "zh",
    "taught_on": "2026-11-16",
    "steps": STEPS,
}
#: The most of typing that a cut may take, in milliseconds.
AT_MOST = 2_000


@pytest.fixture
def school(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Laptop]:
    """The laptop that three share; the last plan of hers is from last week. ``qtbot`` is the screen."""
    assert qtbot is not None
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    monkeypatch.setattr(application, "_QUIET_MS", 3_600_000)
    laptop = Laptop(tmp_path / "school")
    teacher = laptop.people.create("李秀兰", PIN)
    teacher.create("lesson_plan", LAST_WEEK)
    teacher.close()
    laptop.people.create("陈思源", OTHER_PIN).close()
    laptop.people.create("周婷", "3690").close()
    laptop.start()
    yield laptop
    laptop.close()


def today(laptop: Laptop) -> TodayPage:
    """The start page, which is in front."""
    page = laptop.window.stack.currentWidget()
    assert isinstance(page, TodayPage)
    return page


def from_last_week(she: Walker, laptop: Laptop) -> RecordId:
    """A plan from the last one's copy, with another topic and other times."""
    she.click(today(laptop).begin.other)
    she.choose("复制上一份")
    page = form_in_front(laptop, laptop.window)
    she.click(she.see("课题"))
    she.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    she.compose("《秋天的雨》第二课时")
    she.click(she.see("教学过程 2: 分钟"))
    she.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    she.type("20")
    return page.record


def write_prose(she: Walker, laptop: Laptop, words: str) -> None:
    """Prose, at the end of what stands in a field."""
    page = form_in_front(laptop, laptop.window)
    place = page.frame_of("key_point")
    assert isinstance(place, ProseInput)
    if laptop.window.focusWidget() is not place.box:
        she.click(place.box)
    she.compose(words)


def test_a_morning_without_a_network(school: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Target: ready to type with at most 2 clicks and the PIN, no network asked; a plan from last week's copy with at
    most 2; minutes add up by themselves; the power fails: at most 2 s of typing lost, restored without a question."""
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, address: asked.append(address))
    she = Walker(school)
    sign_in(she, school, "李秀兰", PIN)
    to_the_start_page = she.clicks
    plan = from_last_week(she, school)
    page = form_in_front(school, school.window)
    total = parts(page, TotalLine)[0].words.text()
    write_prose(she, school, "先独立读，再同桌说。")
    school.settle(lambda: not page.unsaved)
    write_prose(she, school, "最后全班分享。")
    unsaved = page.unsaved
    clicks = she.clicks - to_the_start_page

    shutil.copytree(school.folder, school.folder.parent / "after")  # the disk, as it is when the power fails
    again = Laptop(school.folder.parent / "after")
    again.start()
    later = Walker(again)
    sign_in(later, again, "李秀兰", PIN)
    drafts = parts(today(again).drafts, Line)
    before_opening = later.clicks
    later.click(drafts[0])
    form = form_in_front(again, again.window)
    there = again.ask(lambda workspace: workspace.view(plan)).values
    again.close()

    assert asked == []
    assert to_the_start_page <= 2
    assert clicks == 2 + 3  # the copy, then once into each of three fields
    assert total == "合计 45 / 40 分钟"
    assert unsaved
    assert autosave.PAUSE_MS < autosave.CEILING_MS <= AT_MOST
    assert there["topic"] == "《秋天的雨》第二课时"
    assert str(there["key_point"]).startswith("先独立读，再同桌说。")
    assert (form.record, later.clicks - before_opening) == (plan, 1)
    assert (she.dialogs, later.dialogs) == (0, 0)


def test_her_colleague_takes_the_laptop_and_sees_none_of_her_drafts(school: Laptop) -> None:
    """Target: switch the person with 2 clicks and the PIN; neither can open the other's drafts."""
    she = Walker(school)
    sign_in(she, school, "李秀兰", PIN)
    plan = from_last_week(she, school)
    teacher = school.window.desk.workspace.me.person
    colleague = Walker(school)
    colleague.click(school.window.rail.me)
    colleague.choose("陈思源")
    school.settle(lambda: hasattr(school.program.window, "sign_in"))
    type_pin(colleague, school, OTHER_PIN)
    cards = (today(school).drafts, today(school).came, today(school).to_read)
    lines = [line for card in cards for line in parts(card, Line)]
    listed = school.ask(lambda workspace: workspace.list_records())
    words = colleague.see("陈思源")

    assert colleague.clicks == 2
    assert colleague.dialogs == 0
    assert lines == []
    assert listed == []
    assert words.isVisible()
    with pytest.raises(AccessError):
        school.program.tasks.do(lambda: school.people.sign_in(teacher, OTHER_PIN))
    back = Walker(school)
    back.click(school.window.rail.me)
    back.choose("李秀兰")
    school.settle(lambda: hasattr(school.program.window, "sign_in"))
    type_pin(back, school, PIN)
    assert back.clicks == 2
    assert school.ask(lambda workspace: workspace.view(plan)).title == "《秋天的雨》第二课时"


def test_one_bar_of_signal(school: Laptop, tmp_path: Path) -> None:
    """Target: how much and how large is seen before it is sent; the mentor's comments come down in the same go; one is
    opened with at most 2 clicks from the start page."""
    with RelayProcess(tmp_path / "relay") as relay:
        far = Laptop(tmp_path / "town")
        mentor = far.people.create("王敏", PIN)
        plan = shared(school, mentor, relay.card.encode())
        comment_on(mentor, plan)
        she = Walker(school)
        sign_in(she, school, "李秀兰", PIN)
        new = [
            school.ask(lambda workspace: workspace.create("lesson_plan", LAST_WEEK, space_of(workspace)))
            for _ in range(3)
        ]
        school.window.foot.refresh()
        school.settle()
        told = school.window.foot.words.text()
        before = she.clicks
        she.click(school.window.foot.button)
        school.settle(lambda: not school.window.visits.running)
        after = school.window.foot.words.text()
        arrived = mentor.visit().trouble == () and {row.record for row in mentor.list_records()} >= set(new)
        line = parts(today(school).comments, Line)[0]
        she.click(line)
        page = form_in_front(school, school.window)
        # The cards are drawn anew when the comment is brought to the front; those of before are still there, unseen.
        school.settle(lambda: any(card.isVisible() for card in parts(page.beside, CommentCard)))
        card = next(card for card in parts(page.beside, CommentCard) if card.isVisible())
        clicks = she.clicks - before
        mentor.close()
        far.close()

    assert re.match(r"3 条未送出（约 [\d.]+ (字节|KB)，约 \d+ 秒）", told)
    assert after.startswith("同步好了")
    assert arrived
    assert clicks == 2  # one to send, one to open what came
    assert card.comment.body == "先让学生猜一猜。"
    assert she.dialogs == 0


def space_of(workspace: Workspace) -> SpaceId:
    """The one space that she shares."""
    return next(space.space for space in workspace.spaces() if not space.private)


def shared(school: Laptop, mentor: Workspace, card: str) -> RecordId:
    """A plan of the teacher's that her mentor has."""
    space = mentor.found_space("秀兰和王敏", card).space
    ticket = mentor.make_ticket(space, "writer").text
    mentor.visit()
    person = next(entry.person for entry in school.people.entries() if entry.name == "李秀兰")
    teacher = school.people.sign_in(person, PIN)
    teacher.join(ticket)
    plan = teacher.create("lesson_plan", {"topic": "认识秋天", "key_point": "说出秋天的颜色。"}, space)
    for workspace in (mentor, teacher, mentor, teacher):
        workspace.visit()
    teacher.close()
    return plan


def comment_on(mentor: Workspace, plan: RecordId) -> None:
    mentor.comment(plan, "key_point", 0, 4, "先让学生猜一猜。")
    mentor.visit()
