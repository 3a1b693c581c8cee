"""Taking back one's own edits of a record, across saves: each as a new save, and never a word of a colleague's."""

from app.crdt import Document
from app.ids import RecordId
from app.records.record import Record
from app.workspace import editing, undoable
from app.workspace.desk import Desk
from app.workspace.views import Changes, Undoable, Undone


def undoable_of(desk: Desk, record: RecordId) -> Undoable:
    """What this person could take back next in a record, and what make again."""
    return undoable.of(desk, record, desk.open(record).record.kind) if record in desk.undo else Undoable()


def take_back(desk: Desk, record: RecordId, *, again: bool = False) -> Undone:
    """Take back this person's last save of a record, or make again what was taken back last.

    A save of which others have meanwhile left nothing is passed over. Raises AccessError without the right to write.
    """
    undo = desk.undo.get(record)
    if undo is None:
        return Undone(Changes(), (), Undoable())
    opened = desk.open(record)
    document, kind = opened.record.document, opened.record.kind
    undo.follow(document)
    changes, before = Changes(), document.version()

    def write(target: Record) -> None:
        undo.make(target.document, again=again)

    while undo.next_step(again=again) is not None and not changes.records:
        changes = editing.save_change(desk, opened, write, undoing=True)
        undo.made(document, before, again=again)
    return Undone(changes, undoable.paths(kind, _touched(document, before)), undoable.told(undo, kind))


def _touched(document: Document, before: bytes) -> tuple[str, ...]:
    difference = document.difference(before, document.version())
    return (*difference.texts, *difference.values)
