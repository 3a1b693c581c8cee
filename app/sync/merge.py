"""Last stage: what the inbox holds becomes what the person sees, and the receipts that her colleagues get.

A run of envelopes is one transaction: deltas (the truth), documents, projections, receipts, and the inbox rows gone.
A run that touches many records stores their deltas in one, and merges them some records at a time: what waits in the
table of deltas is found there again by the next start, as what came too early is.
All new deltas of a record go in together, because one by one is quadratic in how far two people have come apart.
What is refused is kept and listed; nothing is dropped in silence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.crdt.document import Document
from app.crypto.signing import digest
from app.errors import Known, StoreError
from app.ids import DeviceId, PersonId, RecordId, SpaceId, record_id_from
from app.protocol.envelope import PREVIOUS_BYTES, parse
from app.protocol.failures import Code, Refusal
from app.protocol.membership import Membership, Role
from app.records.purposes import CHARTER
from app.records.record import Record
from app.store.content import content_of
from app.store.deltas import DeltaRow
from app.store.documents import Stored
from app.store.inbox import Received
from app.store.snapshots import VOUCHED
from app.sync.admit import DAMAGED, NO_RIGHT, WRONG_PLACE, may_touch, refusal_of
from app.sync.forks import doubt
from app.sync.own_devices import Arrivals, had_all, own_devices, take_over_reading
from app.sync.owner import Owner
from app.sync.purpose import is_in_place
from app.sync.stages import Arrived, Merge, Opened, Progress
from app.sync.unseal import unseal
from app.sync.verify import UNKNOWN_HEAD, Chains, Hold, check, check_chain, pass_over, position_of

#: Envelopes in one transaction: enough to batch, few enough that a laptop never waits a second for one.
RUN = 32
#: Bytes of envelopes in one transaction, for the same reason; one that is larger goes alone.
RUN_BYTES = 65_536
#: Records that are merged in one transaction.
PORTION = 100
#: Seconds for which something that a newcomer is given counts as new to her.
NEWS = 31 * 86_400

#: Envelopes of devices that nobody knows which wait for the entry that names them, and such as no member signed which
#: are kept to be looked at: a relay can make any number of both, and must not fill the disk with them.
MOST_STRANGE, MOST_FALSE = 256, 16

#: What waits in the inbox while it is merged, and why; None: for a key.
Held = dict[int, Hold | None]

#: A record, and the space through which something of it came.
Place = tuple[RecordId, SpaceId]


@dataclass(frozen=True)
class Beside:
    """What a run tells beside its deltas. ``read``: records that the person has read on another of her laptops, in the
    state that the merge will give them here; ``now``: when all of it came, so that no mark is older than its record."""

    now: int
    read: frozenset[RecordId] = frozenset()


def merge_inbox(owner: Owner, progress: Progress | None = None) -> Merge:
    """Merge everything that can be merged now. Raises StoreError when the file does not allow it; then the step that
    failed is as if it had not begun."""
    return sum(merge_steps(owner, progress), Merge())


def merge_steps(owner: Owner, progress: Progress | None = None) -> Iterator[Merge]:
    """``merge_inbox`` step by step, for a caller who has other work to do in between; gives what each step did."""
    merged = 0
    held: Held = {}
    refused = owner.store.deltas.count_refused()
    yield from merge_untried(owner)
    while run := _next_run(owner, held):
        done, later, beside = _merge_run(owner, run, held)
        merged += done.envelopes
        if progress is not None:
            progress(merged, merged + owner.store.inbox.count() - len(held), "merge")
        if done.envelopes:
            # What came too early may be next now.
            held.clear()
        yield done
        yield from _merge_portions(owner, later, beside)
    yield from merge_untried(owner)
    yield Merge(set_aside=max(0, owner.store.deltas.count_refused() - refused), waiting=len(held))


def merge_untried(owner: Owner) -> Iterator[Merge]:
    """Merge what is stored as deltas and was not tried yet, step by step: what a snapshot brought, or a start finds."""
    yield from _merge_portions(owner, owner.store.deltas.untried(), Beside(owner.clock.now()))


def _next_run(owner: Owner, held: Held) -> list[Received]:
    """The envelopes of the next transaction, oldest first: few enough, and never two large ones together."""
    run: list[Received] = []
    size = 0
    for item in owner.store.inbox.waiting(limit=RUN + len(held)):
        if item.id in held:
            continue
        size += len(item.envelope)
        if run and (size > RUN_BYTES or item.suspect):
            break
        run.append(item)
        if item.suspect:
            break
    return run


def _merge_run(owner: Owner, run: list[Received], held: Held) -> tuple[Merge, Sequence[Place], Beside]:
    """What was done, the records that are still to be merged, and what was told beside."""
    deltas = owner.store.deltas
    # What waits from earlier visits may be merged along with the run, and may be what kills the program.
    deltas.begin_import(inbox=[item.id for item in run], deltas=deltas.all_pending())
    try:
        with owner.store.transaction():
            result, later, beside = _Run(owner, held).take(run)
            deltas.end_import()
    except BaseException:
        # The program lives, so none of these bytes killed it.
        deltas.end_import()
        raise
    return result, later, beside


def _merge_portions(owner: Owner, places: Sequence[Place], beside: Beside) -> Iterator[Merge]:
    """Merge what waits for these records, some of them at a time, and each on which the program died before alone."""
    portion: list[Place] = []
    for place in places:
        if any(row.suspect for row in owner.store.deltas.pending(*place)):
            yield _merge_portion(owner, [place], beside)
            continue
        portion.append(place)
        if len(portion) >= PORTION:
            yield _merge_portion(owner, portion, beside)
            portion = []
    if portion:
        yield _merge_portion(owner, portion, beside)


def _merge_portion(owner: Owner, places: Sequence[Place], beside: Beside) -> Merge:
    deltas = owner.store.deltas
    deltas.begin_import(deltas=[row.id for place in places for row in deltas.pending(*place)])
    try:
        with owner.store.transaction():
            merged = _merge_records(owner, places, beside)
            deltas.end_import()
    except BaseException:
        deltas.end_import()
        raise
    return Merge(records=merged)


def _merge_records(owner: Owner, places: Sequence[Place], beside: Beside) -> frozenset[RecordId]:
    """Gives the records of which anything changed."""
    changed = {record for record, space in places if _merge_record(owner, record, space, beside.now)}
    changed |= {record for record, _ in places if record in beside.read and take_over_reading(owner, record)}
    return frozenset(changed)


class _Run:
    """The merging of one run, inside its transaction."""

    def __init__(self, owner: Owner, held: Held) -> None:
        self._owner, self._held = owner, held
        self._false: set[SpaceId] = set()
        self._chains = Chains(owner)
        self._touched: dict[Place, None] = {}
        self._read: set[RecordId] = set()
        self._now = owner.clock.now()
        self._envelopes = self._aside = self._unknown = 0

    def take(self, run: list[Received]) -> tuple[Merge, Sequence[Place], Beside]:
        """Open and store the envelopes, and merge their records unless those are too many for one transaction."""
        store = self._owner.store
        for received in run:
            try:
                opened = self._open(received)
            except Refusal as refusal:
                self._set_aside(received, refusal.known().code)
                continue
            except StoreError:
                # Our own disk's trouble says nothing against the envelope.
                raise
            except Known as error:
                self._set_aside(received, error.code)
                continue
            if opened is not None:
                self._keep(opened)
                store.inbox.done(received.id)
                self._envelopes += 1
        read, touched = frozenset(self._read), list(self._touched)
        known = read - {record for record, _ in touched}
        seen = frozenset(record for record in sorted(known) if take_over_reading(self._owner, record))
        beside = Beside(self._now, read)
        if len(touched) > PORTION:
            return self._did(seen), touched, beside
        return self._did(seen | _merge_records(self._owner, touched, beside)), (), beside

    def _did(self, records: frozenset[RecordId] = frozenset()) -> Merge:
        return Merge(self._envelopes, records, self._aside, false=frozenset(self._false))

    def _set_aside(self, received: Received, code: str) -> None:
        """Keep an envelope unmerged and count it, unless the same bytes lie there already."""
        inbox, full = self._owner.store.inbox, False
        if code == UNKNOWN_HEAD:
            # The relay has shown us another log than the author, or has gone on with another one.
            doubt(self._owner, received.relay, received.space)
            self._unknown += 1
        if inbox.is_copy(received):
            inbox.done(received.id)
            return
        if received.space in self._false:
            full = len(inbox.aside(received.space)) >= MOST_FALSE
        self._aside += 1
        if full:
            inbox.done(received.id)
        else:
            inbox.set_aside(received.id, code)

    def _hold(self, received: Received, why: Hold | None) -> None:
        """Let an envelope wait, unless it does already, or strangers' ones wait in numbers that no honest log has."""
        inbox, strangers = self._owner.store.inbox, sum(held is Hold.STRANGER for held in self._held.values())
        if inbox.is_copy(received):
            inbox.done(received.id)
        elif why is Hold.STRANGER and strangers >= MOST_STRANGE:
            self._false.add(received.space)
            inbox.done(received.id)
        else:
            self._held[received.id] = why

    def _open(self, received: Received) -> Opened | None:
        membership = self._owner.membership(received.space)
        try:
            found = check(received, membership, self._chains)
        except Refusal:
            # The relay checks this too, so that it did not come from a member through an honest one.
            self._false.add(received.space)
            raise
        if found is Hold.REPEATED:
            self._owner.store.inbox.done(received.id)
            return None
        if found is Hold.EARLY and self._passes_by(received):
            found = check(received, membership, self._chains)
        if isinstance(found, Hold) or membership is None:
            self._hold(received, found if isinstance(found, Hold) else None)
            if found is Hold.EARLY:
                self._look_ahead(received)
            return None
        opened = unseal(self._owner, found)
        if opened is None:
            self._hold(received, None)
            return None
        check_chain(found, opened.payload.previous, self._chains)
        opened = replace(opened, entries=position_of(self._owner, opened, membership))
        self._chains.extend(found)
        return opened

    def _passes_by(self, received: Received) -> bool:
        """Is the one before it something that no reader can ever make sense of, and does it name that as the one
        before? Then it may follow. Until its author says so himself, an honest one may still take that number."""
        owner, envelope = self._owner, parse(received.envelope)
        header = envelope.header
        device = DeviceId(header.device)
        last, _ = self._chains.end(received.space, device)
        for item in owner.store.inbox.aside(received.space) if header.number == last + 2 else ():
            before = Arrived(item.id, item.space, parse(item.envelope), item.envelope)
            if (before.envelope.header.device, before.envelope.header.number) != (device, last + 1):
                continue
            try:
                opened = unseal(owner, Arrived(received.id, received.space, envelope, received.envelope))
            except Refusal:
                return False  # which is told when it is its turn
            named = opened is not None and opened.payload.previous == digest(item.envelope)[:PREVIOUS_BYTES]
            if named and _is_unreadable(owner, before):
                self._chains.extend(before)
                owner.store.receipts.merged(received.space, device, last + 1, digest(item.envelope), tell=False)
                return True
        return False

    def _look_ahead(self, received: Received) -> None:
        """Does it show that one before it, which lies aside for naming an unknown entry, named one that is no more?"""
        owner, envelope = self._owner, parse(received.envelope)
        device = envelope.header.device
        aside = [item for item in owner.store.inbox.aside(received.space) if item.reason == UNKNOWN_HEAD]
        if any(parse(item.envelope).header.device == device for item in aside):
            try:
                opened = unseal(owner, Arrived(received.id, received.space, envelope, received.envelope))
            except Refusal:
                return  # which is told when it is its turn
            if opened is not None and pass_over(owner, opened):
                self._held.clear()
                # They wait again, and are counted when they are set aside once more.
                self._aside, self._unknown = self._aside - self._unknown, 0

    def _keep(self, opened: Opened) -> None:
        """Store the raw deltas and what the envelope tells; merging them follows."""
        store, now = self._owner.store, self._now
        space, header = opened.arrived.space, opened.arrived.envelope.header
        device, own = DeviceId(header.device), own_devices(self._owner, opened.arrived.space)
        for part, (raw, delta) in enumerate(opened.payload.deltas):
            record = record_id_from(raw)
            if device in own:
                store.receipts.unread_by_all(record)
            self._read.discard(record)
            store.deltas.add_received(record, space, device, header.number, part, delta, now, opened.entries)
            self._touched[record, space] = None
        told = bool(opened.payload.deltas)
        store.receipts.merged(
            space, device, header.number, digest(opened.arrived.raw), tell=told, entries=opened.entries
        )
        store.receipts.reported(space, device, list(self._possible(space, opened)))
        author, read = self._author(space, device), [record_id_from(raw) for raw in opened.payload.read]
        if device in own:
            self._read.update(record for record in read if had_all(self._owner, space, device, record))
        elif author is not None:
            arrivals = Arrivals(self._owner, space) if read else None
            for record in read:
                if arrivals is not None and self._has_newest(arrivals, space, device, record):
                    store.receipts.read_by(record, author, now)

    def _possible(self, space: SpaceId, opened: Opened) -> Iterator[tuple[DeviceId, int]]:
        """What the author may have merged: nobody has what we have not written yet."""
        last = self._owner.store.outbox.last_number(space)
        for device, number in opened.payload.seen:
            if device != self._owner.device_id or number <= last:
                yield DeviceId(device), number

    def _has_newest(self, arrivals: Arrivals, space: SpaceId, device: DeviceId, record: RecordId) -> bool:
        """Had that device all that this person's devices sent when its person read? A mark for an older text proves
        nothing about the newer one."""
        store = self._owner.store
        stored = store.documents.load(record)
        if stored is None:
            # It comes in the same run, as after a person came back: the marks stand behind what they speak of.
            return bool(store.deltas.carried(record, space)) and arrivals.has_all(device, record, None)
        if stored.space != space or store.outbox.unsealed(record):
            return False
        return arrivals.has_all(device, record, stored.sent_number)

    def _author(self, space: SpaceId, device: DeviceId) -> PersonId | None:
        membership = self._owner.membership(space)
        member = membership.owner_of(device) if membership is not None else None
        return member.person if member is not None else None


