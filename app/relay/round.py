"""One transaction of a visit: what was sent is checked and stored, and at the last one it is decided what is given.

A round can be done again from its beginning, because another writer or a lost connection may undo it: it changes the
database and its own outcome, and the visit takes over the outcome only when the transaction is on the disk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from app.clock import Clock
from app.protocol.failures import Code, Refusal
from app.protocol.messages import (
    ASK_ACKS,
    ASK_SNAPSHOTS,
    NO_SNAPSHOT,
    Ack,
    BlobUp,
    EntryUp,
    EnvelopeUp,
    FileAsk,
    FileAt,
    FileUp,
    Hello,
    PartUp,
    SnapshotAt,
    SnapshotUp,
)
from app.protocol.parts import number_of
from app.relay.admission import Members, Right, Signer
from app.relay.answer import Give, Granted, Offer
from app.relay.database import Connection, Database
from app.relay.ledger import Ledger
from app.relay.log import Ahead
from app.relay.quotas import Charge, Quotas, check_disk

Upload = EntryUp | BlobUp | EnvelopeUp | PartUp | SnapshotUp | FileUp


@dataclass(frozen=True)
class House:
    """What the rounds of one relay process have in common."""

    database: Database
    admission: bytes
    clock: Clock
    quotas: Quotas
    members: Members


@dataclass
class Outcome:
    """What came of the rounds so far.

    ``known``: entries that the visitor has, with those appended for him, by space; ``refused``: the number of the
    first refused upload, by space and code; ``granted``, ``acks``, ``snapshots`` and ``files`` come with the last
    round; ``charges`` are this round's.
    """

    known: dict[int, int] = field(default_factory=dict)
    refused: dict[tuple[int, int], int] = field(default_factory=dict)
    granted: list[Granted] = field(default_factory=list)
    acks: list[Ack] = field(default_factory=list)
    snapshots: list[SnapshotAt] = field(default_factory=list)
    files: list[FileAt] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)

    def refuse(self, index: int, code: Code, number: int) -> None:
        """Note a refusal once for each space and code: the first says where, the rest follow from it."""
        self.refused.setdefault((index, code), number)


@dataclass(frozen=True)
class Round:
    """The uploads of a visit that go into one transaction; ``sent`` are the spaces in which anything was sent,
    ``sent_snapshots`` those in which a snapshot was; ``files`` are the attachments that were sent or asked for."""

    house: House
    hello: Hello
    signer: Signer
    pending: Sequence[Upload]
    sent: frozenset[int]
    before: Outcome
    last: bool
    sent_snapshots: frozenset[int] = frozenset()
    files: Sequence[FileAsk] = ()

    @property
    def spaces(self) -> frozenset[bytes]:
        """The spaces whose rows it locks."""
        return frozenset(self.hello.spaces[index].space for index in self._indices)

    @property
    def altered(self) -> frozenset[bytes]:
        """The spaces to whose membership logs it would append."""
        return frozenset(
            self.hello.spaces[item.space_index].space for item in self.pending if isinstance(item, EntryUp)
        )

    @property
    def _indices(self) -> Iterable[int]:
        return range(len(self.hello.spaces)) if self.last else {item.space_index for item in self.pending}

    def write(self, connection: Connection, ahead: Ahead | None = None) -> Outcome:
        """Do it in the transaction of ``connection``; ``ahead`` holds rows that were locked and read in it before."""
        outcome = Outcome(dict(self.before.known), dict(self.before.refused))
        now = self.house.clock.now()
        # Rows are locked in the order of space ids, so that two visits never wait for one another.
        ledgers = {
            index: Ledger(connection, self.hello.spaces[index].space, self.house.members, self.house.quotas, now, ahead)
            for index in sorted(self._indices, key=lambda index: self.hello.spaces[index].space)
        }
        self._add_all(ledgers, outcome)
        if self.last:
            for index, ledger in sorted(ledgers.items()):
                self._let_in(index, ledger, outcome)
        for ledger in ledgers.values():
            ledger.close()
        outcome.charges = [ledger.charge for ledger in ledgers.values() if ledger.charge is not None]
        return outcome

    def _add_all(self, ledgers: dict[int, Ledger], outcome: Outcome) -> None:
        full: Refusal | None = None
        if self.pending:
            try:
                check_disk(self.house.database.free_bytes(), self.house.quotas.allowances)
            except Refusal as refusal:
                full = refusal
        for item in self.pending:
            try:
                if full is not None:
                    raise full
                self._add(item, ledgers[item.space_index], outcome)
            except Refusal as refusal:
                outcome.refuse(item.space_index, refusal.code, number_of(item))

    def _add(self, item: Upload, ledger: Ledger, outcome: Outcome) -> None:
        match item:
            case EntryUp(index, entry):
                length = ledger.length
                known = outcome.known.setdefault(index, self.hello.spaces[index].entries_known)
                if ledger.add_entry(entry, self.hello, self.house.admission) and length == known:
                    outcome.known[index] = length + 1
            case BlobUp(_, blob):
                ledger.add_blob(blob)
            case EnvelopeUp(_, envelope):
                ledger.add_envelope(envelope)
            case PartUp():
                ledger.add_part(item, self.hello, self.signer)
            case SnapshotUp():
                ledger.add_snapshot(item, self.hello, self.signer)
            case FileUp():
                ledger.add_file(item, self.hello, self.signer)

    def _let_in(self, index: int, ledger: Ledger, outcome: Outcome) -> None:
        """Decide for one space what the visitor is given, and acknowledge what was sent there."""
        try:
            right, row = ledger.meet(self.hello, self.signer), ledger.row
        except Refusal as refusal:
            outcome.refuse(index, refusal.code, 0)
            return
        former = ledger.state.farewell_to(self.hello.device) if ledger.state is not None else None
        if right is Right.FAREWELL and former is not None:
            row = replace(row, entries=former.removed + 1)
        blobs = []
        for want in self.hello.wants:
            if want.space_index == index and right is not Right.FAREWELL:
                blob = ledger.blob(want.digest)
                if blob is None:
                    outcome.refuse(index, Code.BLOB_UNKNOWN, 0)
                else:
                    blobs.append(blob)
        asked = self.hello.spaces[index]
        known = outcome.known.get(index, asked.entries_known) if ledger.has_head(asked) else 1
        others, offer = ledger.others(self.hello.device), self._offer(index, ledger, right)
        files = self._files(index, ledger, outcome) if right is Right.EVERYTHING else []
        outcome.granted.append(Granted(index, asked, row, right, others, known, blobs, offer, files))
        if index in self.sent or self.hello.flags & ASK_ACKS:
            device = ledger.device(self.hello.device)
            outcome.acks.append(Ack(index, device.number, row.entries, device.held))
        if right is Right.EVERYTHING and (index in self.sent_snapshots or self.hello.flags & ASK_SNAPSHOTS):
            outcome.snapshots.append(_standing(index, ledger, self.hello.device))

    def _files(self, index: int, ledger: Ledger, outcome: Outcome) -> list[Give]:
        """Tell how the attachments stand that were sent or asked for; gives what is to be given of them."""
        gives = []
        for ask in self.files:
            if ask.space_index == index:
                row = ledger.file(ask.file)
                held = ledger.held_of_file(self.hello.device, ask.file)
                outcome.files.append(FileAt(index, ask.file, row.count, row.pieces, held))
                if ask.give and ask.pieces < row.pieces:
                    gives.append(Give(ask.file, ask.pieces, ask.held, row.pieces))
        return gives

    def _offer(self, index: int, ledger: Ledger, right: Right) -> Offer | None:
        """The snapshot that a newcomer is given, from where he has it; None for everybody else."""
        if right is not Right.EVERYTHING or self.hello.spaces[index].cursor:
            return None
        place = next((place for place in self.hello.snapshots if place.space_index == index), None)
        # Who has written here already, and takes nothing of a snapshot now, is no newcomer.
        if place is None and ledger.device(self.hello.device).number:
            return None
        newest = ledger.newest_snapshot()
        if newest is None or (place is not None and place.snapshot == NO_SNAPSHOT):
            return None
        if place is None or place.snapshot != newest.snapshot or place.chunks >= newest.count:
            return Offer(newest, 0, 0)
        return Offer(newest, place.chunks, place.held)


def _standing(index: int, ledger: Ledger, device: bytes) -> SnapshotAt:
    newest, begun = ledger.newest_snapshot(), ledger.snapshot_on_its_way(device)
    cursor = 0 if newest is None else newest.cursor
    if begun is None:
        return SnapshotAt(index, cursor, NO_SNAPSHOT, 0, 0)
    return SnapshotAt(index, cursor, begun.snapshot, begun.chunks, begun.held)
