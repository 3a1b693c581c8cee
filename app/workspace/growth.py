"""Growth messages (成长寄语): one pupil after another, each with the bright spots of the term beside the words.

It goes over one's own pupils and nobody else's, in the order of class and name. Nothing here compares two pupils.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.ids import RecordId
from app.records.calendar import Term, name_of
from app.records.edits import AddRow, Edit, SetValue, WriteProse, new_row_id
from app.records.people import person_value
from app.records.values import Value
from app.resources import LANGUAGES
from app.store.queries import NO_LIMIT, Listed
from app.workspace import calendar, editing, pupils
from app.workspace.desk import Desk
from app.workspace.pupil_views import PupilView
from app.workspace.views import Changes, Saved

MESSAGE, SPOT = "growth_message", "bright_spot"


@dataclass(frozen=True)
class SpotView:
    """Something good that was seen of a pupil this term; ``by`` names who saw it."""

    record: RecordId
    day: str
    what: str
    by: str


@dataclass(frozen=True)
class MessageRow:
    """One pupil of one's own: the message of this term, if it is begun, and what was jotted down. ``pupil`` is None for
    somebody who stands on no roster; ``class_teacher`` is as a field of a person holds her."""

    name: str
    class_name: str
    pupil: RecordId | None
    class_teacher: str
    message: RecordId | None
    finished: bool
    spots: tuple[SpotView, ...]


@dataclass(frozen=True)
class MessagesView:
    """The messages of one term."""

    term: str
    rows: tuple[MessageRow, ...]


def messages(desk: Desk, language: str) -> MessagesView:
    """Every pupil whose mentor this person is, and everybody else of whom she jotted something down this term."""
    term = calendar.term(desk)
    names = {name_of(term, known) for known in LANGUAGES}
    spots = [one for one in _all(desk, SPOT) if _in_term(term, one)]
    written = [one for one in _all(desk, MESSAGE) if one.mine and _is_of(term, names, one)]
    rows = [
        _row(desk, pupil.name, pupil.class_name, pupil.record, _teacher(pupil), spots, written)
        for pupil in pupils.my_pupils(desk)
    ]
    known = {row.name for row in rows}
    others = [one.title for one in (*written, *(spot for spot in spots if spot.mine)) if one.title not in known]
    rows += [_row(desk, name, "", None, "", spots, written) for name in dict.fromkeys(others) if name]
    return MessagesView(name_of(term, language), tuple(rows))


def begin_message(desk: Desk, row: MessageRow, language: str) -> RecordId:
    """The message of this term for a pupil, begun with her name if there is none: a draft, with the bright spots."""
    if row.message is not None:
        return row.message
    values: dict[str, Value] = {
        "name": row.name,
        "term": name_of(calendar.term(desk), language),
        "mentor": person_value(desk.person),
    }
    if row.pupil is not None:
        values["pupil"] = row.pupil
    if row.class_teacher:
        values["class_teacher"] = row.class_teacher
    made = editing.create(desk, MESSAGE, values, None)
    gather(desk, made, row.spots)
    return made


def gather(desk: Desk, message: RecordId, spots: Sequence[SpotView]) -> Saved | None:
    """Take bright spots into a message, each once; None when all of them are there."""
    held = desk.open(message).record.values().get("spots")
    there = {row.get("source") for row in held if isinstance(row, dict)} if isinstance(held, list) else set()
    edits: list[Edit] = []
    for spot in spots:
        if spot.record in there:
            continue
        row = new_row_id(desk.chance)
        edits += [
            AddRow("spots", row_id=row),
            WriteProse(f"spots/{row}/what", spot.what),
            SetValue(f"spots/{row}/source", spot.record),
        ]
        if spot.day:
            edits.append(SetValue(f"spots/{row}/day", spot.day))
    return editing.edit(desk, message, edits) if edits else None


def finish(desk: Desk, message: RecordId, finished: bool) -> Changes:
    """Sign a message with today's date, or take that back."""
    now = datetime.fromtimestamp(desk.clock.now())
    signed = f"{now:%Y-%m-%dT%H:%M} {desk.name}" if finished else None
    day = now.date().isoformat() if finished else None
    return editing.edit(desk, message, [SetValue("signed", signed), SetValue("finished", day)]).changes


def _all(desk: Desk, kind: str) -> list[Listed]:
    return desk.store.queries.list_records(kind, order="created", descending=False, limit=NO_LIMIT)


def _is_of(term: Term, names: set[str], message: Listed) -> bool:
    """Is a message of this term: by its name, or, while none is written, by the day on which it was begun?"""
    said = message.values.get("term")
    return said in names if said else term.opens <= date.fromtimestamp(message.created) <= term.ends


def _in_term(term: Term, spot: Listed) -> bool:
    """Was it seen in this term? Without a day, the one on which it was written down counts."""
    try:
        day = date.fromisoformat(str(spot.values.get("seen_on")))
    except ValueError:
        day = date.fromtimestamp(spot.created)
    return term.opens <= day <= term.ends


def _teacher(pupil: PupilView) -> str:
    teacher = pupil.class_teacher
    if teacher is None:
        return ""
    return f"@{teacher.person}" if teacher.person else teacher.name


def _row(
    desk: Desk,
    name: str,
    class_name: str,
    pupil: RecordId | None,
    teacher: str,
    spots: Sequence[Listed],
    written: Sequence[Listed],
) -> MessageRow:
    message = next((one for one in written if _about(one, name, pupil)), None)
    return MessageRow(
        name=name,
        class_name=class_name,
        pupil=pupil,
        class_teacher=teacher,
        message=message.record if message is not None else None,
        finished=message is not None and bool(message.values.get("finished")),
        spots=tuple(
            SpotView(
                one.record,
                str(one.values.get("seen_on") or ""),
                str(one.values.get("what") or ""),
                desk.name_of(one.space, one.author),
            )
            for one in spots
            if _about(one, name, pupil) and one.values.get("what")
        ),
    )


def _about(one: Listed, name: str, pupil: RecordId | None) -> bool:
    """Is it about this pupil: by the link to the roster, or, where either has none, by name?"""
    linked = one.values.get("pupil")
    return linked == pupil if linked and pupil is not None else one.title == name
