"""Reading: one record with everything beside it, lists, the start page, and how far a record has come."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

from app.ids import PersonId, RecordId, SpaceId
from app.records.record import Record
from app.store.documents import Stored
from app.store.queries import Listed
from app.workspace.desk import Desk
from app.workspace.editing import beside_of
from app.workspace.review import COMMENT, comment_view, comments_beside, steps_beside, steps_waiting
from app.workspace.syncing import sync_line
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
    beside = kind is not None and kind.beside is None
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
        may_write=may_write and not opened.record.read_only,
        may_comment=may_comment and stored.space != desk.private_space,
        may_share=stored.space == desk.private_space and beside,
        travel=travel(desk, stored),
        comments=comments_beside(desk, opened),
        steps=steps_beside(desk, stored),
    )


def list_records(
    desk: Desk, kind: str | None, text: str, space: SpaceId | None, offset: int, limit: int
) -> list[RecordRow]:
    """A page of a list, changed last first; ``text`` searches in everything that a record says.

    Without a kind, comments and steps are no lines of their own; one that is found brings the record it belongs to.
    """
    spaces: dict[SpaceId, SpaceView] = {}
    if kind is not None:
        found = desk.store.queries.list_records(kind, space, text, offset=offset, limit=limit)
        return [_row(desk, listed, spaces) for listed in found]
    return [_row(desk, item, spaces) for item in islice(_standing(desk, text, space), offset, offset + limit)]


def today(desk: Desk) -> Today:
    """The start page: what waits for me, what is due, what I am writing, what came."""
    queries, now = desk.store.queries, desk.clock.now()
    spaces: dict[SpaceId, SpaceView] = {}
    unread = [listed for listed in queries.unread() if _stands_alone(desk, listed)]
    drafts = islice(_standing(desk, "", desk.private_space), TODAY_LINES)
    came = [replace(item, changed=_came(desk, item)) for item in unread if item.mine]
    recent = [item for item in came if now - item.changed < RECENT]
    return Today(
        to_read=tuple(_row(desk, item, spaces) for item in unread if not item.mine),
        comments=_unread_comments(desk),
        steps=steps_waiting(desk),
        drafts=tuple(_row(desk, item, spaces) for item in drafts),
        came=tuple(_row(desk, item, spaces) for item in recent[:TODAY_LINES]),
        line=sync_line(desk),
    )


def _came(desk: Desk, listed: Listed) -> int:
    """When others' words last came into a record: her own later edits must not make them look new."""
    return desk.store.deltas.last_received(listed.record) or listed.changed


def history(desk: Desk, record: RecordId) -> list[HistoryEntry]:
    """Every save of a record, newest first, with its author and how much it changed."""
    opened = desk.open(record)
    labels = {field.code: field.key for field in opened.record.kind.fields()} if opened.record.kind else {}
    return [
        HistoryEntry(
            author=desk.name_of(opened.stored.space, change.device),
            written=change.time,
            inserted=change.inserted,
            deleted=change.deleted,
            fields=tuple(dict.fromkeys(labels[code] for key in change.keys if (code := _code(key)) in labels)),
        )
        for change in reversed(opened.record.document.history())
    ]


def travel(desk: Desk, stored: Stored) -> Travel:
    """How far a record's newest words have come, as far as receipts prove it."""
    space = desk.space(stored.space)
    if space.private:
        return Travel.PRIVATE
    if space.relay is None or desk.store.outbox.waits(stored.record):
        return Travel.HERE
    if any(time >= stored.changed for time in desk.store.receipts.readers(stored.record).values()):
        return Travel.READ
    reports = desk.store.receipts.reports(stored.space, desk.owner.device_id)
    arrived = stored.sent_number is not None and any(number >= stored.sent_number for number in reports.values())
    return Travel.ARRIVED if arrived else Travel.ON_RELAY


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
    )


def me(desk: Desk) -> MemberView:
    """The person who is signed in."""
    return MemberView(desk.person.hex(), desk.name, "keeper", True)


def _members(desk: Desk, space: SpaceId) -> list[MemberView]:
    membership = desk.owner.membership(space)
    if membership is None:
        return [me(desk)]
    names = desk.names(space)
    return [
        MemberView(
            member.person.hex(),
            names.get(PersonId(member.person), member.person.hex()),
            str(member.role),
            member.person == desk.person,
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
    views = []
    new = {listed.record for listed in desk.store.queries.unread(COMMENT) if not listed.mine}
    for listed in desk.store.queries.where(COMMENT) if new else ():
        target = RecordId(str(listed.values.get("target", "")))
        stored = desk.store.documents.load(target) if listed.record in new else None
        if stored is not None and not stored.deleted and stored.space == listed.space:
            views.append(comment_view(desk, listed, desk.open(target)))
    return tuple(views)


def _standing(desk: Desk, text: str, space: SpaceId | None) -> Iterator[Listed | Stored]:
    """Records of every kind that stand alone, changed last first; for a comment or step the record it belongs to."""
    seen: set[RecordId] = set()
    for offset in count(0, _LOOK):
        page = desk.store.queries.list_records(None, space, text, offset=offset, limit=_LOOK)
        for listed in page:
            found = listed if _stands_alone(desk, listed) else (_target_of(desk, listed) if text.strip() else None)
            if found is not None and found.record not in seen:
                seen.add(found.record)
                yield found
        if len(page) < _LOOK:
            return


def _target_of(desk: Desk, listed: Listed) -> Stored | None:
    beside = beside_of(desk.open(listed.record).record)
    stored = desk.store.documents.load(beside[0]) if beside else None
    return stored if stored is not None and not stored.deleted else None


def _stands_alone(desk: Desk, listed: Listed) -> bool:
    kind = desk.registry.get(listed.kind)
    return kind is None or kind.beside is None


def _row(desk: Desk, listed: Listed | Stored, spaces: dict[SpaceId, SpaceView]) -> RecordRow:
    if listed.space not in spaces:
        spaces[listed.space] = space_view(desk, listed.space)
    space = spaces[listed.space]
    stored = listed if isinstance(listed, Stored) else desk.store.documents.load(listed.record)
    return RecordRow(
        record=listed.record,
        kind_key=listed.kind,
        title=listed.title,
        space_name=space.name,
        private=space.private,
        author=desk.name_of(listed.space, listed.author),
        mine=listed.mine,
        changed=listed.changed,
        columns=listed.values if isinstance(listed, Listed) else {},
        unread=listed.unread,
        travel=Travel.PRIVATE if stored is None else travel(desk, stored),
    )


def _code(key: str) -> str:
    return key.partition(".")[0].partition(":")[0].rstrip("!")
