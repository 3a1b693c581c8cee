"""Full-text search that finds every occurrence, in Chinese from one character on, and nothing else.

The index is one contentless FTS5 table; ``grams`` says what it holds of a record. A record's row in it is its *entry*,
a number that grows with each change: so the index gives what changed last first, and can stop after a page, however
many records hold the words. Records that came before the index, or with an older program, are entered in steps.

Which words a record gives is not decided here but by its declaration, in ``records.searching``.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.records.searching import Searchable
from app.records.sought import pieces_of
from app.store import grams
from app.store.database import Database, Row

#: The first entry; those of records that were here before the index are counted down from it.
_FIRST_ENTRY = 1 << 24


@dataclass(frozen=True)
class Piece:
    """One piece of a query, folded, and the people and spaces whose names hold it: their records are found as well."""

    text: str
    devices: frozenset[DeviceId] = frozenset()
    people: frozenset[PersonId] = frozenset()
    spaces: frozenset[SpaceId] = frozenset()


@dataclass(frozen=True)
class Narrowed:
    """To what a search is narrowed. ``devices`` and ``people`` are one person's: made by her, or naming her. Times are
    unix seconds, of a record's last change; ``until`` is the first that is too late."""

    kinds: Collection[str] = ()
    space: SpaceId | None = None
    devices: frozenset[DeviceId] = frozenset()
    people: frozenset[PersonId] = frozenset()
    since: int | None = None
    until: int | None = None


NOWHERE = Narrowed()


@dataclass(frozen=True)
class Hit:
    """A record that a query found; ``entry`` is where a next page goes on."""

    record: RecordId
    space: SpaceId
    kind: str
    title: str
    changed: int
    entry: int = field(compare=False)


def query_of(text: str) -> str | None:
    """The index's query for what a person typed, without names; None when that holds nothing to look for."""
    return expression_of([Piece(piece) for piece in pieces_of(text)], NOWHERE)


