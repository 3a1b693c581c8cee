"""The vectors still hold: bytes that once left somebody's laptop can be read, and the same input gives them again."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.crypto.keys import PersonKeys, attachment_key, envelope_key, snapshot_key
from app.crypto.sealing import open_sealed
from app.crypto.signing import (
    ATTACHMENT_SIGNATURE,
    ENVELOPE_SIGNATURE,
    HELLO_SIGNATURE,
    SNAPSHOT_SIGNATURE,
    SigningKey,
    digest,
    verify,
)
from app.crypto.wrap import unwrap, wrap_context
from app.protocol import envelope
from app.protocol.attachment import parse_piece, piece_signed_bytes
from app.protocol.compression import RAW, ZSTD, ZSTD_DICTIONARY_1, Compressor
from app.protocol.entries import Entry
from app.protocol.envelope import decode_payload
from app.protocol.messages import LAYOUTS, Hello, ItemReader, encode_item, hello_signed_bytes
from app.protocol.relay_card import RelayCard
from app.protocol.snapshot import chunk_signed_bytes, decode_chunk_payload, parse_chunk
from app.spaces.membership_log import replay
from app.spaces.ticket import Ticket
from tests.helpers.vectors import FOLDER, build

BUILT = build()


def load(name: str) -> Any:
    """A vector file's content."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", list(BUILT))
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    assert BUILT[name] == load(name)


def test_every_file_is_checked_here() -> None:
    """Two are not built anew: wrapping takes its own chance, and compressed bytes may differ between releases."""
    assert {Path(file).stem for file in FOLDER.iterdir()} == {*BUILT, "wrap", "compression"}


def test_the_hello_is_signed_for_its_relay() -> None:
    vector = load("items")
    hello = ItemReader().feed(bytes.fromhex(vector["items"][0]["bytes"]))[0]
    public = SigningKey.from_seed(bytes.fromhex(vector["hello_device_seed"])).public

    assert isinstance(hello, Hello)
    signed = hello_signed_bytes(hello, bytes.fromhex(vector["hello_relay_id"]))
    assert verify(public, hello.signature, HELLO_SIGNATURE, signed)


def test_there_is_an_item_of_every_type() -> None:
    vector = load("items")["items"]
    data = b"".join(bytes.fromhex(row["bytes"]) for row in vector)
    items = ItemReader().feed(data)

    assert [type(item).__name__ for item in items] == [layout.item.__name__ for layout in LAYOUTS.values()]
    assert b"".join(encode_item(item) for item in items) == data


def test_the_envelope_is_verified_and_opens() -> None:
    vector = load("envelope")
    parsed = envelope.parse(bytes.fromhex(vector["envelope"]))
    public = SigningKey.from_seed(bytes.fromhex(vector["device_seed"])).public
    signed = envelope.signed_bytes(bytes.fromhex(vector["space"]), parsed.head, parsed.body)
    key = envelope_key(bytes.fromhex(vector["epoch_key"]), parsed.header.device)

    assert (parsed.header.epoch, parsed.header.number) == (vector["epoch"], vector["number"])
    assert verify(public, parsed.signature, ENVELOPE_SIGNATURE, signed)
    opened = open_sealed(key, parsed.header.number, parsed.head, parsed.body)
    assert opened == bytes([RAW]) + bytes.fromhex(vector["payload"])
    assert decode_payload(opened[1:]).deltas == [(b"record 01", b"a delta")]


