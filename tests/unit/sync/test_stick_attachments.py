"""Pictures and files by stick: nobody has to ask, and what came by stick goes on to the relay."""

import os
from pathlib import Path

from app.ids import RecordId
from app.records.files import Attached, all_attached
from app.workspace.attachments import NewFile, Presence
from app.workspace.workspace import Workspace
from tests.helpers.sticks import Pulled, empty_stick, exchange
from tests.helpers.world import World

__all__ = ["empty_stick"]

SIZES = (150_000, 20_000)


def attach(world: World, teacher: Workspace) -> tuple[RecordId, list[Attached]]:
    """A shared plan with two files."""
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    files = [NewFile(f"{number}.jpg", "jpeg", os.urandom(size)) for number, size in enumerate(SIZES)]
    teacher.attach(plan, "attachments", files)
    return plan, all_attached(teacher.view(plan).values["attachments"])


def have(workspace: Workspace, plan: RecordId, files: list[Attached]) -> list[bool]:
    """Which of them are here."""
    states = workspace.file_states(plan, files)
    return [states[file.file].presence is Presence.HERE for file in files]


def test_they_go_with_the_plan_in_one_exchange_each(world: World, stick: Path) -> None:
    teacher, mentor = world.pair()
    teacher.visit()
    world.weather.down = True
    plan, files = attach(world, teacher)
    assert exchange(teacher, stick).files == 2
    tally = exchange(mentor, stick)
    assert (tally.files, tally.troubles) == (2, [])
    assert have(mentor, plan, files) == [True, True]
    assert exchange(mentor, stick).files == exchange(teacher, stick).files == 0


def test_what_came_by_stick_goes_on_to_the_relay(world: World, stick: Path) -> None:
    """The teacher has no network; her mentor has."""
    teacher, mentor = world.pair()
    teacher.visit()
    plan, files = attach(world, teacher)
    exchange(teacher, stick)
    exchange(mentor, stick)
    mentor.fetch_files()
    assert mentor.visit().files == 2
    assert have(mentor, plan, files) == [True, True]


def test_a_stick_that_is_pulled_out_anywhere_loses_nothing(world: World, stick: Path) -> None:
    """Every step of the writing in turn; the next exchange goes on."""
    teacher, mentor = world.pair()
    teacher.visit()
    plan, files = attach(world, teacher)
    troubles = [exchange(teacher, stick, Pulled(steps)).troubles for steps in (400, 3_000, 20_000, 100_000, 149_000)]
    assert troubles == [["stick.gone"]] * len(troubles)
    exchange(teacher, stick)
    assert exchange(mentor, stick).troubles == []
    assert have(mentor, plan, files) == [True, True]
