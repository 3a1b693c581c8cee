"""A school leader's term, walked and counted: pupils without a mentor, the month, questions, who leaves.

The targets are the bold ones of the day; docs/days.md lists all of them with what shows each. A class matched by keys,
the report of the term and the page of answers are in tests/unit/ui/matching and tests/unit/ui/term; what a handover
moves, and what stays, in tests/unit/workspace/test_handing_over.py.
"""

import functools
import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.crypto import passphrase
from app.errors import LinkError
from app.records.edits import WriteProse
from app.records.values import Value
from app.ui import application
from app.ui.group_pages import GROUP, LIST
from app.ui.history.page import HistoryPage
from app.ui.listening.page import NAME as QUESTIONS
from app.ui.listening.page import QuestionsPage
from app.ui.lists.page import ListPage
from app.ui.lists.strip import GroupStrip
from app.ui.main_window import MainWindow
from app.ui.matching.page import MatchingPage
from app.ui.partner.handover import NAME as HANDOVER
from app.ui.partner.handover import HandoverPage
from app.ui.term.answers import AnswersPage
from app.ui.term.progress import NAME as PROGRESS
from app.ui.term.progress import ProgressPage
from app.ui.today.page import TodayPage
from app.ui.widgets.lines import Line
from app.workspace import signing_in, sticks
from app.workspace.workspace import Workspace
from tests.helpers.hands import form_in_front
from tests.helpers.leading import FULL, LEADER, MENTOR, TEACHERS, WITHOUT, Term, a_term
from tests.helpers.sticks import LetterWorld
from tests.helpers.walker import Seat, Walker, into_sight, name_of
from tests.helpers.windows import Stage, parts
from tests.unit.workspace.test_handing_over import School, begin, by_network, member

QUESTION, UNSIGNED = "校本研修能不能改到周四？", "食堂能不能晚十分钟收？"
HEADINGS = ("goal", "structure", "matching", "duties", "requirements", "training", "incentives")
DAY = 86_400
ANSWERS = {QUESTION: "可以，下周起改到周四。", UNSIGNED: "可以，从周一开始。"}


