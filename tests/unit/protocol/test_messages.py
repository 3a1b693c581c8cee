"""Items of an exchange: they come back however the bytes are cut, and everything else is refused."""

import tracemalloc
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.protocol.codec import write_varint
from app.protocol.failures import Code, Refusal
from app.protocol.limits import (
    MAX_BLOB,
    MAX_CHUNKS,
    MAX_ENTRIES,
    MAX_ENTRY,
    MAX_ENVELOPE,
    MAX_ITEM,
    MAX_NUMBER,
    MAX_SPACES,
    PART,
)
from app.protocol.messages import (
    LAYOUTS,
    NO_SPACE,
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    EnvelopeUp,
    Hello,
    Item,
    ItemReader,
    PartDown,
    PartUp,
    Refused,
    SnapshotAt,
    SnapshotDown,
    SnapshotPlace,
    SnapshotUp,
    SpaceAt,
    Want,
    Welcome,
    encode_item,
    hello_signed_bytes,
)

INDEX = st.integers(0, MAX_SPACES - 1)
NUMBER = st.integers(0, MAX_NUMBER)
SOME = st.binary(min_size=1, max_size=80)
HELD = st.integers(0, MAX_ENVELOPE)
HEAD = st.binary(min_size=4, max_size=4)
CHUNK, SNAPSHOT = st.integers(0, MAX_CHUNKS - 1), st.binary(min_size=16, max_size=16)
OFFSET, WHOLE = st.integers(0, PART), st.integers(PART + 80, MAX_ENVELOPE)


def hellos() -> st.SearchStrategy[Hello]:
    """Hellos of up to four spaces, with wants in them only."""
    names = st.lists(st.binary(min_size=16, max_size=16), max_size=4, unique=True)
    spaces = names.flatmap(
        lambda found: st.tuples(
            *(st.builds(SpaceAt, st.just(name), NUMBER, st.integers(0, MAX_ENTRIES), HELD, HEAD) for name in found)
        )
    )

    def hello(of: tuple[SpaceAt, ...]) -> st.SearchStrategy[Hello]:
        want = st.builds(Want, st.integers(0, max(0, len(of) - 1)), st.binary(min_size=32, max_size=32))
        place = st.builds(
            SnapshotPlace, st.integers(0, max(0, len(of) - 1)), SNAPSHOT, st.integers(0, MAX_CHUNKS), HELD
        )
        return st.builds(
            Hello,
            version=st.just(1),
            device=st.binary(min_size=8, max_size=8),
            visit=NUMBER,
            flags=NUMBER,
            budget=NUMBER,
            admission=st.binary(max_size=32),
            spaces=st.just(of),
            wants=st.lists(want, max_size=3 if of else 0).map(tuple),
            snapshots=st.lists(place, max_size=1 if of else 0).map(tuple),
            signature=st.binary(min_size=64, max_size=64),
        )

    return spaces.flatmap(hello)


ITEMS: st.SearchStrategy[Item] = st.one_of(
    hellos(),
    st.builds(EntryUp, INDEX, SOME),
    st.builds(BlobUp, INDEX, SOME),
    st.builds(EnvelopeUp, INDEX, SOME),
    st.builds(PartUp, INDEX, NUMBER, OFFSET, WHOLE, SOME),
    st.builds(Welcome, NUMBER, st.binary(min_size=4, max_size=4), NUMBER),
    st.builds(Ack, INDEX, NUMBER, st.integers(0, MAX_ENTRIES), HELD),
    st.builds(EntryDown, INDEX, SOME),
    st.builds(BlobDown, INDEX, SOME),
    st.builds(EnvelopeDown, INDEX, NUMBER, SOME),
    st.builds(CursorMoved, INDEX, NUMBER),
    st.builds(Refused, NUMBER, st.integers(0, NO_SPACE), NUMBER),
    st.builds(Done, st.booleans()),
    st.builds(PartDown, INDEX, NUMBER, OFFSET, WHOLE, SOME),
    st.builds(SnapshotUp, INDEX, CHUNK, OFFSET, WHOLE, SOME),
    st.builds(SnapshotDown, INDEX, CHUNK, OFFSET, WHOLE, SOME),
    st.builds(SnapshotAt, INDEX, NUMBER, SNAPSHOT, st.integers(0, MAX_CHUNKS), HELD),
)
HELLO = Hello(1, bytes(8), 300, 0, 1_200_000, b"", (SpaceAt(bytes(16), 20_000, 12),), (), (), bytes(64))


