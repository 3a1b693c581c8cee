"""Reviewing: comments beside the text, one action step, the answer to it, and the mark "read".

A comment and a step are records of their own, so that whoever writes them needs no right to write the plan. A comment
leans on two characters of the text and moves with them; it keeps its quote for the day when they are gone.
"""

import base64
import binascii
import hashlib

from app.errors import AccessError, RecordError
from app.ids import KEY_ID_BYTES, PersonId, RecordId
from app.records.applying import name_of
from app.records.edits import Edit, SetValue, WriteProse
from app.records.fields import Shape, is_prose
from app.records.kind import Kind, Path
from app.records.people import person_of, person_value
from app.records.reading import READ
from app.records.record import Record
from app.spaces.membership_log import names_of
from app.store.documents import Stored
from app.store.queries import Listed
from app.store.waiting import TaskRow
from app.workspace.counting import next_steps
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import create, save_change
from app.workspace.views import Changes, CommentView, StepView

COMMENT, STEP = "comment", "action_step"
#: The longest quote that a comment keeps: it is shown in two lines.
LONGEST_QUOTE = 200


def comment(
    desk: Desk,
    target: RecordId,
    path: str,
    start: int,
    end: int,
    body: str,
    parent: RecordId | None,
    quote: str = "",
    seen: bytes = b"",
) -> Changes:
    """Put a comment beside code points [start, end) of a prose, beside a value, or, with no path, the whole record.

    ``quote`` are the words by which the screen shows a value; of a prose they are read here. The place is meant in the
    record as of the version ``seen``, by default as it is now: others' words may have come while the comment was
    written. Raises RecordError for a place that is not there.
    """
    opened = _commentable(desk, target)
    if seen and seen != opened.record.document.version():
        opened = Opened(opened.stored, Record.open(opened.record.document.at(seen), desk.registry))
    place = opened.record.kind.path(path) if opened.record.kind is not None and path else None
    if place is None and path:
        raise RecordError("record.no_such_field", path)
    if place is None:
        where: dict[str, str] = {}
    elif not _is_there(opened, place) or place.leaf.shape is Shape.ROWS:
        raise RecordError("record.no_such_field", path)
    elif is_prose(place.leaf):
        where = _in_prose(opened, place, start, end)
    else:
        where = {"anchor_start": _mark_of_value(opened, place), "quote": quote}
    values = {"target": target, "field": path, **where, "body": body, "parent": parent or ""}
    return _put_beside(desk, opened, values)


def reply(desk: Desk, comment_record: RecordId, body: str) -> Changes:
    """Answer a comment; the answer stands where the comment does, also when the words that it meant are gone."""
    values = desk.open(comment_record).record.values()
    opened = _commentable(desk, RecordId(str(values.get("target", ""))))
    places = {key: str(values.get(key, "")) for key in ("field", "anchor_start", "anchor_end")}
    fields = {"target": opened.stored.record, **places, "body": body, "parent": comment_record}
    return _put_beside(desk, opened, fields) | _seen(desk, comment_record)


def reword(desk: Desk, comment_record: RecordId, body: str) -> Changes:
    """Write one's own comment anew. Raises AccessError for somebody else's."""
    return save_change(desk, desk.open(comment_record), lambda record: record.apply([WriteProse("body", body)]))


def _in_prose(opened: Opened, place: Path, start: int, end: int) -> dict[str, str]:
    document, name = opened.record.document, name_of(place)
    text = document.prose(name)
    if not 0 <= start <= end <= len(text):
        raise RecordError("record.bad_value", "a place outside the text")
    return {
        "anchor_start": _written(document.anchor(name, start)),
        "anchor_end": _written(document.anchor(name, end, end=True)),
        "quote": text[start:end],
    }


def _put_beside(desk: Desk, opened: Opened, values: dict[str, str]) -> Changes:
    values["quote"] = values.get("quote", "")[:LONGEST_QUOTE]
    made = create(desk, COMMENT, {key: value for key, value in values.items() if value}, opened.stored.space)
    return Changes(frozenset({made, opened.stored.record}), sync=True)


