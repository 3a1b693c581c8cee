"""The parser of membership entries, and the rules that every entry must meet."""

from functools import cache

import msgspec

from app.crypto import signing
from app.crypto.signing import key_id
from app.protocol.entries import SIGNATURE_BYTES, encode_body, parse_entry
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_DEVICES, MAX_ENTRIES, MAX_INVITES, MAX_MEMBERS, MAX_RENAMES
from app.protocol.membership import AddDevice, Entry, Found, Join, Membership, Role, apply
from tests.fuzz.target import Target, split_mode
from tests.helpers import vectors

#: Bytes in front of each body of a log in the making: its length.
_LENGTH = 2


@cache
def _log() -> list[bytes]:
    return [bytes.fromhex(entry) for entry in vectors.membership()["entries"]]


@cache
def _states() -> list[Membership | None]:
    """The membership before each entry of a real log, and after the last."""
    states: list[Membership | None] = [None]
    for entry in _log():
        states.append(apply(states[-1], entry, signing.verify, signing.digest))
    return states


def run_entry(data: bytes) -> None:
    """One entry as a relay hands it out; or a whole log whose links and signatures are made good, so that the rules
    behind them are reached."""
    mode, data = split_mode(data, len(_states()) + 1)
    if mode == len(_states()):
        _run_log(data)
        return
    signed = parse_entry(data)
    assert encode_body(signed.entry) + signed.signature == data
    _check(apply(_states()[mode], data, signing.verify, signing.digest, now=1_900_000_000))


def _run_log(data: bytes) -> None:
    state: Membership | None = None
    while len(data) > _LENGTH:
        size = int.from_bytes(data[:_LENGTH], "big")
        body, data = data[_LENGTH : _LENGTH + size], data[_LENGTH + size :]
        try:
            entry = parse_entry(body + bytes(SIGNATURE_BYTES)).entry
            state = apply(state, encode_body(_linked(entry, state)) + bytes(SIGNATURE_BYTES), _genuine, signing.digest)
        except Refusal:
            continue
        _check(state)


def _genuine(public: bytes, signature: bytes, purpose: bytes, message: bytes) -> bool:
    """Every signature counts as good: what cannot be forged would only keep the rules behind it from being tried."""
    return True


def _linked(entry: Entry, state: Membership | None) -> Entry:
    """The entry as its author would have to write it: behind the last one, and by somebody who is there."""
    if isinstance(entry, Found | AddDevice):
        entry = msgspec.structs.replace(entry, author=key_id(entry.device.public))
    elif state is not None:
        there = list(state.invites) if isinstance(entry, Join) else [d for m in state.active() for d in m.devices]
        if entry.author not in there and there:
            entry = msgspec.structs.replace(entry, author=there[entry.author[0] % len(there)])
    if isinstance(entry, Found) or state is None:
        return entry
    linked: Entry = msgspec.structs.replace(entry, prev=state.head)
    return linked


def _check(state: Membership) -> None:
    """What holds in every space, whatever was written to its log."""
    active = state.active()
    assert any(member.role is Role.KEEPER for member in active)
    assert len(active) <= MAX_MEMBERS
    assert len(state.invites) <= MAX_INVITES
    assert state.length <= MAX_ENTRIES
    assert sorted(state.epochs) == list(range(1, state.epoch + 1))
    assert not set(state.invites) & set(state.spent)
    # Who was removed and came back on the same laptop has it twice; no two people ever have the same.
    devices = [device for member in state.members.values() for device in {*member.devices, *member.former}]
    assert len(devices) == len(set(devices))
    assert len(state.titles) <= MAX_RENAMES
    for member in state.members.values():
        assert 1 <= len(member.names) <= MAX_RENAMES
        assert {text.epoch for text in member.names} <= set(state.epochs)
        assert len(member.devices) + len(member.former) <= MAX_DEVICES
        # Somebody whose only device was struck out is a member still, until she adds one by her root key.
        assert member.active or not member.devices
        assert key_id(member.root) == member.person


def entry_seeds() -> list[bytes]:
    log = _log()
    found = [bytes([place]) + entry for place, entry in enumerate(log)]
    mode = bytes([len(_states())])
    bodies = [entry[:-SIGNATURE_BYTES] for entry in log]
    counted = [len(body).to_bytes(_LENGTH, "big") + body for body in bodies]
    return found + [mode + b"".join(counted[:count]) for count in range(1, len(counted) + 1)]


ENTRY = Target("entry", run_entry, entry_seeds, ("app.protocol.entries", "app.protocol.membership"), longest=16_384)
