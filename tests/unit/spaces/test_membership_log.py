"""A log counts only if it is this space's; names and titles open with its keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.signing import SigningKey
from app.errors import AccessError, RecordError
from app.ids import PersonId
from app.protocol.membership import Membership, Role
from app.spaces.founding import found
from app.spaces.joining import join
from app.spaces.membership_log import extend, names, replay, seal_name, space_title
from app.spaces.ticket import Ticket, invite
from tests.helpers.circle import ENDS, Log, seeded, somebody

WANG, LI = somebody("wang"), somebody("li")
KEY = bytes(range(32))


def two_in_a_space(title: str, second_name: str) -> tuple[Membership, dict[int, bytes]]:
    """Wang founds, Li joins."""
    founded = found(title, WANG.keys, "王老师", WANG.device, seeded("found"))
    state = replay(founded.entries, founded.space)
    invited = invite(state, WANG.device, founded.epoch_key, Role.WRITER, ENDS, seeded("invite"))
    state = extend(state, [invited.entry])
    ticket = Ticket("https://relay.example", bytes(32), founded.space, invited.seed, ENDS, title, "王老师")
    joined = join(ticket, state, LI.keys, second_name, LI.device, seeded("join"))
    return extend(state, [joined.entry]), joined.epoch_keys


def one_line(text: str) -> str:
    """A name as it is shown."""
    return " ".join(text.replace("\0", "").split())


@settings(max_examples=40)
@given(title=st.text(max_size=60), name=st.text(max_size=60))
def test_names_and_title_come_back(title: str, name: str) -> None:
    state, keys = two_in_a_space(title, name)

    shown = one_line(name)

    assert space_title(state, keys) == one_line(title)
    assert names(state, keys) == {WANG.keys.person: "王老师"} | ({LI.keys.person: shown} if shown else {})


def test_half_a_surrogate_pair_in_a_name_becomes_a_mark() -> None:
    state, keys = two_in_a_space("组", "李\ud83d")

    assert names(state, keys)[LI.keys.person] == "李?"


def test_without_the_key_there_are_no_names() -> None:
    state, _ = two_in_a_space("组", "李")

    assert names(state, {}) == {}
    assert names(state, {1: bytes(32)}) == {}
    with pytest.raises(AccessError) as caught:
        space_title(state, {})
    assert caught.value.code == "access.no_key"
    with pytest.raises(AccessError):
        space_title(state, {1: bytes(32)})


def test_a_name_copied_to_another_person_does_not_open() -> None:
    """A keeper's sealed name in somebody else's card would make two people look alike."""
    log = Log(WANG)
    sealed = seal_name("王老师", log.now.salt, WANG.keys.person, log.epoch_key, seeded("name"))

    assert seal_name("王老师", log.now.salt, PersonId(LI.keys.person), log.epoch_key, seeded("name")) != sealed
    assert names(log.now, {1: log.epoch_key}) == {}


def test_a_name_has_a_limit() -> None:
    with pytest.raises(RecordError) as caught:
        found("长" * 82, WANG.keys, "王", WANG.device)
    assert caught.value.code == "record.text_too_long"
    assert caught.value.fields == {"limit": 81}
    found("长" * 81, WANG.keys, "王", WANG.device)


def test_a_log_of_another_space_is_refused() -> None:
    """A relay that answers with a log of its own making."""
    log = Log(WANG)

    assert replay(log.entries, log.now.space) == log.now
    assert replay(log.entries, None) == log.now
    with pytest.raises(AccessError) as caught:
        replay(Log(WANG, "another").entries, log.now.space)
    assert caught.value.code == "membership.refused"


@pytest.mark.parametrize("entries", [[], [b""], [b"x" * 100]])
def test_what_is_no_log_is_refused(entries: list[bytes]) -> None:
    with pytest.raises(AccessError):
        replay(entries, None)


def test_more_entries_continue_the_state() -> None:
    log = Log(WANG)
    before = log.now
    log.bring(WANG, LI)

    assert extend(before, log.entries[1:]) == log.now
    with pytest.raises(AccessError):
        extend(before, log.entries)
    with pytest.raises(AccessError):
        extend(None, [])


def test_the_devices_key_signs() -> None:
    """A log replays on any machine: nothing in it depends on who reads."""
    other = found("组", WANG.keys, "王", SigningKey.generate(seeded("another device")))

    assert replay(other.entries, other.space).length == 1