def resolve(desk: Desk, comment_record: RecordId, resolved: bool) -> Changes:
    """Mark a comment as settled, or open it again."""
    opened = desk.open(comment_record)
    edits = [SetValue("resolved", resolved)]
    changes = save_change(desk, opened, lambda record: record.apply(edits), answering=frozenset({"resolved"}))
    return changes | _seen(desk, comment_record)


def set_step(desk: Desk, target: RecordId, text: str, due: str, owner: str) -> Changes:
    """Set one action step beside a record, for ``owner`` (hexadecimal person id), due on an ISO date."""
    opened = _commentable(desk, target)
    values = {"target": target, "text": text, "due": due, "for_whom": _person(owner)}
    made = create(desk, STEP, {key: value for key, value in values.items() if value}, opened.stored.space)
    return Changes(frozenset({made, target}), sync=True)


def answer_step(desk: Desk, step: RecordId, answer: str, done: bool) -> Changes:
    """Say how it went, and whether it is done."""
    opened = desk.open(step)
    edits: list[Edit] = [WriteProse("answer", answer), *_done(desk, opened, done)]
    changes = save_change(
        desk, opened, lambda record: record.apply(edits), answering=frozenset({"answer", "done", "tried_on"})
    )
    return changes | _seen(desk, step)


def _done(desk: Desk, opened: Opened, done: bool) -> list[Edit]:
    """The mark, and with it the day on which the step was tried, which stays when the mark is set once more."""
    tried = opened.record.values().get("tried_on") or desk.situation().today
    return [SetValue("done", done), SetValue("tried_on", tried if done and isinstance(tried, str) else None)]


def _seen(desk: Desk, record: RecordId) -> Changes:
    """Whoever answers a comment or a step has read it."""
    opened = desk.open(record)
    if not opened.stored.unread:
        return Changes()
    desk.store.receipts.mark_read(record, opened.record.document.version(), desk.clock.now())
    return Changes(frozenset({record}), sync=True)


def mark_read(desk: Desk, record: RecordId, seen: bytes = b"") -> Changes:
    """Note that this person has read a record and what stands beside it; its space is told at the next visit.

    With ``seen``, the version that she was shown, a record into which more came since still waits to be read. What
    holds nothing new for her is left alone: opening her own plan again must not cost its space an envelope.
    """
    store, now = desk.store, desk.clock.now()
    beside = [listed.record for listed in store.queries.standing_beside(record) if listed.unread]
    opened = desk.open(record)
    with store.transaction():
        if opened.stored.unread:
            version = opened.record.document.version()
            store.receipts.mark_read(record, seen or version, now, more=seen not in (b"", version))
        for each in beside:
            store.receipts.mark_read(each, desk.open(each).record.document.version(), now)
    fresh = frozenset([record, *beside] if opened.stored.unread else beside)
    return Changes(fresh, sync=bool(fresh))


def comments_beside(desk: Desk, opened: Opened) -> tuple[CommentView, ...]:
    """The comments on a record, in the order of the text; those whose text is gone come last."""
    names = Names(desk)
    views = [comment_view(names, item, opened) for item in _beside(desk, COMMENT, opened.stored)]
    return tuple(sorted(views, key=lambda view: (view.gone, view.path, view.start or 0, view.written)))


def comment_view(names: Names, listed: Listed, target: Opened) -> CommentView:
    """A comment as the screens show it, with its place in the text as that stands now."""
    values = listed.values
    path = str(values.get("field", ""))
    start, end, quote = (str(values.get(key, "")) for key in ("anchor_start", "anchor_end", "quote"))
    span = _span(target, path, start, end, quoted=bool(quote))
    parent = values.get("parent")
    return CommentView(
        record=listed.record,
        target=target.stored.record,
        target_title=target.stored.title,
        path=path,
        start=span[0] if span else None,
        end=span[1] if span else None,
        quote=quote,
        body=str(values.get("body", "")),
        author=names.of(listed.space, listed.author),
        mine=listed.mine,
        written=listed.created,
        resolved=values.get("resolved") is True,
        parent=RecordId(parent) if isinstance(parent, str) else None,
        unread=listed.unread and not listed.mine,
    )


