"""Takes an answer in: acknowledgements clear what was sent, entries extend the log, envelopes go into the inbox.

Everything is stored as it comes, a handful at a time, and the cursor moves with it: a cut costs what was not stored.
An envelope that comes in parts is stored part by part, and goes into the inbox with its last one.
"""

from app.clock import LATEST
from app.crypto.signing import digest
from app.errors import AccessError
from app.ids import FileId, SpaceId
from app.protocol.failures import Code, Refusal, Rule, known, rule_of
from app.protocol.messages import (
    NO_SPACE,
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EnvelopeDown,
    FileAt,
    FileDown,
    Item,
    PartDown,
    Refused,
    SnapshotAt,
    SnapshotDown,
    Want,
    Welcome,
)
from app.store.parts import Begun
from app.sync import attachments
from app.sync.forks import LOST_WORDS, PUT_BACK, doubt, settle
from app.sync.guests import drop_late
from app.sync.moving_on import advance
from app.sync.owner import Owner
from app.sync.roster import follows, leave_unsettled, lowers, take_entries
from app.sync.seal import seal_space
from app.sync.snapshot import refuse, take
from app.sync.snapshot_making import note
from app.sync.state import Request, Tally, unsure
from app.sync.verify import genuine

#: Items and bytes that are stored together: a cut loses at most these, and a disk is not asked for each.
HANDFUL, HANDFUL_BYTES = 64, 32_768
_GENERATION = "generation "
#: What a person is told whom somebody has removed from a space.
REMOVED = "membership.removed"
#: What a member is told who brought somebody in whose ticket had ended on the way.
GUEST_LATE = "kit.guest_late"
#: What a relay answers that has no room for a wrapped key, or does not know why it should keep it.
_NOT_TAKEN = (Code.SPACE_FULL, Code.RELAY_FULL, Code.BLOB_UNNAMED)


