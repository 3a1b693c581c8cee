"""Finding: what a person typed, in everything that she may read, each hit with the line in which the words stand.

A piece of the query is found in a record's words, in the pinyin of its title and of names typed in it, and in the names
of its author, of members that it names, and of its space. Names are looked up when they are asked for: so that records
are found by the name that somebody has now.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.errors import AccessError, RecordError
from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.records.kind import Kind
from app.records.label import Label
from app.records.searching import Place, Searchable, searchable
from app.records.sought import Span, find, find_all, find_name, fold, is_pinyin, pieces_of
from app.records.terms import Terms
from app.store.queries import Listed
from app.store.search import NOWHERE, Narrowed, Piece
from app.workspace.desk import Desk, Names

#: Hits of one page.
PAGE = 50
#: Characters of the line that shows a hit, and of them before its first mark.
LINE, BEFORE = 90, 14
#: Records that are entered into the index in one go: about a twentieth of a second.
STEP = 20
#: People and spaces whose names hold a piece; with more, the piece says too little to mean one.
_MOST_NAMED = 60
#: Letters that may be meant as the pinyin of a name.
_LEAST_LETTERS = 2


@dataclass(frozen=True)
class Query:
    """What is looked for, and to what it is narrowed. ``person``: a member's hexadecimal id; times in unix seconds,
    ``until`` being the first that is too late."""

    text: str = ""
    kind: str | None = None
    space: SpaceId | None = None
    person: str = ""
    since: int | None = None
    until: int | None = None

    @property
    def empty(self) -> bool:
        """Is nothing asked for at all?"""
        return not self.text.strip() and self == Query(self.text)


@dataclass(frozen=True)
class Marked:
    """A line of text, and what of it was looked for."""

    text: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class FoundRow:
    """One hit. ``record`` is what opens: of a comment or step the record beside which it stands, and ``said`` is the
    comment or step itself. ``path`` is the field or cell of the line, with the code points of the first mark in it; its
    ``label`` is empty when the hit is in the title or in a name alone."""

    record: RecordId
    kind_key: str
    title: Marked
    line: Marked
    label: Label | None
    path: str
    start: int
    end: int
    author: Marked
    space: Marked
    private: bool
    changed: int
    said: RecordId | None = None
    said_kind: str = ""


@dataclass(frozen=True)
class Found:
    """A page of hits, those changed last first. ``more``: where the next page begins, None at the end; ``waiting``:
    records that are not in the index yet, and so could not be found."""

    rows: tuple[FoundRow, ...]
    more: int | None
    waiting: int = 0


def find_records(desk: Desk, query: Query, before: int | None = None, limit: int = PAGE) -> Found:
    """A page of what a query finds. Raises StoreError."""
    pieces, narrowed = asked_of(desk, query)
    if not pieces and query.empty:
        return Found((), None, desk.store.search.count_waiting())
    lines, rows, more = _Rows(desk, pieces), list[FoundRow](), before
    while not rows:
        # What stands beside a record that is gone has no line: whole pages of it must not look like the end.
        hits = desk.store.search.find(pieces, limit, narrowed, more)
        rows = list(lines.of([hit.record for hit in hits]))
        more = hits[-1].entry if len(hits) == limit else None
        if more is None:
            break
    return Found(tuple(rows), more, desk.store.search.count_waiting())


def asked_of(desk: Desk, query: Query) -> tuple[list[Piece], Narrowed]:
    """What the store is asked for a query, with everybody and every space whose name the pieces are in."""
    if query.empty:
        return [], NOWHERE
    directory = _Directory(desk)
    pieces = [directory.piece(text) for text in pieces_of(query.text)]
    devices, people = directory.person(query.person)
    kinds = (query.kind,) if query.kind else ()
    return pieces, Narrowed(kinds, query.space, devices, people, query.since, query.until)


def index_some(desk: Desk) -> int:
    """Enter some records into the index that are not in it, as after an update; gives how many still wait.

    Rows that follow an older declaration are written anew first: the index is made from them.
    """
    search = desk.store.search
    if desk.project_some(STEP):
        return max(1, search.count_waiting())
    waiting = search.waiting(STEP)
    if waiting:
        listed = {one.record: one for one in desk.store.queries.these([row["record"] for row in waiting])}
        terms = Terms()
        search.enter_older([(row["id"], _words(desk, listed[row["record"]], terms)) for row in waiting])
    left = search.count_waiting() if len(waiting) == STEP else 0
    if not left:
        search.drop_former()
    return left


def _words(desk: Desk, listed: Listed, terms: Terms) -> Searchable:
    """What search finds a record by, from its row; one without a row is opened."""
    kind = desk.registry.get(listed.kind)
    if kind is not None and listed.values:
        return searchable(kind, listed.title, listed.values, terms)
    try:
        return desk.open(listed.record).record.searchable(terms)
    except RecordError:
        # One record that cannot be read must not keep her from finding all the others.
        return Searchable(listed.title)


@dataclass
class _Known:
    """A human: her names, and the devices that she writes or wrote with."""

    names: set[str] = field(default_factory=set)
    devices: set[DeviceId] = field(default_factory=set)


class _Directory:
    """Who and which space is called what, asked of the store for one query."""

    def __init__(self, desk: Desk) -> None:
        self._people: dict[PersonId, _Known] = {}
        own = self._people[desk.person] = _Known({desk.name})
        own.devices.update((desk.owner.device_id, *desk.owner.former_ids))
        self._spaces: dict[SpaceId, str] = {}
        for row in desk.store.spaces.all():
            if not row.private:
                self._spaces[row.space] = row.name
            for person, name in desk.store.spaces.names(row.space).items():
                self._known(person).names.add(name)
            # A space whose log does not hold together has no members, and its records are found by their words.
            with contextlib.suppress(AccessError):
                membership = desk.owner.membership(row.space)
                for member in membership.members.values() if membership is not None else ():
                    devices = (*member.devices, *member.former)
                    self._known(PersonId(member.person)).devices.update(map(DeviceId, devices))

    def piece(self, text: str) -> Piece:
        """A piece of the query with everybody and every space whose name holds it."""
        people = [person for person, known in self._people.items() if any(_in_name(text, one) for one in known.names)]
        spaces = [space for space, name in self._spaces.items() if _in_name(text, name)]
        if len(people) + len(spaces) > _MOST_NAMED:
            return Piece(text)
        devices = frozenset(device for person in people for device in self._people[person].devices)
        return Piece(text, devices, frozenset(people), frozenset(spaces))

    def person(self, person: str) -> tuple[frozenset[DeviceId], frozenset[PersonId]]:
        """The devices and the id of the person to whom a search is narrowed; nothing for nobody."""
        if not person:
            return frozenset(), frozenset()
        who = PersonId(bytes.fromhex(person))
        return frozenset(self._people.get(who, _Known()).devices), frozenset({who})

    def _known(self, person: PersonId) -> _Known:
        return self._people.setdefault(person, _Known())


def _in_name(text: str, name: str) -> bool:
    found = find_name(text, name) if len(text) >= _LEAST_LETTERS or not is_pinyin(text) else find(text, name)
    return found is not None


class _Rows:
    """The lines of one page of hits."""

    def __init__(self, desk: Desk, pieces: Sequence[Piece]) -> None:
        self._desk, self._pieces = desk, pieces
        self._names, self._terms = Names(desk), Terms()
        self._marked: dict[str, Marked] = {}
        self._spaces = {row.space: row for row in desk.store.spaces.all()}

    def of(self, records: Sequence[RecordId]) -> Iterator[FoundRow]:
        """The lines of these records; what stands beside a record that is gone has none."""
        listed = self._desk.store.queries.these(records)
        beside = self._desk.store.queries.beside(listed, self._desk.private_space)
        for one in listed:
            kind = self._desk.registry.get(one.kind)
            if kind is not None and not kind.listed:
                continue
            if kind is None or kind.alone:
                yield self._row(one, kind)
            elif one.record in beside:
                yield self._said(one, kind, beside[one.record])

    def _row(self, listed: Listed, kind: Kind | None) -> FoundRow:
        words = searchable(kind, listed.title, listed.values, self._terms)
        in_title = [find_name(piece.text, listed.title) for piece in self._pieces]
        place = self._place(words, [piece for piece, span in zip(self._pieces, in_title, strict=True) if span is None])
        line, start, end = self._line(place, words)
        space, name = self._spaces.get(listed.space), self._names.of(listed.space, listed.author)
        return FoundRow(
            record=listed.record,
            kind_key=listed.kind,
            title=Marked(listed.title, _merged(span for span in in_title if span is not None)),
            line=line,
            label=_label(kind, place.path) if place is not None and kind is not None else None,
            path=place.path if place is not None else "",
            start=start,
            end=end,
            author=self._named(name),
            space=self._named(space.name if space is not None else ""),
            private=space is not None and space.private,
            changed=listed.changed,
        )

    def _said(self, listed: Listed, kind: Kind, target: Listed) -> FoundRow:
        """The line of a comment or step: its own words under the title of the record beside which it stands."""
        own = self._row(listed, kind)
        return replace(
            own,
            record=target.record,
            kind_key=target.kind,
            title=Marked(target.title),
            line=own.line if own.line.text else Marked(" ".join(listed.title.split())[:LINE]),
            label=kind.label,
            path=str(listed.values.get("field", "")),
            start=0,
            end=0,
            said=listed.record,
            said_kind=listed.kind,
        )

    def _place(self, words: Searchable, missing: Sequence[Piece]) -> Place | None:
        """The text that shows most: the one with most of the pieces that the title has not, else with any piece."""
        for wanted in (missing, self._pieces) if missing else (self._pieces,):
            texts = [piece.text for piece in wanted]
            for holds in (_plainly, _folded, _read):
                best, most = None, 0
                for place in words.places:
                    held = sum(holds(text, place.text, words) for text in texts)
                    if held > most:
                        best, most = place, held
                    if most == len(texts):
                        break
                if best is not None:
                    return best
            named = next(self._members(words, wanted), None)
            if named is not None:
                return named
        return None

    def _members(self, words: Searchable, wanted: Sequence[Piece]) -> Iterator[Place]:
        asked = frozenset(person for piece in wanted for person in piece.people)
        for path, person in words.people:
            if person in asked:
                yield Place(path, self._member(person))

    def _member(self, person: PersonId) -> str:
        names = (self._names.person(space, person) for space in self._spaces)
        return next((name for name in names if name), "")

    def _line(self, place: Place | None, words: Searchable) -> tuple[Marked, int, int]:
        """The part of a text around its first mark, on one line, and where in the text that mark is."""
        if place is None:
            return Marked(""), 0, 0
        # A member's name is in no text of the record, and is read as a name that was typed is.
        look = find_name if place.text in words.named or place not in words.places else find
        every = [look(piece.text, place.text) for piece in self._pieces]
        found = [span for span in every if span is not None]
        if not found:
            return Marked(" ".join(place.text[:LINE].split())), 0, 0
        first = min(found, key=lambda span: span.start)
        begin = max(0, first.start - BEFORE)
        begin = max(begin, place.text.rfind("\n", begin, first.start) + 1)
        shown = place.text[begin : begin + LINE].replace("\n", " ").replace("\t", " ").rstrip()
        before, after = "…" * bool(begin), "…" * (begin + LINE < len(place.text))
        marks = [span for piece in self._pieces for span in find_all(piece.text, shown)]
        if not marks and first.end - begin <= len(shown):
            marks = [Span(first.start - begin, first.end - begin)]
        moved = _merged(Span(span.start + len(before), span.end + len(before)) for span in marks)
        return Marked(before + shown + after, moved), first.start, first.end

    def _named(self, name: str) -> Marked:
        if name not in self._marked:
            spans = [find_name(piece.text, name) for piece in self._pieces if _in_name(piece.text, name)]
            self._marked[name] = Marked(name, _merged(span for span in spans if span is not None))
        return self._marked[name]


def _plainly(piece: str, text: str, _words: Searchable) -> bool:
    return piece in text


def _folded(piece: str, text: str, _words: Searchable) -> bool:
    return piece in fold(text)


def _read(piece: str, text: str, words: Searchable) -> bool:
    """In the pinyin of a name that was typed."""
    return len(text) <= LINE and text in words.named and find_name(piece, text) is not None


def _label(kind: Kind, path: str) -> Label | None:
    try:
        return kind.path(path).leaf.label
    except RecordError:
        return None


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in their order, those that touch as one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
