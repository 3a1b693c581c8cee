"""A teacher's work statement and evidence pack: what she did in a span of time, in her words, with what she chose.

Counts and records come from the archive; what she writes and chooses lies in a record of her private space. Every verb
speaks of whoever is signed in: nobody can ask for somebody else's, and nothing of it leaves but on paper or as a file
that she hands over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.errors import RecordError
from app.export.pack import REUSED, Counted, Listed, Statement, before
from app.ids import RecordId
from app.records.archive import CHAPTERS, school_year_of, span_of
from app.records.blocks import Pages, numbered
from app.records.edits import Edit, RemoveRow, SetValue, WriteProse
from app.records.filling import edits_for
from app.records.kinds.work_statement import WORK_STATEMENT
from app.records.nameless import Wanted
from app.records.paper import PrintChoice
from app.records.values import Row, Value, rows_in
from app.workspace import editing
from app.workspace.archive import Entry, Part, own_facts, parts_of, starred, today
from app.workspace.desk import Desk
from app.workspace.names_out import Names, names_of, pupils_known
from app.workspace.printing import pages_with
from app.workspace.reuse import reuse_of
from app.workspace.views import Changes


@dataclass(frozen=True)
class Choosable:
    """Records of one sort out of which she chooses."""

    chapter: str
    part: Part


@dataclass(frozen=True)
class PackView:
    """A span of time with all that could go into its pack. ``record`` is the statement that she began for it, None for
    none; ``chosen`` are the records that are proposed, or that she chose before."""

    record: RecordId | None
    title: str
    begins: str
    ends: str
    words: str
    effect: str
    parts: tuple[Choosable, ...]
    chosen: frozenset[RecordId]


@dataclass(frozen=True)
class PackChoice:
    """What she chose; days are ISO. ``records`` are in the order in which they will stand."""

    title: str
    begins: str
    ends: str
    words: str = ""
    effect: str = ""
    records: tuple[RecordId, ...] = ()
    without_names: bool = True
    language: str = "zh"


def pack(desk: Desk, begins: str = "", ends: str = "") -> PackView:
    """What a pack of this span may hold; without one, of the school year in which today lies."""
    first, last = span_of(school_year_of(today(desk))[0])
    begins, ends = begins or first, ends or last
    best = starred(desk)
    parts = [Choosable(key, part) for key, part in _in_order(desk, begins, ends) if part.entries]
    record, values = _begun(desk, begins, ends)
    before = frozenset(RecordId(str(row["record"])) for row in rows_in(values.get("evidence")) if "record" in row)
    return PackView(
        record,
        str(values.get("title", "")),
        begins,
        ends,
        str(values.get("words", "")),
        str(values.get("effect", "")),
        tuple(parts),
        before if record is not None else frozenset(_proposed(parts, best)),
    )


def keep_pack(desk: Desk, choice: PackChoice) -> Changes:
    """Keep what she wrote and chose, in the statement of that span; it is made when there is none yet."""
    record, values = _begun(desk, choice.begins, choice.ends)
    if record is None:
        given = {"title": choice.title, "begins": choice.begins, "ends": choice.ends}
        record = editing.create(desk, WORK_STATEMENT.key, {key: value for key, value in given.items() if value}, None)
    rows = rows_in(values.get("evidence"))
    reasons = {str(row.get("record")): str(row.get("why", "")) for row in rows}
    edits: list[Edit] = [WriteProse("words", choice.words), WriteProse("effect", choice.effect)]
    if choice.title:
        edits.append(SetValue("title", choice.title))
    if [str(row.get("record")) for row in rows] != list(choice.records):
        edits += [RemoveRow("evidence", str(row["id"])) for row in rows]
        edits += edits_for(WORK_STATEMENT, {"evidence": _evidence(choice.records, reasons)}, desk.chance)
    return editing.edit(desk, record, edits).changes | Changes(frozenset({record}))


def pack_names(desk: Desk, choice: PackChoice) -> Names | None:
    """The pupils' stand-ins, one for each pupil in the whole pack; None where names stay."""
    if not choice.without_names:
        return None
    pupils = pupils_known(desk)
    opened = [desk.open(record).record for record in choice.records]
    read = [(one.kind, one.values()) for one in opened if one.kind is not None]
    texts = [choice.title, choice.words, choice.effect]
    return names_of(desk, read, pupils, Wanted(language=choice.language), texts)


