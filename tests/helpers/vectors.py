"""Builds the vectors in tests/protocol/vectors/: inputs, keys, expected bytes, for another program to check itself by.

``python -m tests.helpers.vectors`` writes them anew. That is right only for a new protocol version, or before the
first release: bytes that once left somebody's laptop must stay readable.
"""

import json
from pathlib import Path
from typing import Any

from app.crypto.keys import (
    PersonKeys,
    TicketKeys,
    attachment_key,
    envelope_key,
    epoch_check,
    history_key,
    name_key,
    snapshot_key,
)
from app.crypto.sealing import seal
from app.crypto.signing import (
    ATTACHMENT_SIGNATURE,
    CERTIFICATE_SIGNATURE,
    ENVELOPE_SIGNATURE,
    HELLO_SIGNATURE,
    SNAPSHOT_SIGNATURE,
    SigningKey,
    digest,
    key_id,
)
from app.protocol.attachment import PieceHead, piece_signed_bytes
from app.protocol.codec import write_varint
from app.protocol.compression import RAW
from app.protocol.envelope import Envelope, Header, Payload, encode_payload, signed_bytes
from app.protocol.membership import Role
from app.protocol.messages import (
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    EnvelopeUp,
    FileAsk,
    FileAt,
    FileDown,
    FileUp,
    Hello,
    Item,
    PartDown,
    PartUp,
    Proof,
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
from app.protocol.relay_card import RelayCard
from app.protocol.snapshot import ChunkPayload, Series, chunk_signed_bytes, encode_chunk_payload
from app.spaces.ticket import Ticket
from tests.helpers.circle import Log, Somebody, join_behind, seeded, somebody

FOLDER = Path(__file__).parent.parent / "protocol" / "vectors"
SECRET = bytes(range(32))
RELAY = digest(b"a relay's certificate")


def build() -> dict[str, Any]:
    """File name (without .json) to content."""
    return {
        "numbers": numbers(),
        "keys": keys(),
        "items": items(),
        "envelope": envelope(),
        "snapshot": snapshot(),
        "attachment": attachment(),
        "membership": membership(),
        "codes": codes(),
    }


def numbers() -> list[dict[str, Any]]:
    values = (0, 1, 127, 128, 300, 16_383, 16_384, 2**32, 2**53 - 1)
    return [{"value": value, "bytes": write_varint(value).hex()} for value in values]


def keys() -> dict[str, Any]:
    person, ticket = PersonKeys.from_root(SECRET), TicketKeys.from_seed(SECRET[:16])
    device = SigningKey.from_seed(bytes(32))
    return {
        "root_secret": SECRET.hex(),
        "person_id": person.person.hex(),
        "root_public": person.signing.public.hex(),
        "sealing_public_digest": digest(person.public_sealing).hex(),
        "device_seed": device.seed.hex(),
        "device_public": device.public.hex(),
        "device_id": key_id(device.public).hex(),
        "device_certificate": person.signing.sign(CERTIFICATE_SIGNATURE, device.public).hex(),
        "ticket_seed": SECRET[:16].hex(),
        "ticket_public": ticket.signing.public.hex(),
        "ticket_sealing": ticket.sealing.hex(),
        "epoch_key": SECRET.hex(),
        "envelope_key_of_device": envelope_key(SECRET, key_id(device.public)).hex(),
        "name_key": name_key(SECRET).hex(),
        "history_key": history_key(SECRET).hex(),
        "epoch_check": epoch_check(SECRET).hex(),
    }


def items() -> dict[str, Any]:
    device = SigningKey.from_seed(bytes(32))
    spaces = (SpaceAt(bytes(range(16)), 20_000, 12, 4_096, bytes(range(4))), SpaceAt(bytes(16), 0, 0))
    taking = (SnapshotPlace(1, bytes(range(16)), 3, 4_096),)
    unsigned = Hello(
        1, key_id(device.public), 7, 1, 1_200_000, b"code", spaces, (Want(1, bytes(32)),), taking, bytes(64)
    )
    signature = device.sign(HELLO_SIGNATURE, hello_signed_bytes(unsigned, RELAY))
    parts = {name: getattr(unsigned, name) for name in Hello.__slots__} | {"signature": signature}
    examples: list[Item] = [
        Hello(**parts),
        EntryUp(0, b"an entry"),
        BlobUp(1, b"a blob"),
        EnvelopeUp(63, b"an envelope"),
        PartUp(0, 301, 8_192, 100_000, b"a part"),
        SnapshotUp(0, 3, 4_096, 30_000, b"a part"),
        FileUp(0, bytes(range(12)), 2, 4_096, 65_648, b"a part"),
        FileAsk(0, bytes(range(12)), True, 2, 4_096),
        Welcome(1_800_000_000, bytes.fromhex("0badcafe"), 70_000),
        Ack(0, 300, 12, 8_192),
        EntryDown(0, b"an entry"),
        BlobDown(0, b"a blob"),
        EnvelopeDown(0, 20_001, b"an envelope"),
        CursorMoved(0, 20_300),
        Refused(53, 0, 301),
        Done(more=True),
        PartDown(0, 20_001, 4_096, 100_000, b"a part"),
        SnapshotDown(0, 3, 4_096, 30_000, b"a part"),
        SnapshotAt(0, 20_000, bytes(range(16)), 3, 4_096),
        FileAt(0, bytes(range(12)), 3, 2, 4_096),
        FileDown(0, bytes(range(12)), 2, 4_096, 65_648, b"a part"),
        Proof(b"a certificate", b"a signature"),
    ]
    return {
        "hello_device_seed": device.seed.hex(),
        "hello_relay_id": RELAY.hex(),
        "items": [{"item": type(item).__name__, "bytes": encode_item(item).hex()} for item in examples],
    }


def envelope() -> dict[str, Any]:
    """Raw inside, because compressed bytes may differ from one release of zstd to the next."""
    space, device, record = bytes(range(16)), SigningKey.from_seed(bytes(32)), b"record 01"
    payload = encode_payload(
        Payload(digest(b"before")[:16], digest(b"head"), [(bytes(8), 3)], [record], [(record, b"a delta")])
    )
    header = Header(2, key_id(device.public), 5)
    head = header.encode()
    body = seal(envelope_key(SECRET, header.device), header.number, head, bytes([RAW]) + payload)
    signature = device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, head, body))
    return {
        "space": space.hex(),
        "epoch_key": SECRET.hex(),
        "device_seed": device.seed.hex(),
        "epoch": header.epoch,
        "number": header.number,
        "payload": payload.hex(),
        "envelope": Envelope(header, head, body, signature).encode().hex(),
    }


