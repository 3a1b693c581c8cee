"""The page of matching: who is without is seen on opening; a pupil is fixed in four clicks, a class by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.matching.circles import CirclesDialog
from app.ui.matching.few import FewDialog
from app.ui.matching.page import ALL, WAITING, WITHOUT, MatchingPage
from app.ui.matching.suggested import SuggestedDialog
from app.ui.today.page import TodayPage
from app.ui.widgets.lines import Line
from tests.helpers.school import School, value_of
from tests.helpers.windows import Stage, click, parts, press, type_keys


class SchoolStage(Stage):
    """A stage on which a school stands."""

    def __init__(self, bot: QtBot, folder: Path) -> None:
        super().__init__(bot, folder / "pair")
        self.school = School(folder / "school")

    def page(self) -> MatchingPage:
        """The page of the head, filled."""
        page = self.show(MatchingPage(self.desk(self.school.head)))
        page.resize(1180, 640)
        page.shown()
        self.settle(lambda: page.view is not None)
        return page

    def close(self) -> None:
        super().close()
        self.school.world.close()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[SchoolStage]:
    made = SchoolStage(qtbot, tmp_path)
    yield made
    made.close()


def test_a_pupil_without_a_mentor_is_seen_on_opening_and_fixed_in_four_clicks(stage: SchoolStage) -> None:
    """The leader's day, 3.1 and 3.2: start of term, three pupils without, one mentor at the school's number."""
    school = stage.school
    head, (teacher, mentor, _) = school.head, school.staff
    head.create("school", {"name": "向阳小学", "pupils_per_mentor": 1}, school.home)
    for name in ("王芳", "张三", "李四"):
        school.pupil(name, teacher)
    full = school.pupil("赵六", teacher)
    head.propose(full, mentor.me.person)

    clicks = 0
    window = stage.show(MainWindow(head, stage.tasks, stage.texts, school.world.clock.now))
    today = window.page("today")
    assert isinstance(today, TodayPage)
    card = next(one for one in today.extras if one.accessibleName() == stage.texts.say("matching.today"))
    stage.settle(card.isVisible)
    told = [line.accessibleName() for line in parts(card, Line)]
    assert [words.split(" · ")[0] for words in told] == [
        stage.texts.say("matching.today_without", count=3), stage.texts.say("matching.today_idle", count=3),
        stage.texts.say("matching.today_full", count=1, limit=1),
    ]  # fmt: skip
    click(parts(card, Line)[0])
    clicks += 1
    page = window.page(f"matching:{school.home.hex()}")
    assert isinstance(page, MatchingPage)
    stage.settle(lambda: page.view is not None and page.pupil is not None)
    assert [one.name for one in page.model.pupils] == ["李四", "王芳", "张三"]

    # The mentor at the number stands there with her meter; choosing her asks for a sentence.
    row = [one.who.name for one in page.choosing.model.mentors].index("王敏")
    at = page.choosing.list.visualRect(page.choosing.model.index(row)).center()
    QTest.mouseClick(page.choosing.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    clicks += 1
    assert "1/1" in str(page.choosing.model.index(row).data())
    assert page.choosing.reason.isVisible()
    assert not page.choosing.ask.isEnabled()
    type_keys(page.choosing.reason, "she knows him")
    click(page.choosing.ask)
    clicks += 1
    stage.settle(lambda: page.view is not None and len(page.view.without_mentor) == 2)
    assert clicks <= 4
    view = page.view
    assert view is not None
    fixed = next(one for one in view.pupils if one.name == "李四")
    assert [(one.mentor.name, one.reason) for one in fixed.open] == [("王敏", "she knows him")]
    assert page.pupil is not None
    assert page.pupil.name == "王芳"  # the next one without is in hand


def test_a_class_is_matched_by_keyboard(stage: SchoolStage) -> None:
    """Two keys a pupil where a wish stands chosen; a name or its first letters bring anybody else."""
    school = stage.school
    teacher, mentor, _ = school.staff
    for at in range(6):
        school.pupil(f"学生{'甲乙丙丁戊己'[at]}", teacher, wishes=[value_of(mentor)])
    school.pupil("最后", teacher)
    page = stage.page()
    page.setFocus()
    for left in range(6, 0, -1):
        press(page.table, Qt.Key.Key_Return)
        press(page.choosing.search, Qt.Key.Key_Return)
        stage.settle(lambda left=left: page.view is not None and len(page.view.without_mentor) == left)  # type: ignore[misc]  # a lambda's default
    press(page.table, Qt.Key.Key_Return)
    type_keys(page.choosing.search, "cls")
    stage.settle()
    assert [one.who.name for one in page.choosing.model.mentors] == ["陈老师"]
    press(page.choosing.search, Qt.Key.Key_Return)
    stage.settle(lambda: page.view is not None and not page.view.without_mentor)
    load = {one.who.name: one.pupils for one in school.head.matching(school.home).mentors}
    assert (load["王敏"], load["陈老师"]) == (6, 1)


def test_a_suggestion_is_looked_at_and_assigns_nothing_by_itself(stage: SchoolStage) -> None:
    school = stage.school
    pupils = [school.pupil(name, school.staff[0]) for name in ("王芳", "张三")]
    page = stage.page()
    click(page.suggest)
    stage.settle(lambda: bool(parts(page, SuggestedDialog)))
    dialog = parts(page, SuggestedDialog)[0]
    assert [school.head.pupil(one).open for one in pupils] == [(), ()]
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    click(dialog.take)
    stage.settle(lambda: page.view is not None and len(page.view.without_mentor) == 1)
    (asked,) = [one for one in school.head.pupils(school.home) if one.open]
    assert asked.open[0].waits_for  # her own yes is still hers to say


def test_the_yes_of_a_mentor_and_the_mentors_of_today_and_before(stage: SchoolStage) -> None:
    school = stage.school
    head, (_, mentor, _) = school.head, school.staff
    pupil = school.pupil("王芳", school.staff[0], wishes=[value_of(head), value_of(mentor)])
    head.propose(pupil, mentor.me.person)
    page = stage.page()
    page.show_only(ALL)
    replace = next(
        one for one in parts(page.about, QWidget) if one.accessibleName() == say(stage, "replace_whom", "王敏")
    )
    click(replace)
    row = [one.who.name for one in page.choosing.model.mentors].index("赵校长")
    page.choosing.list.setCurrentIndex(page.choosing.model.index(row))
    assert page.choosing.ask.text() == stage.texts.say("matching.ask_instead")
    page.choosing.ask_now()
    stage.settle(lambda: page.view is not None and [one.name for one in head.pupil(pupil).mentors] == ["赵校长"])
    assert "王敏" in page.about._past.text()

    # A colleague who was asked answers on top of the page.
    other = school.pupil("张三", school.staff[0])
    head.propose(other, mentor.me.person)
    school.settle()
    hers = stage.show(MatchingPage(stage.desk(mentor)))
    hers.shown()
    stage.settle(lambda: hers.view is not None)
    assert hers.answers.isVisible()
    yes = next(
        one for one in parts(hers.answers, QPushButton) if one.text() == stage.texts.say("matching.yes_mentor_agrees")
    )
    click(yes)
    stage.settle(lambda: not hers.answers.isVisible())


def say(stage: Stage, key: str, name: str) -> str:
    return stage.texts.say(f"matching.{key}", name=name)


def test_circles_and_the_few_are_asked_about_before_anything_is_made(stage: SchoolStage) -> None:
    school = stage.school
    head = school.head
    pupil = school.pupil("王芳", head, wishes=[value_of(school.staff[1])])
    head.propose(pupil, head.me.person)
    page = stage.page()
    page.show_only(ALL)
    click(page.circles)
    stage.settle(lambda: bool(parts(page, CirclesDialog)))
    dialog = parts(page, CirclesDialog)[0]
    assert dialog.list.count() == 2
    assert len(head.spaces()) == 2
    click(dialog.go)
    stage.settle(lambda: head.care_space(pupil) is not None)

    attend = next(one for one in parts(page.about, QPushButton) if one.text() == stage.texts.say("matching.attend"))
    click(attend)
    stage.settle(lambda: bool(parts(page, FewDialog)))
    few = parts(page, FewDialog)[0]
    few.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert len(few.ticked()) == 1
    click(few.go)
    stage.settle(lambda: any(call == "open_record" for call, _ in stage.shell.calls))
    assert head.pupil(pupil).special


def test_without_a_school_the_page_says_what_comes_first(stage: SchoolStage) -> None:
    page = stage.show(MatchingPage(stage.desk(stage.teacher)))
    page.shown()
    stage.settle()
    assert page.found_school.isVisible()
    assert not page.suggest.isVisible()
    click(page.found_school)
    assert ("open_people", "") in stage.shell.calls
    assert {WITHOUT, WAITING, ALL} == set(page.chips)
    assert isinstance(page.choosing.list, QListView)
