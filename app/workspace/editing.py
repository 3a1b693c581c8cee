"""Writing: a new record, an edit, a deletion that is only a mark, and giving a draft to a space.

Every verb ends in one transaction that holds the change, what is shown of it, and what must leave because of it.
"""

from collections.abc import Callable, Mapping, Sequence

from app.crdt import MAX_DELTA, Document
from app.errors import AccessError, RecordError
from app.ids import RecordId, SpaceId, new_record_id
from app.records.edits import Edit, field_of
from app.records.filling import edits_for
from app.records.kind import Kind
from app.records.record import Record
from app.records.values import Value
from app.store.content import content_of
from app.sync.purpose import is_in_place
from app.workspace import guarding, undoable
from app.workspace.circle_places import check_written, pupil_of
from app.workspace.closing import is_closed
from app.workspace.desk import Desk, Opened
from app.workspace.views import Changes, Saved

#: A save of this many bytes is a paste, and is asked whether the record stays small enough to leave; typing never is.
PASTE_BYTES = 50_000
#: Bytes of a Chinese character in UTF-8, to say a size in characters.
_CHARACTER = 3


def create(desk: Desk, kind_key: str, values: Mapping[str, Value] | None, space: SpaceId | None) -> RecordId:
    """A new record; a draft in the private space unless a space is named. Raises RecordError for a bad value."""
    kind = desk.kind(kind_key)
    return create_with(desk, kind_key, edits_for(kind, values or {}, desk.chance), space)


def create_with(
    desk: Desk, kind_key: str, edits: Sequence[Edit], space: SpaceId | None, *, template: str = "", moved: bool = False
) -> RecordId:
    """A new record that these edits fill; with a name, a template. ``moved``: the circles around pupils are just being
    changed, and whoever changes them answers for its place.

    Raises AccessError: access.no_right, access.both_first; RecordError for a bad value.
    """
    kind = desk.kind(kind_key)
    home = desk.private_space if space is None else desk.space(space).space
    if not kind.audience.may_create(desk.owner.role_in(home)):
        raise AccessError("access.no_right", kind_key)
    _check_place(desk, kind, home)
    if kind.mutual is not None and home != desk.private_space:
        raise AccessError("access.both_first", kind_key)
    edits = guarding.for_a_draft(kind, edits) if home == desk.private_space else edits
    record = new_record_id(desk.chance)
    now = desk.clock.now()
    made = Record.create(kind, desk.owner.device_id, now, edits, template)
    guarding.check(desk, home, kind, {}, guarding.watched(made))
    if not moved:
        check_written(desk, made, home)
    delta = _leaving(made.document)
    desk.store.documents.save(record, home, content_of(made), delta, desk.owner.device_id, now)
    return record


def edit(desk: Desk, record: RecordId, edits: Sequence[Edit]) -> Saved:
    """Apply edits as one save. Raises RecordError with nothing applied; AccessError without the right to write."""
    opened = desk.open(record)
    kind = opened.record.kind
    fields = frozenset(field_of(each) for each in edits)
    answering = fields if kind is not None and fields <= frozenset(kind.audience.answers) else frozenset()
    changes = save_change(desk, opened, lambda target: target.apply(edits), answering=answering)
    notices = tuple(kind.check(opened.record.values(), desk.situation())) if kind is not None else ()
    return Saved(changes, opened.record.title(), notices, undoable.of(desk, record, kind))


def save_change(
    desk: Desk,
    opened: Opened,
    change: Callable[[Record], None],
    *,
    answering: frozenset[str] = frozenset(),
    undoing: bool = False,
) -> Changes:
    """Make a change to an opened record and store it; nothing is stored when it changed nothing.

    ``answering`` names fields that may be written by others than the author, as the declaration allows. ``undoing``:
    whoever takes a change back keeps account of it; any other change can be taken back from now on.
    """
    stored, record = opened.stored, opened.record
    _check_right(desk, opened, answering)
    before, watched, about = record.document.version(), guarding.watched(record), pupil_of(record)
    change(record)
    guarding.check(desk, stored.space, record.kind, watched, guarding.watched(record))
    check_written(desk, record, stored.space, about)
    if not record.save(desk.clock.now()):
        return Changes()
    delta = _leaving(record.document, before)
    if len(delta) > PASTE_BYTES:
        whole = len(_leaving(Document.load(desk.owner.device_id, stored.state))) + len(delta)
        if whole > MAX_DELTA:
            raise _too_long(whole)
    desk.store.documents.save(
        stored.record, stored.space, content_of(record), delta, desk.owner.device_id, desk.clock.now()
    )
    if not undoing:
        undoable.note(desk, opened, before)
    beside = beside_of(record)
    return Changes(frozenset({stored.record, *beside}), sync=True)


