"""The growth archive (成长档案): a teacher's own records by chapter and school year, gathered as kinds declare it.

It is read on her laptop from what lies there, and stored nowhere. What she adds herself, her best plans and what others
told her, stands in one record of her private space. Every verb here speaks of whoever is signed in, and of nobody else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.export.contents import is_short, line_of
from app.ids import RecordId, SpaceId
from app.records.archive import (
    CHAPTERS,
    Archived,
    Chapter,
    day_of,
    fields_asked,
    hours_of,
    is_hers,
    school_year_of,
)
from app.records.edits import Edit, RemoveRow, WriteProse
from app.records.filling import edits_for
from app.records.kind import Kind
from app.records.kinds.growth_archive import GROWTH_ARCHIVE
from app.records.label import Label
from app.records.people import person_value
from app.records.values import Row, Value, rows_in
from app.store.queries import NO_LIMIT, Listed
from app.workspace import editing
from app.workspace.desk import Desk
from app.workspace.printing import writing_in
from app.workspace.views import Changes

STARRED, FEEDBACK, WORDS = "starred", "feedback", "words"


@dataclass(frozen=True)
class Entry:
    """One record in the archive; ``day`` is ISO. ``starred``: she holds it for one of her best."""

    record: RecordId
    kind_key: str
    title: str
    day: str
    hours: int
    starred: bool = False


@dataclass(frozen=True)
class Part:
    """Records of one sort, newest first. ``counted``: their number alone is told; ``given``: she gave it to others."""

    label: Label
    entries: tuple[Entry, ...]
    counted: bool = False
    given: bool = False

    @property
    def hours(self) -> int:
        """All hours of these records together."""
        return sum(entry.hours for entry in self.entries)


@dataclass(frozen=True)
class ChapterView:
    """A chapter with what was found for it; ``choosable``: records out of which she stars her best."""

    chapter: Chapter
    parts: tuple[Part, ...]
    choosable: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class FeedbackView:
    """What somebody told her, with her answer; ``row`` is its id."""

    row: str
    given_on: str
    by: str
    said: str
    answer: str


@dataclass(frozen=True)
class ArchiveView:
    """The archive of one school year, or of all (``year`` None), and of a term of it (0: both). ``years`` are those in
    which there is anything."""

    name: str
    year: int | None
    term: int
    years: tuple[int, ...]
    basics: tuple[tuple[str, str], ...]
    chapters: tuple[ChapterView, ...]
    feedback: tuple[FeedbackView, ...]
    words: str


def archive(desk: Desk, year: int | None, language: str, term: int = 0) -> ArchiveView:
    """What has gathered; of one school year, by the year in which it began, or of all; of its term 1 or 2, or both."""
    everything = list(parts_of(desk, "", "9999"))
    years = {school_year_of(entry.day)[0] for _, part in everything for entry in part.entries if _is_day(entry.day)}
    values = _own_values(desk)
    starred = starred_in(values)
    when = None if year is None else (year, term)
    chapters = tuple(_chapter(chapter, everything, starred, when) for chapter in CHAPTERS)
    shown = tuple(view for view in chapters if view.parts or view.choosable)
    words = values.get(WORDS, "")
    feedback = tuple(one for one in _feedback(desk, values) if _is_of(one.given_on, when))
    return ArchiveView(
        desk.name,
        year,
        term,
        tuple(sorted(years | {school_year_of(today(desk))[0]}, reverse=True)),
        _basics(desk, everything, language),
        shown,
        feedback,
        str(words),
    )


def parts_of(desk: Desk, begins: str, ends: str, chapter: str = "") -> Iterator[tuple[str, Part]]:
    """The chapter and what stands in it, of records of hers whose day lies in a span (ISO, both ends included); of one
    chapter, if it is named."""
    names = frozenset({person_value(desk.person), desk.name})
    for kind in desk.registry:
        if not any(chapter in ("", archived.chapter) for archived in kind.archive):
            continue
        wanted = {key for archived in kind.archive for key in fields_asked(archived)}
        rows = desk.store.queries.list_records(kind.key, limit=NO_LIMIT, only=wanted)
        for archived in kind.archive:
            entries = sorted(_entries(kind, archived, rows, names, begins, ends), key=lambda one: one.day, reverse=True)
            yield archived.chapter, _part(kind, archived, entries)


def star(desk: Desk, record: RecordId, on: bool) -> Changes:
    """Put one of her records among her best, or take it from there."""
    own = own_record(desk)
    rows = rows_in(desk.open(own).record.values().get(STARRED))
    there = [str(row["id"]) for row in rows if row.get("record") == record]
    if on == bool(there):
        return Changes()
    taken: list[Edit] = [RemoveRow(STARRED, row) for row in there]
    row: Row = {"record": record}
    edits = edits_for(GROWTH_ARCHIVE, {STARRED: [row]}, desk.chance) if on else taken
    return editing.edit(desk, own, edits).changes


def give_feedback(desk: Desk, given_on: str, by: str, said: str, answer: str) -> Changes:
    """Note what somebody told her, and what she makes of it."""
    cells = {"given_on": given_on, "by": by, "said": said, "answer": answer}
    row: Row = {key: value for key, value in cells.items() if value}
    return editing.edit(desk, own_record(desk), edits_for(GROWTH_ARCHIVE, {FEEDBACK: [row]}, desk.chance)).changes


def say_of_oneself(desk: Desk, words: str) -> Changes:
    """Keep her own words about her growth."""
    return editing.edit(desk, own_record(desk), [WriteProse(WORDS, words)]).changes


def own_record(desk: Desk) -> RecordId:
    """The record in which stands what she adds; made when it is first wanted."""
    found = _own(desk)
    return found.record if found is not None else editing.create(desk, GROWTH_ARCHIVE.key, {}, None)


def starred_in(values: dict[str, Value]) -> frozenset[str]:
    """The records that she holds for her best."""
    return frozenset(str(row.get("record", "")) for row in rows_in(values.get(STARRED)))


def starred(desk: Desk) -> frozenset[str]:
    """The records that she holds for her best."""
    return starred_in(_own_values(desk))


def today(desk: Desk) -> str:
    """Today as this laptop's calendar has it, ISO."""
    return date.fromtimestamp(desk.clock.now()).isoformat()


