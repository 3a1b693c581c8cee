"""A visit to a stick: seal, give what is ours, take what is others', merge.

The stages are those of a visit to a relay, with three differences. What the stick acknowledges is noted for this stick
alone. The cursor is found anew each time, from what is here, so that it does not matter who copied which files. What is
not genuine stays on the stick: nobody has to keep the junk that somebody else may have put there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from app.crypto.signing import digest
from app.errors import AccessError, Known, LinkError, StoreError
from app.ids import DeviceId, SpaceId
from app.protocol.envelope import Header
from app.protocol.failures import Code, Refusal, known
from app.protocol.limits import ANSWER_BUDGET, MAX_SPACES, MAX_WANTS
from app.protocol.messages import (
    ASK_ACKS,
    Ack,
    BlobDown,
    BlobUp,
    CursorMoved,
    Done,
    EntryDown,
    EntryUp,
    EnvelopeDown,
    Hello,
    Item,
    PartDown,
    Refused,
    SpaceAt,
    Want,
)
from app.protocol.parts import items_up
from app.sync.epochs import open_keys, wanted
from app.sync.guests import let_guest_in
from app.sync.links.stick import StickLink
from app.sync.links.stick_space import StickSpace, has_joins, place_behind
from app.sync.merge import merge_steps
from app.sync.owner import Owner
from app.sync.pull import HANDFUL, HANDFUL_BYTES
from app.sync.push import signed_hello
from app.sync.roster import CAME_BY, hear_entries, own_join, settled_entries
from app.sync.seal import seal_waiting
from app.sync.stages import Do, Merge, Progress, Stop
from app.sync.stick_attachments import FilesByStick
from app.sync.verify import genuine


@dataclass
class StickTally:
    """What a visit to a stick did. ``given``: own envelopes that were put on it; ``taken``: others' that came;
    ``files``: pictures and files that were put on it or came."""

    given: int = 0
    files: int = 0
    taken: int = 0
    merge: Merge = field(default_factory=Merge)
    troubles: list[str] = field(default_factory=list)
    spaces_changed: bool = False


def visit_stick(owner: Owner, link: StickLink, do: Do[Any], progress: Progress, stop: Stop) -> StickTally:
    """Give and take. What was done before a failure stays; ``troubles`` says what failed. Raises StoreError alone."""
    tally = StickTally()
    try:
        tally.troubles += do(lambda: seal_waiting(owner)).troubles
        spaces = do(lambda: _spaces(owner))
        for start in range(0, len(spaces), MAX_SPACES):
            _Round(owner, link, spaces[start : start + MAX_SPACES], tally, do, progress, stop).run()
    except StoreError:
        raise
    except Known as error:
        tally.troubles.append(error.code)
    steps = merge_steps(owner, progress)
    while (step := do(partial(next, steps, None))) is not None:
        tally.merge += step
    try:
        spaces = do(lambda: _spaces(owner))
        for start in range(0, len(spaces), MAX_SPACES):
            files = FilesByStick(owner, link, spaces[start : start + MAX_SPACES])
            try:
                files.run(do, progress, stop)
            finally:
                tally.files += files.came + files.went
                tally.troubles += files.troubles
    except StoreError:
        raise
    except Known as error:
        tally.troubles.append(error.code)
    if tally.merge.set_aside:
        tally.troubles.append("envelope.refused")
    if link.folder.spoilt:
        tally.troubles.append("stick.spoilt")
    tally.troubles = list(dict.fromkeys(tally.troubles))
    return tally


def bring_logs(
    owner: Owner, link: StickLink, spaces: Sequence[SpaceId], do: Do[Any], progress: Progress, stop: Stop
) -> None:
    """Bring no more than the membership logs and blobs of at most MAX_SPACES spaces. Raises LinkError, StoreError."""
    _Round(owner, link, spaces, StickTally(), do, progress, stop).bring_logs()


def bring_words(
    owner: Owner, link: StickLink, spaces: Sequence[SpaceId], do: Do[Any], progress: Progress, stop: Stop
) -> None:
    """Bring at most MAX_SPACES spaces as any visit does, and take what lies there. Raises LinkError, StoreError."""
    _Round(owner, link, spaces, StickTally(), do, progress, stop).run()


def _spaces(owner: Owner) -> list[SpaceId]:
    """Spaces whose relay has heard of them: before that, nobody else is in them."""
    rows = [row for row in owner.store.spaces.all() if row.active and not row.private and row.relay is not None]
    return [row.space for row in rows if settled_entries(owner, row.space)]


class _Round:
    """At most MAX_SPACES spaces: take until nothing more comes, then give what is missing."""

    def __init__(
        self,
        owner: Owner,
        link: StickLink,
        spaces: Sequence[SpaceId],
        tally: StickTally,
        do: Do[Any],
        progress: Progress,
        stop: Stop,
    ) -> None:
        self._owner, self._link, self._spaces, self._tally = owner, link, spaces, tally
        self._do, self._progress, self._stop = do, progress, stop
        self._cursors: dict[SpaceId, int] = {}
        self._held: dict[SpaceId, int] = {}
        self._begun: dict[SpaceId, bytes] = {}
        self._entries: dict[SpaceId, list[bytes]] = {}
        self._here: dict[SpaceId, set[bytes]] = {}
        self._asked: set[bytes] = set()
        self._more = False

    def run(self) -> None:
        """Raises LinkError when the stick is gone or takes nothing more; what came before is stored."""
        try:
            self._do(self._lay_own_joins)
            self._exchange(list(self._do(self._log)), ANSWER_BUDGET)
        except LinkError as error:
            if error.code not in ("stick.read_only", "stick.full"):
                raise
            # It can still be read, by whoever was let in before.
            self._tally.troubles.append(error.code)
            self._exchange([], ANSWER_BUDGET)
        if self._do(self._let_guests_in):
            # What they wrote was passed over as strangers'.
            self._cursors.clear()
            self._more = True
        while self._more and not self._stop():
            self._exchange([], ANSWER_BUDGET)
        before = dict(self._held)
        uploads = self._do(lambda: list(self._envelopes()))
        if uploads and not self._stop():
            self._exchange(uploads, 0)
        self._tally.given += sum(number - before.get(space, 0) for space, number in self._held.items())

    def _lay_own_joins(self) -> None:
        """Where this device came in by a stick and no relay knows of it: her Join, beside the log; else it goes."""
        for space in self._spaces:
            if self._owner.store.identity.get(CAME_BY + space.hex()) is None:
                continue
            there, join = self._there(space), own_join(self._owner, space)
            if join is None:
                there.drop_join()
                continue
            try:
                there.put_join(join)
            except Refusal as refusal:
                if refusal.code != Code.UNKNOWN_SPACE:
                    self._tally.troubles.append(refusal.known().code)

    def _let_guests_in(self) -> bool:
        """As a member: bring in those whose Joins lie on the stick; True if anybody came."""
        came = False
        for space in self._spaces:
            if not has_joins(self._link.folder, space):
                continue
            there = self._there(space)
            for device, join in there.joins.items():
                if device != self._owner.device_id:
                    came = let_guest_in(self._owner, space, join, there.blobs) or came
        self._tally.spaces_changed |= came
        return came

    def _there(self, space: SpaceId) -> StickSpace:
        return StickSpace(self._link.folder, space, self._owner.device_id, self._owner.clock.now(), self._link.sound)

    def bring_logs(self) -> None:
        """Raises LinkError when the stick is gone or takes nothing more."""
        self._exchange(list(self._do(self._log)), 0)

    def _exchange(self, uploads: list[Item], budget: int) -> None:
        def went(done: int, whole: int) -> None:
            self._progress(done, whole, "send")
            if self._stop():
                self._link.cancel()

        hello = self._do(partial(self._hello, budget))
        handful: list[Item] = []
        size = 0
        try:
            for item in self._link.exchange(hello, uploads, went):
                handful.append(item)
                size += len(item.part) if isinstance(item, PartDown) else len(getattr(item, "envelope", b""))
                if len(handful) >= HANDFUL or size >= HANDFUL_BYTES:
                    taken, handful, size = handful, [], 0
                    self._do(partial(self._take, taken))
                    self._progress(self._tally.taken, self._tally.taken, "receive")
                if self._stop():
                    self._link.cancel()
        finally:
            if handful:
                self._do(lambda: self._take(handful))

    def _hello(self, budget: int) -> Hello:
        owner, stick = self._owner, self._link.stick
        return signed_hello(
            owner.device,
            stick,
            visit=owner.store.cursors.next_visit(stick),
            spaces=tuple(self._place(space) for space in self._spaces),
            flags=ASK_ACKS,
            admission=self._link.admission,
            budget=budget,
            wants=self._wants(),
        )

    def _wants(self) -> tuple[Want, ...]:
        """Wrapped keys of a new epoch of which the log tells; each is asked for once."""
        found = [
            Want(index, key)
            for index, space in enumerate(self._spaces)
            for key in wanted(self._owner, space)
            if key not in self._asked
        ][:MAX_WANTS]
        self._asked |= {want.digest for want in found}
        return tuple(found)

    def _place(self, space: SpaceId) -> SpaceAt:
        if space not in self._cursors:
            store = self._owner.store
            has: dict[bytes, int] = {
                **dict(store.receipts.all_seen(space)),
                self._owner.device_id: store.outbox.last_number(space),
            }
            self._cursors[space] = place_behind(self._link.folder, space, has)
        return SpaceAt(space, self._cursors[space], len(settled_entries(self._owner, space)))

    def _log(self) -> Iterator[Item]:
        """What lets us in, and lets the stick know whose envelopes it may take; what it has is passed over there."""
        for index, space in enumerate(self._spaces):
            for entry in settled_entries(self._owner, space):
                yield EntryUp(index, entry)
        for index, space in enumerate(self._spaces):
            for blob in self._owner.store.spaces.blobs(space):
                yield BlobUp(index, blob)

    def _envelopes(self) -> Iterator[Item]:
        for index, space in enumerate(self._spaces):
            if space in self._held:
                for sealed in self._owner.store.outbox.kept(space, self._held[space]):
                    yield from items_up(index, sealed.number, sealed.envelope)

    def _take(self, items: list[Item]) -> None:
        """Store a handful in one transaction."""
        try:
            with self._owner.store.transaction():
                for item in items:
                    self._take_one(item)
                self._hear()
        except BaseException:
            for space in self._spaces:
                self._owner.forget_membership(space)
            raise

    def _take_one(self, item: Item) -> None:
        owner = self._owner
        match item:
            case Ack(index, number, _, _):
                self._held[self._spaces[index]] = number
                owner.store.sticks.hold(self._link.stick, self._spaces[index], number, owner.clock.now())
            case EntryDown(index, entry):
                self._entries.setdefault(self._spaces[index], []).append(entry)
            case BlobDown(index, blob):
                owner.store.spaces.add_blobs(self._spaces[index], {digest(blob): blob}, sent=True)
            case EnvelopeDown(index, cursor, envelope):
                self._receive(self._spaces[index], cursor, envelope)
            case PartDown(index, cursor, offset, whole, part):
                space = self._spaces[index]
                self._begun[space] = (self._begun.get(space, b"") if offset else b"") + part
                if len(self._begun[space]) == whole:
                    self._receive(space, cursor, self._begun.pop(space))
            case CursorMoved(index, cursor):
                self._cursors[self._spaces[index]] = cursor
            case Refused(code, _, _):
                # A key that does not lie on this stick comes by another, or from the relay; and that of somebody whom
                # this stick's log does not know yet goes to the relay.
                if code not in (Code.BLOB_UNKNOWN, Code.BLOB_UNNAMED):
                    self._tally.troubles.append(known(code).code)
            case Done(more):
                self._hear()
                self._more = more or self._open_keys()

    def _open_keys(self) -> bool:
        """Open what came of new epochs; True if there is something further to ask for."""
        missing: set[bytes] = set()
        for space in self._spaces:
            try:
                open_keys(self._owner, space)
            except AccessError as error:
                self._tally.troubles.append(error.code)
            missing |= set(wanted(self._owner, space))
        return bool(missing - self._asked)

    def _receive(self, space: SpaceId, cursor: int, envelope: bytes) -> None:
        self._hear()
        owner, self._cursors[space] = self._owner, cursor
        if space not in self._here:
            waiting = [*owner.store.inbox.waiting(space), *owner.store.inbox.aside(space)]
            self._here[space] = {digest(received.envelope) for received in waiting}
        key = digest(envelope)
        try:
            header = Header.parse(envelope)[0]
        except Refusal:
            return
        device = DeviceId(header.device)
        repeated = header.number <= owner.store.receipts.seen(space, device) or key in self._here[space]
        if repeated or not genuine(envelope, space, owner.membership(space)):
            return
        owner.store.inbox.add(space, self._link.stick, cursor, envelope, owner.clock.now())
        self._here[space].add(key)
        self._tally.taken += 1

    def _hear(self) -> None:
        for space, entries in self._entries.items():
            try:
                hear_entries(self._owner, space, entries)
            except AccessError as error:
                self._tally.troubles.append(error.code)
                continue
            self._tally.spaces_changed = True
        self._entries.clear()
