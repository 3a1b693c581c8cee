"""The trail (工作留痕): a file that shows what somebody wrote and when, and in which a change of one byte is found.

    magic "TXTRAIL1" · msgpack [body, device, signature, [seen ...]]

The body names its keeper, her devices with their certificates, each shown save as it lies in her store, what colleagues
wrote in the same records (to read them), and what relays signed. A save's leaf is over a salt, record, device, time and
delta; a relay signed a hello that names the root of all leaves, and its own time. So whoever has the file knows: the
keeper's devices vouch for all of it, and what is under a relay's signature was there no later than the relay says.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec

from app.crypto.signing import CERTIFICATE_SIGNATURE, SEEN_SIGNATURE, TRAIL_SIGNATURE, SigningKey, digest, verify
from app.crypto.tree import leaf
from app.errors import AccessError
from app.ids import KEY_ID_BYTES, RECORD_BYTES

MAGIC = b"TXTRAIL1"
SALT_BYTES = 16
#: The longest file, and how much of each sort is in one: what would take longer to check than anybody waits.
MOST = 16_000_000
MOST_RECORDS, MOST_WITNESSES = 3_000, 40
_DEVICES, _SAVES, _SEEN = 200, 60_000, 100

_Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
_Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
_Device = Annotated[bytes, msgspec.Meta(min_length=KEY_ID_BYTES, max_length=KEY_ID_BYTES)]
_Record = Annotated[bytes, msgspec.Meta(min_length=RECORD_BYTES, max_length=RECORD_BYTES)]
_Salt = Annotated[bytes, msgspec.Meta(min_length=SALT_BYTES, max_length=SALT_BYTES)]
_Time = Annotated[int, msgspec.Meta(ge=0, le=1 << 48)]
_Place = Annotated[int, msgspec.Meta(ge=0, le=1 << 40)]


class Save(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """One save of the keeper's: its place in her list, her laptop's time, and the change itself."""

    place: _Place
    record: _Record
    device: _Device
    time: _Time
    salt: _Salt
    delta: bytes

    def leaf(self) -> bytes:
        """Its digest in the tree."""
        time = self.time.to_bytes(8, "big")
        return leaf(self.salt + self.record + self.device + time + digest(self.delta))


class Witness(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A relay's signature under the first ``upto`` saves; ``proof`` stands for those that are not shown."""

    upto: _Place
    relay: _Digest
    hello: bytes
    answer: bytes
    proof: list[_Digest]


class Card(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A device of a person: its public key, and her root key's signature that makes it hers."""

    public: _Digest
    certificate: _Signature


class Body(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """All that is signed. ``others``: changes of colleagues in the same records, for which the keeper cannot vouch."""

    name: str
    root: _Digest
    made: _Time
    devices: Annotated[list[Card], msgspec.Meta(max_length=_DEVICES)]
    saves: Annotated[list[Save], msgspec.Meta(max_length=_SAVES)]
    others: Annotated[list[tuple[_Record, bytes]], msgspec.Meta(max_length=_SAVES)]
    witnesses: Annotated[list[Witness], msgspec.Meta(max_length=MOST_WITNESSES)]


class Seen(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """A colleague's signature under the whole: she had it before her at ``time``, by her laptop's clock."""

    name: str
    root: _Digest
    device: Card
    time: _Time
    signature: _Signature


class TrailFile(msgspec.Struct, array_like=True, forbid_unknown_fields=True, frozen=True):
    """The file; ``body`` is kept as the bytes that were signed."""

    body: bytes
    device: Card
    signature: _Signature
    seen: Annotated[list[Seen], msgspec.Meta(max_length=_SEEN)]


def sealed(body: Body, device: SigningKey, card: Card) -> bytes:
    """The file of a body, signed by the device that makes it. Raises AccessError("trail.too_long")."""
    data = msgspec.msgpack.encode(body)
    signature = device.sign(TRAIL_SIGNATURE, digest(data))
    made = MAGIC + msgspec.msgpack.encode(TrailFile(data, card, signature, []))
    records = len({save.record for save in body.saves})
    if len(made) > MOST or records > MOST_RECORDS or max(len(body.saves), len(body.others)) > _SAVES:
        raise AccessError("trail.too_long", f"{len(made)} bytes, {records} records, {len(body.saves)} saves")
    return made


def opened(data: bytes) -> tuple[TrailFile, Body]:
    """A file and its body, every signature in it checked but the relays'.

    Raises AccessError: trail.not_one, or trail.changed where anything differs from what was signed.
    """
    if not data.startswith(MAGIC) or len(data) > MOST:
        raise AccessError("trail.not_one", "another beginning")
    try:
        file = msgspec.msgpack.decode(data[len(MAGIC) :], type=TrailFile)
        body = msgspec.msgpack.decode(file.body, type=Body)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise AccessError("trail.changed", type(error).__name__) from error
    if MAGIC + msgspec.msgpack.encode(file) != data or msgspec.msgpack.encode(body) != file.body:
        raise AccessError("trail.changed", "bytes that say the same in another form")
    cards = [file.device, *body.devices]
    if not all(is_device_of(body.root, card) for card in cards):
        raise AccessError("trail.changed", "a device that is not the keeper's")
    if not verify(file.device.public, file.signature, TRAIL_SIGNATURE, digest(file.body)):
        raise AccessError("trail.changed", "the keeper did not sign this")
    for seen in file.seen:
        if not _is_seen(file, seen):
            raise AccessError("trail.changed", "a colleague did not sign this")
    return file, body


def seen_by(data: bytes, name: str, root: bytes, device: SigningKey, card: Card, now: int) -> bytes:
    """The file with a colleague's signature under all that it held before. Raises AccessError as ``opened`` does."""
    file, _ = opened(data)
    said = Seen(name, root, card, now, bytes(64))
    signature = device.sign(SEEN_SIGNATURE, _seen_bytes(file, said))
    seen = [*file.seen, msgspec.structs.replace(said, signature=signature)]
    return MAGIC + msgspec.msgpack.encode(msgspec.structs.replace(file, seen=seen))


def is_device_of(root: bytes, card: Card) -> bool:
    """Did the person of this root key make the device hers?"""
    return verify(root, card.certificate, CERTIFICATE_SIGNATURE, card.public)


def leaves_of(saves: Sequence[Save]) -> dict[int, bytes]:
    """By place the digests of the shown saves."""
    return {save.place: save.leaf() for save in saves}


def _is_seen(file: TrailFile, seen: Seen) -> bool:
    whole = is_device_of(seen.root, seen.device)
    return whole and verify(seen.device.public, seen.signature, SEEN_SIGNATURE, _seen_bytes(file, seen))


def _seen_bytes(file: TrailFile, seen: Seen) -> bytes:
    whole = digest(file.body + file.signature)
    return whole + seen.time.to_bytes(8, "big") + seen.root + seen.name.encode("utf-8", "surrogatepass")