def _own(desk: Desk) -> Listed | None:
    # In her private space alone: nobody else's program can have put one there.
    rows = desk.store.queries.list_records(GROWTH_ARCHIVE.key, desk.private_space, order="created", descending=False)
    return rows[0] if rows else None


def _own_values(desk: Desk) -> dict[str, Value]:
    found = _own(desk)
    return dict(desk.open(found.record).record.values()) if found is not None else {}


def _entries(
    kind: Kind, archived: Archived, rows: Sequence[Listed], names: frozenset[str], begins: str, ends: str
) -> Iterator[Entry]:
    # Where nobody is named, a record that she made stands once: with the first of its kind's entries.
    made = archived is kind.archive[0]
    for row in rows:
        day = day_of(archived, row.values, date.fromtimestamp(row.created).isoformat())
        if begins <= day <= ends and is_hers(archived, row.values, made and row.mine, names):
            yield Entry(row.record, kind.key, row.title, day, hours_of(archived, row.values))


def _part(kind: Kind, archived: Archived, entries: Sequence[Entry]) -> Part:
    return Part(archived.label or kind.label, tuple(entries), archived.counted, archived.given)


def _chapter(
    chapter: Chapter, everything: Sequence[tuple[str, Part]], starred: frozenset[str], when: tuple[int, int] | None
) -> ChapterView:
    found = [_of_time(part, when) for key, part in everything if key == chapter.key]
    parts = tuple(part for part in found if part.entries)
    if not chapter.starred:
        return ChapterView(chapter, parts)
    choosable = [
        Entry(one.record, one.kind_key, one.title, one.day, one.hours, one.record in starred)
        for part in parts
        for one in part.entries
    ]
    best = [
        Part(part.label, tuple(one for one in choosable if one.starred and one.kind_key == part.entries[0].kind_key))
        for part in parts
    ]
    return ChapterView(chapter, tuple(part for part in best if part.entries), tuple(choosable))


def _of_time(part: Part, when: tuple[int, int] | None) -> Part:
    entries = tuple(one for one in part.entries if _is_of(one.day, when))
    return Part(part.label, entries, part.counted, part.given)


def _is_of(day: str, when: tuple[int, int] | None) -> bool:
    """Does a day lie in a school year and term (0: either)?"""
    if when is None:
        return True
    return _is_day(day) and school_year_of(day) in (((when[0], 1), (when[0], 2)) if not when[1] else (when,))


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day[:10])
    except ValueError:
        return False
    return True


def own_facts(desk: Desk, language: str) -> tuple[tuple[str, str], ...]:
    """What her card says of her: the label and line of each short field, as they go on paper."""
    return _basics(desk, list(parts_of(desk, "", "9999", CHAPTERS[0].key)), language)


def _basics(desk: Desk, everything: Sequence[tuple[str, Part]], language: str) -> tuple[tuple[str, str], ...]:
    cards = [entry for key, part in everything if key == CHAPTERS[0].key for entry in part.entries]
    if not cards:
        return ()
    opened = desk.open(cards[0].record)
    kind, space = opened.record.kind, opened.stored.space
    writing, values = writing_in(desk, SpaceId(space), language), opened.record.values()
    fields = [field for field in kind.fields() if is_short(field)] if kind is not None else []
    lines = ((writing.say(field.label), line_of(field, values.get(field.key), writing)) for field in fields)
    return tuple((label, line) for label, line in lines if line)


def _feedback(desk: Desk, values: dict[str, Value]) -> Iterator[FeedbackView]:
    spaces = [row.space for row in desk.store.spaces.all()]
    names = {person_value(person): name for space in spaces for person, name in desk.names(space).items()}
    rows = sorted(rows_in(values.get(FEEDBACK)), key=lambda row: str(row.get("given_on", "")), reverse=True)
    for row in rows:
        by, said, answer = (str(row.get(key, "")) for key in ("by", "said", "answer"))
        yield FeedbackView(str(row["id"]), str(row.get("given_on", "")), names.get(by, by), said, answer)
