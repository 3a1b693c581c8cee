"""What a space is for is read from its charter, alike on every laptop, and a record in a wrong place is set aside."""

import os
from dataclasses import replace

import pytest

from app.errors import AccessError
from app.ids import new_record_id
from app.records.edits import SetValue
from app.records.filling import edits_for
from app.records.kinds import ALL
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.record import Record
from app.records.registry import Registry
from app.store.content import content_of
from app.sync.purpose import charter_of, is_in_place, purpose_of
from app.workspace.workspace import Workspace
from tests.helpers.stories import meet, settle
from tests.helpers.world import World, desk_of

#: As a home visit will be: for the circle that cares for a pupil.
PLACED = replace(MENTORING_LOG, places=frozenset({"care"}))


def with_places(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody's program says of logs that they belong into care circles."""
    kinds = [PLACED if kind.key == PLACED.key else kind for kind in ALL]
    monkeypatch.setattr("tests.helpers.world.KINDS", Registry(kinds))


def smuggle(writer: Workspace, world: World) -> str:
    """What a program that knows no places puts into a space."""
    desk = desk_of(writer)
    record, now = new_record_id(os.urandom), world.clock.now()
    made = Record.create(MENTORING_LOG, desk.owner.device_id, now, edits_for(MENTORING_LOG, {"step": "家里的事"}))
    desk.store.documents.save(
        record, world.shared(), content_of(made), made.document.export(), desk.owner.device_id, now
    )
    return record


def test_of_two_charters_the_same_one_counts_on_every_laptop(world: World) -> None:
    """A keeper begins one on each of two laptops; later ones do not take over from the first that names a purpose."""
    teacher, mentor = world.pair("keeper")
    for who, purpose in ((teacher, "pair"), (mentor, "plc")):
        who.create("charter", {"name": "约定", "purpose": purpose}, world.shared())
    mentor.create("charter", {"name": "还没写用途"}, world.shared())
    settle(teacher, mentor)
    stores = [desk_of(one).store for one in (teacher, mentor)]
    counted = [charter_of(store, world.shared()) for store in stores]

    assert counted[0] is not None
    assert counted[1] is not None
    assert counted[0].record == counted[1].record
    assert {purpose_of(store, world.shared()) for store in stores} == {counted[0].values["purpose"]}


def test_a_writer_cannot_say_what_a_space_is_for(world: World) -> None:
    """Her program refuses, and so does everybody's who is sent it all the same; the rules are hers to change."""
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "pair")
    meet(mentor, teacher)
    charter = teacher.charter(world.shared())
    assert charter is not None
    with pytest.raises(AccessError) as raised:
        teacher.edit(charter, [SetValue("purpose", "care")])
    assert raised.value.code == "access.keepers_field"
    teacher.edit(charter, [SetValue("place", "图书室")])
    opened = desk_of(teacher).open(charter)
    since = opened.record.document.version()
    opened.record.apply([SetValue("purpose", "care")])
    opened.record.save(world.clock.now())
    desk = desk_of(teacher)
    desk.store.documents.save(
        charter, world.shared(), content_of(opened.record), opened.record.document.export(since),
        desk.owner.device_id, world.clock.now(),
    )  # fmt: skip
    teacher.visit()
    mentor.visit()

    assert mentor.purpose(world.shared()) == "pair"
    assert [item.code for item in mentor.aside()] == ["access.no_right"]


def test_a_record_in_a_wrong_place_is_refused_here_and_set_aside_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said, and it comes back into sight as soon as the space is for such records."""
    with_places(world, monkeypatch)
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "plc")
    meet(mentor, teacher)
    draft = teacher.create("mentoring_log", {"step": "家里的事"})
    for attempt in (
        lambda: teacher.share(draft, world.shared()),
        lambda: teacher.create("mentoring_log", {"step": "又一次"}, world.shared()),
    ):
        with pytest.raises(AccessError) as raised:
            attempt()
        assert raised.value.code == "access.wrong_place"
    (space,) = teacher.spaces_for("plc")
    assert not space.takes(PLACED)
    record = smuggle(teacher, world)
    teacher.visit()
    mentor.visit()
    assert [(item.code, item.author, item.count) for item in mentor.aside()] == [("access.wrong_place", "李秀兰", 1)]
    assert mentor.list_records("mentoring_log") == []

    teacher_sees = [row.record for row in teacher.list_records("mentoring_log", space=world.shared())]
    assert teacher_sees == [record]
    second = world.person("赵老师")
    world.bring(mentor, second, "keeper")
    second.visit()
    second.set_purpose(world.shared(), "care")
    meet(second, mentor)
    assert mentor.aside() == []
    assert [row.title for row in mentor.list_records("mentoring_log")] == ["家里的事"]
    assert mentor.spaces_for("care")[0].takes(PLACED)


def test_without_a_charter_a_space_is_for_nothing_special(world: World) -> None:
    teacher, _mentor = world.pair()
    store = desk_of(teacher).store

    assert purpose_of(store, world.shared()) is None
    assert is_in_place(store, world.shared(), MENTORING_LOG)
    assert not is_in_place(store, world.shared(), PLACED)
    assert is_in_place(store, world.shared(), None)
    assert Registry(ALL).get("charter") is not None
