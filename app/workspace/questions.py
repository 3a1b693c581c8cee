"""Questions: asked in one sentence, waiting with their age on the start page of those they are for, answered in place.

Which records ask something is said by their kind (``Kind.asking``). A question for nobody in particular is for
everybody in its space, and waits for each of them until one has answered.
"""

from dataclasses import dataclass
from datetime import date

from app.errors import Bug, RecordError
from app.ids import PersonId, RecordId, SpaceId
from app.records.edits import AddRow, Edit, SetValue, WriteProse, new_row_id
from app.records.fields import LIMIT, Line
from app.records.kind import Asking, Kind
from app.records.people import person_of, person_value
from app.records.values import Row, Value, members_in, rows_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace import editing
from app.workspace.boxes import put_in
from app.workspace.browsing import travel
from app.workspace.desk import Desk, Names
from app.workspace.unsigned import UnsignedView, open_boxes, unsigned
from app.workspace.views import Changes, Travel

#: The questions, changed last, that the page looks through; and members of a large space who are offered by name.
LOOKED_AT, MOST_NAMED = 200, 60


@dataclass(frozen=True)
class AnswerView:
    """One answer: who gave it and on which day (ISO)."""

    text: str
    who: str
    on: str


@dataclass(frozen=True)
class QuestionView:
    """A question and how it was handled so far. ``record`` is None for one that waits in a question box, where
    ``number`` names it; ``asked`` is unix seconds. ``box`` says of one's own without a name whether it "waits" here or
    was "put_in"."""

    record: RecordId | None
    text: str
    details: str
    subject: str
    urgent: bool
    author: str
    mine: bool
    asked: int
    to: tuple[str, ...]
    space: SpaceId
    space_name: str
    answers: tuple[AnswerView, ...]
    settled: bool
    may_answer: bool
    unsigned: bool = False
    number: str = ""
    box: str = ""
    travel: Travel | None = None


@dataclass(frozen=True)
class Addressee:
    """Whom one may ask: everybody in a space, these persons (hexadecimal ids) of it, or its leadership by a ``box``."""

    space: SpaceId
    space_name: str
    names: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    box: bool = False


@dataclass(frozen=True)
class Questions:
    """The page of questions: what waits for an answer of hers, what she asked, what others asked and was answered."""

    waiting: tuple[QuestionView, ...]
    mine: tuple[QuestionView, ...]
    answered: tuple[QuestionView, ...]


def addressees(desk: Desk) -> list[Addressee]:
    """Whom this person may ask: in a space of two the other one, else everybody or any one of the others."""
    found = []
    for row in desk.store.spaces.all():
        state = desk.owner.membership(row.space) if row.active and not row.private else None
        if state is None:
            continue
        names = desk.names(row.space)
        others = [member.person for member in state.active() if member.person != desk.person]
        if len(others) > 1:
            found.append(Addressee(row.space, row.name))
        found += [
            Addressee(row.space, row.name, (names.get(person, ""),), (person.hex(),)) for person in others[:MOST_NAMED]
        ]
    return found + [Addressee(view.school, view.school_name, box=True) for view in open_boxes(desk)]


def ask(
    desk: Desk, text: str, to: Addressee, *, details: str = "", subject: str = "", urgent: bool = False
) -> RecordId:
    """Ask somebody, or everybody, in a space. Raises RecordError without a question, AccessError without the right."""
    if to.box:
        raise Bug("bug", "a box is asked without a name")
    kind, asking = declared(desk)
    line, rest = _title_and_rest(text, details)
    if not line:
        raise RecordError("record.bad_value", "no question")
    values: dict[str, Value] = {asking.text: line, kind.main: rest}
    values |= {"subject": subject} if subject else {}
    values |= {asking.urgent: True} if urgent else {}
    if to.persons:
        values[asking.to] = sorted(person_value(PersonId(bytes.fromhex(person))) for person in to.persons)
    return editing.create(desk, kind.key, {key: value for key, value in values.items() if value != ""}, to.space)


def answer(desk: Desk, record: RecordId, text: str) -> Changes:
    """Answer a question in the open: a row with the words, oneself and today. Raises RecordError without words."""
    opened = desk.open(record)
    asking = opened.record.kind.asking if opened.record.kind is not None else None
    if asking is None or not text.strip():
        raise RecordError("record.bad_value", "no answer")
    row = new_row_id(desk.chance)
    at = f"{asking.answers}/{row}"
    edits: list[Edit] = [
        AddRow(asking.answers, row_id=row),
        WriteProse(f"{at}/{asking.answer}", text.strip()),
        SetValue(f"{at}/{asking.who}", person_value(desk.person)),
        SetValue(f"{at}/{asking.on}", date.fromtimestamp(desk.clock.now()).isoformat()),
    ]
    return editing.save_change(desk, opened, lambda target: target.apply(edits), answering=frozenset({asking.answers}))


def answer_view(desk: Desk, question: QuestionView, text: str) -> Changes:
    """Answer a question as it is shown; one out of a box is written down in the school's space, for all to read.

    Raises as ``answer``.
    """
    if question.record is not None:
        return answer(desk, question.record, text)
    kind, asking = declared(desk)
    if not text.strip():
        raise RecordError("record.bad_value", "no answer")
    today = date.fromtimestamp(desk.clock.now()).isoformat()
    row: Row = {asking.answer: text.strip(), asking.who: person_value(desk.person), asking.on: today}
    values: dict[str, Value] = {
        asking.text: question.text,
        kind.main: question.details,
        asking.urgent: question.urgent,
        asking.unsigned: True,
        asking.number: question.number,
        asking.answers: [row],
    }
    filled = {key: value for key, value in values.items() if value}
    return Changes(frozenset({editing.create(desk, kind.key, filled, question.space)}), sync=True)


