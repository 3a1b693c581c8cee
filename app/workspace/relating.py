"""What a record is linked with, both ways, and what may be begun from it: plan, lesson, observation, reflection, plan.

It follows from the links that kinds declare; no kind is named here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import RecordError
from app.ids import RecordId
from app.records.begins import Begins, Whose, facts_of
from app.records.fields import Date, Moment
from app.records.kind import Kind
from app.records.label import Label
from app.records.people import person_of, person_value
from app.records.values import Values, names_in
from app.records.written import Manner
from app.store.queries import Listed
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import create
from app.workspace.reuse import Reuse, reuse_of
from app.workspace.review import set_step, steps_beside
from app.workspace.views import Changes


@dataclass(frozen=True)
class RelatedRow:
    """A record at the other end of a link. ``fields`` are the places that name it, each a field's key or rows/column,
    in the record asked about if ``outward``, else in this one; ``day`` is the day that it is about (ISO), if any."""

    record: RecordId
    kind_key: str
    title: str
    day: str
    author: str
    mine: bool
    private: bool
    changed: int
    outward: bool
    fields: tuple[str, ...]


@dataclass(frozen=True)
class RelatedView:
    """All that a form shows of it: ``begins`` are the words of what may be begun from the record, by kind; ``gives`` is
    the name of the person to whom its step may be given now, empty for none; ``reuse`` of what was made for others."""

    record: RecordId
    rows: tuple[RelatedRow, ...]
    begins: Mapping[str, Label]
    gives: str = ""
    reuse: Reuse | None = None


def related_view(desk: Desk, record: RecordId) -> RelatedView:
    """What belongs to a record, and what may be begun from it. A plan of her own is thought over once it was taught, or
    others can read it: before that there is nothing to begin."""
    opened, rows = desk.open(record), tuple(related(desk, record))
    values, kind = opened.record.values(), opened.record.kind
    day = day_of(kind, values) if kind is not None else ""
    ripe = bool(rows) or opened.stored.space != desk.private_space or "" < day <= desk.situation().today
    keys = begins_from(desk, record) if ripe else ()
    offered = {key: one for key in keys if (one := _offered(desk.kind(key), opened)) is not None}
    begins = {key: one.label for key, one in offered.items()}
    return RelatedView(
        record, rows, begins, gives=_receiver(desk, opened), reuse=reuse_of(kind, desk.store.links.around(record))
    )


def give_step(desk: Desk, record: RecordId) -> Changes:
    """Make an action step of the fields that the kind declares, for the person whom they name.

    Raises RecordError where there is nothing to give, or nobody to give it to.
    """
    opened = desk.open(record)
    kind = opened.record.kind
    if kind is None or kind.gives is None or not _receiver(desk, opened):
        raise RecordError("record.bad_value", "no step to give", field=kind.gives.text if kind and kind.gives else "")
    values = opened.record.values()
    text, due, owner = (str(values.get(key, "")) for key in (kind.gives.text, kind.gives.due, kind.gives.owner))
    person = person_of(owner)
    return set_step(desk, record, text, due, person.hex() if person is not None else owner)


def _receiver(desk: Desk, opened: Opened) -> str:
    """The name of whoever may be given the record's step: a member beside oneself, who has not been given it yet."""
    gives, space = opened.record.kind.gives if opened.record.kind is not None else None, opened.stored.space
    if gives is None or space == desk.private_space or not all(desk.may(opened.stored, opened.record.kind)):
        return ""
    values = opened.record.values()
    text, owner = str(values.get(gives.text, "")).strip(), person_of(str(values.get(gives.owner, "")))
    given = {step.text.strip() for step in steps_beside(desk, opened.stored)}
    if not text or text in given or owner is None or owner == desk.person:
        return ""
    return Names(desk).person(space, owner)


def related(desk: Desk, record: RecordId) -> list[RelatedRow]:
    """Records of all kinds that stand alone, named by this one or naming it, the oldest first."""
    ties = desk.store.links.around(record)
    places: dict[tuple[RecordId, bool], list[str]] = {}
    for tie in ties:
        places.setdefault((tie.record, tie.outward), []).append(tie.field)
    listed = {item.record: item for item in desk.store.queries.these([*dict.fromkeys(tie.record for tie in ties)])}
    names, private = Names(desk), desk.private_space
    found = []
    for (other, outward), fields in places.items():
        kind = desk.registry.get(listed[other].kind)
        if kind is not None and kind.alone:
            found.append(_row(names, listed[other], kind, private, outward, tuple(fields)))
    return found


def begins_from(desk: Desk, record: RecordId) -> tuple[str, ...]:
    """The kinds of which a record may be begun from this one, in the order of the screens."""
    opened = desk.open(record)
    if opened.record.deleted or opened.record.template:
        return ()
    return tuple(kind.key for kind in desk.registry if _offered(kind, opened) is not None)


def begin_from(desk: Desk, record: RecordId, kind_key: str, language: str) -> RecordId:
    """A new private record of a kind that is linked with this one, with what both have in common filled in.

    Raises RecordError for a kind that is not begun from it.
    """
    opened, kind = desk.open(record), desk.kind(kind_key)
    begins, theirs = _offered(kind, opened), opened.record.kind
    if begins is None or theirs is None:
        raise RecordError("record.unknown_kind", kind_key)
    values = opened.record.values()
    mine = {field.key: field for field in kind.fields()}
    manner = Manner(language, name=desk.namer(opened.stored.space))
    begun = facts_of(begins, {field.key: field for field in theirs.fields()}, mine, values, manner)
    begun[begins.link] = record
    if begins.me is not None:
        begun[begins.me] = person_value(desk.person)
    others = {one for key in (begins.other.of if begins.other else ()) for one in names_in(values.get(key))}
    others.discard(person_value(desk.person))
    if begins.other is not None and len(others) == 1:
        begun[begins.other.into] = others.pop()
    author = desk.author_of(opened.stored.space, opened.stored.author)
    if begins.author is not None and author is not None:
        begun.setdefault(begins.author, person_value(author))
    if begins.today is not None:
        begun.setdefault(begins.today, desk.situation().today)
    return create(desk, kind_key, begun, None)


def _offered(kind: Kind, opened: Opened) -> Begins | None:
    wanted = {Whose.ANY, Whose.OWN if opened.stored.mine else Whose.OTHERS}
    return next((one for one in kind.begins if one.kind == opened.stored.kind and one.whose in wanted), None)


def _row(names: Names, item: Listed, kind: Kind, private: bytes, outward: bool, fields: tuple[str, ...]) -> RelatedRow:
    return RelatedRow(
        record=item.record,
        kind_key=item.kind,
        title=item.title,
        day=day_of(kind, item.values),
        author=names.of(item.space, item.author),
        mine=item.mine,
        private=item.space == private,
        changed=item.changed,
        outward=outward,
        fields=fields,
    )


def day_of(kind: Kind, values: Values) -> str:
    """The day that a record is about: the first day among the columns of its lists; empty where there is none."""
    days = (values.get(key) for key in kind.columns if isinstance(kind.field(key), Date | Moment))
    return next((str(day)[:10] for day in days if day), "")
