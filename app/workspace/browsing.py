"""Reading: one record with everything beside it, lists, the start page, and how far a record has come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice

from app.ids import PersonId, RecordId, SpaceId
from app.records.kind import Kind
from app.records.record import Record
from app.spaces.membership_log import name_before
from app.store.documents import Stored
from app.store.queries import Listed
from app.sync.leaving import is_wished
from app.sync.own_devices import Arrivals, own_devices
from app.sync.purpose import purpose_of
from app.workspace import guarding
from app.workspace.closing import is_closed
from app.workspace.desk import Desk, Names
from app.workspace.history import code_of
from app.workspace.preparing import preparations
from app.workspace.review import COMMENT, comment_view, comments_beside, steps_beside, steps_waiting
from app.workspace.syncing import sync_line
from app.workspace.today import last_places, meetings, news_of
from app.workspace.urgent import calls
from app.workspace.views import (
    CommentView,
    HistoryEntry,
    MemberView,
    RecordRow,
    RecordView,
    RivalView,
    SpaceView,
    Today,
    Travel,
)

#: Lines of one box on the start page: more than this nobody reads at seven in the morning.
TODAY_LINES = 8
#: Records that are looked through at once where a list is made of several kinds.
_LOOK = 200
#: How far back "what came" goes, in seconds: a fortnight, since the link comes twice a week at best.
RECENT = 14 * 86_400


def view(desk: Desk, record: RecordId) -> RecordView:
    """A record as the form and the review show it. Raises RecordError("record.missing")."""
    opened = desk.open(record)
    stored, kind = opened.stored, opened.record.kind
    values = opened.record.values()
    may_write, may_comment = desk.may(stored, kind)
    beside = kind is not None and kind.alone
    return RecordView(
        record=record,
        kind_key=stored.kind,
        kind=kind,
        title=stored.title,
        values=values,
        notices=tuple(kind.check(values, desk.situation())) if kind is not None else (),
        rivals=_rivals(desk, stored, opened.record),
        space=space_view(desk, stored.space),
        author=desk.name_of(stored.space, stored.author),
        mine=stored.mine,
        changed=stored.changed,
        deleted=opened.record.deleted,
        may_write=may_write and not opened.record.read_only and not is_closed(desk, opened),
        may_comment=may_comment and stored.space != desk.private_space and not opened.record.deleted,
        may_share=stored.space == desk.private_space and beside and (kind is None or kind.mutual is None),
        travel=travel(desk, stored),
        on_stick=desk.store.sticks.since(stored.space, stored.sent_number) if stored.sent_number else None,
        comments=comments_beside(desk, opened),
        steps=steps_beside(desk, stored),
        template=opened.record.template,
        apart=preparations(desk, opened),
        version=opened.record.document.version(),
        locked=guarding.locked(desk, stored.space, kind),
        answers=_answers(kind) if may_comment and not may_write and not opened.record.read_only else frozenset(),
    )


def _answers(kind: Kind | None) -> frozenset[str]:
    return frozenset(kind.audience.answers) if kind is not None else frozenset()


def list_records(
    desk: Desk, kind: str | None, text: str, space: SpaceId | None, offset: int, limit: int, deleted: bool
) -> list[RecordRow]:
    """A page of a list, changed last first; ``text`` searches in everything that a record says.

    Without a kind, comments and steps are no lines of their own; one that is found brings the record it belongs to.
    ``deleted`` lists those that somebody marked as deleted, which are in no other list.
    """
    lines = _Lines(desk)
    if kind is not None or deleted or not text.strip():
        found = desk.store.queries.list_records(
            kind, space, text, offset=offset, limit=limit, alone=kind is None, deleted=deleted
        )
        return [lines.row(listed) for listed in found]
    return [lines.row(item) for item in islice(_found(desk, text, space), offset, offset + limit)]


def rows_of(desk: Desk, records: Sequence[RecordId]) -> list[RecordRow]:
    """These records as lines of a list, in this order; those that are gone are left out."""
    lines = _Lines(desk)
    return [lines.row(listed) for listed in desk.store.queries.these(records)]


def today(desk: Desk) -> Today:
    """The start page: what waits for me, what is due and to come, what I am writing, what came and from whom."""
    queries, now = desk.store.queries, desk.clock.now()
    lines = _Lines(desk)
    waiting = desk.store.reading.waiting(now)
    to_read = queries.these([found.record for found in waiting[:_LOOK]])
    drafts = queries.list_records(None, desk.private_space, limit=TODAY_LINES, alone=True)
    came = [replace(item, changed=_came(desk, item)) for item in queries.unread(mine=True)]
    told = queries.these(desk.store.reading.told(now - RECENT, TODAY_LINES))
    recent = [*(item for item in came if now - item.changed < RECENT), *told]
    return Today(
        to_read=tuple(lines.row(item) for item in to_read),
        waiting=len(waiting),
        comments=_unread_comments(desk),
        steps=steps_waiting(desk),
        drafts=tuple(lines.row(item) for item in drafts),
        came=tuple(lines.row(item) for item in recent[:TODAY_LINES]),
        line=sync_line(desk),
        meetings=meetings(desk),
        news=news_of(desk, recent[:TODAY_LINES]),
        places=last_places(desk, [item.record for item in drafts]),
        calls=calls(desk),
    )


def _came(desk: Desk, listed: Listed) -> int:
    """When others' words last came into a record: her own later edits, on whichever laptop, must not make them look
    new."""
    own = own_devices(desk.owner, listed.space)
    return desk.store.deltas.last_received(listed.record, own) or listed.changed


def history(desk: Desk, record: RecordId) -> list[HistoryEntry]:
    """Every save of a record, newest first, with its author and how much it changed."""
    opened = desk.open(record)
    names = Names(desk)
    labels = {field.code: field.key for field in opened.record.kind.fields()} if opened.record.kind else {}
    return [
        HistoryEntry(
            author=names.of(opened.stored.space, change.device),
            written=change.time,
            inserted=change.inserted,
            deleted=change.deleted,
            fields=tuple(dict.fromkeys(labels[code] for key in change.keys if (code := code_of(key)) in labels)),
        )
        for change in reversed(opened.record.document.history())
    ]


def travel(desk: Desk, stored: Stored) -> Travel:
    """How far a record's newest words have come, as far as receipts prove it."""
    receipts, outbox = desk.store.receipts, desk.store.outbox
    read = max(receipts.readers(stored.record).values(), default=0) >= stored.changed
    waits = outbox.waits(stored.record)
    far = _Far(desk, stored.space)
    return far.travel(stored.record, outbox.unsealed(stored.record), waits, read, stored.sent_number)


