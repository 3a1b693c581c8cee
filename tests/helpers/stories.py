"""Short ways to say what two people do, for the tests of the engine."""

from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE
from app.ids import DeviceId, RecordId, SpaceId
from app.protocol.envelope import Envelope, Header, Payload, encode_payload, signed_bytes
from app.store.inbox import Received
from app.sync.owner import Owner
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of


def meet(*people: Workspace) -> None:
    """One visit of each, in this order: what the first wrote comes to those after."""
    for workspace in people:
        report = workspace.visit()
        assert not report.trouble, report.trouble


def owner_of(workspace: Workspace) -> Owner:
    """The engine's side of a person."""
    return desk_of(workspace).owner


def plan_of(workspace: Workspace, world: World, topic: str = "认识秋天", notes: str = "中间的话。") -> RecordId:
    """A shared lesson plan."""
    return workspace.create("lesson_plan", {"topic": topic, "notes": notes}, world.shared())


def settle(*people: Workspace) -> None:
    """Visits until everybody has what everybody wrote, and the receipts for it."""
    for _ in range(3):
        for workspace in people:
            report = workspace.visit()
            assert not report.trouble, report.trouble


def forged(author: Owner, space: SpaceId, payload: Payload, *, number: int | None = None) -> bytes:
    """An envelope that a member's program could never make, sealed and signed with that member's real keys."""
    store = author.store
    membership = author.membership(space)
    assert membership is not None
    number = number or store.outbox.last_number(space) + 1
    head = Header(membership.epoch, author.device_id, number).encode()
    key = envelope_key(store.spaces.keys(space)[membership.epoch], author.device_id)
    body = seal(key, number, head, author.compressor.compress(encode_payload(payload)))
    signature = author.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, head, body))
    return Envelope(Header(membership.epoch, author.device_id, number), head, body, signature).encode()


def payload_of(author: Owner, space: SpaceId, deltas: list[tuple[bytes, bytes]]) -> Payload:
    """A payload that follows the author's last envelope."""
    return Payload(author.store.outbox.last_digest(space)[:16], b"", [], [], deltas)


def received(reader: Owner, space: SpaceId, envelope: bytes) -> Received:
    """Put an envelope into a reader's inbox, as a visit would."""
    relay = bytes(32)
    item = reader.store.inbox.add(space, relay, 1, envelope, reader.clock.now())
    return Received(item, relay, space, envelope, reader.clock.now(), False, None)


def last_envelope(author: Owner, space: SpaceId) -> bytes:
    """The newest envelope that waits to leave."""
    return author.store.outbox.unacknowledged(space)[-1].envelope


def device_of(workspace: Workspace) -> DeviceId:
    """A person's device."""
    return owner_of(workspace).device_id