def test_the_snapshots_chunk_is_verified_and_opens() -> None:
    vector = load("snapshot")
    data = bytes.fromhex(vector["chunk"])
    chunk = parse_chunk(data)
    series = chunk.series
    public = SigningKey.from_seed(bytes.fromhex(vector["device_seed"])).public
    key = snapshot_key(bytes.fromhex(vector["epoch_key"]), series.snapshot)

    def signed(relay: bytes, space: bytes) -> bytes:
        return chunk_signed_bytes(relay, space, chunk.head, chunk.body)

    relay, space = bytes.fromhex(vector["relay"]), bytes.fromhex(vector["space"])
    assert (series.snapshot.hex(), key.hex()) == (vector["snapshot"], vector["snapshot_key"])
    assert (series.epoch, series.cursor, series.count, chunk.number) == tuple(
        vector[name] for name in ("epoch", "cursor", "count", "number")
    )
    assert verify(public, chunk.signature, SNAPSHOT_SIGNATURE, signed(relay, space))
    assert not verify(public, chunk.signature, SNAPSHOT_SIGNATURE, signed(bytes(32), space))
    opened = open_sealed(key, chunk.number + 1, chunk.head, chunk.body)
    assert opened == bytes([RAW]) + bytes.fromhex(vector["payload"])
    payload = decode_chunk_payload(opened[1:])
    assert payload.records[0][3] == b"a delta with everybody's changes"
    assert sorted(end[1] for end in payload.ends) == [2, 5]


def test_the_piece_is_verified_and_opens() -> None:
    vector = load("attachment")
    piece = parse_piece(bytes.fromhex(vector["piece"]))
    public = SigningKey.from_seed(bytes.fromhex(vector["device_seed"])).public
    signed = piece_signed_bytes(bytes.fromhex(vector["space"]), piece.head_bytes, piece.body)
    key = attachment_key(bytes.fromhex(vector["epoch_key"]), piece.head.file, piece.head.device)

    assert (piece.head.file.hex(), piece.head.epoch, piece.head.number) == (vector["file"], vector["epoch"], 0)
    assert verify(public, piece.signature, ATTACHMENT_SIGNATURE, signed)
    content = open_sealed(key, 1, piece.head_bytes, piece.body)
    assert (content.hex(), digest(content).hex()) == (vector["content"], vector["content_digest"])


def test_the_log_adds_up() -> None:
    vector = load("membership")
    state = replay(map(bytes.fromhex, vector["entries"]), bytes.fromhex(vector["space"]))

    assert state.head.hex() == vector["head"]
    assert state.epoch == vector["epoch"]
    assert {member.person.hex(): member.role.value for member in state.active()} == vector["members"]
    named = {member.person.hex(): [text.epoch for text in member.names] for member in state.active()}
    assert (named, [text.epoch for text in state.titles]) == (vector["names"], vector["titles"])
    tags = {struct.__struct_config__.tag for struct in Entry.__args__}
    assert {bytes.fromhex(entry)[1] for entry in vector["entries"]} == tags


def test_codes_are_read() -> None:
    vector = load("codes")
    ticket, card = Ticket.parse(vector["ticket"]["text"]), RelayCard.parse(vector["relay_card"]["text"])

    assert (ticket.space_name, ticket.inviter_name) == (
        vector["ticket"]["space_name"],
        vector["ticket"]["inviter_name"],
    )
    assert (ticket.seed.hex(), ticket.ends) == (vector["ticket"]["seed"], vector["ticket"]["ends"])
    assert (card.url, card.pin.hex()) == (vector["relay_card"]["url"], vector["relay_card"]["pin"])


def test_the_wrap_opens() -> None:
    vector = load("wrap")
    person = PersonKeys.from_root(bytes.fromhex(vector["root_secret"]))
    context = wrap_context(
        bytes.fromhex(vector["salt"]), vector["epoch"], bytes.fromhex(vector["sender"]), person.person
    )

    assert unwrap(person.sealing, bytes.fromhex(vector["wrapped"]), context).hex() == vector["key"]


@pytest.mark.parametrize(("form", "tag"), [("raw", RAW), ("zstd", ZSTD), ("zstd_dictionary", ZSTD_DICTIONARY_1)])
def test_compressed_bytes_expand(form: str, tag: int) -> None:
    vector = load("compression")
    packed = bytes.fromhex(vector[form])

    assert packed[0] == tag
    assert Compressor(bytes.fromhex(vector["dictionary"])).expand(packed).decode() == vector["text"]
