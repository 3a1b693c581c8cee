"""Deltas, versions and points as bytes."""

import random

import loro
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crdt import delta
from app.crdt.document import Document
from app.errors import Bug, RecordError
from app.ids import DeviceId

ANNA, BEN = DeviceId(b"annadev1"), DeviceId(b"ben-dev2")


@pytest.mark.parametrize(
    ("data", "seed", "expected"),
    [
        (b"", 0, 0x02CC5D05),
        (b"", 1, 0x0B2CB792),
        (b"a", 0, 0x550D7456),
        (b"abc", 0, 0x32D153FF),
        (b"Nobody inspects the spammish repetition", 0, 0xE2293B2F),
    ],
)
def test_xxh32_known_answers(data: bytes, seed: int, expected: int) -> None:
    assert delta.xxh32(data, seed) == expected


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300), st.integers(1, 50))
def test_a_blob_without_its_header_gets_the_same_header_back(text: str, saves: int) -> None:
    doc = Document.new(ANNA)
    for number in range(saves):
        doc.set("n", number)
        doc.write_prose("p", text[:number])
        doc.commit(number)
    blob = doc.state()
    assert delta.restore(delta.strip(blob)) == blob


@pytest.mark.parametrize("bad", [b"", b"\x04", b"\x03" + bytes(40), bytes(40), b"\x04" + bytes(delta.MAX_DELTA)])
def test_what_is_no_delta_of_ours_is_refused_before_it_reaches_the_library(bad: bytes) -> None:
    with pytest.raises(RecordError) as caught:
        delta.restore(bad)
    assert caught.value.code == "record.delta_damaged"


def test_a_snapshot_is_no_delta() -> None:
    doc = loro.LoroDoc()  # type: ignore[no-untyped-call]  # the stub says no more
    doc.get_map("m").insert("t", "x")
    doc.commit()
    with pytest.raises(RecordError):
        delta.restore(delta.strip(doc.export(loro.ExportMode.Snapshot())))


def test_writers_are_read_from_a_delta_without_the_library() -> None:
    anna, ben = Document.new(ANNA), Document.new(BEN)
    anna.set("t", "课题")
    anna.write_prose("p", "教案" * 3000)
    anna.commit(1)
    assert delta.writers(anna.export()) == {ANNA}
    ben.merge([anna.export()])
    ben.set("t", "本课")
    ben.commit(2)
    assert delta.writers(ben.export(anna.version())) == {BEN}
    assert delta.writers(ben.export(own=True)) == {BEN}
    assert delta.writers(ben.export()) == {ANNA, BEN}


def test_writers_of_damaged_bytes_are_refused_or_some_devices_but_nothing_else() -> None:
    doc = Document.new(ANNA)
    doc.write_prose("p", "今天我们一起学习二进制。" * 20)
    doc.commit(1)
    whole = doc.export()
    chance = random.Random(7)
    refused = 0
    for _ in range(2000):
        bad = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        try:
            assert all(len(device) == 8 for device in delta.writers(bytes(bad)))
        except RecordError:
            refused += 1
    assert refused > 500


@given(st.dictionaries(st.integers(0, 2**64 - 2), st.integers(0, 2**31 - 1), max_size=8))
def test_versions_round_trip_in_one_order_and_the_library_reads_them(counts: dict[int, int]) -> None:
    encoded = delta.encode_version(counts)
    assert delta.decode_version(encoded) == counts
    assert delta.encode_version(dict(reversed(counts.items()))) == encoded
    assert delta.decode_version(loro.VersionVector.decode(encoded).encode()) == counts


@given(st.binary(max_size=40))
def test_bytes_that_are_no_version_or_point_are_refused(data: bytes) -> None:
    for decode in (delta.decode_version, delta.decode_point):
        try:
            decode(data)
        except RecordError as error:
            assert error.code == "record.delta_damaged"  # noqa: PT017  # both outcomes are right; a third is not


@pytest.mark.parametrize("bad", [b"", b"\x01", b"\x01\x01", b"\x00\x00", b"\x02\x01\x02\x01\x02", b"\xff" * 12])
def test_damaged_versions(bad: bytes) -> None:
    with pytest.raises(RecordError):
        delta.decode_version(bad)


@given(st.integers(0, 2**64 - 2), st.integers(0, 2**31 - 1))
def test_points_round_trip(peer: int, counter: int) -> None:
    assert delta.decode_point(delta.encode_point(peer, counter)) == (peer, counter)


def test_devices_and_peers_are_one_to_one() -> None:
    assert delta.device_of(delta.peer_of(ANNA)) == ANNA
    for bad in (b"short", b"\xff" * 8, b"much too long"):
        with pytest.raises(Bug):
            delta.peer_of(DeviceId(bad))


def test_our_cursor_is_the_librarys_own() -> None:
    doc = loro.LoroDoc()  # type: ignore[no-untyped-call]  # the stub says no more
    doc.peer_id = 2**64 - 2
    text = doc.get_text("s.行.m")
    text.insert(0, "教案😀第𠮷课é")
    doc.commit()
    theirs = text.get_cursor(4, loro.Side.Left)
    assert theirs is not None
    ours = loro.Cursor.decode(delta.cursor_bytes("s.行.m", 2**64 - 2, 4))
    assert ours.encode()[:-1] == theirs.encode()[:-1]
    assert doc.get_cursor_pos(ours).current.pos == 4


def test_a_delta_tells_where_each_author_begins() -> None:
    anna = Document.new(ANNA)
    anna.set("t", "一")
    anna.commit(1)
    before = anna.version()
    anna.set("t", "二")
    anna.commit(100)
    assert delta.beginnings(anna.export()) == {ANNA: 0}
    assert delta.beginnings(anna.export(before)) == {ANNA: 1}


def test_a_version_is_lowered_for_the_named_and_for_nobody_else() -> None:
    version = delta.encode_version({delta.peer_of(ANNA): 5, delta.peer_of(BEN): 7})
    assert delta.lowered(version, {ANNA: 3}) == delta.encode_version({delta.peer_of(ANNA): 3, delta.peer_of(BEN): 7})
    assert delta.lowered(version, {ANNA: 0, BEN: 0}) == delta.encode_version({})
