"""Who is in a space: each rule of the log, and that nothing else gets in."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto import signing
from app.crypto.signing import key_id
from app.errors import Known
from app.ids import DeviceId
from app.protocol.failures import Code, Refusal
from app.protocol.membership import (
    AddDevice,
    DeviceCard,
    Invite,
    Join,
    Membership,
    NewEpoch,
    RenamePerson,
    Role,
    SealedText,
    Withdraw,
    apply,
)
from app.spaces.membership_log import replay, sign_entry
from tests.helpers.circle import ENDS, Log, Somebody, somebody, ticket

WANG, LI, ZHAO, SUN = somebody("wang"), somebody("li"), somebody("zhao"), somebody("sun")


def refused(act: Callable[[], object]) -> Code:
    """The code with which this is refused."""
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value.code


def pair(role: Role = Role.WRITER) -> Log:
    """A space that Wang keeps and Li is in."""
    log = Log(WANG)
    log.bring(WANG, LI, role)
    return log


def test_the_founder_keeps_the_space() -> None:
    log = Log(WANG)
    member = log.now.members[WANG.keys.person]

    assert (member.role, member.active, member.invite) == (Role.KEEPER, True, b"")
    assert log.now.public_of(key_id(WANG.device.public)) == WANG.device.public
    assert log.now.space == signing.digest(log.entries[0])[:16]
    assert (log.now.epoch, log.now.length, log.now.head) == (1, 1, signing.digest(log.entries[0]))


def test_a_newcomer_has_the_role_of_the_ticket() -> None:
    log = pair(Role.COMMENTER)

    assert [member.role for member in log.now.active()] == [Role.KEEPER, Role.COMMENTER]
    assert log.now.invites == {}
    assert log.now.spent == {ticket(LI.keys.person.hex()).id: Code.TICKET_USED}
    assert LI.keys.person in log.now.epochs[1].wraps


def test_the_log_names_its_blobs() -> None:
    """The relay keeps no others."""
    keys = {signing.digest(who.keys.public_sealing) for who in (WANG, LI)}

    assert pair().now.blobs == keys | {who.wraps[0][1] for who in (WANG, LI)}


WRITES: dict[str, Callable[[Log, Somebody], None]] = {
    "Invite": lambda log, who: void(log.invite(who, "another")),
    "Withdraw": lambda log, who: log.withdraw(who, ticket("open")),
    "AddDevice": lambda log, who: log.add_device(Somebody(who.keys, somebody("x", "second").device)),
    "ChangeRole": lambda log, who: log.change_role(who, ZHAO, Role.KEEPER),
    "Remove": lambda log, who: log.remove(who, ZHAO),
    "NewEpoch": lambda log, who: log.new_epoch(who, [WANG, LI, ZHAO]),
    "RenamePerson": lambda log, who: log.rename_person(who),
    "RenameSpace": lambda log, who: log.rename_space(who),
}


def void(_: object) -> None:
    """For a call whose result does not matter."""


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("entry", list(WRITES))
def test_who_may_write_what(entry: str, role: Role) -> None:
    """The table at the head of app/protocol/membership.py, cell by cell."""
    log = pair(role)
    log.bring(WANG, ZHAO, Role.READER)
    log.invite(WANG, "open")
    before = log.now

    if role is Role.KEEPER or entry in ("AddDevice", "RenamePerson"):
        WRITES[entry](log, LI)
        assert log.now.length == before.length + 1
    else:
        assert refused(lambda: WRITES[entry](log, LI)) is Code.ENTRY_RIGHT
        assert log.now is before


@pytest.mark.parametrize("entry", list(WRITES))
def test_a_stranger_writes_nothing(entry: str) -> None:
    log = pair()
    log.bring(WANG, ZHAO)
    log.invite(WANG, "open")

    assert refused(lambda: WRITES[entry](log, SUN)) in (Code.ENTRY_RIGHT, Code.ENTRY_RULE)


@pytest.mark.parametrize("entry", list(WRITES))
def test_somebody_who_was_removed_writes_nothing(entry: str) -> None:
    log = pair(Role.KEEPER)
    log.bring(WANG, ZHAO)
    log.remove(WANG, LI)
    log.invite(WANG, "open")

    assert refused(lambda: WRITES[entry](log, LI)) in (Code.ENTRY_RIGHT, Code.ENTRY_RULE)


def test_a_new_name_is_that_of_whoever_signs() -> None:
    """There is no way to say whose name is meant: somebody else's device as the author needs that device's key."""
    log = pair(Role.READER)
    log.rename_person(LI, b"n" * 40)
    forged = RenamePerson(log.now.head, key_id(WANG.device.public), 1, b"x" * 40)

    assert log.now.members[LI.keys.person].names == (SealedText(bytes(40), 1), SealedText(b"n" * 40, 1))
    assert len(log.now.members[WANG.keys.person].names) == 1
    assert refused(lambda: log.write(forged, LI.device)) is Code.ENTRY_SIGNATURE


def test_a_name_is_sealed_for_an_epoch_that_is_there() -> None:
    log = pair()
    log.remove(WANG, LI)
    log.new_epoch(WANG, [WANG])
    log.rename_space(WANG, b"t" * 40, epoch=1)
    log.rename_person(WANG, b"n" * 40)

    assert log.now.titles == (SealedText(bytes(40), 1), SealedText(b"t" * 40, 1))
    assert log.now.members[WANG.keys.person].names[-1].epoch == 2
    assert refused(lambda: log.rename_person(WANG, epoch=3)) is Code.ENTRY_RULE
    assert refused(lambda: log.rename_space(WANG, epoch=3)) is Code.ENTRY_RULE


def test_nobody_fills_the_log_with_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader could otherwise keep everybody from removing him; also by leaving and coming back."""
    monkeypatch.setattr("app.protocol.membership.MAX_RENAMES", 3)
    log = pair(Role.READER)
    for _ in range(2):
        log.rename_person(LI)
        log.rename_space(WANG)

    assert refused(lambda: log.rename_person(LI)) is Code.LOG_FULL
    assert refused(lambda: log.rename_space(WANG)) is Code.LOG_FULL
    log.remove(LI, LI)
    log.join(Somebody(LI.keys, somebody("li", "second").device), log.invite(WANG, "again"))
    assert refused(lambda: log.rename_person(Somebody(LI.keys, somebody("li", "second").device))) is Code.LOG_FULL
    log.rename_person(WANG)


