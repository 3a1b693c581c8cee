"""What the screens are given: frozen pictures of the person's world, holding no key and no open document.

Times are unix seconds by the clock of whoever wrote; dates are ISO text as the teacher set them. Positions in prose
are code points.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.ids import RecordId, SpaceId

if TYPE_CHECKING:  # the gate shows names alone: what records are is read while the PIN is typed
    from app.records.kind import Kind
    from app.records.rules import Notice
    from app.records.values import Value
    from app.workspace.urgent import CallView


class Travel(enum.Enum):
    """How far a record has come; the last two rest on signed receipts, never on a guess."""

    PRIVATE = "private"
    HERE = "here"
    ON_STICK = "on_stick"
    ON_RELAY = "on_relay"
    ARRIVED = "arrived"
    READ = "read"


@dataclass(frozen=True)
class PersonEntry:
    """Somebody who uses this laptop, as shown before signing in."""

    person: str
    name: str


@dataclass(frozen=True)
class MemberView:
    """A member of a space; ``person`` is the hexadecimal id, ``before`` the name before the last renaming, if any;
    ``devices`` are the hexadecimal ids of those that may write."""

    person: str
    name: str
    role: str
    me: bool
    before: str = ""
    devices: tuple[str, ...] = ()


@dataclass(frozen=True)
class SpaceView:
    """A space: the private one, or one shared with others through a relay. ``leaving``: one goes at the next visit;
    ``purpose``: what it is for (records/purposes.py), as its charter says."""

    space: SpaceId
    name: str
    private: bool
    role: str
    members: tuple[MemberView, ...]
    relay_url: str
    leaving: bool = False
    purpose: str | None = None

    def takes(self, kind: Kind) -> bool:
        """May records of this kind go there?"""
        return self.private or not kind.places or self.purpose in kind.places

    @property
    def readers(self) -> tuple[str, ...]:
        """The names of everybody who can read what lies in it, oneself first."""
        ordered = sorted(self.members, key=lambda member: not member.me)
        return tuple(member.name for member in ordered)


@dataclass(frozen=True)
class RecordRow:
    """One line of a list."""

    record: RecordId
    kind_key: str
    title: str
    space_name: str
    private: bool
    author: str
    mine: bool
    changed: int
    columns: Mapping[str, Value]
    unread: bool
    travel: Travel
    excerpt: str = ""


@dataclass(frozen=True)
class Printable:
    """A record that can be chosen for printing."""

    record: RecordId
    kind_key: str
    title: str


@dataclass(frozen=True)
class CommentView:
    """A comment beside a place in a prose, beside a value (``start`` and ``end`` are 0), or, with an empty ``path``,
    the whole record. ``start`` is None when what it meant is gone; the quote remains."""

    record: RecordId
    target: RecordId
    target_title: str
    path: str
    start: int | None
    end: int | None
    quote: str
    body: str
    author: str
    mine: bool
    written: int
    resolved: bool
    parent: RecordId | None
    unread: bool = False

    @property
    def gone(self) -> bool:
        """Are the words gone that it meant?"""
        return self.start is None and bool(self.path)


@dataclass(frozen=True)
class StepView:
    """An action step that somebody set for somebody, with the answer to it; ``written`` is when it was set.

    With a ``place`` it is a row of the record itself, as a task that a meeting agreed on, and has no answer.
    ``may_answer``: this person's role lets her tick it, and answer; ``tried`` is the day on which it was tried (ISO).
    """

    record: RecordId
    target: RecordId
    target_title: str
    text: str
    due: str
    owner: str
    owner_name: str
    author: str
    mine: bool
    answer: str
    done: bool
    written: int = 0
    place: str = ""
    may_answer: bool = True
    tried: str = ""


@dataclass(frozen=True)
class RivalView:
    """One of several values that people gave a field while apart."""

    value: Value
    author: str
    written: int


@dataclass(frozen=True)
class NoteView:
    """What somebody notes on one row of the plan; ``row`` is the row's id, ``name`` what it was called then."""

    row: str
    name: str
    text: str


@dataclass(frozen=True)
class PreparationView:
    """One teacher's own preparation of a plan."""

    record: RecordId
    author: str
    mine: bool
    private: bool
    class_name: str
    body: str
    notes: tuple[NoteView, ...]
    changed: int


@dataclass(frozen=True)
class RecordView:
    """A record as the form and the review show it. ``on_stick``: since when its newest words lie on a stick;
    ``template``: the name of the template that it is; ``apart``: everybody's own preparation of it; ``version``: the
    point of its history that is shown, by which a comment's place is meant; ``answers``: the fields that she may write
    in a record that is otherwise another's; ``locked``: those that a keeper alone sets, for others and in a draft."""

    record: RecordId
    kind_key: str
    kind: Kind | None
    title: str
    values: Mapping[str, Value]
    notices: tuple[Notice, ...]
    rivals: Mapping[str, tuple[RivalView, ...]]
    space: SpaceView
    author: str
    mine: bool
    changed: int
    deleted: bool
    may_write: bool
    may_comment: bool
    may_share: bool
    travel: Travel
    on_stick: int | None
    comments: tuple[CommentView, ...]
    steps: tuple[StepView, ...]
    template: str = ""
    apart: tuple[PreparationView, ...] = ()
    version: bytes = b""
    answers: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HistoryEntry:
    """One save: who, when, how much."""

    author: str
    written: int
    inserted: int
    deleted: int
    fields: tuple[str, ...]


