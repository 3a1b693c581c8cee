"""A relay that was put back to an older copy: what it has lost is sent again, although it was acknowledged."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.records.edits import WriteProse
from app.relay.database import Database
from app.relay.service import Service
from app.workspace.views import Travel
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import ADMISSION, PIN, World


@pytest.fixture
def put_back(world: World) -> Callable[[], Callable[[], None]]:
    """Copy the relay's file now; the answer puts it back."""

    def copy() -> Callable[[], None]:
        world.database.close()
        kept = (world.folder / "relay.db").rename(world.folder / "kept.db")

        def restore() -> None:
            world.database.close()
            _start(world, kept)

        _start(world, kept)
        return restore

    return copy


def _start(world: World, kept: Path) -> None:
    for old in world.folder.glob("relay.db*"):
        old.unlink()
    shutil.copy(kept, world.folder / "relay.db")
    world.database = Database(world.folder / "relay.db")
    world.service = Service(world.database, PIN, ADMISSION, world.clock)


def test_words_that_the_relay_lost_reach_the_mentor(world: World, put_back: Callable[[], Callable[[], None]]) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    teacher.edit(plan, [WriteProse("notes", "失去的话。")])
    assert not teacher.visit().trouble
    restore()

    teacher.edit(plan, [WriteProse("notes", "失去的话。后来的话。")])
    report = teacher.visit()

    assert (report.trouble, report.requests) == ((), 2)
    mentor.visit()
    assert mentor.view(plan).values["notes"] == "失去的话。后来的话。"


def test_a_shorter_log_is_noticed_also_by_who_sends_nothing(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    mentor.edit(plan, [WriteProse("notes", "导师的话。")])
    mentor.visit()
    plan_of(teacher, world, "第二课")
    teacher.visit()
    mentor.visit()
    restore()

    # The visit ends between the moment when it shows and the question what is still there.
    world.weather.bytes_down = iter([None, 0]).__next__
    mentor.visit()
    world.weather.bytes_down = lambda: None
    mentor.visit()

    assert owner_of(mentor).store.outbox.unacknowledged(world.shared()) == []
    teacher.visit()
    settle(teacher, mentor)
    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer)
    newcomer.visit()
    assert newcomer.view(plan).values["notes"] == "导师的话。"
    assert teacher.view(plan).travel is Travel.ARRIVED


def test_members_whom_the_relay_forgot_are_told_to_it_again(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    world.space = mentor.found_space("圈", world.card).space
    mentor.visit()
    restore = put_back()
    world.bring(mentor, teacher)
    restore()

    plan = plan_of(mentor, world)
    mentor.visit()
    mentor.visit()
    report = teacher.visit()

    assert report.trouble == ()
    assert teacher.view(plan).values["topic"] == "认识秋天"
    assert owner_of(mentor).store.spaces.unsent_blobs(world.space) == {}