def test_a_ticket_is_used_once() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "one")
    log.join(LI, keys)

    assert refused(lambda: log.join(ZHAO, keys)) is Code.TICKET_USED


def test_a_ticket_can_be_withdrawn() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "one")
    log.withdraw(WANG, keys)

    assert refused(lambda: log.join(LI, keys)) is Code.TICKET_WITHDRAWN
    assert refused(lambda: log.withdraw(WANG, keys)) is Code.TICKET_WITHDRAWN


def test_a_ticket_of_another_space_opens_nothing() -> None:
    assert refused(lambda: Log(WANG).join(LI, ticket("elsewhere"))) is Code.TICKET_UNKNOWN


def test_a_ticket_ends_by_the_relays_clock_and_by_no_clients() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "one")

    assert refused(lambda: log.join(LI, keys, clock=ENDS + 1)) is Code.TICKET_EXPIRED
    log.join(LI, keys, clock=ENDS)
    assert replay(log.entries, log.now.space) == log.now


def test_a_tickets_key_is_never_taken_twice() -> None:
    log = Log(WANG)
    log.invite(WANG, "one")

    assert refused(lambda: log.invite(WANG, "one")) is Code.ENTRY_RULE
    log.join(LI, ticket("one"))
    assert refused(lambda: log.invite(WANG, "one")) is Code.ENTRY_RULE


def test_a_member_does_not_join_again() -> None:
    log = pair()
    keys = log.invite(WANG, "another")

    assert refused(lambda: log.join(LI, keys)) is Code.ALREADY_MEMBER


def test_nobody_is_made_a_member_unasked() -> None:
    """Li's cards can be copied from a space that both are in; his device never signed this Join."""
    log = Log(ZHAO)
    keys = log.invite(ZHAO, "one")
    consent = ZHAO.device.sign(b"tongxing consent 1", log.now.head + keys.id)
    forged = Join(log.now.head, keys.id, LI.card, LI.device_card, consent, LI.wraps)

    assert refused(lambda: log.write(forged, keys.signing)) is Code.ENTRY_SIGNATURE


def test_a_device_counts_only_with_its_persons_certificate() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "one")
    uncertified = DeviceCard(LI.device.public, ZHAO.keys.certify(LI.device.public))
    consent = LI.device.sign(b"tongxing consent 1", log.now.head + keys.id)
    forged = Join(log.now.head, keys.id, LI.card, uncertified, consent, LI.wraps)

    assert refused(lambda: log.write(forged, keys.signing)) is Code.ENTRY_SIGNATURE


def test_a_second_device_acts_for_its_person() -> None:
    log = pair()
    phone = somebody("wang", "phone")
    log.add_device(phone)
    log.invite(phone, "by phone")

    assert log.now.member_of(key_id(phone.device.public)) == log.now.members[WANG.keys.person]
    assert refused(lambda: log.add_device(phone)) is Code.ENTRY_RULE