def front(desk: Desk, choice: PackChoice, names: Names | None) -> tuple[Pages, ...]:
    """Title page, contents, statement."""
    entries = {entry.record: (part, entry) for _, part in _in_order(desk, "", "9999") for entry in part.entries}
    _, values = _begun(desk, choice.begins, choice.ends)
    reasons = {str(row.get("record")): str(row.get("why", "")) for row in rows_in(values.get("evidence"))}
    say = names.text if names is not None else str
    listed = [
        Listed(say(entry.title), part.label, entry.day, say(reasons.get(record, "")))
        for record in choice.records
        for part, entry in [_known(desk, entries, record)]
    ]
    statement = Statement(
        say(choice.title), desk.name, own_facts(desk, choice.language), choice.begins, choice.ends, today(desk),
        say(choice.words), say(choice.effect), counts(desk, choice.begins, choice.ends), listed,
        names is not None, choice.language,
    )  # fmt: skip
    return before(statement)


def part_pages(desk: Desk, record: RecordId, choice: PackChoice, names: Names | None) -> Pages:
    """One chosen record as it stands in the pack: a sheet of its own whatever its kind prints on."""
    return replace(pages_with(desk, record, PrintChoice(choice.language, signatures=()), names), to_a_sheet=1)


def pack_word(desk: Desk, choice: PackChoice, numbers: Mapping[int, int]) -> bytes:
    """The whole pack as one Word file; ``numbers`` are the pages on which the parts began when they were last set."""
    from app.export.docx_writing import write_docx

    names = pack_names(desk, choice)
    parts = [*front(desk, choice, names), *(part_pages(desk, record, choice, names) for record in choice.records)]
    return write_docx([replace(pages, blocks=numbered(pages.blocks, numbers)) for pages in parts])


def counts(desk: Desk, begins: str, ends: str) -> list[Counted]:
    """How many records of each sort a span holds, and their hours; what she gave to others a second time by itself."""
    parts = [part for _, part in _in_order(desk, begins, ends) if part.entries]
    own = [Counted(part.label, len(part.entries), part.hours) for part in parts if not part.counted or not part.given]
    given = [Counted(part.label, len(part.entries), part.hours, True) for part in parts if part.given]
    reused = sum(_reused(desk, entry) for part in parts if part.given for entry in part.entries)
    return [*own, *given, *([Counted(REUSED, reused, given=True)] if reused else [])]


def _reused(desk: Desk, entry: Entry) -> int:
    kind = desk.registry.get(entry.kind_key)
    if kind is None or kind.copying.origin is None:
        return 0
    found = reuse_of(kind, desk.store.links.around(entry.record))
    return found.uses + found.copies if found is not None else 0


def _in_order(desk: Desk, begins: str, ends: str) -> list[tuple[str, Part]]:
    order = {chapter.key: number for number, chapter in enumerate(CHAPTERS)}
    return sorted(parts_of(desk, begins, ends), key=lambda pair: order[pair[0]])


def _proposed(parts: Sequence[Choosable], best: frozenset[str]) -> list[RecordId]:
    """Proposed is what she starred, and all of the sorts of which there are few: recognitions, projects, stories."""
    few = {"recognition", "research", "stories"}
    entries = [
        (choosable.chapter, entry)
        for choosable in parts
        if not choosable.part.counted
        for entry in choosable.part.entries
    ]
    return [entry.record for chapter, entry in entries if chapter in few or entry.record in best]


def _known(desk: Desk, entries: Mapping[RecordId, tuple[Part, Entry]], record: RecordId) -> tuple[Part, Entry]:
    found = entries.get(record)
    if found is None:
        raise RecordError("record.missing", "not one of her own")
    return found


def _begun(desk: Desk, begins: str, ends: str) -> tuple[RecordId | None, Mapping[str, Value]]:
    """The statement of this span, the newest if there are several, in her private space."""
    rows = desk.store.queries.list_records(
        WORK_STATEMENT.key, desk.private_space, equals={"begins": begins, "ends": ends}, limit=1
    )
    return (rows[0].record, desk.open(rows[0].record).record.values()) if rows else (None, {})


def _evidence(records: Sequence[RecordId], reasons: Mapping[str, str]) -> list[Row]:
    rows: list[Row] = []
    for record in records:
        why = reasons.get(record, "")
        rows.append({"record": record, "why": why} if why else {"record": record})
    return rows
