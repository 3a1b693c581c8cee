"""Full-text search that finds every occurrence, in Chinese from one character on, and nothing else.

A text is folded (NFKC, then casefold), cut at white space, and of every piece all bigrams are indexed, plus its last
single character: 教案设计 gives 教案 案设 设计 计. A query is cut the same way; a piece of one character is looked up
as a prefix, a longer one as the phrase of its bigrams. So a record is found exactly when every piece of the query
stands somewhere in its title or body, whatever the script: Latin words, numbers and punctuation are treated alike.

The index never sees the characters themselves but their code points in hexadecimal (6559g6848), which makes quotes,
operators and characters outside the BMP ordinary, and the result independent of SQLite's tables of letters.

Which words a record gives is not decided here but by its declaration, in ``records.searching``.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from app.ids import RecordId, SpaceId
from app.store.database import Database

#: The longest query that is looked at, in characters; more is a paste by mistake.
MAX_QUERY = 200

#: Ends a character's code point; not a hexadecimal digit, so that no token is the beginning of another by accident.
_END = "g"


@dataclass(frozen=True)
class Hit:
    """A record that a query found."""

    record: RecordId
    space: SpaceId
    kind: str
    title: str
    changed: int


def fold(text: str) -> str:
    """The form in which texts and queries are compared: width, compatibility forms and case make no difference."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def tokens(text: str) -> str:
    """A text as the index takes it, its tokens separated by spaces."""
    return " ".join(" ".join(_grams(piece)) for piece in fold(text).split())


def query_of(text: str) -> str | None:
    """The index's query for what a person typed, or None when that holds nothing to look for."""
    phrases = []
    for piece in fold(text[:MAX_QUERY]).split():
        grams = _grams(piece)
        phrases.append(f'"{grams[0]}"*' if len(piece) == 1 else f'"{" ".join(grams[:-1])}"')
    return " AND ".join(phrases) or None


def _grams(piece: str) -> list[str]:
    codes = [f"{ord(character):x}{_END}" for character in piece]
    return [first + second for first, second in pairwise(codes)] + codes[-1:]


class Search:
    """The index over all records of this file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, row: int, indexed: bytes | None, title: str, body: str) -> None:
        """Index a record's text under its row id, unless ``indexed`` (the digest kept with it) says it is unchanged."""
        digest = hashlib.blake2b(f"{title}\n{body}".encode("utf-8", "replace"), digest_size=8).digest()
        if digest == indexed:
            return
        with self._database.transaction():
            if indexed is not None:
                self._database.run("DELETE FROM search WHERE rowid = ?", (row,))
            self._database.run(
                "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (row, tokens(title), tokens(body))
            )
            self._database.run("UPDATE records SET indexed = ? WHERE id = ?", (digest, row))

    def find(self, text: str, limit: int = 50, *, kind: str | None = None, space: SpaceId | None = None) -> list[Hit]:
        """Records that hold every piece of ``text``, those changed last first; nothing for an empty text."""
        query = query_of(text)
        if query is None:
            return []
        found = self._database.rows(
            "SELECT record, space, kind, title, changed FROM records"
            " WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?) AND deleted = 0"
            " AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR space = ?3)"
            " ORDER BY changed DESC, id DESC LIMIT ?4",
            (query, kind, space, limit),
        )
        return [
            Hit(RecordId(row["record"]), SpaceId(row["space"]), row["kind"], row["title"], row["changed"])
            for row in found
        ]