def _is_unreadable(owner: Owner, arrived: Arrived) -> bool:
    try:
        unseal(owner, arrived)
    except Refusal as refusal:
        return refusal.code is Code.PAYLOAD_MALFORMED
    return False


def _merge_record(owner: Owner, record: RecordId, space: SpaceId, now: int) -> bool:
    """Merge what came of one record through one space; True if anything of it changed."""
    store, membership = owner.store, owner.membership(space)
    stored = store.documents.load(record)
    if membership is None:
        return False
    pending = store.deltas.pending(record, space)
    # What a keeper vouched for holds everybody's changes, so nobody's right to them is asked; nor is this person's, to
    # what she saved herself and what waits only because it came back out of a copy before the rest.
    vouched = [
        row
        for row in pending
        if (row.number == VOUCHED or _is_saved_here(row)) and (stored is None or stored.space == space)
    ]
    rows = list(_admissible(owner, [row for row in pending if row not in vouched], stored, membership))
    if not rows and not vouched:
        return False
    maker = stored.author if stored is not None else (vouched or rows)[0].device
    taken = _take(owner, stored, vouched, rows, maker, membership)
    opened = Record.open(taken.document, owner.registry)
    if not opened.kind_key or not taken.touched:
        # Too early; or word for word what is here already, as after a record came by two ways.
        (store.deltas.settle if opened.kind_key and not taken.pending else store.deltas.wait)(record, space)
        return False
    if stored is None and not is_in_place(store, space, opened.kind):
        store.deltas.refuse([row.id for row in (*vouched, *rows)], WRONG_PLACE)
        return False
    made = membership.owner_of(maker)
    mine, own = made is not None and made.person == owner.person.person, own_devices(owner, space)
    # A newcomer has not been waiting for what was written long before he came, nor she for her own words.
    news = any(row.device not in own for row in rows) or bool(vouched and not mine and vouched[0].time > now - NEWS)
    store.documents.merged(
        record,
        space,
        content_of(opened),
        now if rows or stored is not None else vouched[0].time,
        author=maker,
        pending=taken.pending,
        mine=mine,
        unread=news,
        begun=taken.document.begun_by(maker),
    )
    if stored is None:
        # The space has what it has just sent; from here on only our own changes are owed to it.
        store.documents.set_exported_version(record, taken.document.version())
    if opened.kind_key == CHARTER:
        # What came before the charter that says what the space is for may be in its place after all.
        store.deltas.retry(space, WRONG_PLACE)
    return True


