"""One space inside one writing transaction: locked, checked against its membership, written back at the end."""

from dataclasses import replace

from app.crypto.signing import digest
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_ENVELOPE
from app.protocol.membership import Membership
from app.protocol.messages import FileUp, Hello, PartUp, SnapshotUp, SpaceAt
from app.relay import attachments, log, snapshots
from app.relay.admission import (
    Members,
    Right,
    Signer,
    check_chunk,
    check_entry,
    check_envelope,
    check_founding,
    check_hello,
    check_piece,
)
from app.relay.attachments import FileRow, OnItsWay
from app.relay.database import Connection
from app.relay.quotas import Charge, Quotas
from app.relay.schema import Begun, DeviceRow, SpaceRow
from app.relay.schools import open_school, usage
from app.relay.snapshots import SnapshotRow
from app.relay.statements import sent_together

#: The first half of an envelope's SHA-256: enough to tell a repetition from something else under the same number.
DIGEST_BYTES = 16


class Ledger:
    """Takes uploads for one space. What it refuses raises Refusal, and what was taken before stays taken."""

    def __init__(
        self,
        connection: Connection,
        space: bytes,
        members: Members,
        quotas: Quotas,
        now: int,
        ahead: log.Ahead | None = None,
    ) -> None:
        """Lock the space's row, if there is one. ``now`` is Unix seconds by the relay's clock.

        ``ahead`` holds rows that this transaction locked and read before; each space's are taken out at first use.
        """
        self._connection, self._quotas, self._now = connection, quotas, now
        self._sent: dict[bytes, int] = {}
        self._authors: set[bytes] = set()
        known = None if ahead is None else ahead.spaces.pop(space, None)
        # Whoever comes second to a space in this transaction reads what the first one left.
        self._ahead = None if known is None else ahead
        self._before = self._row = log.find(connection, space, lock=True) if known is None else known
        self._fresh: dict[tuple[bytes, int], tuple[SpaceRow, bytes, bytes]] = {}
        self._devices: dict[bytes, DeviceRow] = {}
        self._changed: set[bytes] = set()
        self._parts: dict[bytes, bytearray] = {}
        self._files: dict[bytes, FileRow] = {}
        self._pieces: dict[bytes, OnItsWay | None] = {}
        self.space = space
        self.state: Membership | None = None
        if self._row is not None:
            self.state = members.state(
                space, self._row.entries, lambda number: log.entries_from(connection, space, number)
            )

    @property
    def row(self) -> SpaceRow:
        """Where the space stands. Raises Refusal(UNKNOWN_SPACE) if the relay does not hold it."""
        if self._row is None:
            raise Refusal(Code.UNKNOWN_SPACE, "no such space here")
        return self._row

    @property
    def length(self) -> int:
        """Entries in the membership log; 0 for a space that is not here."""
        return 0 if self._row is None else self._row.entries

    def add_entry(self, entry: bytes, hello: Hello, admission: bytes) -> bool:
        """Append a membership entry; False if the log holds it already. Raises Refusal."""
        entry_digest = digest(entry)
        if self._row is None:
            school = check_founding(hello, admission, lambda code: open_school(self._connection, code))
            count = log.count_spaces(self._connection)
            self._quotas.check_spaces(count, school, self._now, lambda: usage(self._connection, school, self._now))
            state = check_entry(None, self.space, entry, self._now)
            row = log.make_space(self._connection, self.space, self._now, school)
        else:
            try:
                state = check_entry(self.state, self.space, entry, self._now)
            except Refusal:
                if log.holds_entry(self._connection, self.space, entry_digest):
                    return False
                raise
            row = self._row
        self._check_growth(row, len(entry))
        self._row = log.append_entry(self._connection, row, entry, entry_digest, self._now)
        self.state = state
        return True

    def add_blob(self, blob: bytes) -> None:
        """Keep a blob that the membership log names. Raises Refusal."""
        row, state = self.row, self._known_state()
        blob_digest = digest(blob)
        if blob_digest not in state.blobs:
            raise Refusal(Code.BLOB_UNNAMED, "the log does not name this blob")
        self._check_growth(row, len(blob))
        self._row = log.put_blob(self._connection, row, blob_digest, blob, self._now)

    def add_envelope(self, data: bytes) -> None:
        """Append a device's next envelope; the same one again is fine. Raises Refusal."""
        row = self.row
        header = check_envelope(self._known_state(), self.space, data).header
        known = self.device(header.device)
        digest16 = digest(data)[:DIGEST_BYTES]
        if header.number <= known.number:
            if self._stored_digest(header.device, header.number) == digest16:
                return
            raise Refusal(Code.ENVELOPE_NUMBER, "another envelope has this number")
        if header.number != known.number + 1:
            raise Refusal(Code.ENVELOPE_NUMBER, f"number {header.number} after {known.number}")
        self._check_growth(row, len(data), header.device)
        self._fresh[header.device, header.number] = row, digest16, data
        self._row = log.with_envelope(row, data, self._now)
        self._authors.add(header.device)
        self._keep_device(header.device, replace(known, number=header.number))
        self._sent[header.device] = self._sent.get(header.device, 0) + len(data)
        if known.begun is not None and known.begun.number <= header.number:
            self._drop_part(header.device, self._row)

    def add_part(self, item: PartUp, hello: Hello, signer: Signer) -> None:
        """Keep a part of an envelope of the hello's device; with its last part it is appended. Raises Refusal.

        A part carries no signature of its own, so whoever sends one must have been let in.
        """
        if self.meet(hello, signer) is not Right.EVERYTHING:
            raise Refusal(Code.NOT_A_MEMBER, "a ticket sends no envelopes")
        device, row = hello.device, self.row
        known = self.device(device)
        if item.number > known.number + 1:
            raise Refusal(Code.ENVELOPE_NUMBER, f"number {item.number} after {known.number}")
        if item.offset == 0:
            row = self._drop_part(device, row)
        elif known.begun != Begun(item.number, item.whole, item.offset):
            raise Refusal(Code.ENVELOPE_PART, f"offset {item.offset} of {item.whole} after {known.begun}")
        held = item.offset + len(item.part)
        if held > item.whole or item.whole > MAX_ENVELOPE:
            raise Refusal(Code.ENVELOPE_PART, f"{held} bytes of {item.whole}")
        # Asked for all that is still to come, so that nobody sends half of what will have no room.
        self._check_growth(row, item.whole - item.offset, device)
        data = self._part(device)
        if held < item.whole:
            data += item.part
            self._row = row.grown(len(item.part), self._now)
            self._sent[device] = self._sent.get(device, 0) + len(item.part)
            self._keep_device(device, replace(self.device(device), begun=Begun(item.number, item.whole, held)))
            return
        envelope = bytes(data + item.part)
        self._drop_part(device, row)
        # What was counted part by part is counted once more below, as the envelope that it has become.
        self._row = row.grown(-item.offset, self._now)
        self._sent[device] = self._sent.get(device, 0) - item.offset
        self.add_envelope(envelope)

    def add_snapshot(self, item: SnapshotUp, hello: Hello, signer: Signer) -> None:
        """Keep a part of a snapshot of the hello's device; with its last part it takes the place of the one before.

        Raises Refusal; after one for a chunk that came whole, nothing of that snapshot is here any more.
        """
        if self.meet(hello, signer) is not Right.EVERYTHING:
            raise Refusal(Code.NOT_A_MEMBER, "no member sends a snapshot")
        device, connection = hello.device, self._connection
        begun = snapshots.on_its_way(connection, self.space, device)
        if item.number == item.offset == 0:
            snapshots.drop(connection, self.space, device)
            begun = SnapshotRow(device)
        if begun is None or (begun.chunks, begun.held) != (item.number, item.offset):
            raise Refusal(Code.SNAPSHOT_PLACE, f"chunk {item.number}, byte {item.offset} after {begun}")
        self._check_snapshot_size(begun, item)
        self._sent[device] = self._sent.get(device, 0) + len(item.part)
        data = snapshots.chunk(connection, self.space, 0, device, item.number) + item.part
        begun = replace(begun, held=len(data), bytes=begun.bytes + len(item.part))
        if len(data) == item.whole:
            try:
                begun = self._checked(begun, item, data, signer.relay)
            except Refusal:
                snapshots.drop(connection, self.space, device)
                raise
        snapshots.keep(connection, self.space, begun, item.number, data)
        if begun.chunks and begun.chunks == begun.count:
            snapshots.replace_newest(connection, self.space, device)

    def _check_snapshot_size(self, begun: SnapshotRow, item: SnapshotUp) -> None:
        """A snapshot is no larger than the log that it stands for. Raises Refusal."""
        if begun.bytes - begun.held + item.whole > self.row.bytes + MAX_ENVELOPE:
            raise Refusal(Code.SPACE_FULL, "a snapshot larger than its log")
        self._check_growth(self.row, item.whole - item.offset, begun.device)

    def _checked(self, begun: SnapshotRow, item: SnapshotUp, data: bytes, relay: bytes) -> SnapshotRow:
        """The row with one more whole chunk. Raises Refusal."""
        chunk = check_chunk(self._known_state(), relay, self.space, self.row, data)
        before = snapshots.newest(self._connection, self.space)
        if before is not None and chunk.series.cursor <= before.cursor:
            raise Refusal(Code.SNAPSHOT_PLACE, f"covers {chunk.series.cursor}, and there is one up to {before.cursor}")
        if item.number == 0:
            begun = begun.begun(chunk.series)
        if (chunk.series, chunk.number, chunk.series.device) != (begun.series, item.number, begun.device):
            raise Refusal(Code.SNAPSHOT_PLACE, "a chunk of another snapshot, or of another place in it")
        return replace(begun, chunks=item.number + 1, held=0)

    def add_file(self, item: FileUp, hello: Hello, signer: Signer) -> None:
        """Keep a part of the next piece of an attachment; what is here already is passed over. Raises Refusal.

        Whoever comes second with a piece finds the first one's: readers judge a content by its digest.
        """
        if self.meet(hello, signer) is not Right.EVERYTHING:
            raise Refusal(Code.NOT_A_MEMBER, "no member sends an attachment")
        device, known = hello.device, self.file(item.file)
        if item.number < known.pieces:
            return
        begun = self._piece_begun(device)
        if item.offset == 0:
            begun = OnItsWay(item.file, item.number, item.whole, b"")
        place = None if begun is None else (begun.file, begun.number, begun.whole, len(begun.data))
        if begun is None or place != (item.file, item.number, item.whole, item.offset) or item.number > known.pieces:
            raise Refusal(Code.FILE_PLACE, f"piece {item.number}, byte {item.offset} after {known.pieces}")
        # Asked for the whole piece, so that nobody sends half of what will have no room.
        self._quotas.check_attachments(attachments.bytes_of(self._connection, self.space), item.whole)
        self._check_growth(self.row, item.whole, device)
        self._sent[device] = self._sent.get(device, 0) + len(item.part)
        data = begun.data + item.part
        if len(data) < item.whole:
            self._pieces[device] = replace(begun, data=data)
            return
        self._pieces[device] = None
        head = check_piece(self._known_state(), self.space, data).head
        if (head.file, head.number) != (item.file, item.number) or known.count not in (0, head.count):
            raise Refusal(Code.FILE_PLACE, "a piece of another file, or of another place in it")
        self._files[item.file] = attachments.add_piece(self._connection, self.space, known, head.count, data)
        self._row = self.row.grown(len(data), self._now)

    def file(self, file: bytes) -> FileRow:
        """How far an attachment is here, uploads of this transaction included."""
        if file not in self._files:
            self._files[file] = attachments.row(self._connection, self.space, file)
        return self._files[file]

    def held_of_file(self, device: bytes, file: bytes) -> int:
        """Bytes that are here of the attachment's next piece, as this device is sending it."""
        begun = self._piece_begun(device)
        next_one = begun is not None and (begun.file, begun.number) == (file, self.file(file).pieces)
        return len(begun.data) if begun is not None and next_one else 0

    def _piece_begun(self, device: bytes) -> OnItsWay | None:
        if device in self._pieces:
            return self._pieces[device]
        return attachments.on_its_way(self._connection, self.space, device)

    def newest_snapshot(self) -> SnapshotRow | None:
        """The whole snapshot that newcomers are given, uploads of this transaction included."""
        return snapshots.newest(self._connection, self.space)

    def snapshot_on_its_way(self, device: bytes) -> SnapshotRow | None:
        """What is here of the snapshot that a device is sending."""
        return snapshots.on_its_way(self._connection, self.space, device)

    def meet(self, hello: Hello, signer: Signer) -> Right:
        """Decide what the visitor is given here, and remember the visit. Raises Refusal."""
        state = self._known_state()
        known = self.device(hello.device)
        right = check_hello(hello, signer, state, known, self._now)
        if right is Right.EVERYTHING and hello.visit > known.visit:
            self._keep_device(hello.device, replace(known, visit=hello.visit))
        return right

    def device(self, device: bytes) -> DeviceRow:
        """How far a device has come, uploads of this transaction included."""
        if device not in self._devices:
            known = None if self._ahead is None else self._ahead.devices.get((self.space, device))
            self._devices[device] = known or log.device(self._connection, self.space, device)
        return self._devices[device]

    def others(self, device: bytes) -> int:
        """The last position at which something of another device may lie."""
        if self._before is not None and self._authors <= {device}:
            return self._before.position
        return self.row.position

    def has_head(self, asked: SpaceAt) -> bool:
        """Is the last entry that the visitor knows the one that stands there? A log that was put back to an older copy
        and grew since may be as long as it was. A log that is shorter shows by its length."""
        known = asked.entries_known
        if not 0 < known <= self.row.entries:
            return True
        if known == self.row.entries:
            return asked.knows(self._known_state().head)
        return asked.knows(digest(log.entries_from(self._connection, self.space, known - 1)[0]))

    def blob(self, blob_digest: bytes) -> bytes | None:
        """A blob of the space, uploads of this transaction included; None if it is not here."""
        return log.blob(self._connection, self.space, blob_digest)

    def close(self) -> None:
        """Write everything; called once, before the transaction is committed."""
        for device, begun in self._pieces.items():
            attachments.keep_on_its_way(self._connection, self.space, device, begun)
        with sent_together(self._connection):
            for (device, number), (row, digest16, data) in self._fresh.items():
                log.append_envelope(self._connection, row, device, number, digest16, data, self._now)
            for device in self._changed:
                log.keep_device(self._connection, self.space, device, self._devices[device], self._now)
            for device, part in self._parts.items():
                log.keep_part(self._connection, self.space, device, self._devices[device].begun, bytes(part))
            if self._row is not None and self._row != self._before:
                log.keep_space(self._connection, self._row)

    @property
    def charge(self) -> Charge | None:
        """What this transaction has taken so far for the space; None for a space that is not here."""
        return None if self._row is None else Charge(self._row.school, self._taken(self._row), self._sent)

    def _taken(self, row: SpaceRow) -> int:
        return max(0, row.bytes - (0 if self._before is None else self._before.bytes))

    def _check_growth(self, row: SpaceRow, size: int, device: bytes | None = None) -> None:
        """May the space take so many bytes more, of that device if it is an envelope's? Raises Refusal."""
        self._quotas.check_growth(
            row, self._taken(row), size, self._now, lambda: usage(self._connection, row.school, self._now)
        )
        if device is not None:
            self._quotas.check_device(device, self._sent.get(device, 0), size, self._now)

    def _stored_digest(self, device: bytes, number: int) -> bytes | None:
        if (device, number) in self._fresh:
            return self._fresh[device, number][1]
        return log.stored_digest(self._connection, self.space, device, number)

    def _known_state(self) -> Membership:
        if self.state is None:
            raise Refusal(Code.UNKNOWN_SPACE, "no such space here")
        return self.state

    def _part(self, device: bytes) -> bytearray:
        """What is here of the device's unfinished envelope; to be added to, and written back at the end."""
        if device not in self._parts:
            self._parts[device] = bytearray(log.part(self._connection, self.space, device))
        return self._parts[device]

    def _drop_part(self, device: bytes, row: SpaceRow) -> SpaceRow:
        """Forget what is here of the device's unfinished envelope; gives the row without its bytes."""
        known = self.device(device)
        if known.begun is None:
            return row
        self._parts[device] = bytearray()
        self._keep_device(device, replace(known, begun=None))
        self._row = row.freed(known.begun.held)
        return self._row

    def _keep_device(self, device: bytes, row: DeviceRow) -> None:
        self._devices[device] = row
        self._changed.add(device)