def test_a_device_of_somebody_else_is_not_added() -> None:
    log = pair()
    stolen = somebody("li", "phone")
    card = DeviceCard(stolen.device.public, WANG.keys.certify(stolen.device.public))
    entry = AddDevice(log.now.head, key_id(stolen.device.public), LI.keys.person, card)

    assert refused(lambda: log.write(entry, stolen.device)) is Code.ENTRY_SIGNATURE


def test_a_known_device_joins_for_nobody_else() -> None:
    log = pair()
    keys = log.invite(WANG, "one")

    assert refused(lambda: log.join(Somebody(ZHAO.keys, LI.device), keys)) is Code.ENTRY_RULE


def test_who_leaves_can_be_verified_but_writes_no_more() -> None:
    log = pair()
    device = key_id(LI.device.public)
    log.remove(WANG, LI)

    assert log.now.epoch_due
    assert log.now.member_of(device) is None
    assert log.now.public_of(device) == log.now.public_of(device, 1) == LI.device.public
    assert log.now.public_of(device, 2) is None
    assert log.now.public_of(b"stranger") is None


def test_anybody_may_leave() -> None:
    log = pair(Role.READER)
    log.remove(LI, LI)

    assert [member.person for member in log.now.active()] == [WANG.keys.person]


def test_the_last_keeper_stays() -> None:
    log = pair()

    assert refused(lambda: log.remove(WANG, WANG)) is Code.LAST_KEEPER
    assert refused(lambda: log.change_role(WANG, WANG, Role.READER)) is Code.LAST_KEEPER
    log.change_role(WANG, LI, Role.KEEPER)
    log.remove(WANG, WANG)
    assert refused(lambda: log.remove(LI, LI)) is Code.LAST_KEEPER


def test_a_role_is_changed_to_another() -> None:
    log = pair()

    assert refused(lambda: log.change_role(WANG, LI, Role.WRITER)) is Code.ENTRY_RULE
    assert refused(lambda: log.change_role(WANG, ZHAO, Role.WRITER)) is Code.ENTRY_RULE


def test_who_comes_back_writes_with_a_new_device_only() -> None:
    log = pair()
    log.remove(WANG, LI)
    back = somebody("li", "new laptop")
    log.bring(WANG, back, Role.COMMENTER, name="again")

    assert log.now.member_of(key_id(back.device.public)) is not None
    assert log.now.member_of(key_id(LI.device.public)) is None
    assert log.now.public_of(key_id(LI.device.public)) == LI.device.public


def test_a_new_epoch_is_wrapped_for_every_member_and_nobody_else() -> None:
    log = pair()
    log.bring(WANG, ZHAO)
    log.remove(WANG, ZHAO)

    assert refused(lambda: log.new_epoch(WANG, [WANG])) is Code.ENTRY_RULE
    assert refused(lambda: log.new_epoch(WANG, [WANG, LI, ZHAO])) is Code.ENTRY_RULE
    log.new_epoch(WANG, [WANG, LI])
    assert (log.now.epoch, log.now.epoch_due, set(log.now.epochs[2].wraps)) == (
        2,
        False,
        {WANG.keys.person, LI.keys.person},
    )


def test_wraps_of_a_new_epoch_stand_in_order() -> None:
    log = pair()
    wraps = tuple(sorted((who.wraps[0] for who in (WANG, LI)), reverse=True))
    entry = NewEpoch(log.now.head, key_id(WANG.device.public), bytes(16), bytes(60), wraps)

    assert refused(lambda: log.write(entry, WANG.device)) is Code.ENTRY_RULE


def test_a_new_epoch_closes_open_tickets() -> None:
    """Who left may have made one for himself."""
    log = pair(Role.KEEPER)
    kept = log.invite(LI, "kept back")
    log.remove(WANG, LI)
    log.new_epoch(WANG, [WANG])

    assert refused(lambda: log.join(somebody("li again"), kept)) is Code.TICKET_WITHDRAWN


def test_a_key_is_wrapped_for_oneself_only_when_joining() -> None:
    log = Log(WANG)
    keys = log.invite(WANG, "one")
    for wraps in ((), WANG.wraps, tuple(sorted(WANG.wraps + LI.wraps))):
        consent = LI.device.sign(b"tongxing consent 1", log.now.head + keys.id)
        entry = Join(log.now.head, keys.id, LI.card, LI.device_card, consent, wraps)
        assert refused(lambda entry=entry: log.write(entry, keys.signing)) is Code.ENTRY_RULE  # type: ignore[misc]  # mypy cannot infer a lambda with a default


