"""`check`: does the database hold what it promised? Everything is read, and every signature is verified.

Of each space: the membership log replays to its end, blobs are those it names, envelopes stand at every position
without a gap, each is signed by its device under the number that follows the one before, and the sums are right. That
an envelope names the hash of the one before it is sealed inside, where members look and the relay cannot.

Of each snapshot: every chunk is here once, in order, is signed for this space on this relay by the device under which
it is kept, and belongs to the same snapshot; and it covers no more than the log holds.

Of each attachment: its pieces are here once, from the first on, and each is signed for this space by a device in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.crypto.signing import ATTACHMENT_SIGNATURE, ENVELOPE_SIGNATURE, SNAPSHOT_SIGNATURE, digest, verify
from app.protocol import envelope as envelopes
from app.protocol.attachment import parse_piece, piece_signed_bytes
from app.protocol.failures import Refusal
from app.protocol.membership import Membership, apply
from app.protocol.snapshot import chunk_signed_bytes, parse_chunk
from app.relay import attachments, log, scan, snapshots
from app.relay.attachments import FileRow
from app.relay.certificate import pin_in
from app.relay.database import Connection, Database
from app.relay.identity import stored_pair
from app.relay.ledger import DIGEST_BYTES
from app.relay.scan import StoredEnvelope
from app.relay.schema import SpaceRow
from app.relay.snapshots import SnapshotRow

#: Faults that are told one by one; more of them would not tell more.
_TOLD = 20


@dataclass
class Report:
    """What was found; ``snapshots`` are the whole ones, ``bytes`` of entries, blobs, parts, envelopes and attachments.

    ``faults`` holds the first of ``wrong``.
    """

    spaces: int = 0
    entries: int = 0
    blobs: int = 0
    envelopes: int = 0
    snapshots: int = 0
    attachments: int = 0
    bytes: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        """Note one thing that is wrong."""
        self.wrong += 1
        if len(self.faults) < _TOLD:
            self.faults.append(text)


def check(database: Database, relay: bytes | None = None) -> Report:
    """Read and verify everything, space by space, while the relay may be running. Raises StorageError.

    ``relay`` is the relay's id; if it is not told, it is that of the certificate in the database.
    """
    report = Report()
    for line in database.integrity():
        report.fault(f"the database says: {line}")
    with database.reading() as connection:
        spaces = scan.spaces(connection)
        pair = stored_pair(database, connection)
    if relay is None and pair is not None:
        relay = pin_in(pair.certificate)
    for space in spaces:
        with database.reading() as connection:
            row = log.find(connection, space)
            if row is None:
                report.fault(f"space {space.hex()} has no row")
            else:
                _Space(connection, row, report, relay).check()
    return report


class _Space:
    """The check of one space, in one transaction, so that what arrives meanwhile does not look like a fault."""

    def __init__(self, connection: Connection, row: SpaceRow, report: Report, relay: bytes | None) -> None:
        self._connection, self._row, self._report, self._relay = connection, row, report, relay
        self._bytes = 0

    def check(self) -> None:
        """Note every fault, and add to the figures."""
        self._report.spaces += 1
        state = self._entries()
        self._blobs(state)
        devices = scan.devices(self._connection, self._row.space)
        last = self._envelopes(state)
        for device, known in devices.items():
            number = last.pop(device, 0)
            if known.number != number:
                self._fault(f"device {device.hex()}: number {number} is here, {known.number} is counted")
        for device in last:
            self._fault(f"device {device.hex()} has envelopes and no row")
        for device, (begun, here) in scan.parts(self._connection, self._row.space).items():
            self._bytes += here
            if here != begun.held or device not in devices:
                self._fault(f"device {device.hex()}: {here} of {begun.held} bytes of an unfinished envelope")
        self._attachments(state)
        if self._bytes != self._row.bytes:
            self._fault(f"{self._bytes} bytes are here, {self._row.bytes} are counted")
        self._report.bytes += self._bytes
        self._snapshots(state)

    def _fault(self, text: str) -> None:
        self._report.fault(f"space {self._row.space.hex()}: {text}")

    def _entries(self) -> Membership | None:
        """Replay the membership log as far as it goes."""
        state: Membership | None = None
        expected = 0
        for number, stored, data in scan.entries(self._connection, self._row.space):
            self._report.entries += 1
            self._bytes += len(data)
            if number != expected or digest(data) != stored:
                self._fault(f"entry {number} is not the one that was stored as {expected}")
                return state
            try:
                state = apply(state, data, verify, digest)
            except Refusal as refusal:
                self._fault(f"entry {number}: {refusal}")
                return state
            expected += 1
        if expected != self._row.entries:
            self._fault(f"{expected} entries are here, {self._row.entries} are counted")
        if state is not None and state.space != self._row.space:
            self._fault("its first entry founds another space")
        return state

    def _blobs(self, state: Membership | None) -> None:
        for stored, data in scan.blobs(self._connection, self._row.space):
            self._report.blobs += 1
            self._bytes += len(data)
            if digest(data) != stored or (state is not None and stored not in state.blobs):
                self._fault(f"blob {stored.hex()[:16]} is changed, or the log does not name it")

    def _envelopes(self, state: Membership | None) -> dict[bytes, int]:
        """Check every envelope; gives the last number of each device."""
        last: dict[bytes, int] = {}
        position = 0
        for stored in scan.envelopes(self._connection, self._row.space):
            self._report.envelopes += 1
            self._bytes += len(stored.data)
            if stored.position != position + 1:
                self._fault(f"envelope {stored.position} follows {position}")
            position = stored.position
            before = last.get(stored.device, 0)
            if stored.number != before + 1:
                self._fault(f"envelope {position}: number {stored.number} of its device follows {before}")
            last[stored.device] = stored.number
            for text in _faults_of(stored, self._row.space, state):
                self._fault(f"envelope {position}: {text}")
        if position != self._row.position:
            self._fault(f"the last envelope is {position}, {self._row.position} are counted")
        return last

    def _snapshots(self, state: Membership | None) -> None:
        here = snapshots.numbers(self._connection, self._row.space)
        for whole, row in snapshots.all_of(self._connection, self._row.space):
            self._report.snapshots += whole
            name = f"snapshot {row.snapshot.hex()[:16]} of device {row.device.hex()}"
            mine = [number for of_whole, device, number in here if (of_whole, device) == (whole, row.device)]
            here = [chunk for chunk in here if chunk[:2] != (whole, row.device)]
            if mine != list(range(row.chunks + (row.held > 0))) or (whole and (row.chunks != row.count or row.held)):
                self._fault(f"{name}: chunks {mine} are here, {row.chunks} of {row.count} are counted")
                continue
            for text in self._faults_of_snapshot(row, mine, state, whole=whole):
                self._fault(f"{name}: {text}")
        for _, device, number in here:
            self._fault(f"chunk {number} of device {device.hex()} is of no snapshot")

    def _faults_of_snapshot(
        self, row: SnapshotRow, here: list[int], state: Membership | None, *, whole: bool
    ) -> Iterator[str]:
        size = 0
        for number in here:
            data = snapshots.chunk(self._connection, self._row.space, int(whole), row.device, number)
            size += len(data)
            if number == row.chunks:
                if len(data) != row.held:
                    yield f"{len(data)} bytes of chunk {number} are here, {row.held} are counted"
            elif not self._genuine(row, number, data, state):
                yield f"chunk {number} is not the one that its device signed"
        if size != row.bytes:
            yield f"{size} bytes are here, {row.bytes} are counted"
        if row.cursor > self._row.position:
            yield f"it covers {row.cursor} of {self._row.position}"

    def _genuine(self, row: SnapshotRow, number: int, data: bytes, state: Membership | None) -> bool:
        """Did the device sign this chunk for this place? That it is a keeper's was checked when it came."""
        try:
            chunk = parse_chunk(data)
        except Refusal:
            return False
        public = None if state is None else state.public_of(row.device, row.epoch)
        if public is None or self._relay is None or (chunk.series, chunk.number) != (row.series, number):
            return False
        signed = chunk_signed_bytes(self._relay, self._row.space, chunk.head, chunk.body)
        return verify(public, chunk.signature, SNAPSHOT_SIGNATURE, signed)

    def _attachments(self, state: Membership | None) -> None:
        here = attachments.numbers(self._connection, self._row.space)
        for row in attachments.all_of(self._connection, self._row.space):
            self._report.attachments += 1
            name, size = f"attachment {row.file.hex()}", 0
            mine = [number for file, number in here if file == row.file]
            here = [piece for piece in here if piece[0] != row.file]
            if mine != list(range(row.pieces)) or not 0 < row.pieces <= row.count:
                self._fault(f"{name}: pieces {mine} are here, {row.pieces} of {row.count} are counted")
            for number in mine:
                data = attachments.piece(self._connection, self._row.space, row.file, number)
                size += len(data)
                if not self._genuine_piece(row, number, data, state):
                    self._fault(f"{name}: piece {number} is not one that a device of the space signed")
            if size != row.bytes:
                self._fault(f"{name}: {size} bytes are here, {row.bytes} are counted")
            self._bytes += size
        for file, number in here:
            self._fault(f"piece {number} is of no attachment: {file.hex()}")

    def _genuine_piece(self, row: FileRow, number: int, data: bytes, state: Membership | None) -> bool:
        try:
            piece = parse_piece(data)
        except Refusal:
            return False
        head = piece.head
        public = None if state is None else state.public_of(head.device, head.epoch)
        if public is None or (head.file, head.count, head.number) != (row.file, row.count, number):
            return False
        signed = piece_signed_bytes(self._row.space, piece.head_bytes, piece.body)
        return verify(public, piece.signature, ATTACHMENT_SIGNATURE, signed)


def _faults_of(stored: StoredEnvelope, space: bytes, state: Membership | None) -> Iterator[str]:
    """What is wrong with one envelope by itself."""
    if digest(stored.data)[:DIGEST_BYTES] != stored.digest or len(stored.data) != stored.size:
        yield "its bytes are not those that were stored"
    try:
        envelope = envelopes.parse(stored.data)
    except Refusal as refusal:
        yield str(refusal)
        return
    if (envelope.header.device, envelope.header.number) != (stored.device, stored.number):
        yield "it is stored under another device or number"
    public = None if state is None else state.public_of(stored.device, envelope.header.epoch)
    signed = envelopes.signed_bytes(space, envelope.head, envelope.body)
    if public is None or not verify(public, envelope.signature, ENVELOPE_SIGNATURE, signed):
        yield "it is not signed by a device of the space"