def snapshot() -> dict[str, Any]:
    """The last of two chunks, which alone tells where every device's envelopes end; raw inside, as in ``envelope``."""
    space, device, record = bytes(range(16)), SigningKey.from_seed(bytes(32)), b"record 01"
    other = SigningKey.from_seed(bytes(31) + b"1")
    payload = ChunkPayload(
        [(record, key_id(device.public), 1_790_000_000, b"a delta with everybody's changes")],
        [(key_id(device.public), 5, digest(b"its fifth")[:16], 7), (key_id(other.public), 2, digest(b"2")[:16], 0)],
    )
    packed = encode_chunk_payload(payload)
    series = Series(bytes(range(1, 17)), 2, key_id(device.public), 301, 2)
    number, head = 1, series.head(1)
    body = seal(snapshot_key(SECRET, series.snapshot), number + 1, head, bytes([RAW]) + packed)
    signature = device.sign(SNAPSHOT_SIGNATURE, chunk_signed_bytes(RELAY, space, head, body))
    return {
        "relay": RELAY.hex(),
        "space": space.hex(),
        "epoch_key": SECRET.hex(),
        "device_seed": device.seed.hex(),
        "snapshot": series.snapshot.hex(),
        "snapshot_key": snapshot_key(SECRET, series.snapshot).hex(),
        "epoch": series.epoch,
        "cursor": series.cursor,
        "count": series.count,
        "number": number,
        "payload": packed.hex(),
        "chunk": (head + body + signature).hex(),
    }


def attachment() -> dict[str, Any]:
    device, space, file = SigningKey.from_seed(bytes(32)), bytes(range(16)), bytes(range(12))
    content = "黑板".encode()
    head = PieceHead(file, 2, key_id(device.public), 1, 0).encode()
    body = seal(attachment_key(SECRET, file, key_id(device.public)), 1, head, content)
    signature = device.sign(ATTACHMENT_SIGNATURE, piece_signed_bytes(space, head, body))
    return {
        "epoch_key": SECRET.hex(),
        "device_seed": device.seed.hex(),
        "space": space.hex(),
        "file": file.hex(),
        "epoch": 2,
        "content": content.hex(),
        "content_digest": digest(content).hex(),
        "piece": (head + body + signature).hex(),
    }


def membership() -> dict[str, Any]:
    """Every kind of entry once; names, keys and wraps in it are placeholders, for the rules do not open them."""
    wang, li, zhao = somebody("wang"), somebody("li"), somebody("zhao")
    log = Log(wang)
    log.bring(wang, li, Role.KEEPER)
    log.bring(li, zhao, Role.COMMENTER)
    log.add_device(Somebody(zhao.keys, SigningKey.generate(seeded("zhao's second device"))))
    log.withdraw(wang, log.invite(wang, "unused"))
    log.change_role(wang, zhao, Role.WRITER)
    log.remove(wang, li)
    log.new_epoch(wang, [wang, zhao])
    log.rename_person(zhao, epoch=1)
    log.rename_space(wang)
    log.strike_device(wang, zhao)
    sun = somebody("sun")
    keys, behind = log.invite(wang, "sun"), log.now.head
    log.rename_space(wang)
    log.let_in(join_behind(behind, sun, keys), wang.device)
    return {
        "space": log.now.space.hex(),
        "entries": [entry.hex() for entry in log.entries],
        "head": log.now.head.hex(),
        "epoch": log.now.epoch,
        "members": {member.person.hex(): member.role.value for member in log.now.active()},
        "names": {member.person.hex(): [text.epoch for text in member.names] for member in log.now.active()},
        "titles": [text.epoch for text in log.now.titles],
        "devices": sorted(device.hex() for member in log.now.active() for device in member.devices),
    }


def codes() -> dict[str, Any]:
    card = RelayCard("https://relay.xx-school.cn:8470", RELAY, b"admission")
    ticket = Ticket(card.url, card.pin, bytes(range(16)), SECRET[:16], 1_800_000_000, "城关小学语文组", "王老师")
    return {
        "relay_card": {
            "text": card.encode(),
            "url": card.url,
            "pin": card.pin.hex(),
            "admission": card.admission.hex(),
        },
        "ticket": {
            "text": ticket.encode(),
            "relay_url": ticket.relay_url,
            "relay_pin": ticket.relay_pin.hex(),
            "space": ticket.space.hex(),
            "seed": ticket.seed.hex(),
            "ends": ticket.ends,
            "space_name": ticket.space_name,
            "inviter_name": ticket.inviter_name,
        },
    }


def write() -> None:
    """Write all files."""
    for name, content in build().items():
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