@pytest.fixture
def quick(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen; PINs that cost nothing; and no visit but those that somebody asks for."""
    assert qtbot is not None
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    monkeypatch.setattr(application, "_QUIET_MS", 3_600_000)


def today(window: MainWindow) -> TodayPage:
    """The start page, which is in front."""
    page = window.stack.currentWidget()
    assert isinstance(page, TodayPage)
    return page


def words_on(page: QWidget) -> list[str]:
    """All that is told on a page, to the eye and to a screen reader."""
    seen = [one.text() for one in parts(page, QLabel) if one.isVisible()]
    return [*seen, *(name_of(one) for one in parts(page, QWidget) if one.isVisible())]


def pick_mentor(she: Walker, page: MatchingPage, name: str) -> None:
    """One click on a mentor in the list."""
    listed, rows = page.choosing.list, page.choosing.model
    into_sight(listed)
    place = listed.visualRect(rows.index([one.who.name for one in rows.mentors].index(name))).center()
    assert listed.viewport().rect().contains(place)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    she.clicks += 1
    she.settle()


def through(she: Walker, window: MainWindow, group: str, name: str) -> QWidget:
    """To a page of a group: two clicks from anywhere."""
    she.click(window.rail.entry(GROUP + group))
    page = window.stack.currentWidget()
    assert page is not None
    she.click(parts(page, GroupStrip)[0].buttons[name])
    page = window.stack.currentWidget()
    assert page is not None
    return page


@pytest.mark.usefixtures("quick")
def test_the_start_of_the_term(tmp_path: Path) -> None:
    """Target: three pupils without a mentor and one mentor at fifteen are seen on opening; at most 4 clicks a pupil."""
    with a_term(tmp_path, pupils=FULL) as term:
        she = term.leader_comes()
        window = term.office.window
        card = next(one for one in today(window).extras if one.accessibleName() == "导师结对")
        term.office.settle(card.isVisible)
        told = [line.accessibleName().split(" · ")[0] for line in parts(card, Line)]
        she.click(parts(card, Line)[0])
        page = window.stack.currentWidget()
        assert isinstance(page, MatchingPage)
        term.office.settle(lambda: page.pupil is not None)
        clicks, before = [], 0
        for left, mentor in zip((2, 1, 0), ("李秀兰", "陈思源", MENTOR), strict=True):
            pick_mentor(she, page, mentor)
            if mentor == MENTOR:  # one more than the school's number is a sentence, not a wall
                she.click(page.choosing.reason)
                she.compose("教过他姐姐，家里信任她")
            she.click(page.choosing.ask)
            term.office.settle(lambda left=left: page.view is not None and len(page.view.without_mentor) == left)  # type: ignore[misc]  # mypy cannot type a lambda's default
            clicks.append(she.clicks - before)
            before = she.clicks
        pupils = term.office.ask(lambda workspace: workspace.pupils(term.home))
        asked = {one.name: (one.open[0].mentor.name, one.open[0].reason) for one in pupils if one.name in WITHOUT}

    assert told[:3] == ["3 名学生还没有导师", "3 位老师还没有学生", "1 位老师带的学生已到学校约定的 15 名"]
    assert asked == {"何苗": ("李秀兰", ""), "金月": ("陈思源", ""), "罗山": (MENTOR, "教过他姐姐，家里信任她")}
    assert clicks == [3, 2, 3]
    assert she.dialogs == 0


def months_work(term: Term) -> None:
    """Thirteen of fifteen homes were visited; three plans are shared; the partner school came twice."""
    mentor, visited = term.teachers[MENTOR], term.begins - timedelta(days=5)
    for pupil in term.pupils[:13]:
        values: dict[str, Value] = {"pupil": pupil, "visited_at": f"{visited}T16:35", "talked": "奶奶腿脚不好。"}
        mentor.create("home_visit", values)
    for name in TEACHERS:
        term.teachers[name].create("lesson_plan", {"topic": f"{name}的课"}, term.home)
    for day in range(2):
        came: dict[str, Value] = {"topic": "送教下乡", "sort": "v", "host": "柳河镇中心小学"}
        term.teachers[MENTOR].create(
            "teaching_visit", came | {"begins": (term.begins + timedelta(days=day)).isoformat()}, term.home
        )


@pytest.mark.usefixtures("quick")
def test_a_month_and_what_people_ask(tmp_path: Path) -> None:
    """Target: counts only, small groups hidden, the very same page for every teacher; no view of who writes least, and
    the page of answers says so. What people asked, unsigned too, is answered with at most 2 clicks each, for all."""
    with a_term(tmp_path, pupils=FULL) as term:
        months_work(term)
        for name in TEACHERS[:2]:
            term.teachers[name].agree_to_counts(term.home, True)
        term.visit()
        she = term.leader_comes()
        window = term.office.window
        boxes = term.office.ask(lambda workspace: workspace.may_open_box())
        term.office.ask(lambda workspace: workspace.open_box(boxes[0], "意见箱"))
        term.send(she)
        of_two = progress_of(she, window)
        asked_by(term)
        term.send(she)
        before = she.clicks
        hers = progress_of(she, window)
        to_the_page = she.clicks - before
        told = words_on(page_in_front(window))
        she.click(page_in_front(window).ask)
        answers = window.stack.currentWidget()
        assert isinstance(answers, AnswersPage)
        least = words_on(answers)
        each = answer_all(she, term)
        term.send(she)
        term.visit()
        teacher = term.before_her("李秀兰")
        theirs = progress_of(teacher, term.village.window)
        page = through(teacher, term.village.window, "mentoring", QUESTIONS)
        assert isinstance(page, QuestionsPage)
        term.village.settle(lambda: bool(page.answered.cards))
        read = "\n".join(words_on(page))

    assert of_two["家访记录"] == "先不显示"
    assert hers == theirs
    assert hers["家访记录"] == "13 / 18"
    assert "还有 5 位" in told
    assert (hers["共享的教案"], hers["伙伴学校来访、送教"]) == ("3", "2")
    assert to_the_page == 2
    for word in (LEADER, *TEACHERS, *WITHOUT, "学生01", "奶奶", "的课", "送教下乡"):
        assert not [line for line in told if word in line], word
    assert not [line for line in told if re.search(r"\d{1,2}[:：]\d\d", line)]
    assert any("谁写得最少" in line for line in least)
    assert each == [2, 2]
    assert all(one in read for pair in ANSWERS.items() for one in pair)
    assert (she.dialogs, teacher.dialogs) == (0, 0)


def page_in_front(window: MainWindow) -> ProgressPage:
    page = window.stack.currentWidget()
    assert isinstance(page, ProgressPage)
    return page


def progress_of(she: Walker, window: MainWindow) -> dict[str, str]:
    """The numbers as they stand on the page."""
    through(she, window, "school", PROGRESS)
    she.settle(lambda: bool(page_in_front(window).numbers))
    return dict(page_in_front(window).numbers)


def asked_by(term: Term) -> None:
    """A third teacher gives her numbers, and two ask the leader, one of them without a name."""
    term.visit()
    _, _, third = term.teachers.values()
    third.agree_to_counts(term.home, True)
    leader = next(one for one in third.addressees() if LEADER in one.names)
    third.ask(QUESTION, leader)
    term.teachers[MENTOR].ask_unsigned(term.home, UNSIGNED)
    term.visit()


def answer_all(she: Walker, term: Term) -> list[int]:
    """What waits on the start page, one after another; how many clicks each took."""
    window = term.office.window
    she.click(window.rail.entry("today"))
    board, each = today(window).questions.board, []
    term.office.settle(lambda: len(board.cards) == len(ANSWERS))
    for left in (1, 0):
        card, before = next(iter(board.cards.values())), she.clicks
        question = next(one for one in ANSWERS if one in card.answer.accessibleName())
        she.click(card.answer)
        she.compose(ANSWERS[question])
        she.click(card.answer)
        term.office.settle(lambda left=left: len(board.cards) == left)  # type: ignore[misc]  # mypy cannot type a lambda's default
        each.append(she.clicks - before)
    return each


def a_support_teacher(world: LetterWorld) -> School:
    """She is in the school, in a joint circle, and mentor of a boy in a team of two."""
    school = begin(world)
    team = school.head.gather("三（2）班导师团", "team", [school.leaver.me.person], world.space)
    by_network(school)
    for invitation in school.leaver.invitations():
        school.leaver.accept(invitation.note)
    boy = school.head.create("pupil", {"name": "何苗", "class_name": "三（2）班"}, team.space)
    agreed: dict[str, Value] = {"lead": True, "mentor_agrees": True, "pupil_agrees": True}
    school.head.create("pairing", {"pupil": boy, "mentor": member(school.leaver), **agreed}, team.space)
    by_network(school)
    assert [one.name for one in school.leaver.my_pupils()] == ["何苗"]
    return school


def carried(world: LetterWorld, stick: Path, *people: Workspace) -> None:
    """The stick goes round; whoever has a network somewhere posts the letters on it, and reads nothing."""
    for _ in range(2):
        for one in people:
            one.exchange_with_stick(stick)
        sticks.carry_letters(stick, lambda: False, world.post)
    for one in people:
        one.exchange_with_stick(stick)


def test_a_support_teacher_leaves(stage: Stage, tmp_path: Path) -> None:
    """Target: handed over in at most 5 clicks, without a network, by stick; she keeps what she wrote and loses the
    pupils'."""
    school_folder, stick = tmp_path / "school", tmp_path / "stick"
    school_folder.mkdir()
    stick.mkdir()
    world = LetterWorld(school_folder)
    school = a_support_teacher(world)
    world.weather.down = True
    seat = Seat(stage, school.head)
    she = Walker(seat)
    page = through(she, seat.window, "school", HANDOVER)
    assert isinstance(page, HandoverPage)
    she.click(page.leaver.buttons[school.leaver.me.person])
    she.click(page.successor.buttons[school.heir.me.person])
    before = len(school.head.spaces_for("team")[0].members)
    she.click(page.go)
    seat.window.close()
    carried(world, stick, school.head)
    carried(world, stick, school.leaver)
    school.heir.exchange_with_stick(stick)
    for invitation in school.heir.invitations():
        with pytest.raises(LinkError):  # her one click is kept until the stick has brought the circle's log
            school.heir.accept(invitation.note)
    carried(world, stick, school.heir, school.head)
    carried(world, stick, school.heir)
    private = school.leaver.spaces()[0].space

    assert (she.clicks, she.dialogs, before) == (5, 0, 2)
    assert [one.title for one in school.leaver.list_records("lesson_plan", space=private)] == ["我写的教案"]
    assert (school.leaver.my_pupils(), school.leaver.list_records("pupil")) == ([], [])
    assert [one.title for one in school.heir.list_records("pupil")] == ["何苗"]
    assert school.heir.view(school.plan).title == "我写的教案"
    assert school.head.handovers_under_way() == []
    world.close()


def test_this_years_plan_of_the_school(stage: Stage) -> None:
    """Target: drafted from last year's in at most 2 clicks; what this year changed stands beside what was there."""
    leader = stage.mentor
    texts: dict[str, Value] = {key: f"去年的{key}" for key in HEADINGS}
    leader.create("school_plan", {"name": "柳河镇中心小学育人方案", "year": "2025", **texts})
    seat = Seat(stage, leader)
    she = Walker(seat)
    page = through(she, seat.window, "school", LIST + "school_plan")
    assert isinstance(page, ListPage)
    before = she.clicks
    she.click(page.begin.other)
    she.choose("复制上一份")
    drafting = she.clicks - before
    form = form_in_front(seat, seat.window)
    drafted = leader.view(form.record).values
    stage.world.clock.pass_seconds(DAY)
    leader.edit(form.record, [WriteProse("goal", "今年的goal，每周一起备一次课。")])
    before = she.clicks
    she.click(form.head.more)
    she.choose("比较、恢复")
    page_of_history = seat.window.stack.currentWidget()
    assert isinstance(page_of_history, HistoryPage)
    seat.settle(lambda: bool(page_of_history.sheet.places))
    (both,) = [line for line in page_of_history.sheet.toPlainText().splitlines() if "每周一起备一次课" in line]

    assert drafting == 2
    assert [drafted.get(key) for key in HEADINGS] == [*texts.values()]
    assert "year" not in drafted
    assert "去" in both  # struck, where this year's words stand in colour
    assert page_of_history.against.count() == 4  # before it, now, and each of the two sittings
    assert (she.clicks - before, she.dialogs) == (2, 0)
