"""Reviewing: comments beside the text, one action step, the answer to it, and the mark "read".

A comment and a step are records of their own, so that whoever writes them needs no right to write the plan. A comment
leans on two characters of the text and moves with them; it keeps its quote for the day when they are gone.
"""

import base64
import binascii

from app.errors import AccessError, RecordError
from app.ids import PersonId, RecordId
from app.records.applying import name_of
from app.records.edits import Edit, SetValue, WriteProse
from app.records.fields import is_prose
from app.records.people import person_of, person_value
from app.store.queries import Listed
from app.workspace.desk import Desk, Opened
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
    if opened.record.kind is None or not is_prose(opened.record.kind.path(path).leaf):
        raise RecordError("record.no_such_field", path)
    name = name_of(opened.record.kind.path(path))
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
    """Note that this person has read a record and what stands beside it; its space is told at the next visit."""
    store, now = desk.store, desk.clock.now()
    changed = {record}
    with store.transaction():
        store.receipts.mark_read(record, desk.open(record).record.document.version(), now)
        for listed in store.queries.pointing_at(record):
            if listed.unread:
                store.receipts.mark_read(listed.record, desk.open(listed.record).record.document.version(), now)
                changed.add(listed.record)
    return Changes(frozenset(changed), sync=True)


def comments_beside(desk: Desk, opened: Opened) -> tuple[CommentView, ...]:
    """The comments on a record, in the order of the text; those whose text is gone come last."""
    listed = desk.store.queries.where(COMMENT, target=opened.stored.record)
    views = [comment_view(desk, item, opened) for item in listed]
    return tuple(sorted(views, key=lambda view: (view.start is None, view.path, view.start or 0, view.written)))


def comment_view(desk: Desk, listed: Listed, target: Opened) -> CommentView:
    """A comment as the screens show it, with its place in the text as that stands now."""
    values = listed.values
    path = str(values.get("field", ""))
    span = _span(target, path, str(values.get("anchor_start", "")), str(values.get("anchor_end", "")))
    parent = values.get("parent")
    return CommentView(
        record=listed.record,
        target=target.stored.record,
        target_title=target.stored.title,
        path=path,
        start=span[0] if span else None,
        end=span[1] if span else None,
        quote=str(values.get("quote", "")),
        body=str(values.get("body", "")),
        author=desk.name_of(listed.space, listed.author),
        mine=listed.mine,
        written=listed.created,
        resolved=values.get("resolved") is True,
        parent=RecordId(parent) if isinstance(parent, str) else None,
    )


def steps_beside(desk: Desk, target: RecordId) -> tuple[StepView, ...]:
    """The action steps set on a record, oldest first."""
    return tuple(step_view(desk, item) for item in desk.store.queries.where(STEP, target=target))


def steps_waiting(desk: Desk) -> tuple[StepView, ...]:
    """The steps that this person has yet to do, soonest due first."""
    mine = desk.store.queries.where(STEP, for_whom=person_value(desk.person))
    views = [step_view(desk, item) for item in mine if item.values.get("done") is not True]
    return tuple(sorted(views, key=lambda view: view.due or "9999"))


def step_view(desk: Desk, listed: Listed) -> StepView:
    """A step as the screens show it."""
    values = listed.values
    target = RecordId(str(values.get("target", "")))
    stored = desk.store.documents.load(target)
    whom = str(values.get("for_whom", ""))
    person = person_of(whom)
    return StepView(
        record=listed.record,
        target=target,
        target_title=stored.title if stored is not None else "",
        text=str(values.get("text", "")),
        due=str(values.get("due", "")),
        owner=person.hex() if person is not None else "",
        owner_name=desk.names(listed.space).get(person, "") if person is not None else whom,
        author=desk.name_of(listed.space, listed.author),
        mine=listed.mine,
        answer=str(values.get("answer", "")),
        done=values.get("done") is True,
    )


def _commentable(desk: Desk, target: RecordId) -> Opened:
    opened = desk.open(target)
    _, may_comment = desk.may(opened.stored, opened.record.kind)
    if not may_comment:
        raise AccessError("access.no_right", "comment")
    return opened


def _span(target: Opened, path: str, start: str, end: str) -> tuple[int, int] | None:
    if target.record.kind is None:
        return None
    try:
        name = name_of(target.record.kind.path(path))
        anchors = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in (start, end)]
        return target.record.document.span(name, anchors[0], anchors[1])
    except (RecordError, binascii.Error, ValueError):
        return None


def _written(anchor: bytes) -> str:
    return base64.urlsafe_b64encode(anchor).rstrip(b"=").decode("ascii")


def _person(text: str) -> str:
    try:
        return person_value(PersonId(bytes.fromhex(text))) if text else ""
    except ValueError:
        return text
