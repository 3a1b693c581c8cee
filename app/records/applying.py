"""From a person's edits to writes on the document: all of them are checked first, then all are made, or none."""

from collections.abc import Callable, Sequence
from functools import partial

from app.crdt import Document
from app.crdt.shape import cell, is_name, place_key
from app.errors import Bug, RecordError
from app.records.edits import AddRow, Edit, Mark, MoveRow, RemoveRow, RestoreRow, SetValue, WriteProse
from app.records.fields import LIMIT, Field, Shape
from app.records.kind import Kind, Path
from app.records.values import checked, checked_member

Write = Callable[[], object]


def name_of(path: Path) -> str:
    """What the document calls the place that a path names."""
    if path.row is None or path.column is None:
        return path.field.code
    return cell(path.field.code, path.row, path.column.code)


class Plan:
    """Writes that were found good, in order. It remembers rows and members that earlier edits of the plan add."""

    def __init__(self, document: Document, kind: Kind) -> None:
        self._document = document
        self._kind = kind
        self._added: dict[str, set[str]] = {}
        self._counts: dict[str, int] = {}
        self._together: dict[tuple[str, str | None], list[str]] = {}
        self.writes: list[Write] = []

    def add(self, edit: Edit) -> None:
        """Check one edit and keep its write. Raises RecordError when it breaks a rule."""
        STEPS[type(edit)](self, edit)

    def set_value(self, edit: SetValue) -> None:
        """Plan a SetValue. Raises RecordError: record.no_such_field, record.bad_value, as all of these do."""
        path = self._path(edit.path, Shape.SCALAR)
        self.writes.append(partial(self._document.set, name_of(path), checked(path.leaf, edit.value)))

    def write_prose(self, edit: WriteProse) -> None:
        """Plan a WriteProse; its text is made tidy and must not be too long for the field."""
        path = self._path(edit.path, Shape.PROSE)
        self.writes.append(partial(self._document.write_prose, name_of(path), str(checked(path.leaf, edit.text) or "")))

    def mark(self, edit: Mark) -> None:
        """Plan a Mark. A member may be taken out whatever it looks like."""
        path = self._path(edit.field, Shape.SET)
        name, member = name_of(path), edit.member
        if edit.present:
            member = checked_member(path.leaf, member)
            if member not in self._document.members(name):
                self._count(path.leaf, name, lambda: len(self._document.members(name)))
        if member:
            self.writes.append(partial(self._document.mark, name, member, edit.present))

    def add_row(self, edit: AddRow) -> None:
        """Plan an AddRow. When the row to stand before has gone in the meantime, the new one goes to the end.

        Raises RecordError, also record.bad_value for a row id that is taken.
        """
        field = self._rows(edit.field)
        self._count(field, field.code, lambda: len(self._document.rows(field.code)))
        row = edit.row_id
        if row is not None:
            if not is_name(f"{field.code}.{row}.x") or self._known(field, row):
                raise RecordError("record.bad_value", f"{field.key}: not a new row id", field=field.key)
            self._added.setdefault(field.code, set()).add(row)
        together = self._together.get((field.code, edit.before))
        if together is not None and row is not None:
            together.append(row)  # with those before it, all at once: a pasted table has hundreds
            return
        rows = [row] if row is not None else []
        self._together = {(field.code, edit.before): rows} if rows else {}

        def add() -> None:
            before = edit.before
            if before is not None and before not in self._document.rows(field.code):
                before = None
            if rows:
                self._document.add_rows(field.code, rows, before)
            else:
                self._document.add_row(field.code, before)

        self.writes.append(add)

    def move_row(self, edit: MoveRow) -> None:
        """Plan a MoveRow. A row that was removed in the meantime stays where it is."""
        self._together = {}
        field = self._row(edit.field, edit.row)

        def move() -> None:
            rows = self._document.rows(field.code)
            if edit.row in rows:
                self._document.move_row(field.code, edit.row, edit.before if edit.before in rows else None)

        self.writes.append(move)

    def remove_row(self, edit: RemoveRow) -> None:
        """Plan a RemoveRow. One that was removed in the meantime stays removed."""
        self._together = {}
        field = self._row(edit.field, edit.row)
        self.writes.append(partial(self._document.remove_row, field.code, edit.row))

    def restore_row(self, edit: RestoreRow) -> None:
        """Plan a RestoreRow. The row comes back with all it held."""
        self._together = {}
        field = self._row(edit.field, edit.row)
        self.writes.append(partial(self._document.restore_row, field.code, edit.row))

    def _path(self, text: str, shape: Shape) -> Path:
        path = self._kind.path(text)
        if path.leaf.shape is not shape:
            raise RecordError("record.bad_value", f"{path.leaf.key} is a {path.leaf.shape.value}", field=path.leaf.key)
        if path.row is not None and not self._known(path.field, path.row):
            raise RecordError("record.no_such_field", f"{path.field.key}: no such row", field=path.field.key)
        return path

    def _rows(self, key: str) -> Field:
        return self._path(key, Shape.ROWS).field

    def _row(self, key: str, row: str) -> Field:
        field = self._rows(key)
        if not self._known(field, row):
            raise RecordError("record.no_such_field", f"{key}: no such row", field=key)
        return field

    def _known(self, field: Field, row: str) -> bool:
        """Whether the row was ever added; a removed one still takes edits, and has them when it is restored."""
        if row in self._added.get(field.code, ()):
            return True
        try:
            return self._document.get(place_key(field.code, row)) is not None
        except Bug:
            return False

    def _count(self, field: Field, name: str, now: Callable[[], int]) -> None:
        count = (self._counts[name] if name in self._counts else now()) + 1
        if count > LIMIT[type(field)]:
            limit = LIMIT[type(field)]
            raise RecordError("record.too_many_rows", f"{field.key}", limit=limit, length=count, field=field.key)
        self._counts[name] = count


#: Which step plans which edit.
STEPS: dict[type, Callable[..., None]] = {
    SetValue: Plan.set_value,
    WriteProse: Plan.write_prose,
    AddRow: Plan.add_row,
    MoveRow: Plan.move_row,
    RemoveRow: Plan.remove_row,
    RestoreRow: Plan.restore_row,
    Mark: Plan.mark,
}


def plan(document: Document, kind: Kind, edits: Sequence[Edit]) -> list[Write]:
    """The writes that these edits come to. Raises RecordError, with nothing written, when one breaks a rule."""
    steps = Plan(document, kind)
    for edit in edits:
        steps.add(edit)
    return steps.writes