class Search:
    """The index over all records of this file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, row: int, words: Searchable) -> None:
        """Index a record under its row id, as what changed last, unless nothing of it has changed."""
        at = self._database.row("SELECT kind, space, author, changed, entry, indexed FROM records WHERE id = ?", (row,))
        if at is None:
            return
        digest = _digest(at, words)
        if digest == at["indexed"] and at["entry"] is not None:
            return
        with self._database.transaction():
            highest = self._database.value("SELECT max(entry) FROM records")
            entry = max(highest or 0, _FIRST_ENTRY) + 1
            if at["entry"] is not None:
                self._database.run("DELETE FROM words WHERE rowid = ?", (at["entry"],))
            self._enter(row, entry, at, words, digest)

    def waiting(self, limit: int = 0) -> list[Row]:
        """Records that are not in the index yet, those changed last first: their row ``id``, ``record`` and ``kind``.

        Without a limit, all of them."""
        return self._database.rows(
            "SELECT id, record, kind FROM records WHERE entry IS NULL ORDER BY changed DESC, id DESC LIMIT ?",
            (limit or -1,),
        )

    def count_waiting(self) -> int:
        """How many records are not in the index yet."""
        return int(self._database.value("SELECT count(*) FROM records WHERE entry IS NULL"))

    def enter_older(self, found: Sequence[tuple[int, Searchable]]) -> None:
        """Index records from ``waiting``, in its order, by row id: behind everything that is in the index."""
        lowest = self._database.value("SELECT min(entry) FROM records")
        entry = min(lowest or _FIRST_ENTRY, _FIRST_ENTRY) - len(found)
        with self._database.transaction():
            # Upwards: the index would begin a new part of itself for every row that is lower than the one before.
            for at, (row, words) in enumerate(reversed(found)):
                facts = self._database.row("SELECT kind, space, author, changed FROM records WHERE id = ?", (row,))
                if facts is not None:
                    self._enter(row, entry + at, facts, words, _digest(facts, words))

    def drop_former(self) -> None:
        """Let go of the index of an older program, once everything is in this one."""
        self._database.run("DROP TABLE IF EXISTS search")

    def find(
        self,
        pieces: Sequence[Piece],
        limit: int = 50,
        narrowed: Narrowed = NOWHERE,
        before: int | None = None,
    ) -> list[Hit]:
        """Records that hold every piece, those changed last first; with no piece, every one to which it is narrowed.

        ``before`` is the entry behind which a next page begins. Raises StoreError.
        """
        expression = expression_of(pieces, narrowed)
        conditions, values = ["r.deleted = 0", "r.template = 0"], list[object]()
        if narrowed.since is not None or narrowed.until is not None:
            since, until = narrowed.since or 0, narrowed.until or 1 << 62
            lowest, highest = self._entries_between(since, until)
            conditions += ["r.changed >= ?", "r.changed < ?", "r.entry >= ?", "r.entry <= ?"]
            values += [since, until, lowest, highest]
        if before is not None:
            conditions.append("r.entry < ?")
            values.append(before)
        source, order = "records r", "r.entry"
        if expression is not None:
            # Rows of the index, newest first, each looked up: the other way round reads every record.
            source, order = "words CROSS JOIN records r ON r.entry = words.rowid", "words.rowid"
            conditions = ["words MATCH ?", *(one.replace("r.entry", "words.rowid") for one in conditions)]
            values.insert(0, expression)
        rows = self._database.rows(
            f"SELECT r.record, r.space, r.kind, r.title, r.changed, r.entry FROM {source}"
            f" WHERE {' AND '.join(conditions)} ORDER BY {order} DESC LIMIT ?",
            (*values, limit),
        )
        return [_hit(row) for row in rows]

    def _entries_between(self, since: int, until: int) -> tuple[int, int]:
        row = self._database.row(
            "SELECT min(entry) AS lowest, max(entry) AS highest FROM records WHERE changed >= ? AND changed < ?",
            (since, until),
        )
        return (row["lowest"] or 0, row["highest"] or 0) if row is not None else (0, 0)

    def _enter(self, row: int, entry: int, at: Row, words: Searchable, digest: bytes) -> None:
        tokens = grams.about(
            at["kind"], SpaceId(at["space"]), DeviceId(at["author"]), (person for _, person in words.people)
        )
        tokens += grams.tokens_of(words.texts, words.named)
        self._database.run("INSERT INTO words (rowid, text) VALUES (?, ?)", (entry, " ".join(tokens)))
        self._database.run("UPDATE records SET entry = ?, indexed = ? WHERE id = ?", (entry, digest, row))


def _digest(at: Row, words: Searchable) -> bytes:
    """Of everything that the index holds of a record, and of when it changed, which is its place in the index."""
    whole = repr((at["kind"], at["space"], at["author"], at["changed"], words))
    return hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).digest()


def expression_of(pieces: Sequence[Piece], narrowed: Narrowed) -> str | None:
    """The index's query for pieces and what they are narrowed to, times aside; None when that asks for nothing."""
    parts = [_any(_of_piece(piece)) for piece in pieces]
    if narrowed.kinds:
        parts.append(_any(grams.of_kind(kind) for kind in narrowed.kinds))
    if narrowed.space is not None:
        parts.append(grams.of_space(narrowed.space))
    if narrowed.devices or narrowed.people:
        parts.append(_any([*map(grams.made_by, narrowed.devices), *map(grams.of_person, narrowed.people)]))
    return " AND ".join(parts) or None


def _of_piece(piece: Piece) -> list[str]:
    names = [
        *map(grams.made_by, sorted(piece.devices)),
        *map(grams.of_person, sorted(piece.people)),
        *map(grams.of_space, sorted(piece.spaces)),
    ]
    return [*grams.asked(piece.text), *names]


def _any(expressions: Iterable[str]) -> str:
    return "(" + " OR ".join(f"({one})" if " AND " in one else one for one in expressions) + ")"


def _hit(row: Row) -> Hit:
    return Hit(RecordId(row["record"]), SpaceId(row["space"]), row["kind"], row["title"], row["changed"], row["entry"])
