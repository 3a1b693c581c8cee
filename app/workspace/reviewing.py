"""What a reviewer has before her: the queue of what waits, and one record with all that she needs to answer it."""

from dataclasses import dataclass

from app.ids import RecordId
from app.records.measuring import minutes
from app.store.queries import NO_LIMIT, Listed
from app.store.waiting import Waiting
from app.workspace.browsing import view as view_of
from app.workspace.colleagues import Schools
from app.workspace.desk import Desk, Names
from app.workspace.history import ChangesView, changes_since_read
from app.workspace.review import COMMENT, STEP, steps_with
from app.workspace.views import RecordView, StepView

#: Steps of former months that stand beside a record, those that were set last.
EARLIER = 3


@dataclass(frozen=True)
class QueueItem:
    """One line of the queue. ``since`` is when it began to wait, ``minutes`` about how long it takes to read;
    ``again``: she has read it before; ``replies`` counts what others wrote beside it that she has not read;
    ``school`` is the author's, as her card says."""

    record: RecordId
    kind_key: str
    title: str
    space_name: str
    author: str
    since: int
    characters: int
    minutes: int
    again: bool
    replies: int
    school: str = ""


@dataclass(frozen=True)
class Queue:
    """``waiting``: records of others, the longest waiting first; ``replied``: records that she has read, beside which
    others wrote since."""

    waiting: tuple[QueueItem, ...]
    replied: tuple[QueueItem, ...]


@dataclass(frozen=True)
class ReviewView:
    """A record to review. ``changes`` is None for one that she has not read, or that reads as it did; ``read_at`` is
    when she read it last; ``earlier`` are the steps between her and its author that stand beside other records, the
    newest first; ``following`` is what waits longest besides it, and ``left`` how many wait besides it."""

    view: RecordView
    changes: ChangesView | None
    read_at: int | None
    earlier: tuple[StepView, ...]
    following: RecordId | None
    left: int


def queue(desk: Desk) -> Queue:
    """What waits to be read, whatever space or school it comes from."""
    names, spaces = Names(desk), {row.space: row.name for row in desk.store.spaces.all()}
    school_of = Schools(desk).of
    replies: dict[RecordId, list[Listed]] = {}
    new = [item for kind in (COMMENT, STEP) for item in desk.store.queries.unread(kind, NO_LIMIT, mine=False)]
    targets = desk.store.queries.beside(new)
    for item in new:
        if item.record in targets:
            replies.setdefault(targets[item.record].record, []).append(item)

    def line(found: Waiting) -> QueueItem:
        return QueueItem(
            record=found.record,
            kind_key=found.kind,
            title=found.title,
            space_name=spaces.get(found.space, ""),
            author=names.of(found.space, found.author),
            since=found.since,
            characters=found.size,
            minutes=minutes(found.size),
            again=found.again,
            replies=len(replies.get(found.record, ())),
            school=school_of(found.space, found.author),
        )

    waiting = tuple(line(found) for found in desk.store.reading.waiting(desk.clock.now()))
    known = {item.record for item in waiting}
    others = {target.record: target for target in targets.values() if not target.mine and target.record not in known}
    replied = [
        QueueItem(
            record=target.record,
            kind_key=target.kind,
            title=target.title,
            space_name=spaces.get(target.space, ""),
            author=names.of(target.space, target.author),
            since=min(item.changed for item in replies[target.record]),
            characters=0,
            minutes=0,
            again=True,
            replies=len(replies[target.record]),
            school=school_of(target.space, target.author),
        )
        for target in others.values()
    ]
    return Queue(waiting, tuple(sorted(replied, key=lambda item: (item.since, item.record))))


def review(desk: Desk, record: RecordId) -> ReviewView:
    """A record with what changed since it was read, and what was agreed before. Raises RecordError."""
    opened = desk.open(record)
    mark = desk.store.receipts.last_read(record)
    waiting = [found.record for found in desk.store.reading.waiting(desk.clock.now()) if found.record != record]
    person = desk.author_of(opened.stored.space, opened.stored.author)
    steps = steps_with(desk, person.hex()) if person is not None and person != desk.person else ()
    earlier = [step for step in reversed(steps) if step.target != record]
    return ReviewView(
        view=view_of(desk, record),
        changes=changes_since_read(desk, opened),
        read_at=mark.time if mark is not None else None,
        earlier=tuple(earlier[:EARLIER]),
        following=waiting[0] if waiting else None,
        left=len(waiting),
    )
