"""A teacher with two laptops in one space, and her mentor: one truth on both, whichever of them wrote or read."""

from pathlib import Path

import pytest

from app.ids import RecordId
from app.records.edits import WriteProse
from app.sync.own_devices import own_devices
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import back_by_card, cheap_locks, laptop
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World

NAME = "李秀兰"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_locks(monkeypatch)


def _two_laptops(world: World, tmp_path: Path) -> tuple[Workspace, Workspace, Workspace]:
    """Her laptop at school, her laptop at home, and the mentor."""
    school, mentor = world.pair()
    settle(school, mentor)
    card = world.people.pop(NAME)
    world.people["school"] = card
    world.people[NAME] = card
    home = _home(world, tmp_path)
    return school, home, mentor


def _home(world: World, tmp_path: Path) -> Workspace:
    school = world.people[NAME]
    closing, school.close = school.close, lambda: None  # type: ignore[method-assign]  # both laptops stay in use
    home = back_by_card(world, NAME, laptop(world, tmp_path / "home"))
    school.close = closing  # type: ignore[method-assign]  # and are closed at the end
    settle(home)
    return home


def _states(plan: RecordId, *laptops: Workspace) -> set[Travel]:
    """What the form and the list say, on each laptop."""
    lines = [row for one in laptops for row in one.list_records("lesson_plan") if row.record == plan]
    return {one.view(plan).travel for one in laptops} | {row.travel for row in lines}


def test_how_far_a_plan_has_come_is_the_same_on_both(world: World, tmp_path: Path) -> None:
    school, home, mentor = _two_laptops(world, tmp_path)
    plan = plan_of(school, world, notes="学校写的。")
    settle(school, home)
    # Her own other laptop is nobody's receipt.
    settle(school)
    assert _states(plan, school, home) == {Travel.ON_RELAY}
    settle(mentor, school, home)
    assert _states(plan, school, home) == {Travel.ARRIVED}
    mentor.mark_read(plan)
    settle(mentor, school, home)
    assert _states(plan, school, home) == {Travel.READ}
    world.clock.pass_seconds(60)
    home.edit(plan, [WriteProse("notes", "学校写的。家里写的。")])
    settle(home, school)
    assert _states(plan, school, home) == {Travel.ON_RELAY}
    settle(mentor, home, school)
    assert _states(plan, school, home) == {Travel.ARRIVED}
    mentor.mark_read(plan)
    settle(mentor, home, school)
    assert _states(plan, school, home) == {Travel.READ}


def test_her_own_reading_on_the_other_laptop_is_not_somebodys(world: World, tmp_path: Path) -> None:
    school, home, mentor = _two_laptops(world, tmp_path)
    plan = plan_of(school, world)
    settle(school, home, mentor, school, home)
    mentor.edit(plan, [WriteProse("notes", "中间的话。导师的话。")])
    settle(mentor, school, home)
    home.mark_read(plan)
    settle(home, school)
    assert owner_of(school).store.receipts.readers(plan) == {}


def test_what_was_read_on_one_is_read_on_the_other(world: World, tmp_path: Path) -> None:
    school, home, mentor = _two_laptops(world, tmp_path)
    plan = plan_of(mentor, world, notes="导师的课。")
    settle(mentor, school, home)
    assert [row.unread for one in (school, home) for row in one.list_records("lesson_plan")] == [True, True]
    home.mark_read(plan)
    settle(home)
    report = school.visit()
    assert plan in report.changes.records
    assert [row.unread for row in school.list_records("lesson_plan")] == [False]
    # The mentor is told once, by the laptop on which it was read.
    assert owner_of(school).store.receipts.untold_reads(world.shared()) == []
    settle(mentor)
    assert mentor.view(plan).travel is Travel.READ


def test_a_mark_for_an_older_text_does_not_hide_newer_words(world: World, tmp_path: Path) -> None:
    """At home she read what there was; what the mentor wrote since is at school already, and stays new."""
    school, home, mentor = _two_laptops(world, tmp_path)
    plan = plan_of(mentor, world, notes="导师的课。")
    settle(mentor, school, home)
    mentor.edit(plan, [WriteProse("notes", "导师的课。又写了。")])
    settle(mentor, school)
    world.weather.down = True
    home.mark_read(plan)
    home.visit()
    world.weather.down = False
    owner = owner_of(home)
    # Her mark leaves before the newer words come.
    world.weather.answers = 0
    home.visit()
    world.weather.answers = None
    assert [row.unread for row in home.list_records("lesson_plan")] == [False]
    assert own_devices(owner, world.shared()) == own_devices(owner_of(school), world.shared())
    settle(school)
    assert [row.unread for row in school.list_records("lesson_plan")] == [True]


def test_her_own_words_from_the_other_laptop_are_no_news(world: World, tmp_path: Path) -> None:
    school, home, mentor = _two_laptops(world, tmp_path)
    plan = plan_of(school, world)
    settle(school, home)
    assert [row.unread for row in home.list_records("lesson_plan")] == [False]
    assert home.today().came == ()
    world.clock.pass_seconds(30)
    mentor.visit()
    mentor.comment(plan, "notes", 0, 2, "好")
    settle(mentor, home, school)
    assert [comment.body for comment in home.today().comments] == ["好"]
    school.mark_read(plan)
    settle(school, home)
    assert home.today().comments == ()


def test_after_coming_back_by_card_only_what_she_had_not_read_is_new(world: World, tmp_path: Path) -> None:
    school, mentor = world.pair()
    old, new = plan_of(mentor, world, "读过的"), plan_of(mentor, world, "没读过的")
    mine = plan_of(school, world, "自己的")
    settle(school, mentor)
    school.mark_read(old)
    mentor.mark_read(mine)
    settle(school, mentor, school)
    home = _home(world, tmp_path)
    unread = {row.record for row in home.list_records("lesson_plan") if row.unread}
    assert unread == {new}
    assert _states(mine, home) == {Travel.READ}


def test_a_mark_that_comes_with_very_many_records_counts(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that is merged in portions: what is read stays read, also where the clock moves on between two."""
    from app.sync import merge

    monkeypatch.setattr(merge, "PORTION", 2)
    school, mentor = world.pair()
    plans = [plan_of(mentor, world, f"第{number}课") for number in range(5)]
    mine = plan_of(school, world, "自己的")
    settle(school, mentor)
    for plan in plans[:4]:
        school.mark_read(plan)
    mentor.mark_read(mine)
    settle(school, mentor)
    steps = merge._merge_portion

    def slowly(*rest: object) -> object:
        world.clock.pass_seconds(2)
        return steps(*rest)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(merge, "_merge_portion", slowly)
    home = _home(world, tmp_path)
    assert {row.record for row in home.list_records("lesson_plan") if row.unread} == {plans[4]}
    assert _states(mine, home) == {Travel.READ}