def beside_of(record: Record) -> tuple[RecordId, ...]:
    """The record that a comment or a step stands beside, if this is one."""
    if record.kind is None or record.kind.beside is None:
        return ()
    target = record.value(record.kind.beside)
    return (RecordId(target),) if isinstance(target, str) else ()


def set_deleted(desk: Desk, record: RecordId, deleted: bool) -> Changes:
    """Mark a record deleted, or take the mark away. Raises AccessError without the right."""
    opened = desk.open(record)
    kind, space = opened.record.kind, opened.stored.space
    role = desk.owner.role_in(space)
    if kind is not None and space != desk.private_space and not kind.audience.may_delete(role, opened.stored.mine):
        raise AccessError("access.no_right", kind.key)
    return save_change(desk, opened, Record.delete if deleted else Record.undelete)


def share(desk: Desk, record: RecordId, space: SpaceId, *, both: bool = False) -> Changes:
    """Give a draft to a space, for good: all of it leaves at the next visit. ``both``: two who write about each other
    have both written, and open it at once; else such a draft is not shared.

    Raises AccessError for a record that others can read already, a space in which this person may not write, or one
    that is not for such records;
    RecordError for one that is too long to leave.
    """
    opened = desk.open(record)
    stored, kind = opened.stored, opened.record.kind
    target = desk.space(space)
    if kind is not None and kind.mutual is not None and not both:
        raise AccessError("access.both_first", kind.key)
    if stored.space != desk.private_space or target.private:
        raise AccessError("access.no_right", "only a draft can be shared")
    fits = kind is not None and (kind.alone or _stands_in(desk, opened.record, space))
    if kind is None or not fits or not kind.audience.may_create(desk.owner.role_in(space)):
        raise AccessError("access.no_right", stored.kind)
    _check_place(desk, kind, space)
    _leaving(opened.record.document)
    with desk.store.transaction():
        desk.store.documents.move(record, space, desk.clock.now())
        # Search knows where a record lies.
        desk.store.documents.project(record, content_of(opened.record))
    return Changes(frozenset({record}), sync=True)


def _check_place(desk: Desk, kind: Kind, space: SpaceId) -> None:
    if space != desk.private_space and not is_in_place(desk.store, space, kind):
        raise AccessError("access.wrong_place", kind.key)


def _stands_in(desk: Desk, record: Record, space: SpaceId) -> bool:
    """Does what this record stands beside lie in a space?"""
    beside = (desk.store.documents.load(target) for target in beside_of(record))
    return any(stored is not None and stored.space == space for stored in beside)


def _leaving(document: Document, since: bytes | None = None) -> bytes:
    """What leaves of a document. Raises RecordError for more than a colleague's program would take."""
    try:
        return document.export(since)
    except RecordError as error:
        raise _too_long(max(len(document.state()), MAX_DELTA + _CHARACTER)) from error


def _too_long(size: int) -> RecordError:
    limit = MAX_DELTA // _CHARACTER
    return RecordError("record.text_too_long", f"{size} bytes", length=size // _CHARACTER, limit=limit)


def _check_right(desk: Desk, opened: Opened, answering: frozenset[str]) -> None:
    kind = opened.record.kind
    if kind is None or opened.record.read_only:
        raise RecordError("record.unknown_kind", opened.record.kind_key)
    if is_closed(desk, opened):
        raise AccessError("access.closed", kind.key)
    role = desk.owner.role_in(opened.stored.space)
    fields = answering or {""}
    if not role or not all(kind.audience.may_write(role, field, opened.stored.mine) for field in fields):
        raise AccessError("access.no_right", kind.key)
