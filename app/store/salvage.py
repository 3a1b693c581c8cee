"""What a store holds, read row by row, so that a damaged page costs what stood on it and nothing else.

Also the way to read a sound copy: both are handed to the same merge (``sync/restoring``). Rows are asked for by ranges
of their ids; a range that cannot be read is halved until the bad ones stand alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import StoreError
from app.ids import DeviceId, PersonId, RecordId, SpaceId
from app.store.database import Row, connect, mapped
from app.store.deltas import DeltaRow, delta_row
from app.store.spaces import RelayRow, SpaceRow, space_row

#: Ids that are looked at beyond the last one known, where the end of a table cannot be read; so many at a time; and
#: after so many lots in a row of which nothing can be read, a page's rows and more, nothing is left to look for.
_BEYOND, _LOT, _IN_VAIN = 20_000, 64, 32


@dataclass(frozen=True)
class FoundSpace:
    """A space with its log, its epochs' keys and its people's names; ``known``: how many of the entries its relay was
    known to hold."""

    row: SpaceRow
    entries: Sequence[bytes]
    keys: Mapping[int, bytes]
    names: Mapping[PersonId, str]
    known: int = 0


@dataclass(frozen=True)
class FoundRecord:
    """A record's changes and what stands beside them; where its own row cannot be read, as the changes tell it.

    ``arrived``: was the last envelope that carried it known to be on the relay? Else ``exported`` tells more than has
    left.
    """

    record: RecordId
    space: SpaceId
    author: DeviceId
    mine: bool
    exported: bytes | None
    rows: Sequence[DeltaRow]
    arrived: bool = False


@dataclass
class Found:
    """Everything that could be read. ``identity``: the small values; ``devices``: seeds of the signing keys that the
    store has had, the newest last; ``acknowledged``: by space the last envelope that the relay was known to hold;
    ``contents``: what attached files hold; ``lost``: rows that could not be read."""

    identity: dict[str, bytes] = field(default_factory=dict)
    devices: dict[DeviceId, bytes] = field(default_factory=dict)
    relays: list[RelayRow] = field(default_factory=list)
    spaces: list[FoundSpace] = field(default_factory=list)
    deltas: dict[RecordId, list[DeltaRow]] = field(default_factory=dict)
    about: dict[RecordId, Row] = field(default_factory=dict)
    acknowledged: dict[SpaceId, int] = field(default_factory=dict)
    contents: list[bytes] = field(default_factory=list)
    lost: int = 0

    def records(self) -> Iterator[FoundRecord]:
        """Each record of which a change could be read."""
        for record, rows in self.deltas.items():
            about = self.about.get(record)
            if about is not None:
                author, mine, space = DeviceId(about["author"]), bool(about["mine"]), SpaceId(about["space"])
                arrived = (about["sent_number"] or 0) <= self.acknowledged.get(space, 0)
                yield FoundRecord(record, space, author, mine, about["exported"], rows, arrived)
            else:
                mine = rows[0].number is None
                yield FoundRecord(record, rows[0].space, rows[0].device, mine, None, rows)


def read_store(path: Path, key: bytes) -> Found:
    """Everything that can be read of a store. Raises StoreError when not even its first page opens, or nothing is in
    it."""
    reader = _Reader(path, key)
    try:
        if not reader.whole("sqlite_master"):
            raise StoreError("store.damaged", "an empty file")
        found = Found()
        found.identity = {row["name"]: bytes(row["value"]) for row in reader.whole("identity")}
        for row in reader.whole("former_devices"):
            found.devices[DeviceId(row["device"])] = bytes(row["seed"])
        found.relays = [RelayRow(row["relay"], row["url"], row["admission"]) for row in reader.whole("relays")]
        found.spaces = list(_spaces(reader))
        found.acknowledged = {SpaceId(row["space"]): row["acknowledged"] for row in reader.whole("chains")}
        for row in reader.by_id("records", "id, record, space, author, mine, exported, sent_number"):
            found.about[RecordId(row["record"])] = row
        for row in reader.by_id("deltas", "*"):
            delta = delta_row(row)
            found.deltas.setdefault(delta.record, []).append(delta)
        # One that a damaged page has altered has another digest, under which nobody looks for it.
        found.contents = [bytes(row["content"]) for row in reader.by_id("contents", "id, content")]
        found.lost = reader.lost
        return found
    finally:
        reader.close()


def _spaces(reader: "_Reader") -> Iterator[FoundSpace]:
    entries, keys, names = reader.whole("entries"), reader.whole("epoch_keys"), reader.whole("people")
    heard = {(row["relay"], row["space"]): int(row["entries_known"]) for row in reader.whole("cursors")}
    for row in map(space_row, reader.whole("spaces")):
        log = sorted((entry for entry in entries if entry["space"] == row.space), key=lambda entry: entry["position"])
        # A log with a gap is no log; the relay has it.
        whole = [entry["entry"] for place, entry in enumerate(log) if entry["position"] == place]
        held = {key["epoch"]: bytes(key["key"]) for key in keys if key["space"] == row.space}
        called = {PersonId(name["person"]): name["name"] for name in names if name["space"] == row.space}
        yield FoundSpace(row, whole, held, called, min(heard.get((row.relay, row.space), 0), len(whole)))


class _Reader:
    """A connection that is made anew after each page that could not be read: the cipher refuses all others then."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path, self._key = path, key
        self.lost = 0
        with mapped():
            self._connection = connect(path, key)

    def whole(self, table: str) -> list[Row]:
        """All rows of a small table, from both ends as far as they can be read."""
        found, complete = self._some(f"SELECT * FROM {table}")
        if not complete:
            self.lost += 1
            more, _ = self._some(f"SELECT * FROM {table} ORDER BY 1 DESC")
            found += [row for row in more if row not in found]
        return found

    def by_id(self, table: str, columns: str) -> Iterator[Row]:
        """The rows of a table with whole numbers as ids; those on damaged pages are counted as lost."""
        last, sure = self._last(table)
        sql = f"SELECT {columns} FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id"
        if last:
            yield from self._between(sql, 1, last)
        if not sure:
            yield from self._beyond(sql, last)

    def close(self) -> None:
        """Let go of the file."""
        with mapped():
            self._connection.close()

    def _last(self, table: str) -> tuple[int, bool]:
        """The last id that is known, and whether it is the table's last."""
        for sql in (f"SELECT max(id) AS id FROM {table}", f"SELECT id FROM {table} ORDER BY id DESC LIMIT 1"):
            found, complete = self._some(sql)
            if complete:
                return (int(found[0]["id"] or 0) if found else 0), True
        known, _ = self._some(f"SELECT id FROM {table}")
        return max((row["id"] for row in known), default=0), False

    def _beyond(self, sql: str, last: int) -> Iterator[Row]:
        """Rows behind the last one that is known. What is lost there is counted as one: nobody knows how many."""
        lost, in_vain = self.lost + 1, 0
        for low in range(last + 1, last + _BEYOND, _LOT):
            high = low + _LOT - 1
            if not any(self._some(sql, (one, one))[1] for one in (low, high)):
                in_vain += 1
                if in_vain == _IN_VAIN:
                    break
                continue
            rows = list(self._between(sql, low, high))
            in_vain = 0 if rows else in_vain
            yield from rows
        self.lost = lost

    def _between(self, sql: str, first: int, last: int) -> Iterator[Row]:
        waiting = [(first, last)]
        while waiting:
            low, high = waiting.pop()
            found, complete = self._some(sql, (low, high))
            if complete:
                yield from found
            elif low == high:
                self.lost += 1
            else:
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]

    def _some(self, sql: str, values: Sequence[int] = ()) -> tuple[list[Row], bool]:
        """The rows up to the first that cannot be read, and whether that was all of them."""
        found: list[Row] = []
        try:
            with mapped():
                cursor = self._connection.execute(sql, values)
                names = [column[0] for column in cursor.description]
                found.extend(dict(zip(names, row, strict=True)) for row in cursor)
        except StoreError as error:
            if error.code not in ("store.damaged", "store.missing"):
                raise
            self._again()
            return found, False
        return found, True

    def _again(self) -> None:
        with mapped():
            self._connection.close()
            self._connection = connect(self._path, self._key)