class Pull:
    """The answer to one request, being taken in."""

    def __init__(self, owner: Owner, relay: bytes, request: Request, tally: Tally) -> None:
        self._owner, self._relay, self._request, self._tally = owner, relay, request, tally
        self._stale: set[SpaceId] = set()  # where an entry of ours came too late
        self._forked: set[SpaceId] = set()  # whose membership log is not ours: read anew with the next request
        self._late: set[SpaceId] = set()  # where somebody whom we brought in came too late
        self._entries: dict[SpaceId, list[bytes]] = {}
        self._counts: dict[SpaceId, int] = {}
        self._grown: set[SpaceId] = set()
        self._begun: set[SpaceId] = set()  # whose envelope under way began in this answer
        self._astray: set[SpaceId] = set()  # whose log is not the one that we had a part of: asked anew next time
        self._twins: set[SpaceId] = set()  # where the relay holds other words under a number of ours
        self._full: set[SpaceId] = set()  # of which the relay has not taken all that was sent
        self._unordered: dict[SpaceId, int] = {}  # our first envelope that was refused for its number

    def take(self, items: list[Item]) -> None:
        """Store a handful of items in one transaction.

        Raises AccessError for a membership log that does not hold together, Known for a refusal that ends the visit.
        """
        try:
            with self._owner.store.transaction():
                for item in items:
                    self._take(item)
                self._store_entries()
                if items and isinstance(items[-1], Done):
                    self._advance()
        except BaseException:
            for space in self._request.spaces:
                self._owner.forget_membership(space)
            raise

    def _take(self, item: Item) -> None:
        store, relay = self._owner.store, self._relay
        match item:
            case Welcome():
                self._tally.clock_off = self._owner.clock.now() - min(item.time, LATEST)
                self._tally.coming = item.waiting
                self._check_generation(item.generation)
                store.cursors.answer(relay, self._request.hello.visit)
            case Ack():
                self._acknowledge(item)
            case EntryDown():
                space = self._space(item.space_index)
                if space not in self._grown | self._forked and not self._follows(space, [item.entry]):
                    self._doubt(space)
                if space not in self._forked:
                    self._entries.setdefault(space, []).append(item.entry)
                self._grown.add(space)
            case BlobDown():
                self._take_blob(item)
            case EnvelopeDown():
                self._receive(self._space(item.space_index), item.cursor, item.envelope)
            case PartDown():
                self._continue(self._space(item.space_index), item)
            case SnapshotDown():
                self._take_snapshot(self._space(item.space_index), item)
            case SnapshotAt():
                space = self._space(item.space_index)
                self._tally.snapshots[space] = item
                note(self._owner, relay, space, item)
            case FileAt():
                self._hear_of_file(self._space(item.space_index), item)
            case FileDown():
                self._take_file(self._space(item.space_index), item)
            case CursorMoved():
                space = self._space(item.space_index)
                if item.cursor < store.cursors.get(relay, space).cursor:
                    self._lose()
                    self._tally.doubts.add(space)
                if space not in self._astray:
                    store.cursors.move(relay, space, item.cursor)
            case Refused():
                self._refused(item)
            case Done():
                self._tally.more = item.more or bool(self._astray)
                self._tally.troubles += [known(Code.ENVELOPE_NUMBER).code for _ in self._unordered]
                self._tally.twins |= self._unordered.keys() & self._twins
                self._know_entries()

    def _take_blob(self, item: BlobDown) -> None:
        """Keep a blob that was wanted; whatever else a relay gives would only fill the disk."""
        named = digest(item.blob)
        if Want(item.space_index, named) in self._request.hello.wants:
            self._owner.store.spaces.add_blobs(self._space(item.space_index), {named: item.blob}, sent=True)

    def _receive(self, space: SpaceId, cursor: int, envelope: bytes) -> None:
        # Behind an envelope that has to come anew nothing may be taken: it would move the cursor past it.
        if space not in self._astray:
            self._owner.store.inbox.add(space, self._relay, cursor, envelope, self._owner.clock.now())
            self._tally.received += 1

    def _continue(self, space: SpaceId, item: PartDown) -> None:
        """Store a part; the last one makes the envelope whole."""
        parts = self._owner.store.parts
        if space in self._astray:
            return
        if item.offset == 0:
            parts.clear(self._relay, space)
            self._begun.add(space)
            begun = Begun(item.cursor, item.whole, 0)
        else:
            known = parts.begun(self._relay, space)
            begun = Begun(item.cursor, item.whole, item.offset)
            if known != begun:
                self._go_astray(space)
                return
        begun = parts.add(self._relay, space, begun, item.part)
        if begun.held < begun.whole:
            return
        envelope = parts.joined(self._relay, space)
        if space not in self._begun and not self._is_genuine(space, envelope):
            self._go_astray(space)
            return
        self._begun.discard(space)
        self._receive(space, item.cursor, envelope)

    def _is_genuine(self, space: SpaceId, envelope: bytes) -> bool:
        """Do parts of two answers make one envelope? A relay that was restored in between may have changed its log."""
        self._store_entries()
        return genuine(envelope, space, self._owner.membership(space))

    def _go_astray(self, space: SpaceId) -> None:
        self._owner.store.parts.clear(self._relay, space)
        self._astray.add(space)

    def _lose(self) -> None:
        """The relay's log is shorter than it was. Noted on the disk, for the cursor that shows it moves now."""
        for space in self._request.spaces:
            self._owner.store.attachments.forget_there(self._relay, space)
        self._tally.lost = True
        self._owner.store.identity.set(unsure(self._relay), b"1")

    def _take_snapshot(self, space: SpaceId, item: SnapshotDown) -> None:
        """One that is not as it should be is left; what the log itself holds comes in its place, asked anew."""
        if space in self._astray:
            return
        self._store_entries()
        try:
            take(self._owner, self._relay, space, item)
        except Refusal as refusal:
            refuse(self._owner, self._relay, space)
            self._tally.troubles.append(refusal.known().code)
            self._go_astray(space)
        self._tally.chunks += 1

    def _hear_of_file(self, space: SpaceId, item: FileAt) -> None:
        file = FileId(item.file)
        before = self._tally.files.get((space, file))
        self._tally.files[space, file] = item
        attachments.note(self._owner, self._relay, space, item)
        self._tally.files_went += before is not None and before.pieces < item.pieces == item.count

    def _take_file(self, space: SpaceId, item: FileDown) -> None:
        """One of which something false came is left for a while; the visit goes on."""
        file = FileId(item.file)
        if file in self._tally.spoilt:
            return
        self._store_entries()
        try:
            self._tally.files_came += attachments.take(self._owner, self._relay, space, item)
        except Refusal as refusal:
            self._tally.spoilt.add(file)
            self._tally.troubles.append(refusal.known().code)

    def _check_generation(self, generation: bytes) -> None:
        """Is it the log that we have read? One that was put back to an older copy may have something else at our
        cursors. What comes in this answer comes from there, so it is left, and all is asked anew from the beginning;
        what we have is recognised by its number."""
        store, name = self._owner.store, _GENERATION + self._relay.hex()
        known = store.identity.get(name)
        if known != generation:
            store.identity.set(name, generation)
        if known is not None and known != generation:
            self._lose()
            for space in self._request.spaces:
                store.cursors.move(self._relay, space, 0)
                self._astray.add(space)
                self._doubt(space)

    def _doubt(self, space: SpaceId) -> None:
        """Read the membership log of a space anew with the next request; what comes of it in this answer is left."""
        doubt(self._owner, self._relay, space)
        self._forked.add(space)
        # A relay with another log may have anything at our cursor: nothing moves it in this answer.
        self._astray.add(space)
        self._entries.pop(space, None)
        self._tally.stale = True

    def _forgotten(self, space: SpaceId) -> None:
        """The relay does not hold a space that it held: nothing of it is taken for known there any more."""
        store = self._owner.store
        if store.cursors.get(self._relay, space).entries_known:
            self._lose()
            self._astray.add(space)
            store.cursors.move(self._relay, space, 0)
            store.cursors.know_entries(self._relay, space, 0)
            store.spaces.blobs_lost(space)
            store.outbox.acknowledge(space, 0)

    def _acknowledge(self, ack: Ack) -> None:
        store, space = self._owner.store, self._space(ack.space_index)
        before = store.outbox.acknowledged(space)
        # A number that is refused and yet held stands for other words, written with a copy of this store: ours wait.
        if space in self._unordered and ack.number >= self._unordered[space]:
            self._twins.add(space)
        held = min(ack.number, self._unordered.get(space, ack.number + 1) - 1)
        store.outbox.acknowledge(space, max(held, 0))
        after = store.outbox.acknowledged(space)
        self._tally.sent += max(0, after - before)
        if after < before and ack.number < before:
            # Sent again at once, and then what was refused because of it is taken.
            self._tally.stale = True
            self._unordered.pop(space, None)
        self._say_anew(space)
        self._counts[space] = ack.entries
        self._tally.held[space] = ack.held
        blobs = [item for item in self._request.uploads if isinstance(item, BlobUp)]
        if space not in self._full:
            store.spaces.blobs_sent(space, [digest(blob.blob) for blob in blobs if blob.space_index == ack.space_index])

    def _say_anew(self, space: SpaceId) -> None:
        """The relay lacks envelopes that are not kept here any more: everything is to be said anew, by a new device."""
        outbox = self._owner.store.outbox
        wanted = outbox.acknowledged(space) + 1
        if wanted <= outbox.last_number(space) and self._owner.store.devices.envelope(space, wanted) is None:
            self._owner.store.identity.set(LOST_WORDS, b"1")

    def _know_entries(self) -> None:
        """At the answer's end: where no entry came down, the relay's log is ours up to the count that it told."""
        store = self._owner.store
        for space in set() if self._tally.more else self._stale - self._grown:
            # The relay has no entry behind those that we know of it, and yet not the last of them.
            self._doubt(space)
        for space, count in self._counts.items():
            if space not in self._grown | self._forked and count <= len(store.spaces.entries(space)):
                if count < store.cursors.get(self._relay, space).entries_known:
                    store.spaces.blobs_lost(space)
                    self._tally.stale = True
                settle(self._owner, self._relay, space, count)

    def _refused(self, refused: Refused) -> None:
        if refused.code == Code.ENTRY_STALE:
            self._tally.stale = True
            self._stale.add(self._space(refused.space_index))
            return
        if refused.code == Code.ENVELOPE_NUMBER:
            self._unordered.setdefault(self._space(refused.space_index), refused.number)
            return
        if refused.code == Code.UNKNOWN_SPACE:
            self._forgotten(self._space(refused.space_index))
        if refused.code == Code.TICKET_EXPIRED and refused.space_index != NO_SPACE:
            now = self._owner.clock.now() - self._tally.clock_off
            if drop_late(self._owner, self._space(refused.space_index), now):
                self._tally.troubles.append(GUEST_LATE)
                self._late.add(self._space(refused.space_index))
                return
        if refused.code == Code.BLOB_UNKNOWN:
            return  # whoever sends it has not visited yet; what follows from it is told where it is felt
        if refused.code in _NOT_TAKEN and refused.space_index != NO_SPACE:
            self._full.add(self._space(refused.space_index))
            if refused.code == Code.BLOB_UNNAMED and self._space(refused.space_index) in self._stale | self._late:
                return  # the entry that names it came too late
        if rule_of(refused.code) is Rule.STOP or refused.space_index == NO_SPACE:
            raise known(refused.code, f"number {refused.number}")
        if refused.code == Code.HELLO_REPEATED:
            # Somebody with our key has visited more often than we have: a copy of this store, or its later self.
            self._tally.twins.add(self._space(refused.space_index))
        if refused.code == Code.NOT_A_MEMBER:
            # Perhaps the relay was put back to before our entry: the whole log is told to it again.
            self._tally.strange.append(self._space(refused.space_index))
            doubt(self._owner, self._relay, self._space(refused.space_index))
            self._owner.store.spaces.blobs_lost(self._space(refused.space_index))
        self._tally.troubles.append(known(refused.code).code)

    def _store_entries(self) -> None:
        for space, entries in list(self._entries.items()):
            was_in = self._is_in(space)
            if not self._request.quiet and lowers(self._owner, entries):
                # What she wrote as what she was until now leaves as such, before her device has heard of it.
                leave_unsettled(self._owner, space)
                seal_space(self._owner, space)
            grown = take_entries(self._owner, self._relay, space, entries)
            self._tally.spaces_changed = True
            if grown.forked:
                self._tally.troubles.append(PUT_BACK)
                self._tally.stale = True
            if grown.lost_words:
                self._tally.lost_words.add(space)
            if was_in and not self._is_in(space):
                # Said first: what else the relay refused in this space follows from it.
                self._tally.troubles.insert(0, REMOVED)
        self._entries.clear()

    def _follows(self, space: SpaceId, entries: list[bytes]) -> bool:
        try:
            return follows(self._owner, self._relay, space, entries)
        except Refusal:
            return True  # which is refused where the log is replayed

    def _is_in(self, space: SpaceId) -> bool:
        row = self._owner.store.spaces.get(space)
        return row is not None and row.active

    def _advance(self) -> None:
        """At the answer's end: does it let something be done that could not be before?"""
        if self._request.quiet:
            return
        self._tally.moved, troubles = advance(self._owner, self._relay, self._request)
        self._tally.troubles += troubles

    def _space(self, index: int) -> SpaceId:
        try:
            return self._request.spaces[index]
        except IndexError as error:
            raise AccessError("membership.refused", "a space that was not asked for") from error