def steps_beside(desk: Desk, target: Stored) -> tuple[StepView, ...]:
    """The action steps set on a record, oldest first."""
    names = Names(desk)
    return tuple(step_view(names, item, target.title) for item in _beside(desk, STEP, target))


def steps_waiting(desk: Desk) -> tuple[StepView, ...]:
    """The steps that this person has yet to do, and the tasks that a meeting gave her; soonest due first."""
    mine = desk.store.queries.where(STEP, for_whom=person_value(desk.person))
    waiting = [item for item in mine if item.values.get("done") is not True]
    names = Names(desk)
    views = [*_titled(desk, names, waiting), *_tasks(desk, names), *next_steps(desk, names)]
    return tuple(sorted(views, key=lambda view: view.due or "9999"))


def steps_with(desk: Desk, person: str) -> tuple[StepView, ...]:
    """The steps that this person set for somebody (hexadecimal id), or was set by somebody; oldest first.

    With them a pair's steps over time can be told: when each was set, until when, done or not, answered or not.
    """
    whom = PersonId(bytes.fromhex(person))
    both = [
        item
        for owner in dict.fromkeys((whom, desk.person))
        for item in desk.store.queries.where(STEP, for_whom=person_value(owner))
        if desk.author_of(item.space, item.author) in {whom, desk.person} - ({owner} if whom != desk.person else set())
    ]
    views = _titled(desk, Names(desk), both)
    return tuple(sorted(views, key=lambda view: (view.written, view.record)))


def tick_step(desk: Desk, step: RecordId, place: str, done: bool) -> Changes:
    """Mark a step as done, or a task where it stands in its meeting, for everybody; or take the mark back.

    ``place`` is the path of the task's row, empty for a step. Raises RecordError("record.no_such_field") when the row
    has gone meanwhile, AccessError without the right.
    """
    opened = desk.open(step)
    kind = opened.record.kind
    if not place:
        edits = _done(desk, opened, done)
        return save_change(desk, opened, lambda record: record.apply(edits), answering=frozenset({"done", "tried_on"}))
    tasks = kind.tasks if kind is not None else None
    if kind is None or tasks is None or not place.startswith(f"{tasks.rows}/"):
        raise RecordError("record.no_such_field", place)
    box = f"{place}/{tasks.done}"
    if not _is_there(opened, kind.path(box)):
        # A row that was taken out meanwhile keeps its cells, but nobody would see the mark.
        raise RecordError("record.no_such_field", place)
    return save_change(desk, opened, lambda record: record.apply([SetValue(box, done)]))


def _titled(desk: Desk, names: Names, items: list[Listed]) -> list[StepView]:
    titles = {step: target.title for step, target in desk.store.queries.beside(items).items()}
    return [step_view(names, item, titles.get(item.record, "")) for item in items]


def _tasks(desk: Desk, names: Names) -> list[StepView]:
    """The rows of others' and her own records that are tasks of hers, by her id or by a name that she has or had as
    somebody typed it."""
    found = desk.store.reading.tasks([person_value(desk.person), *_own_names(desk)])
    return [_task_view(desk, names, kind, task) for kind, task in found]


def _own_names(desk: Desk) -> list[str]:
    """Her name, and those that she had in spaces where she is."""
    names = [desk.name]
    for row in desk.store.spaces.all():
        membership = desk.owner.membership(row.space) if row.active else None
        member = membership.members.get(desk.person) if membership is not None else None
        if membership is not None and member is not None and len(member.names) > 1:
            names += names_of(membership, member, desk.store.spaces.keys(row.space))
    return [name for name in dict.fromkeys(names) if name]