class _Far:
    """How far records of one space have come: asked once for all of a list."""

    def __init__(self, desk: Desk, space: SpaceId) -> None:
        self.space = desk.space(space)
        self._on_stick = desk.store.sticks.number(space)
        self._arrivals = Arrivals(desk.owner, space)

    def travel(self, record: RecordId, unsealed: bool, waits: bool, read: bool, number: int | None) -> Travel:
        """``waits``: the relay is not known to hold it; ``number``: the last envelope of this device that carried it.
        Receipts count whatever way they came, and for whichever of her devices."""
        if self.space.private:
            return Travel.PRIVATE
        if self.space.relay is None or unsealed:
            return Travel.HERE
        if read:
            return Travel.READ
        if self._arrivals.arrived(record, number):
            return Travel.ARRIVED
        if not waits:
            return Travel.ON_RELAY
        return Travel.ON_STICK if number is not None and self._on_stick >= number else Travel.HERE


def space_view(desk: Desk, space: SpaceId) -> SpaceView:
    """A space with its members."""
    row = desk.space(space)
    urls = {relay.relay: relay.url for relay in desk.store.spaces.relays()}
    return SpaceView(
        space=space,
        name=row.name,
        private=row.private,
        role=desk.owner.role_in(space),
        members=tuple(_members(desk, space)),
        relay_url=urls.get(row.relay, "") if row.relay is not None else "",
        leaving=is_wished(desk.owner, space),
        purpose=purpose_of(desk.store, space),
    )


def me(desk: Desk) -> MemberView:
    """The person who is signed in."""
    return MemberView(desk.person.hex(), desk.name, "keeper", True)


def _members(desk: Desk, space: SpaceId) -> list[MemberView]:
    membership = desk.owner.membership(space)
    if membership is None:
        return [me(desk)]
    names, keys = desk.names(space), desk.store.spaces.keys(space)
    return [
        MemberView(
            member.person.hex(),
            names.get(PersonId(member.person), member.person.hex()),
            str(member.role),
            member.person == desk.person,
            name_before(membership, member, keys),
            tuple(device.hex() for device in member.devices),
        )
        for member in membership.active()
    ]


def _rivals(desk: Desk, stored: Stored, record: Record) -> dict[str, tuple[RivalView, ...]]:
    return {
        path: tuple(
            RivalView("" if rival.value is None else rival.value, desk.name_of(stored.space, rival.device), rival.time)
            for rival in rivals
        )
        for path, rivals in record.rivals().items()
    }


def _unread_comments(desk: Desk) -> tuple[CommentView, ...]:
    new = desk.store.queries.unread(COMMENT, mine=False)
    targets, names = desk.store.queries.beside(new), Names(desk)
    # Many comments stand beside one plan, and a plan takes a while to open.
    opened = {target: desk.open(target) for target in {listed.record for listed in targets.values()}}
    return tuple(
        comment_view(names, item, opened[targets[item.record].record])
        for item in sorted(new, key=lambda item: item.created)
        if item.record in targets
    )


def _found(desk: Desk, text: str, space: SpaceId | None) -> Iterator[Listed]:
    """What search finds, changed last first; for a comment or step the record it belongs to."""
    seen: set[RecordId] = set()
    for offset in count(0, _LOOK):
        page = desk.store.queries.list_records(None, space, text, offset=offset, limit=_LOOK)
        targets = desk.store.queries.beside(page)
        for listed in page:
            found = listed if _stands_alone(desk, listed) else targets.get(listed.record)
            if found is not None and found.record not in seen:
                seen.add(found.record)
                yield found
        if len(page) < _LOOK:
            return


def _stands_alone(desk: Desk, listed: Listed) -> bool:
    kind = desk.registry.get(listed.kind)
    return kind is None or kind.alone


class _Lines:
    """The lines of one list: what they share is asked once for all of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._spaces: dict[SpaceId, _Far] = {}
        self._names = Names(desk)

    def row(self, listed: Listed) -> RecordRow:
        """One line."""
        if listed.space not in self._spaces:
            self._spaces[listed.space] = _Far(self._desk, listed.space)
        far = self._spaces[listed.space]
        space, read = far.space, listed.read_at >= listed.changed
        return RecordRow(
            record=listed.record,
            kind_key=listed.kind,
            title=listed.title,
            space_name=space.name,
            private=space.private,
            author=self._names.of(listed.space, listed.author),
            mine=listed.mine,
            changed=listed.changed,
            columns=listed.values,
            unread=listed.unread,
            travel=far.travel(listed.record, listed.unsealed, listed.waiting, read, listed.sent_number),
        )