def read(data: bytes) -> list[Item]:
    """All items of a stream that ends here. Raises Refusal."""
    reader = ItemReader()
    items = reader.feed(data)
    reader.end()
    return items


@given(items=st.lists(ITEMS, max_size=6), cuts=st.lists(st.integers(1, 60), min_size=1, max_size=20))
def test_items_come_back_however_they_are_cut(items: list[Item], cuts: list[int]) -> None:
    data = b"".join(encode_item(item) for item in items)
    reader, found, at, turn = ItemReader(), [], 0, 0
    while at < len(data):
        size = cuts[turn % len(cuts)]
        found += reader.feed(data[at : at + size])
        at, turn = at + size, turn + 1

    reader.end()
    assert found == items
    assert reader.leftover == 0


@given(items=st.lists(ITEMS, min_size=1, max_size=4), data=st.data())
def test_a_cut_stream_gives_what_came_whole_and_says_so(items: list[Item], data: st.DataObject) -> None:
    parts = [encode_item(item) for item in items]
    end = data.draw(st.integers(0, sum(map(len, parts)) - 1))
    whole = next(n for n in range(len(parts)) if sum(map(len, parts[: n + 1])) > end)
    reader = ItemReader()

    assert reader.feed(b"".join(parts)[:end]) == items[:whole]
    assert reader.leftover == end - sum(map(len, parts[:whole]))
    if reader.leftover:
        with pytest.raises(Refusal) as caught:
            reader.end()
        assert caught.value.code is Code.MALFORMED


@given(data=st.binary(max_size=120))
def test_random_bytes_only_raise_a_refusal(data: bytes) -> None:
    try:
        items = read(data)
    except Refusal:
        return
    assert b"".join(encode_item(item) for item in items) == data


