"""Who is let in: decided from the membership log alone."""

from dataclasses import replace

import pytest

from app.crypto.keys import TicketKeys
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Membership
from app.protocol.messages import EntryUp, Hello, Item
from app.relay.admission import (
    Members,
    Right,
    Signer,
    check_entry,
    check_envelope,
    check_founding,
    check_hello,
    check_version,
)
from app.relay.schema import DeviceRow
from tests.helpers.devices import Device

PIN = bytes(range(32))
NOW = 1_800_000_000


def no_others(_code: bytes) -> None:
    """No admission code but the relay card's own was given out."""


class Nowhere:
    """These devices only sign; none of them has a relay to talk to."""

    def exchange(self, hello: Hello, uploads: object) -> "list[Item]":
        raise AssertionError("no relay here")


@pytest.fixture
def teacher() -> Device:
    device = Device(Nowhere(), PIN, b"code", seed=1)  # type: ignore[arg-type]  # answers nothing, on purpose
    device.found()
    return device


def right(device: Device, hello: Hello, state: Membership, row: DeviceRow | None = None, now: int = NOW) -> Right:
    return check_hello(hello, Signer(hello, device.pin), state, row or DeviceRow(), now)


def test_a_log_is_replayed_once_and_continued(teacher: Device) -> None:
    """Only the entries that were not seen yet are read."""
    members, read = Members(), []

    def entries_from(number: int) -> list[bytes]:
        read.append(number)
        return teacher.entries[number:]

    first = members.state(teacher.space, 1, entries_from)
    teacher.invite()
    second = members.state(teacher.space, 2, entries_from)
    third = members.state(teacher.space, 2, entries_from)

    assert first is not None
    assert first.length == 1
    assert second == third == teacher.state
    assert read == [0, 1]


def test_a_log_that_is_shorter_than_remembered_is_read_anew(teacher: Device) -> None:
    """The operator restored a backup under the running relay."""
    members = Members()
    founded = members.state(teacher.space, 1, lambda number: teacher.entries[number:])
    teacher.invite()
    members.state(teacher.space, 2, lambda number: teacher.entries[number:])

    assert members.state(teacher.space, 1, lambda number: teacher.entries[number:1]) == founded


def test_an_unknown_space_has_no_members() -> None:
    assert Members().state(b"s" * 16, 0, lambda _number: []) is None


def test_founding_needs_the_code(teacher: Device) -> None:
    assert check_founding(teacher.hello(), b"code", no_others) == 0
    assert check_founding(replace(teacher.hello(), admission=b"school"), b"code", lambda _code: 3) == 3
    for wrong in (b"", b"cod", b"code!"):
        with pytest.raises(Refusal, match="ADMISSION"):
            check_founding(replace(teacher.hello(), admission=wrong), b"code", no_others)


def test_an_entry_must_be_of_the_space_it_is_sent_to(teacher: Device) -> None:
    assert check_entry(None, teacher.space, teacher.entries[0], NOW) == teacher.state
    with pytest.raises(Refusal, match="NOT_THIS_SPACE"):
        check_entry(None, bytes(16), teacher.entries[0], NOW)


def test_a_members_device_is_given_everything(teacher: Device) -> None:
    assert right(teacher, teacher.hello(), teacher.state) is Right.EVERYTHING


def test_an_open_ticket_is_given_the_log(teacher: Device) -> None:
    """Until it ends; the second it ends still counts."""
    _, ticket = teacher.invite(ends=NOW)
    hello = teacher.hello(TicketKeys.from_seed(ticket.seed).signing)

    assert right(teacher, hello, teacher.state) is Right.ENTRIES
    with pytest.raises(Refusal, match="TICKET_EXPIRED"):
        right(teacher, hello, teacher.state, now=NOW + 1)


def test_a_members_root_key_is_given_the_log(teacher: Device) -> None:
    """Whoever comes back by her recovery card; not a stranger's root, and not hers without her signature."""
    root = teacher.person.signing
    stranger = Device(Nowhere(), PIN, seed=3)  # type: ignore[arg-type]  # answers nothing, on purpose
    hello = teacher.hello(root)

    assert right(teacher, hello, teacher.state) is Right.ENTRIES
    with pytest.raises(Refusal, match="NOT_A_MEMBER"):
        right(teacher, teacher.hello(stranger.person.signing), teacher.state)
    with pytest.raises(Refusal, match="HELLO_SIGNATURE"):
        right(teacher, replace(hello, budget=1), teacher.state)


def test_the_root_key_of_somebody_who_left_is_told_so_and_given_nothing_more(teacher: Device) -> None:
    me = teacher.state.members[teacher.person.person]
    left = replace(teacher.state, members={me.person: replace(me, active=False, devices={})})

    assert right(teacher, teacher.hello(teacher.person.signing), left) is Right.FAREWELL


def test_a_signature_is_for_one_relay_and_one_hello(teacher: Device) -> None:
    hello = teacher.hello()
    changed = replace(hello, budget=hello.budget + 1)

    with pytest.raises(Refusal, match="HELLO_SIGNATURE"):
        right(teacher, changed, teacher.state)
    with pytest.raises(Refusal, match="HELLO_SIGNATURE"):
        check_hello(hello, Signer(hello, bytes(32)), teacher.state, DeviceRow(), NOW)


def test_an_earlier_visit_is_a_replay(teacher: Device) -> None:
    hello = teacher.hello()

    assert right(teacher, hello, teacher.state, DeviceRow(visit=hello.visit)) is Right.EVERYTHING
    with pytest.raises(Refusal, match="HELLO_REPEATED"):
        right(teacher, hello, teacher.state, DeviceRow(visit=hello.visit + 1))


def test_an_envelope_is_checked_part_by_part(teacher: Device) -> None:
    """The good one passes; each damaged one is refused with its own code."""
    good = teacher.envelope()
    stranger = Device(Nowhere(), PIN, seed=2)  # type: ignore[arg-type]  # answers nothing, on purpose
    stranger.space = teacher.space

    assert check_envelope(teacher.state, teacher.space, good).header.number == 1
    for bad, code in [
        (b"", Code.ENVELOPE_MALFORMED),
        (b"\x09" + good[1:], Code.VERSION),
        (good[:40], Code.ENVELOPE_MALFORMED),
        (stranger.envelope(), Code.ENVELOPE_AUTHOR),
        (good[:1] + b"\x05" + good[2:], Code.ENVELOPE_EPOCH),
        (good[:-70] + b"?" + good[-69:], Code.ENVELOPE_SIGNATURE),
    ]:
        with pytest.raises(Refusal) as caught:
            check_envelope(teacher.state, teacher.space, bad)
        assert caught.value.code is code


def test_another_version_is_not_served(teacher: Device) -> None:
    check_version(teacher.hello())
    with pytest.raises(Refusal, match="VERSION"):
        check_version(replace(teacher.hello(), version=2))


def test_only_entries_come_from_founding(teacher: Device) -> None:
    """The helper's own promise: founding makes one entry and two blobs."""
    assert sum(isinstance(item, EntryUp) for item in teacher.found()) == 1
