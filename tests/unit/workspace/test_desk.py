"""One person's parts: who she is, what her role allows, and what her school's rules may know."""

import os
from pathlib import Path

import pytest

from app.errors import AccessError, RecordError, StoreError
from app.ids import DeviceId, RecordId, SpaceId
from app.protocol.compression import Compressor
from app.records.kinds import ALL
from app.records.registry import Registry
from app.workspace.desk import LESSON_MINUTES, Desk
from tests.helpers.clock import FakeClock
from tests.helpers.stores import new_store
from tests.helpers.world import World, desk_of


def test_a_store_without_a_person_is_said_to_be_damaged(tmp_path: Path) -> None:
    """A file that was cut off while it was made must not be opened as an empty life."""
    store = new_store(tmp_path)
    with pytest.raises(StoreError) as raised:
        Desk(store, Registry(ALL), FakeClock(), os.urandom)
    store.close()

    assert raised.value.code == "store.damaged"


def test_a_person_is_the_same_after_a_restart(world: World) -> None:
    """Name, keys and private space come from her file."""
    before = desk_of(world.person("李秀兰"))
    known = before.name, before.person, before.private_space, before.owner.device_id
    after = desk_of(world.reopen("李秀兰"))

    assert (after.name, after.person, after.private_space, after.owner.device_id) == known
    assert after.space(after.private_space).private


def test_a_space_that_she_is_not_in_gives_her_nothing(world: World) -> None:
    """Neither a right nor a name."""
    desk = desk_of(world.person("李秀兰"))
    with pytest.raises(AccessError) as raised:
        desk.space(SpaceId(bytes(16)))

    assert raised.value.code == "access.no_right"


def test_what_is_not_there_is_missed_by_its_own_code(world: World) -> None:
    """A record that has not come, and a kind of a newer program, lead to different sentences."""
    desk = desk_of(world.person("李秀兰"))
    with pytest.raises(RecordError) as missing:
        desk.open(RecordId("AAAAAAAAAAAA"))
    with pytest.raises(RecordError) as unknown:
        desk.kind("of_next_year")

    assert (missing.value.code, unknown.value.code) == ("record.missing", "record.unknown_kind")


def test_people_are_named_behind_their_devices(world: World) -> None:
    """Each reads the other's name; a device that nobody knows has none."""
    teacher, mentor = world.pair()
    here, there = desk_of(teacher), desk_of(mentor)

    assert here.name_of(world.shared(), there.owner.device_id) == "王敏"
    assert there.name_of(world.shared(), here.owner.device_id) == "李秀兰"
    assert here.name_of(world.shared(), DeviceId(b"stranger")) == ""
    assert here.author_of(here.private_space, here.owner.device_id) == here.person


@pytest.mark.parametrize(
    ("role", "rights"), [("writer", (True, True)), ("commenter", (False, True)), ("reader", (False, False))]
)
def test_a_role_decides_what_she_may_do_with_a_plan(world: World, role: str, rights: tuple[bool, bool]) -> None:
    """(write, comment), as the declaration of the kind says; of a kind that is not known, nothing."""
    teacher, mentor = world.pair(role)
    plan = mentor.create("lesson_plan", {"topic": "秋天"}, world.shared())
    mentor.visit()
    teacher.visit()
    opened = desk_of(teacher).open(plan)

    assert desk_of(teacher).may(opened.stored, opened.record.kind) == rights
    assert desk_of(teacher).may(opened.stored, None) == (False, False)


@pytest.mark.parametrize(("kept", "minutes"), [("45", 45), ("40", 40), ("", 40), ("四十五", 40), ("²", 40), ("-1", 40)])
def test_a_lesson_s_length_that_is_no_number_keeps_no_plan_closed(world: World, kept: str, minutes: int) -> None:
    """A wrong preference costs a remark about minutes, not the plan."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    teacher.set_preference(LESSON_MINUTES.removeprefix("preference "), kept)

    assert desk_of(teacher).situation().lesson_minutes == minutes
    assert teacher.view(plan).title == "秋天"


def test_a_preference_outlives_the_program(world: World) -> None:
    """It lies in her own file, not in the settings of the laptop."""
    world.person("李秀兰").set_preference("lesson_minutes", "45")

    assert world.reopen("李秀兰").preference("lesson_minutes", "40") == "45"
    assert world.person("王敏").preference("lesson_minutes", "40") == "40"


def test_what_an_older_program_could_not_read_is_tried_by_the_next(world: World) -> None:
    """Else everything that its author wrote later would wait behind it for ever."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    teacher.visit()
    reader = desk_of(mentor).owner
    reader.compressor = Compressor(b"")
    mentor.visit()
    assert [item.reason for item in reader.store.inbox.aside()] == ["link.too_old"]
    mentor = world.reopen("王敏")
    mentor.visit()
    assert mentor.view(plan).values["topic"] == "秋天"