@dataclass(frozen=True)
class SyncLine:
    """What the line at the window's foot says: how much a visit would carry both ways, and how long it would take.

    ``coming_bytes`` of these are to come, as far as the relay has told. ``trouble`` is the code of what went wrong
    last, if anything did. ``on_stick_records``: of those that wait for a relay, so many lie on a stick.
    ``files`` pictures and files of ``files_bytes`` wait besides; ``files_travel``: the next visit takes them along.
    """

    waiting_records: int
    waiting_bytes: int
    seconds: int
    last_visit: int | None
    relays: int
    trouble: str = ""
    coming_bytes: int = 0
    on_stick_records: int = 0
    files: int = 0
    files_bytes: int = 0
    files_travel: bool = False


@dataclass(frozen=True)
class MeetingView:
    """What is to be held: ``when`` as its form keeps it, ``place`` as it was typed."""

    record: RecordId
    kind_key: str
    title: str
    when: str
    place: str
    space_name: str
    private: bool


@dataclass(frozen=True)
class CameNews:
    """Who changed a record since this person read it, and which fields, by key."""

    people: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class LeftAt:
    """Where she was writing when she left a record: a field or cell, and the caret in code points."""

    path: str
    caret: int


@dataclass(frozen=True)
class Today:
    """The start page. ``waiting`` counts all that is to be read, of which the longest waiting stand in ``to_read``;
    ``news`` tells of what came, ``places`` where drafts were left; ``calls`` comes first."""

    to_read: tuple[RecordRow, ...]
    comments: tuple[CommentView, ...]
    steps: tuple[StepView, ...]
    drafts: tuple[RecordRow, ...]
    came: tuple[RecordRow, ...]
    line: SyncLine
    meetings: tuple[MeetingView, ...] = ()
    news: Mapping[RecordId, CameNews] = field(default_factory=dict)
    places: Mapping[RecordId, LeftAt] = field(default_factory=dict)
    waiting: int = 0
    calls: tuple[CallView, ...] = ()


@dataclass(frozen=True)
class TicketText:
    """A ticket to hand over: its text, and when it ends."""

    text: str
    ends: int
    space_name: str


@dataclass(frozen=True)
class OpenTicket:
    """A ticket that nobody has used yet: its id (hexadecimal), what it allows, when it ends, who made it."""

    ticket: str
    role: str
    ends: int
    by: str
    mine: bool


@dataclass(frozen=True)
class AsideItem:
    """Things of one author that came and are not in the records; ``code`` tells why, ``since`` when the first came.

    ``author`` is empty for somebody who is not known (yet).
    """

    space: SpaceId
    space_name: str
    author: str
    count: int
    code: str
    since: int


@dataclass(frozen=True)
class LeftSpace:
    """A space in which this person is no longer. ``unsent`` records hold words that never left this machine;
    ``struck``: she is, and this laptop was struck out; ``kept``: copies of her own work are private records here."""

    space: SpaceId
    name: str
    went_herself: bool
    unsent: int
    struck: bool = False
    kept: bool = False


@dataclass(frozen=True)
class Changes:
    """What a verb changed; open views decide from it whether to draw themselves again."""

    records: frozenset[RecordId] = frozenset()
    spaces: bool = False
    sync: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.records | other.records, self.spaces or other.spaces, self.sync or other.sync)


@dataclass(frozen=True)
class UndoStep:
    """One save that can be taken back, or made again: the paths that it touches, and how many characters that puts in
    and takes out."""

    paths: tuple[str, ...]
    put_in: int
    taken_out: int

    @property
    def fields(self) -> tuple[str, ...]:
        """The keys of the fields, each once."""
        return tuple(dict.fromkeys(path.partition("/")[0] for path in self.paths))


@dataclass(frozen=True)
class Undoable:
    """What this person could take back next in a record, and what make again."""

    undo: UndoStep | None = None
    redo: UndoStep | None = None


@dataclass(frozen=True)
class Undone:
    """The answer to taking back or making again. ``paths`` are the places that changed."""

    changes: Changes
    paths: tuple[str, ...]
    undoable: Undoable


@dataclass(frozen=True)
class Saved:
    """The answer to an edit."""

    changes: Changes
    title: str
    notices: tuple[Notice, ...]
    undoable: Undoable = Undoable()


@dataclass(frozen=True)
class StickPlace:
    """A folder that may be a stick. ``known``: Tongxing has been on it; ``letters`` wait there to be posted."""

    path: str
    name: str
    known: bool
    letters: int
    letter_bytes: int


@dataclass(frozen=True)
class StickReport:
    """What an exchange with a stick did. ``given`` and ``taken`` count envelopes, ``merged`` records; ``on_relay``: so
    many of ours are on the relay, as an answer that came back says; ``letters``: of ours to relays, on the stick now;
    ``others_letters``: of others, that somebody with a network may post; ``trouble`` are codes of app/errors.py."""

    given: int
    taken: int
    merged: int
    on_relay: int
    letters: int
    others_letters: int
    changes: Changes
    trouble: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class CarryReport:
    """What posting the letters on a stick did; ``left``: letters that still wait."""

    carried: int
    left: int
    bytes_up: int
    bytes_down: int
    trouble: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class VisitReport:
    """What one visit did, in numbers that a person may check; ``trouble`` are codes of app/errors.py; ``files``: so
    many pictures and files came or went.
    ``became_new_device``: this store turned out to be one of two copies, and goes on as a device of its own."""

    sent: int
    received: int
    merged: int
    set_aside: int
    bytes_up: int
    bytes_down: int
    requests: int
    clock_off: int
    changes: Changes
    trouble: tuple[str, ...] = field(default=())
    files: int = 0
    became_new_device: bool = False
