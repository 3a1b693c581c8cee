"""Entries as bytes: canonical, with a signature behind them, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.entries import (
    ChangeRole,
    Entry,
    Invite,
    NewEpoch,
    Remove,
    Role,
    Withdraw,
    encode_body,
    parse_entry,
)
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ENTRY
from tests.helpers.circle import Log, somebody

IDS = st.binary(min_size=8, max_size=8)
DIGESTS = st.binary(min_size=32, max_size=32)
ENTRIES: st.SearchStrategy[Entry] = st.one_of(
    st.builds(Invite, DIGESTS, IDS, DIGESTS, st.sampled_from(Role), st.integers(0, 2**40), st.just(bytes(60))),
    st.builds(Withdraw, DIGESTS, IDS, IDS),
    st.builds(ChangeRole, DIGESTS, IDS, IDS, st.sampled_from(Role)),
    st.builds(Remove, DIGESTS, IDS, IDS),
    st.builds(NewEpoch, DIGESTS, IDS, st.just(bytes(16)), st.just(bytes(60)), st.just(((bytes(8), bytes(32)),))),
)


@given(entry=ENTRIES)
def test_an_entry_comes_back(entry: Entry) -> None:
    body = encode_body(entry)
    signed = parse_entry(body + bytes(64))

    assert signed == (entry, body, bytes(64))


@given(entry=ENTRIES, place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_an_altered_entry_is_refused_or_is_the_canonical_form_of_another(entry: Entry, place: int, value: int) -> None:
    altered = bytearray(encode_body(entry))
    altered[place % len(altered)] = value
    try:
        signed = parse_entry(bytes(altered) + bytes(64))
    except Refusal:
        return
    assert encode_body(signed.entry) == altered


@given(data=st.binary(max_size=200))
def test_random_bytes_only_raise_a_refusal(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        parse_entry(data)
    assert caught.value.code is Code.ENTRY_MALFORMED


def test_sizes_are_limited() -> None:
    with pytest.raises(Refusal):
        parse_entry(bytes(MAX_ENTRY + 1))
    with pytest.raises(Refusal):
        parse_entry(bytes(64))


def test_an_entry_that_would_be_refused_is_never_written() -> None:
    with pytest.raises(Bug):
        encode_body(Withdraw(b"short", bytes(8), bytes(8)))


def test_the_usual_sizes() -> None:
    """A founding, an invite and a join together cost less than one wrapped key."""
    log = Log(somebody("wang"))
    log.bring(somebody("wang"), somebody("li"))

    assert [len(entry) for entry in log.entries] == [414, 218, 434]