@given(item=ITEMS, place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_an_altered_item_is_refused_or_is_the_canonical_form_of_another(item: Item, place: int, value: int) -> None:
    altered = bytearray(encode_item(item))
    altered[place % len(altered)] = value
    try:
        items = read(bytes(altered))
    except Refusal:
        return
    assert b"".join(encode_item(other) for other in items) == altered


def test_what_came_before_something_bad_is_not_lost() -> None:
    """The relay stores each whole envelope of a request, whatever follows it."""
    good = EnvelopeUp(0, b"whole")
    reader = ItemReader()

    assert reader.feed(encode_item(good) + b"\xff" + encode_item(good)) == [good]
    for _ in range(2):
        with pytest.raises(Refusal) as caught:
            reader.feed(encode_item(good))
        assert caught.value.code is Code.UNKNOWN_ITEM
    with pytest.raises(Refusal):
        reader.end()


@pytest.mark.parametrize("number", list(LAYOUTS))
def test_a_length_over_the_limit_is_refused_before_its_bytes_come(number: int) -> None:
    reader = ItemReader()
    with pytest.raises(Refusal) as caught:
        reader.feed(bytes([number]) + write_varint(LAYOUTS[number].limit + 1))
    assert caught.value.code is Code.TOO_LARGE


def test_a_reader_never_holds_more_than_one_item() -> None:
    """An envelope of the largest size goes through in parts while little more than one of them is in memory."""
    item = encode_item(PartUp(0, 1, 0, MAX_ENVELOPE, bytes(PART)))
    reader = ItemReader()
    tracemalloc.start()
    for _ in range(MAX_ENVELOPE // PART):
        for at in range(0, len(item), 1_000):
            reader.feed(item[at : at + 1_000])
            assert reader.leftover <= len(item)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 6 * MAX_ITEM


@given(part=st.builds(PartUp, INDEX, NUMBER, OFFSET, WHOLE, SOME), data=st.data())
def test_of_a_torn_part_what_arrived_is_given(part: PartUp, data: st.DataObject) -> None:
    """As a shorter part of the same envelope; of what stands in front of its bytes alone nothing can be told."""
    whole = encode_item(part)
    end = data.draw(st.integers(0, len(whole)))
    reader = ItemReader()
    before = reader.feed(encode_item(EnvelopeUp(0, b"whole")) + whole[:end])

    arrived = end - (len(whole) - len(part.part))
    torn = [replace(part, part=part.part[:arrived])] if 0 < arrived < len(part.part) else []
    assert reader.torn() == torn
    assert len(before) == (2 if end == len(whole) else 1)


@pytest.mark.parametrize("other", [EntryUp(0, b"an entry"), EnvelopeUp(0, b"an envelope"), Ack(0, 300, 12, 9)])
def test_of_anything_else_that_is_torn_nothing_is_given(other: Item) -> None:
    """It would be another item than the one that was sent."""
    reader = ItemReader()
    reader.feed(encode_item(other)[:-1])

    assert reader.torn() == []


@pytest.mark.parametrize("item", [PartUp, PartDown])
@pytest.mark.parametrize(("offset", "whole"), [(0, PART), (0, 0), (PART, PART + 9), (MAX_ENVELOPE, MAX_ENVELOPE)])
def test_a_part_lies_within_an_envelope_that_needs_parts(item: type[Any], offset: int, whole: int) -> None:
    with pytest.raises(Refusal) as caught:
        read(encode_item(item(0, 1, offset, whole, b"ten bytes.")))
    assert caught.value.code is Code.MALFORMED


@pytest.mark.parametrize("data", [b"\x10\x80\x00", b"\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff", b"\x10\x02\x81\x00"])
def test_numbers_are_written_in_one_way(data: bytes) -> None:
    with pytest.raises(Refusal):
        read(data)


def test_the_hello_of_a_later_version_is_told_apart() -> None:
    """It may be laid out otherwise behind its first number."""
    with pytest.raises(Refusal) as caught:
        read(b"\x01\x04\x02abc")
    assert caught.value.code is Code.VERSION


@pytest.mark.parametrize(
    "hello",
    [
        {"spaces": (SpaceAt(bytes(16), 0, 0), SpaceAt(bytes(16), 1, 0))},
        {"wants": (Want(1, bytes(32)),)},
        {"snapshots": (SnapshotPlace(1, bytes(16), 0),)},
        {"snapshots": (SnapshotPlace(0, bytes(16), 0), SnapshotPlace(0, bytes(16), 1))},
    ],
)
def test_a_hello_that_contradicts_itself_is_refused(hello: dict[str, Any]) -> None:
    fields = {name: getattr(HELLO, name) for name in Hello.__slots__}
    with pytest.raises(Refusal) as caught:
        read(encode_item(Hello(**(fields | hello))))
    assert caught.value.code is Code.MALFORMED


def test_the_budget_of_bytes() -> None:
    """A hello for one space within 110 bytes, an idle answer within 30."""
    assert len(encode_item(HELLO)) <= 110
    assert len(encode_item(Welcome(1_800_000_000, bytes(4), 0)) + encode_item(Done(more=False))) <= 30


def test_what_is_signed_is_all_but_the_signature_and_names_the_relay() -> None:
    signed = hello_signed_bytes(HELLO, bytes(32))

    assert encode_item(HELLO).endswith(signed[32:] + HELLO.signature)
    assert signed[:32] == bytes(32)
    assert hello_signed_bytes(HELLO, b"\x01" * 32) != signed
    with pytest.raises(Bug):
        hello_signed_bytes(HELLO, b"short")


@pytest.mark.parametrize(
    "item",
    [
        EntryUp(0, b""),
        EntryUp(0, bytes(MAX_ENTRY + 1)),
        BlobUp(0, bytes(MAX_BLOB + 1)),
        EnvelopeUp(MAX_SPACES, b"a"),
        Welcome(-1, bytes(4), 0),
    ],
)
def test_what_would_be_refused_is_never_written(item: Item) -> None:
    with pytest.raises(Bug):
        encode_item(item)


def test_a_hello_over_its_limit_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its parts' limits add up to less, so this needs a smaller one."""
    monkeypatch.setitem(LAYOUTS, 16, LAYOUTS[16]._replace(limit=0))
    with pytest.raises(Bug):
        encode_item(Welcome(1, bytes(4), 0))


def test_a_truth_is_nought_or_one() -> None:
    with pytest.raises(Refusal):
        read(b"\x17\x01\x02")
