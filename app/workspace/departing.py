"""When this person's time in a space has ended: copies of what she wrote stay with her, what is about pupils goes.

It happens by itself, on her own laptop, as soon as the end has come to it by whatever way: a visit, a stick, a copy
that was put back. The copies are private and hold the pictures; the records that colleagues wrote for all stay
readable where they lay. Spaces of which nobody has said what they are for keep to ``keeping.take_along``.
"""

from app.crdt.document import Document
from app.ids import RecordId, SpaceId, new_record_id
from app.records.handing import goes_along, staying
from app.store.content import content_of
from app.store.queries import NO_LIMIT, Listed
from app.sync.purpose import purpose_of
from app.workspace import keeping
from app.workspace.begun import forget_begun
from app.workspace.desk import Desk
from app.workspace.views import Changes


def settle_departures(desk: Desk) -> Changes:
    """Do what is due for every space that this person is no longer in. Raises StoreError."""
    changes = Changes()
    left = [row for row in desk.store.spaces.all() if not row.active and not row.private]
    stay = staying(desk.registry) if left else frozenset()
    for row in left:
        if keeping.is_struck(desk, row.space):
            continue
        with desk.store.transaction():
            changes |= _keep_own(desk, row.space)
            changes |= _let_go(desk, row.space, stay)
    return changes


def kinds_that_go_along(desk: Desk) -> frozenset[str]:
    """The kinds of which a person takes her own records along."""
    stay = staying(desk.registry)
    return frozenset(kind.key for kind in desk.registry if goes_along(kind, stay))


def own_records(desk: Desk, space: SpaceId) -> list[Listed]:
    """What this person wrote in a space and would take along if she left it."""
    kinds = kinds_that_go_along(desk)
    listed = desk.store.queries.list_records(None, space, alone=True, mine=True, limit=NO_LIMIT)
    return [line for line in listed if line.kind in kinds]


def records_of_pupils(desk: Desk, space: SpaceId) -> int:
    """How many records of a space would go from this laptop if she left it."""
    return len(desk.store.erasing.of_kinds(space, staying(desk.registry)))


def keep_copies(desk: Desk, records: list[Listed]) -> list[RecordId]:
    """Private copies of records, whole, with their history, pictures and files. Raises StoreError."""
    copies = []
    for line in records:
        opened = desk.open(line.record)
        document = Document.load(desk.owner.device_id, opened.record.document.state(), desk.chance)
        copy, now = new_record_id(desk.chance), desk.clock.now()
        content = content_of(opened.record)
        desk.store.documents.save(copy, desk.private_space, content, document.export(), desk.owner.device_id, now)
        copies.append(copy)
    return copies


def take_own(desk: Desk, space: SpaceId) -> list[RecordId]:
    """Private copies of what this person wrote in a space, once; the second time there is nothing left to copy."""
    if keeping.has_kept(desk, space):
        return []
    copies = keep_copies(desk, own_records(desk, space))
    keeping.note_kept(desk, space)
    return copies


def _keep_own(desk: Desk, space: SpaceId) -> Changes:
    if not keeping.has_kept(desk, space) and purpose_of(desk.store, space) is None:
        return Changes()
    copies = take_own(desk, space)
    keeping.taken_along(desk, space)
    return Changes(frozenset(copies), spaces=bool(copies))


def _let_go(desk: Desk, space: SpaceId, stay: frozenset[str]) -> Changes:
    gone = desk.store.erasing.of_kinds(space, stay)
    if not gone:
        return Changes()
    desk.store.erasing.erase(gone)
    forget_begun(desk, gone)
    desk.store.erasing.forget_space(space)
    for epoch in desk.store.spaces.keys(space):
        desk.store.spaces.drop_key(space, epoch)
    return Changes(frozenset(gone), spaces=True)
