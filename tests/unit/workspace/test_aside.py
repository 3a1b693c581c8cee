"""What waits and what was set aside is told by name, with why, and since when."""

import os

from app.ids import new_record_id, record_id_bytes
from app.sync.merge import merge_inbox
from app.sync.seal import seal_waiting
from tests.helpers.stories import forged, last_envelope, owner_of, payload_of, plan_of, received, settle
from tests.helpers.world import World


def test_nothing_is_told_when_all_is_well(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world)
    settle(teacher, mentor)
    assert mentor.aside() == []
    assert mentor.sync_line().trouble == ""


def test_a_missing_envelope_is_told_until_it_comes(world: World) -> None:
    teacher, mentor = world.pair()
    owner = owner_of(teacher)
    envelopes = []
    for topic in ("第一份", "第二份", "第三份"):
        plan_of(teacher, world, topic)
        seal_waiting(owner)
        envelopes.append(last_envelope(owner, world.shared()))
    for late in envelopes[1:]:
        received(owner_of(mentor), world.shared(), late)
    merge_inbox(owner_of(mentor))
    (item,) = mentor.aside()
    assert (item.author, item.count, item.code, item.space_name) == ("李秀兰", 2, "envelope.missing", "秀兰和王敏")
    assert item.since == world.clock.now()
    assert mentor.sync_line().trouble == "envelope.missing"
    received(owner_of(mentor), world.shared(), envelopes[0])
    merge_inbox(owner_of(mentor))
    assert mentor.aside() == []
    assert mentor.sync_line().trouble == ""


def test_an_unknown_device_is_told_without_a_name(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world)
    seal_waiting(owner_of(teacher))
    envelope = bytearray(last_envelope(owner_of(teacher), world.shared()))
    envelope[2] ^= 1
    received(owner_of(mentor), world.shared(), bytes(envelope))
    merge_inbox(owner_of(mentor))
    assert [(item.author, item.code) for item in mentor.aside()] == [("", "envelope.stranger")]


def test_a_missing_key_is_told(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world)
    seal_waiting(owner_of(teacher))
    owner_of(mentor).store.spaces.drop_key(world.shared(), 1)
    received(owner_of(mentor), world.shared(), last_envelope(owner_of(teacher), world.shared()))
    merge_inbox(owner_of(mentor))
    assert [(item.author, item.code) for item in mentor.aside()] == [("李秀兰", "access.no_key")]


def test_what_was_refused_is_told(world: World) -> None:
    teacher, mentor = world.pair()
    cheat, space = owner_of(teacher), world.shared()
    junk = [(record_id_bytes(new_record_id(os.urandom)), b"\x04junk") for _ in range(2)]
    received(owner_of(mentor), space, forged(cheat, space, payload_of(cheat, space, junk)))
    received(owner_of(mentor), space, b"\x01no envelope at all")
    merge_inbox(owner_of(mentor))
    assert {(item.author, item.count, item.code) for item in mentor.aside()} == {
        ("李秀兰", 2, "record.delta_damaged"),
        ("", 1, "envelope.refused"),
    }