def test_a_log_has_one_beginning() -> None:
    log = Log(WANG)
    found = log.entries[0]
    invite = Invite(bytes(32), key_id(WANG.device.public), WANG.device.public, Role.WRITER, ENDS, bytes(60))

    assert refused(lambda: log.take(found)) is Code.ENTRY_STALE
    empty = sign_entry(invite, WANG.device)
    assert refused(lambda: apply(None, empty, signing.verify, signing.digest)) is Code.ENTRY_RULE


def test_two_keepers_who_write_at_once() -> None:
    """The second is told to read on; what he meant can be written again."""
    log = pair(Role.KEEPER)
    late = sign_entry(Withdraw(log.now.head, key_id(LI.device.public), bytes(8)), LI.device)
    log.invite(WANG, "first")

    assert refused(lambda: log.take(late)) is Code.ENTRY_STALE


@pytest.mark.parametrize(("limit", "value"), [("MAX_ENTRIES", 3), ("MAX_MEMBERS", 2), ("MAX_INVITES", 0)])
def test_a_log_has_limits(limit: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    log = pair()
    monkeypatch.setattr(f"app.protocol.membership.{limit}", value)

    assert refused(lambda: log.bring(WANG, ZHAO)) is Code.LOG_FULL


def test_a_member_has_so_many_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.protocol.membership.MAX_DEVICES", 1)

    assert refused(lambda: pair().add_device(somebody("li", "phone"))) is Code.LOG_FULL


def long_log() -> Log:
    """Every kind of entry at least once."""
    log = pair(Role.KEEPER)
    log.bring(LI, ZHAO, Role.COMMENTER)
    log.add_device(somebody("zhao", "phone"))
    log.withdraw(WANG, log.invite(WANG, "unused"))
    log.change_role(WANG, ZHAO, Role.WRITER)
    log.remove(WANG, LI)
    log.new_epoch(WANG, [WANG, ZHAO])
    log.bring(WANG, SUN, Role.READER)
    return log


LONG = long_log()


def state_of(entries: list[bytes]) -> Membership | None:
    """What a client makes of a log for this space; None if it refuses it."""
    try:
        return replay(entries, LONG.now.space)
    except Known:
        return None


def test_a_whole_log_is_replayed() -> None:
    assert state_of(LONG.entries) == LONG.now
    assert len({entry[1] for entry in LONG.entries}) == 8


@settings(max_examples=300)
@given(index=st.integers(0, len(LONG.entries) - 1), place=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_one_altered_byte_anywhere_is_refused(index: int, place: int, flip: int) -> None:
    altered = bytearray(LONG.entries[index])
    altered[place % len(altered)] ^= flip

    assert state_of([*LONG.entries[:index], bytes(altered), *LONG.entries[index + 1 :]]) is None


@given(order=st.permutations(range(len(LONG.entries))))
def test_another_order_is_refused(order: list[int]) -> None:
    entries = [LONG.entries[index] for index in order]

    assert (state_of(entries) is None) == (order != sorted(order))


@given(chosen=st.lists(st.integers(0, len(LONG.entries) - 1), max_size=12))
def test_what_a_relay_leaves_out_or_repeats_is_refused_or_an_older_state(chosen: list[int]) -> None:
    """It can withhold the newest entries; it can make nothing else of them."""
    state = state_of([LONG.entries[index] for index in chosen])

    assert (state is not None) == (bool(chosen) and chosen == list(range(len(chosen))))


@given(
    body=st.sampled_from(LONG.entries[1:]),
    author=st.sampled_from([WANG, LI, ZHAO, SUN]),
    forger=st.sampled_from([LI, SUN, somebody("the relay")]),
)
def test_a_forged_author_is_refused(body: bytes, author: Somebody, forger: Somebody) -> None:
    """Somebody rewrites an entry for the log's end in the name of a keeper."""
    log = long_log()
    entry = Withdraw(log.now.head, key_id(author.device.public), body[-8:])
    forged = sign_entry(entry, forger.device)

    assert refused(lambda: log.take(forged)) in (Code.ENTRY_SIGNATURE, Code.ENTRY_RIGHT)


def test_a_verifier_that_says_no_lets_nobody_in() -> None:
    assert refused(lambda: apply(None, LONG.entries[0], lambda *_: False, signing.digest)) is Code.ENTRY_SIGNATURE


def test_states_are_values() -> None:
    """An entry that is refused has changed nothing in the state before it."""
    log = pair()
    before = replace(log.now)
    with pytest.raises(Refusal):
        log.new_epoch(WANG, [WANG])
    assert log.now == before
    assert DeviceId(key_id(WANG.device.public)) in before.members[WANG.keys.person].devices
