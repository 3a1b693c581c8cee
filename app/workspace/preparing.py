"""A common plan and everyone's own second preparation of it, each kept apart from the other.

Whose it is writes it; others read it once it is shared. It is another record than the plan, so that neither can change
the other.
"""

from app.errors import AccessError, RecordError
from app.ids import RecordId
from app.records.kind import Kind
from app.records.values import Value, rows_in
from app.store.queries import Listed
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import create
from app.workspace.views import NoteView, PreparationView

#: The field in which a plan kept its author's second preparation before everybody had one of her own.
FORMER = "second_preparation"


def preparations(desk: Desk, opened: Opened) -> tuple[PreparationView, ...]:
    """Those beside a record that this person may read, her own first, the others by their age."""
    kind = opened.record.kind
    if kind is None or kind.apart is None:
        return ()
    home, private, names = opened.stored.space, desk.private_space, Names(desk)
    found = desk.store.queries.where(kind.apart, **{_link(desk, kind): opened.stored.record})
    views = [_view(names, item, private) for item in found if item.space in (home, private)]
    return tuple(sorted(views, key=lambda view: not view.mine))


def begin_preparation(desk: Desk, record: RecordId) -> RecordId:
    """One's own preparation of a plan, private; the one that is there already, if there is one.

    What the plan's author wrote into its field for this begins hers; there it stays, since others have read it there.
    Raises AccessError for a kind without any.
    """
    opened = desk.open(record)
    kind = opened.record.kind
    if kind is None or kind.apart is None:
        raise AccessError("access.no_right", "no second preparation")
    mine = next((one.record for one in preparations(desk, opened) if one.mine), None)
    if mine is not None:
        return mine
    values = opened.record.values()
    begun: dict[str, Value] = {_link(desk, kind): record}
    former = values.get(FORMER)
    if opened.stored.mine and isinstance(former, str):
        begun["body"] = former
    return create(desk, kind.apart, begun, None)


def preparation_on_paper(desk: Desk, opened: Opened) -> str:
    """What goes into the column for it in print: one's own preparation, behind what the plan's author once wrote there.

    Her own begins with those words if she is the author, so that they stand once.
    """
    former = opened.record.values().get(FORMER)
    own = next((one for one in preparations(desk, opened) if one.mine), None)
    parts = [former] if isinstance(former, str) and (own is None or not opened.stored.mine) else []
    if own is not None:
        parts += [
            own.body,
            *(f"【{note.name}】{note.text}" if note.name else note.text for note in own.notes if note.text),
        ]
    return "\n".join(part for part in parts if part)


def _link(desk: Desk, kind: Kind) -> str:
    apart = desk.kind(kind.apart or "")
    if apart.beside is None:
        raise RecordError("record.no_such_field", apart.key)
    return apart.beside


def _view(names: Names, item: Listed, private: bytes) -> PreparationView:
    notes = item.values.get("notes")
    rows = rows_in(notes)
    return PreparationView(
        record=item.record,
        author=names.of(item.space, item.author),
        mine=item.mine,
        private=item.space == private,
        class_name=str(item.values.get("class_name", "")),
        body=str(item.values.get("body", "")),
        notes=tuple(NoteView(str(row["id"]), str(row.get("name", "")), str(row.get("text", ""))) for row in rows),
        changed=item.changed,
    )
