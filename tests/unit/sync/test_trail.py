"""A trail: a relay's signature dates it, a colleague's too, and a change of one byte anywhere is found."""

import pytest

from app.errors import AccessError, LinkError
from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.kinds import ALL
from app.records.registry import Registry
from app.sync.trail import ask_relay, check, write_trail
from app.workspace.syncing import relays_in_use
from app.workspace.workspace import Workspace
from tests.helpers.sticks import LetterWorld, letter_world
from tests.helpers.world import desk_of

__all__ = ["letter_world"]

KINDS = Registry(ALL)


def witnessed(world: LetterWorld, workspace: Workspace) -> int:
    desk = desk_of(workspace)
    (relay,) = relays_in_use(desk)
    return ask_relay(desk.owner, relay, world.post).told


def log_of(teacher: Workspace) -> RecordId:
    log = teacher.create("mentoring_log", {"step": "等三秒", "discussion": "先等三秒。"})
    teacher.create("mentoring_log", {"step": "别的", "discussion": "不给别人看。"})
    return log


def test_words_are_no_younger_than_what_the_relay_signed(world: LetterWorld) -> None:
    teacher, _ = world.pair()
    log = log_of(teacher)
    world.clock.pass_seconds(600)
    told = witnessed(world, teacher)
    world.clock.pass_seconds(86_400)
    teacher.edit(log, [WriteProse("discussion", "先等三秒，再点名。")])
    data = write_trail(desk_of(teacher).owner, teacher.me.name, [log])
    found = check(data, KINDS)
    (one,) = found.records
    assert (one.record.title(), one.record.values()["discussion"]) == ("等三秒", "先等三秒，再点名。")
    assert (one.saves, one.first_by, one.last_by) == (2, told, None)
    assert found.relays == ((world.pin, told),)
    assert "不给别人看".encode() not in data
    assert (found.name, found.keeper.hex()) == (teacher.me.name, teacher.me.person)


def test_the_relay_learns_a_digest_and_nothing_of_the_words(world: LetterWorld) -> None:
    teacher, _ = world.pair()
    log_of(teacher)
    witnessed(world, teacher)
    (asked,) = world.posted
    assert len(asked) < 300
    assert "等三秒".encode() not in asked


def test_a_change_of_one_byte_is_found(world: LetterWorld) -> None:
    teacher, mentor = world.pair()
    log = log_of(teacher)
    witnessed(world, teacher)
    data = mentor.sign_seen(write_trail(desk_of(teacher).owner, teacher.me.name, [log]))
    assert check(data, KINDS).seen[0][0] == mentor.me.name
    for place in range(0, len(data), 31):
        harmed = bytearray(data)
        harmed[place] ^= 1
        with pytest.raises(AccessError, match=r"trail\.(changed|not_one)"):
            check(bytes(harmed), KINDS)
    for cut in (data[:-1], data[: len(data) // 2], b"", data + b"\0"):
        with pytest.raises(AccessError, match=r"trail\.(changed|not_one)"):
            check(cut, KINDS)


def test_what_a_relay_signed_for_somebody_else_is_worth_nothing(world: LetterWorld) -> None:
    """Neither can the keeper hand in an answer that the relay did not sign."""
    teacher, mentor = world.pair()
    log = log_of(teacher)
    mentor.create("mentoring_log", {"step": "别人的"})
    witnessed(world, mentor)
    (row,) = desk_of(mentor).store.trail.witnesses()
    desk_of(teacher).store.trail.witnessed(row)
    data = write_trail(desk_of(teacher).owner, teacher.me.name, [log])
    with pytest.raises(AccessError, match=r"trail\.changed"):
        check(data, KINDS)

    desk = desk_of(mentor)
    (relay,) = relays_in_use(desk)
    with pytest.raises(LinkError):
        ask_relay(desk.owner, relay, lambda *_: iter([row.answer[:-1]]))


def test_places_are_kept_when_more_is_saved(world: LetterWorld) -> None:
    teacher, _ = world.pair()
    log = log_of(teacher)
    first = witnessed(world, teacher)
    world.clock.pass_seconds(3_600)
    later = teacher.create("mentoring_log", {"step": "后来的"})
    second = witnessed(world, teacher)
    found = check(write_trail(desk_of(teacher).owner, teacher.me.name, [log, later]), KINDS)
    assert [one.last_by for one in found.records] == [first, second]


def test_what_nobody_could_wait_for_is_not_written_and_not_checked(
    world: LetterWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, _ = world.pair()
    log, owner = log_of(teacher), desk_of(teacher).owner
    witnessed(world, teacher)
    whole = write_trail(owner, teacher.me.name, [log])
    monkeypatch.setattr("app.sync.trail_file.MOST", len(whole) - 1)
    with pytest.raises(AccessError) as long:
        write_trail(owner, teacher.me.name, [log])
    with pytest.raises(AccessError) as other:
        check(whole, KINDS)
    assert (long.value.code, other.value.code) == ("trail.too_long", "trail.not_one")


def test_of_many_witnesses_the_first_and_the_last_go_along(world: LetterWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, _ = world.pair()
    log, told = log_of(teacher), []
    monkeypatch.setattr("app.sync.trail.MOST_WITNESSES", 2)
    for _again in range(3):
        world.clock.pass_seconds(600)
        told.append(witnessed(world, teacher))
    found = check(write_trail(desk_of(teacher).owner, teacher.me.name, [log]), KINDS)
    assert [time for _, time in found.relays] == [told[0], told[-1]]
