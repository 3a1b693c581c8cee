"""Reviewing: comments beside the text, one action step, the answer to it, and the mark "read".

A comment and a step are records of their own, so that whoever writes them needs no right to write the plan. A comment
leans on two characters of the text and moves with them; it keeps its quote for the day when they are gone.
"""

import base64
import binascii

from app.errors import AccessError, RecordError
from app.ids import KEY_ID_BYTES, PersonId, RecordId
from app.records.applying import name_of
from app.records.edits import Edit, SetValue, WriteProse
from app.records.fields import is_prose
from app.records.kind import Path
from app.records.people import person_of, person_value
from app.store.documents import Stored
from app.store.queries import Listed
from app.workspace.desk import Desk, Names, Opened
from app.workspace.editing import create, save_change
from app.workspace.views import Changes, CommentView, StepView

COMMENT, STEP = "comment", "action_step"
#: The longest quote that a comment keeps: it is shown in two lines.
LONGEST_QUOTE = 200


def comment(
    desk: Desk, target: RecordId, path: str, start: int, end: int, body: str, parent: RecordId | None
) -> Changes:
    """Put a comment beside code points [start, end) of a prose. Raises RecordError for a place that is not there."""
    opened = _commentable(desk, target)
    place = opened.record.kind.path(path) if opened.record.kind is not None else None
    if place is None or not is_prose(place.leaf) or not _is_there(opened, place):
        raise RecordError("record.no_such_field", path)
    name = name_of(place)
    text = opened.record.document.prose(name)
    if not 0 <= start <= end <= len(text):
        raise RecordError("record.bad_value", "a place outside the text")
    document = opened.record.document
    values = {
        "target": target,
        "field": path,
        "anchor_start": _written(document.anchor(name, start)),
        "anchor_end": _written(document.anchor(name, end, end=True)),
        "quote": text[start:end][:LONGEST_QUOTE],
        "body": body,
        "parent": parent or "",
    }
    made = create(desk, COMMENT, {key: value for key, value in values.items() if value}, opened.stored.space)
    return Changes(frozenset({made, target}), sync=True)


def resolve(desk: Desk, comment_record: RecordId, resolved: bool) -> Changes:
    """Mark a comment as settled, or open it again."""
    opened = desk.open(comment_record)
    edits = [SetValue("resolved", resolved)]
    return save_change(desk, opened, lambda record: record.apply(edits), answering=frozenset({"resolved"}))


def set_step(desk: Desk, target: RecordId, text: str, due: str, owner: str) -> Changes:
    """Set one action step beside a record, for ``owner`` (hexadecimal person id), due on an ISO date."""
    opened = _commentable(desk, target)
    values = {"target": target, "text": text, "due": due, "for_whom": _person(owner)}
    made = create(desk, STEP, {key: value for key, value in values.items() if value}, opened.stored.space)
    return Changes(frozenset({made, target}), sync=True)


def answer_step(desk: Desk, step: RecordId, answer: str, done: bool) -> Changes:
    """Say how it went, and whether it is done."""
    edits: list[Edit] = [WriteProse("answer", answer), SetValue("done", done)]
    return save_change(
        desk, desk.open(step), lambda record: record.apply(edits), answering=frozenset({"answer", "done"})
    )


def mark_read(desk: Desk, record: RecordId) -> Changes:
    """Note that this person has read a record and what stands beside it; its space is told at the next visit.

    What holds nothing new for her is left alone: opening her own plan again must not cost its space an envelope.
    """
    store, now = desk.store, desk.clock.now()
    beside = [listed.record for listed in store.queries.pointing_at(record) if listed.unread]
    fresh = [record, *beside] if desk.open(record).stored.unread else beside
    with store.transaction():
        for each in fresh:
            store.receipts.mark_read(each, desk.open(each).record.document.version(), now)
    return Changes(frozenset(fresh), sync=bool(fresh))


def comments_beside(desk: Desk, opened: Opened) -> tuple[CommentView, ...]:
    """The comments on a record, in the order of the text; those whose text is gone come last."""
    names = Names(desk)
    views = [comment_view(names, item, opened) for item in _beside(desk, COMMENT, opened.stored)]
    return tuple(sorted(views, key=lambda view: (view.start is None, view.path, view.start or 0, view.written)))


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
    )


def steps_beside(desk: Desk, target: Stored) -> tuple[StepView, ...]:
    """The action steps set on a record, oldest first."""
    names = Names(desk)
    return tuple(step_view(names, item, target.title) for item in _beside(desk, STEP, target))


def steps_waiting(desk: Desk) -> tuple[StepView, ...]:
    """The steps that this person has yet to do, soonest due first."""
    mine = desk.store.queries.where(STEP, for_whom=person_value(desk.person))
    waiting = [item for item in mine if item.values.get("done") is not True]
    targets = desk.store.queries.beside(waiting)
    names = Names(desk)
    titles = {step: target.title for step, target in targets.items()}
    views = [step_view(names, item, titles.get(item.record, "")) for item in waiting]
    return tuple(sorted(views, key=lambda view: view.due or "9999"))


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
    if not is_prose(place.leaf) or not _is_there(target, place):
        return None
    document, name = target.record.document, name_of(place)
    if quoted:
        return document.span(name, anchors[0], anchors[1])
    at = document.position(name, anchors[0])
    return None if at is None else (at, at)


def _is_there(target: Opened, place: Path) -> bool:
    """Is the place shown at present? The cells of a row that was removed are kept, but nobody sees them."""
    return place.row is None or place.row in target.record.document.rows(place.field.code)


def _written(anchor: bytes) -> str:
    return base64.urlsafe_b64encode(anchor).rstrip(b"=").decode("ascii")


def _person(text: str) -> str:
    """The value for a member's hexadecimal id; a name that happens to consist of such digits stays a name."""
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return text
    return person_value(PersonId(raw)) if len(raw) == KEY_ID_BYTES and raw.hex() == text else text
