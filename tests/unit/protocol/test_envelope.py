"""Envelopes: bytes, signatures and payloads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.keys import envelope_key
from app.crypto.sealing import open_sealed, seal
from app.crypto.signing import ENVELOPE_SIGNATURE, SigningKey, key_id, verify
from app.errors import AccessError, Bug
from app.protocol.compression import Compressor
from app.protocol.envelope import (
    Envelope,
    Header,
    Payload,
    decode_payload,
    encode_payload,
    parse,
    signed_bytes,
)
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_DELTA, MAX_ENVELOPE, MAX_NUMBER
from tests.helpers.circle import seeded

SPACE = bytes(range(16))
DEVICE = SigningKey.generate(seeded("device"))
EPOCH_KEY = bytes(range(32))
PACKER = Compressor(b"")

NUMBERS = st.integers(1, MAX_NUMBER)
DEVICES = st.binary(min_size=8, max_size=8)
RECORDS = st.binary(min_size=9, max_size=9)
PAYLOADS = st.builds(
    Payload,
    previous=st.sampled_from([b"", bytes(16)]),
    log_head=st.sampled_from([b"", bytes(32)]),
    seen=st.dictionaries(DEVICES, NUMBERS, max_size=5).map(lambda pairs: sorted(pairs.items())),
    read=st.sets(RECORDS, max_size=5).map(sorted),
    deltas=st.lists(st.tuples(RECORDS, st.binary(min_size=1, max_size=200)), max_size=5),
)


def make(payload: Payload, number: int = 1, epoch: int = 1) -> bytes:
    """An envelope as a device makes it."""
    head = Header(epoch, key_id(DEVICE.public), number).encode()
    packed = PACKER.compress(encode_payload(payload))
    body = seal(envelope_key(EPOCH_KEY, key_id(DEVICE.public)), number, head, packed)
    signature = DEVICE.sign(ENVELOPE_SIGNATURE, signed_bytes(SPACE, head, body))
    return Envelope(Header(epoch, key_id(DEVICE.public), number), head, body, signature).encode()


def read(data: bytes, space: bytes = SPACE) -> Payload:
    """An envelope as another member reads it: verify, open, expand, decode."""
    envelope = parse(data)
    signed = signed_bytes(space, envelope.head, envelope.body)
    if not verify(DEVICE.public, envelope.signature, ENVELOPE_SIGNATURE, signed):
        raise Refusal(Code.ENVELOPE_SIGNATURE)
    key = envelope_key(EPOCH_KEY, envelope.header.device)
    packed = open_sealed(key, envelope.header.number, envelope.head, envelope.body)
    return decode_payload(PACKER.expand(packed))


SHORT = Payload(bytes(16), b"", [], [], [(bytes(9), b"a delta")])


@given(payload=PAYLOADS, number=NUMBERS, epoch=NUMBERS)
def test_a_payload_arrives(payload: Payload, number: int, epoch: int) -> None:
    data = make(payload, number, epoch)

    assert read(data) == payload
    assert parse(data).encode() == data
    assert parse(data).header == Header(epoch, key_id(DEVICE.public), number)


def test_every_flipped_byte_is_refused() -> None:
    data = make(SHORT)
    for place in range(len(data)):
        for flip in (0x01, 0x80, 0xFF):
            altered = bytearray(data)
            altered[place] ^= flip
            with pytest.raises((Refusal, AccessError)):
                read(bytes(altered))


def test_every_cut_and_every_addition_is_refused() -> None:
    data = make(SHORT)
    for end in range(len(data)):
        with pytest.raises(Refusal):
            read(data[:end])
    with pytest.raises(Refusal):
        read(data + b"\0")


def test_an_envelope_counts_in_its_own_space_only() -> None:
    with pytest.raises(Refusal) as caught:
        read(make(SHORT), bytes(16))
    assert caught.value.code is Code.ENVELOPE_SIGNATURE


def test_the_seal_holds_even_if_the_signature_were_forged() -> None:
    """Number, epoch and device are bound by the seal as well: a member who signs anew cannot pass off another's."""
    genuine = parse(make(SHORT, 5))
    key = envelope_key(EPOCH_KEY, key_id(DEVICE.public))
    for header in (Header(2, key_id(DEVICE.public), 5), Header(1, bytes(8), 5), Header(1, key_id(DEVICE.public), 6)):
        with pytest.raises(AccessError):
            open_sealed(key, header.number, header.encode(), genuine.body)


