"""What a person can take back of the records that she has edited since signing in, and what make again.

It is kept in memory; older states are in a record's history.
"""

from app.crdt.undo import Amount, Undo
from app.ids import RecordId
from app.records.fields import columns_of
from app.records.kind import Kind
from app.workspace.desk import Desk, Opened
from app.workspace.views import Undoable, UndoStep

#: Records of which this is known at once; the one that was edited longest ago is let go.
_MOST_RECORDS = 40


def note(desk: Desk, opened: Opened, before: bytes) -> None:
    """A record has just been saved on top of the version ``before``: from now on that can be taken back."""
    undo = desk.undo.pop(opened.stored.record, None) or Undo()
    undo.saved(opened.record.document, before)
    desk.undo[opened.stored.record] = undo
    for oldest in list(desk.undo)[:-_MOST_RECORDS]:
        del desk.undo[oldest]


def of(desk: Desk, record: RecordId, kind: Kind | None) -> Undoable:
    """What this person could take back next in a record of this kind, and what make again."""
    undo = desk.undo.get(record)
    return Undoable() if undo is None else told(undo, kind)


def told(undo: Undo, kind: Kind | None) -> Undoable:
    """The next step each way, as screens are given it."""
    return Undoable(_step(undo.next_step(again=False), kind), _step(undo.next_step(again=True), kind))


def _step(amount: Amount | None, kind: Kind | None) -> UndoStep | None:
    if amount is None:
        return None
    return UndoStep(paths(kind, amount.names), amount.put_in, amount.taken_out)


def paths(kind: Kind | None, names: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of what the document calls by these names, each once; a row's place or mark is the whole field."""
    fields = {field.code: field for field in kind.fields()} if kind is not None else {}
    found: dict[str, None] = {}
    for name in names:
        code, *cell = name.partition(":")[0].removesuffix("!").split(".")
        field = fields.get(code)
        if field is None:
            continue
        column = next((one for one in columns_of(field) if cell[1:] == [one.code]), None)
        found[field.key if column is None else f"{field.key}/{cell[0]}/{column.key}"] = None
    return tuple(found)