def _task_view(desk: Desk, names: Names, kind: Kind, task: TaskRow) -> StepView:
    declared = kind.tasks
    assert declared is not None  # the store asks for kinds that declare tasks
    return StepView(
        record=task.record,
        target=task.record,
        target_title=task.title,
        text=str(task.row.get(declared.text, "")),
        due=str(task.row.get(declared.due, "")),
        owner=desk.person.hex(),
        owner_name=desk.name,
        author=names.of(task.space, task.author),
        mine=task.mine,
        answer="",
        done=bool(task.row.get(declared.done)),
        written=task.created,
        place=f"{declared.rows}/{task.row.get('id', '')}",
        may_answer=names.may_write(task.space, kind.key, declared.rows, mine=task.mine),
    )


def step_view(names: Names, listed: Listed, target_title: str) -> StepView:
    """A step as the screens show it; ``target_title`` names the record beside which it stands."""
    values = listed.values
    whom = str(values.get("for_whom", ""))
    person = person_of(whom)
    return StepView(
        record=listed.record,
        target=RecordId(str(values.get("target", ""))),
        target_title=target_title,
        text=str(values.get("text", "")),
        due=str(values.get("due", "")),
        owner=person.hex() if person is not None else "",
        owner_name=names.person(listed.space, person) if person is not None else whom,
        author=names.of(listed.space, listed.author),
        mine=listed.mine,
        answer=str(values.get("answer", "")),
        done=values.get("done") is True,
        tried=str(values.get("tried_on", "")),
        written=listed.created,
        may_answer=names.may_write(listed.space, STEP, "done", mine=listed.mine),
    )


def _beside(desk: Desk, kind: str, target: Stored) -> list[Listed]:
    """What stands beside a record. Who is no member of its space has no say about it, though he may know its id."""
    return [item for item in desk.store.queries.where(kind, target=target.record) if item.space == target.space]


def _commentable(desk: Desk, target: RecordId) -> Opened:
    """The record, if this person may put something beside it; a draft has no other reader to put it there for."""
    opened = desk.open(target)
    _, may_comment = desk.may(opened.stored, opened.record.kind)
    if not may_comment or opened.stored.space == desk.private_space:
        raise AccessError("access.no_right", "comment")
    return opened


def _span(target: Opened, path: str, start: str, end: str, *, quoted: bool) -> tuple[int, int] | None:
    """Where a comment's text is now; a comment that quotes nothing has a place between two characters."""
    if target.record.kind is None:
        return None
    try:
        place = target.record.kind.path(path)
        anchors = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in (start, end)]
    except (RecordError, binascii.Error, ValueError):
        return None
    if not _is_there(target, place):
        return None
    if not is_prose(place.leaf):
        return (0, 0) if start == _mark_of_value(target, place) else None
    document, name = target.record.document, name_of(place)
    if quoted:
        return document.span(name, anchors[0], anchors[1])
    at = document.position(name, anchors[0])
    return None if at is None else (at, at)


def _is_there(target: Opened, place: Path) -> bool:
    """Is the place shown at present? The cells of a row that was removed are kept, but nobody sees them."""
    return place.row is None or place.row in target.record.document.rows(place.field.code)


def _mark_of_value(target: Opened, place: Path) -> str:
    """By this a comment knows whether the value that it means still stands."""
    value = READ[place.leaf.shape](target.record.document, place.leaf, name_of(place))
    return _written(hashlib.blake2b(repr(value).encode(), digest_size=9).digest())


def _written(anchor: bytes) -> str:
    return base64.urlsafe_b64encode(anchor).rstrip(b"=").decode("ascii")


def _person(text: str) -> str:
    """The value for a member's hexadecimal id; a name that happens to consist of such digits stays a name."""
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return text
    return person_value(PersonId(raw)) if len(raw) == KEY_ID_BYTES and raw.hex() == text else text