def test_what_stands_around_a_payload_is_at_most_95_bytes() -> None:
    """The budget of a one-sentence visit."""
    payload = encode_payload(SHORT)

    assert len(make(SHORT)) - len(payload) <= 95
    assert len(make(SHORT, number=10_000)) - len(payload) <= 95
    assert len(payload) - len(b"a delta") <= 40


@given(data=st.binary(max_size=200))
def test_random_bytes_only_raise_a_refusal(data: bytes) -> None:
    try:
        envelope = parse(data)
    except Refusal:
        return
    assert envelope.encode() == data


@given(data=st.binary(max_size=200))
def test_random_payloads_only_raise_a_refusal(data: bytes) -> None:
    try:
        payload = decode_payload(data)
    except Refusal:
        return
    assert encode_payload(payload) == data


@given(payload=PAYLOADS, place=st.integers(0, 10_000), value=st.integers(0, 255))
def test_an_altered_payload_is_refused_or_still_canonical(payload: Payload, place: int, value: int) -> None:
    altered = bytearray(encode_payload(payload))
    altered[place % len(altered)] = value
    try:
        again = decode_payload(bytes(altered))
    except Refusal:
        return
    assert encode_payload(again) == altered


@pytest.mark.parametrize(
    "payload",
    [
        Payload(bytes(15), b"", [], [], []),
        Payload(b"", bytes(31), [], [], []),
        Payload(b"", b"", [(bytes(7), 1)], [], []),
        Payload(b"", b"", [(bytes(8), 0)], [], []),
        Payload(b"", b"", [(bytes(8), 1), (bytes(8), 2)], [], []),
        Payload(b"", b"", [], [bytes(9), bytes(9)], []),
        Payload(b"", b"", [], [bytes(8)], []),
        Payload(b"", b"", [], [], [(bytes(9), b"")]),
        Payload(b"", b"", [], [], [(bytes(9), bytes(MAX_DELTA + 1))]),
        Payload(b"", b"", [], [], [(bytes(9), b"d")] * 1_025),
    ],
)
def test_a_payload_that_would_be_refused_is_never_written(payload: Payload) -> None:
    with pytest.raises(Bug):
        encode_payload(payload)


def test_order_is_made_when_writing_and_asked_for_when_reading() -> None:
    first, second = bytes(8), bytes(7) + b"1"
    data = encode_payload(Payload(b"", b"", [(second, 1), (first, 2)], [], []))

    assert decode_payload(data).seen == [(first, 2), (second, 1)]
    swapped = data.replace(first, b"........").replace(second, first).replace(b"........", second)
    with pytest.raises(Refusal, match="order"):
        decode_payload(swapped)


def test_sizes_and_versions() -> None:
    with pytest.raises(Refusal) as too_large:
        parse(bytes(MAX_ENVELOPE + 1))
    with pytest.raises(Refusal) as later:
        parse(b"\x02" + bytes(200))
    with pytest.raises(Refusal) as nothing:
        parse(b"")
    with pytest.raises(Refusal) as zero:
        parse(b"\x01\x00" + bytes(200))

    codes = [caught.value.code for caught in (too_large, later, nothing, zero)]
    assert codes == [Code.TOO_LARGE, Code.VERSION, Code.ENVELOPE_MALFORMED, Code.ENVELOPE_MALFORMED]


def test_our_own_mistakes_are_bugs() -> None:
    with pytest.raises(Bug):
        Header(0, bytes(8), 1).encode()
    with pytest.raises(Bug):
        Envelope(Header(1, bytes(8), 1), b"head", b"body", b"short").encode()
    with pytest.raises(Bug):
        signed_bytes(b"short", b"", b"")