def settle(desk: Desk, record: RecordId, settled: bool = True) -> Changes:
    """Say that a question is settled, or open again. Raises RecordError for a record that is no question."""
    opened = desk.open(record)
    asking = opened.record.kind.asking if opened.record.kind is not None else None
    if asking is None:
        raise RecordError("record.bad_value", "no question")
    edits = [SetValue(asking.settled, settled)]
    return editing.save_change(desk, opened, lambda target: target.apply(edits), answering=frozenset({asking.settled}))


def waiting(desk: Desk) -> tuple[QuestionView, ...]:
    """The questions that wait for an answer of hers: the urgent ones first, then the longest waiting."""
    kind, asking = declared(desk)
    names, found = Names(desk), []
    for listed in desk.store.queries.list_records(kind.key, limit=NO_LIMIT, order="created", descending=False):
        is_open = not listed.mine and not _answers(asking, listed) and listed.values.get(asking.settled) is not True
        if is_open and not desk.space(listed.space).private and _is_for(desk, asking, listed):
            found.append(_view(desk, names, kind, asking, listed))
    may = [view for view in found if view.may_answer] + _in_boxes(desk, kind, asking)
    return tuple(sorted(may, key=lambda view: (not view.urgent, view.asked)))


def questions(desk: Desk) -> Questions:
    """All of the page, in one look."""
    kind, asking = declared(desk)
    names = Names(desk)
    found = [
        _view(desk, names, kind, asking, listed)
        for listed in desk.store.queries.list_records(kind.key, limit=LOOKED_AT)
        if listed.mine or _answers(asking, listed) or listed.values.get(asking.settled) is True
    ]
    mine = [view for view in found if view.mine and not view.unsigned]
    public = {view.number: view for view in found if view.unsigned}
    mine += [_put(one, public.get(one.number)) for one in unsigned(desk)]
    answered = tuple(view for view in found if not view.mine or view.unsigned)
    return Questions(waiting(desk), tuple(sorted(mine, key=lambda view: -view.asked)), answered)


def declared(desk: Desk) -> tuple[Kind, Asking]:
    """The kind of record by which one asks, and how. Raises RecordError where none is registered."""
    for kind in desk.registry:
        if kind.asking is not None:
            return kind, kind.asking
    raise RecordError("record.unknown_kind", "no kind asks anything")


def _view(desk: Desk, names: Names, kind: Kind, asking: Asking, listed: Listed) -> QuestionView:
    values, space = listed.values, desk.space(listed.space)
    stored = desk.store.documents.load(listed.record) if listed.mine else None
    return QuestionView(
        record=listed.record,
        text=listed.title,
        details=str(values.get(kind.main, "")),
        subject=str(values.get("subject", "")),
        urgent=values.get(asking.urgent) is True,
        author=names.of(listed.space, listed.author),
        mine=listed.mine,
        asked=listed.created,
        to=tuple(_named(names, listed.space, one) for one in members_in(values.get(asking.to))),
        space=listed.space,
        space_name=space.name,
        answers=tuple(
            AnswerView(
                str(row.get(asking.answer, "")),
                _named(names, listed.space, str(row.get(asking.who, ""))),
                str(row.get(asking.on, "")),
            )
            for row in _answers(asking, listed)
        ),
        settled=values.get(asking.settled) is True,
        may_answer=names.may_write(listed.space, kind.key, asking.answers, mine=listed.mine),
        unsigned=values.get(asking.unsigned) is True,
        number=str(values.get(asking.number, "")),
        travel=travel(desk, stored) if stored is not None else None,
    )


def _in_boxes(desk: Desk, kind: Kind, asking: Asking) -> list[QuestionView]:
    """What lies in the boxes of her schools and has no answer in the open yet."""
    found = []
    for one in put_in(desk):
        if desk.store.queries.where(kind.key, **{asking.number: one.put.number}):
            continue
        line, details = _title_and_rest(one.put.text)
        found.append(
            QuestionView(
                None, line, details, "", one.put.urgent, "", False, one.asked, (), one.school,
                desk.space(one.school).name, (), False, True, unsigned=True, number=one.put.number,
            )
        )  # fmt: skip
    return found


def _put(one: UnsignedView, public: QuestionView | None) -> QuestionView:
    """One's own question without a name, with the answer that was given to it in the open."""
    line, details = _title_and_rest(one.text)
    return QuestionView(
        None, line, details, "", one.urgent, "", True, one.asked, (), one.school, one.school_name,
        public.answers if public is not None else (), public is not None and public.settled, False,
        unsigned=True, number=one.number, box="put_in" if one.left else "waits",
    )  # fmt: skip


def _title_and_rest(text: str, more: str = "") -> tuple[str, str]:
    """The first line; what is too long for a title goes on below it."""
    line, _, rest = text.strip().partition("\n")
    longest = LIMIT[Line]
    return line[:longest], "\n".join(part for part in (line[longest:], rest.strip(), more.strip()) if part)


def _is_for(desk: Desk, asking: Asking, listed: Listed) -> bool:
    """Is she named, by her id or by a name as typed, or is nobody?"""
    whom = members_in(listed.values.get(asking.to))
    return not whom or any(person_of(one) == desk.person or one == desk.name for one in whom)


def _answers(asking: Asking, listed: Listed) -> list[Row]:
    return [row for row in rows_in(listed.values.get(asking.answers)) if row.get(asking.answer)]


def _named(names: Names, space: SpaceId, value: str) -> str:
    person = person_of(value)
    return names.person(space, person) if person is not None else value