def _is_saved_here(row: DeltaRow) -> bool:
    return row.number is None and row.entries is None


def _admissible(
    owner: Owner, rows: list[DeltaRow], stored: Stored | None, membership: Membership
) -> Iterator[DeltaRow]:
    for row in rows:
        reason = refusal_of(row, stored, membership)
        if reason is None:
            yield row
        else:
            owner.store.deltas.refuse([row.id], reason)


@dataclass(frozen=True)
class _Taken:
    document: Document
    touched: frozenset[str]
    pending: bool


def _take(
    owner: Owner,
    stored: Stored | None,
    vouched: list[DeltaRow],
    rows: list[DeltaRow],
    maker: DeviceId,
    membership: Membership,
) -> _Taken:
    """Merge what is vouched for, then all rows at once if every author may; else author by author, leaving out who
    may not."""
    start = Document.new(owner.device_id) if stored is None else Document.load(owner.device_id, stored.state)
    begun = _attempt(owner, start, vouched) if vouched else _Taken(start, frozenset(), False)
    if not rows:
        return begun
    state = begun.document.state()
    taken = _attempt(owner, begun.document, rows)
    authors = list(dict.fromkeys(_author(row, membership) for row in rows))
    if all(_may(owner, taken, author, maker, membership) for author in authors):
        return replace(taken, touched=taken.touched | begun.touched)
    kept = _Taken(Document.load(owner.device_id, state), begun.touched, begun.pending)
    for author in authors:
        group = [row for row in rows if _author(row, membership) == author]
        state = kept.document.state()
        taken = _attempt(owner, kept.document, group)
        if _may(owner, taken, author, maker, membership):
            kept = _Taken(taken.document, kept.touched | taken.touched, kept.pending or taken.pending)
        else:
            owner.store.deltas.refuse([row.id for row in group], NO_RIGHT)
            kept = _Taken(Document.load(owner.device_id, state), kept.touched, kept.pending)
    return kept


def _attempt(owner: Owner, document: Document, rows: list[DeltaRow]) -> _Taken:
    merged = document.merge([row.delta for row in rows])
    owner.store.deltas.refuse([rows[index].id for index in merged.damaged], DAMAGED)
    return _Taken(document, merged.touched, merged.pending)


def _author(row: DeltaRow, membership: Membership) -> tuple[DeviceId, Role | None]:
    """Whose device wrote a delta, and the role that its person had then."""
    author = membership.owner_of(row.device)
    if author is None:
        return row.device, None
    # Somebody who came in by a stick may have been judged by an entry that stands further on in the log now.
    return row.device, author.role_at(max(row.entries or 0, author.entered.get(row.device, 0)))


def _may(
    owner: Owner, taken: _Taken, author: tuple[DeviceId, Role | None], maker: DeviceId, membership: Membership
) -> bool:
    device, role = author
    writer, made = membership.owner_of(device), membership.owner_of(maker)
    own = writer is not None and made is not None and writer.person == made.person
    return may_touch(Record.open(taken.document, owner.registry).kind, role, taken.touched, own)
