"""Pictures and files that records name: which, what they hold, and how far what is missing has come.

A content is kept by its digest, once, whatever names it; the file as a whole is encrypted. It stays when a record names
it no more, because taking a picture out is a mark that can be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.crypto.signing import digest
from app.errors import Bug
from app.ids import FileId, RecordId, SpaceId
from app.store.database import Database, Row

#: Seconds after which what came spoilt is asked for anew; doubled each time, up to MOST_DOUBLED times.
AGAIN, MOST_DOUBLED = 86_400, 5
#: Seconds after which a place is asked once more whether it has what it said, and age from which files are not: a relay
#: that says it has what it threw away is found out by then.
BELIEVED, NEW = 7 * 86_400, 60 * 86_400

_NAMED = (
    "FROM attachments a JOIN records r ON r.record = a.record"
    " LEFT JOIN attachment_wishes w ON w.file = a.file WHERE r.space = ? AND NOT r.deleted"
)
#: What the person asked for first, then what was added last.
_ORDER = " GROUP BY a.file ORDER BY max(coalesce(w.asked, 0)) DESC, max(a.added) DESC, a.file"
_HERE = "EXISTS (SELECT 1 FROM contents c WHERE c.digest = a.digest)"
#: Said to lie there: lately, or of a file that is no longer new.
_THERE = (
    "EXISTS (SELECT 1 FROM attachments_there t WHERE t.place = ? AND t.space = r.space AND t.file = a.file"
    " AND (t.since > ? OR a.added < ?))"
)


@dataclass(frozen=True)
class Named:
    """A file as a record names it."""

    file: FileId
    digest: bytes
    size: int
    added: int


@dataclass(frozen=True)
class Waits:
    """A file of a space that is to come or to go; ``asked``: over any link."""

    file: FileId
    digest: bytes
    size: int
    asked: bool


@dataclass(frozen=True)
class Coming:
    """How far a file has come: whole ``pieces``, and ``part`` of the next one, sealed, which has ``whole`` bytes."""

    pieces: int = 0
    whole: int = 0
    part: bytes = b""


@dataclass(frozen=True)
class Wish:
    """``asked``: it is to travel over any link; ``spoilt``: how often what came was false."""

    asked: bool = False
    spoilt: int = 0


class Attachments:
    """Reads and writes them. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name(self, record: RecordId, files: Sequence[Named]) -> None:
        """Note which files a record names now."""
        wanted = {(record, file.file, file.digest, file.size, file.added) for file in files}
        rows = self._database.rows("SELECT * FROM attachments WHERE record = ?", (record,))
        if sorted(wanted) != sorted(tuple(row.values()) for row in rows):
            self._database.run("DELETE FROM attachments WHERE record = ?", (record,))
            # A row that says the same twice would be a fault of ours; one id with two digests is another's.
            self._database.run_many("INSERT OR IGNORE INTO attachments VALUES (?, ?, ?, ?, ?)", sorted(wanted))

    def content(self, content_digest: bytes) -> bytes | None:
        """What a file holds, if it is here."""
        found = self._database.value("SELECT content FROM contents WHERE digest = ?", (content_digest,))
        return None if found is None else bytes(found)

    def has(self, content_digest: bytes) -> bool:
        """Is a content here?"""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM contents WHERE digest = ?)", (content_digest,)))

    def put(self, content: bytes, now: int) -> bytes:
        """Keep a content; gives its digest."""
        key = digest(content)
        self._database.run(
            "INSERT OR IGNORE INTO contents (digest, content, since) VALUES (?, ?, ?)", (key, content, now)
        )
        return key

    def all_digests(self) -> list[bytes]:
        """The digests of everything that is here."""
        return [bytes(row["digest"]) for row in self._database.rows("SELECT digest FROM contents ORDER BY id")]

    def incoming(self, space: SpaceId, now: int) -> list[Waits]:
        """Files of a space whose content is not here; not those that lately came spoilt, unless they are asked for."""
        rows = self._database.rows(
            f"SELECT a.file, a.digest, a.size, max(coalesce(w.asked, 0)) AS asked {_NAMED} AND NOT {_HERE}"
            f" AND (coalesce(w.again, 0) <= ? OR w.asked = 1){_ORDER}",
            (space, now),
        )
        return [_waits(row) for row in rows]

    def outgoing(self, space: SpaceId, place: bytes, now: int, *, again: bool = True) -> list[Waits]:
        """Files of a space whose content is here, and which that place is not known to have whole; those of which it is
        to be asked ``again`` included."""
        believed = now - BELIEVED if again else 0
        rows = self._database.rows(
            f"SELECT a.file, a.digest, a.size, max(coalesce(w.asked, 0)) AS asked {_NAMED} AND {_HERE}"
            f" AND NOT {_THERE}{_ORDER}",
            (space, place, believed, now - NEW),
        )
        return [_waits(row) for row in rows]

    def waiting(self, now: int) -> tuple[int, int, int]:
        """What waits in all spaces that are shared, either way: how many files, their bytes, and how many of them the
        person asked for. One question, for it is asked whenever the line at the window's foot is drawn."""
        row = self._database.row(
            "SELECT count(*) AS files, coalesce(sum(size), 0) AS size, coalesce(sum(asked), 0) AS asked FROM ("
            "SELECT max(a.size) AS size, max(coalesce(w.asked, 0)) AS asked FROM attachments a"
            " JOIN records r ON r.record = a.record JOIN spaces s ON s.space = r.space"
            " LEFT JOIN attachment_wishes w ON w.file = a.file"
            " WHERE NOT r.deleted AND s.active AND NOT s.private AND s.relay IS NOT NULL"
            f" AND CASE WHEN {_HERE} THEN NOT EXISTS (SELECT 1 FROM attachments_there t WHERE t.place = s.relay"
            " AND t.space = r.space AND t.file = a.file) ELSE coalesce(w.again, 0) <= ? OR w.asked = 1 END"
            " GROUP BY r.space, a.file)",
            (now,),
        )
        return (0, 0, 0) if row is None else (row["files"], row["size"], row["asked"])

    def wanted(self, space: SpaceId, file: FileId) -> Waits | None:
        """A file of a space whose content is not here; None for any other."""
        row = self._database.row(
            f"SELECT a.file, a.digest, a.size, 0 AS asked {_NAMED} AND a.file = ? AND NOT {_HERE} LIMIT 1",
            (space, file),
        )
        return None if row is None else _waits(row)

    def coming(self, space: SpaceId, file: FileId) -> Coming:
        """How far a file has come."""
        rows = self._database.rows(
            "SELECT whole, CASE whole WHEN 0 THEN x'' ELSE data END AS data FROM pieces WHERE space = ? AND file = ?"
            " ORDER BY number",
            (space, file),
        )
        if rows and rows[-1]["whole"]:
            return Coming(len(rows) - 1, rows[-1]["whole"], bytes(rows[-1]["data"]))
        return Coming(len(rows))

    def keep_part(self, space: SpaceId, file: FileId, number: int, whole: int, part: bytes) -> None:
        """Keep the beginning of a sealed piece; with ``whole`` 0 ``part`` is the piece's content, and all of it."""
        if number < 0 or (whole and not part):
            raise Bug("bug", f"piece {number} of {whole} bytes")
        self._database.run(
            "INSERT OR REPLACE INTO pieces (space, file, number, whole, data) VALUES (?, ?, ?, ?, ?)",
            (space, file, number, whole, part),
        )

    def joined(self, space: SpaceId, file: FileId) -> bytes:
        """The contents of all whole pieces, in their order."""
        rows = self._database.rows(
            "SELECT data FROM pieces WHERE space = ? AND file = ? AND whole = 0 ORDER BY number", (space, file)
        )
        return b"".join(row["data"] for row in rows)

    def drop_coming(self, space: SpaceId, file: FileId) -> None:
        """Forget what has come of a file."""
        self._database.run("DELETE FROM pieces WHERE space = ? AND file = ?", (space, file))

    def know_there(self, place: bytes, space: SpaceId, file: FileId, now: int) -> None:
        """A place says that it has a file whole."""
        self._database.run(
            "INSERT OR REPLACE INTO attachments_there (place, space, file, since) VALUES (?, ?, ?, ?)",
            (place, space, file, now),
        )

    def forget_there(self, place: bytes, space: SpaceId) -> None:
        """A place may have lost what it had of a space."""
        self._database.run("DELETE FROM attachments_there WHERE place = ? AND space = ?", (place, space))

    def ask(self, files: Sequence[FileId]) -> None:
        """These are to travel over any link."""
        self._database.run_many(
            "INSERT INTO attachment_wishes (file, asked, spoilt, again) VALUES (?, 1, 0, 0)"
            " ON CONFLICT (file) DO UPDATE SET asked = 1",
            [(file,) for file in files],
        )

    def settle(self, file: FileId) -> None:
        """It has come, or gone: nothing is asked of it any more."""
        self._database.run("DELETE FROM attachment_wishes WHERE file = ?", (file,))

    def spoil(self, file: FileId, now: int) -> None:
        """What came was not what the record names: leave it for a day, then for two, and so on."""
        self._database.run(
            "INSERT INTO attachment_wishes (file, asked, spoilt, again) VALUES (?, 0, 1, ?)"
            " ON CONFLICT (file) DO UPDATE SET asked = 0, spoilt = spoilt + 1,"
            " again = ? + (? << min(spoilt, ?))",
            (file, now + AGAIN, now, AGAIN, MOST_DOUBLED),
        )

    def wish(self, file: FileId) -> Wish:
        """Whether the person has asked for a file, and how often what came of it was spoilt; neither by default."""
        row = self._database.row("SELECT asked, spoilt FROM attachment_wishes WHERE file = ?", (file,))
        return Wish() if row is None else Wish(bool(row["asked"]), row["spoilt"])

    def of_record(self, record: RecordId) -> list[FileId]:
        """The files that a record names."""
        rows = self._database.rows("SELECT file FROM attachments WHERE record = ?", (record,))
        return [FileId(row["file"]) for row in rows]

    def asked(self) -> bool:
        """Has the person asked for any file?"""
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM attachment_wishes WHERE asked = 1)"))


def _waits(row: Row) -> Waits:
    return Waits(FileId(row["file"]), bytes(row["digest"]), row["size"], bool(row["asked"]))
