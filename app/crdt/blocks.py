"""The blocks of a delta, looked through before Loro decodes them.

Loro trusts the counts that stand in a block: it asks for memory for as many changes as are announced (34 GB for five
altered bytes), and walks down nested values as deep as they go. The system then ends the program, and no error of ours
can be raised. So whoever is handed a delta from outside counts first: what is announced must fit into the bytes that
are there, and values must be of the plain sorts that documents of ours are made of.

Source of the format: Loro's encoding reference (docs/encoding.md of its repository: change block, serde_columnar,
postcard), checked by our tests against Loro 1.17.1. What is not a count, Loro checks itself, and says so.
"""

from collections.abc import Iterator

from app.errors import RecordError

#: Operations in one delta: far beyond what anybody writes in a record in a school year.
MAX_OPERATIONS = 200_000
#: Operations for each byte: equal ones stand once with a count, but those of people are never so equal.
_OPERATIONS_A_BYTE = 16

#: Loro counts operations and its logical clock in signed numbers of 32 bits.
_MAX_COUNT = 0x7FFFFFFF
_ID_BYTES = 8
_SECTIONS = 8
_HEADER, _POSITIONS, _OPERATIONS, _DELETIONS, _VALUES = 0, 4, 5, 6, 7
#: Columns of the operations (container, property, sort of value, length) and of the deletions (device, from, length).
_OPERATION_COLUMNS, _SORT, _DELETION_COLUMNS = 4, 2, 3
#: Sorts of values: a run of text; a deletion, of one key or of a run of text; and a plain value with a tag of its own.
_TEXT, _DELETE_KEY, _DELETE_RUN, _TAGGED = 5, 8, 9, 11
#: Tags of plain values: null, true, false; whole number; fraction; text and bytes. Lists and maps nest: not ours.
_BARE, _INTEGER, _FRACTION, _COUNTED = (0, 1, 2), 3, 4, (5, 6)


def check(body: bytes) -> None:
    """Do the blocks of a delta (without its mode byte) announce no more than they hold?

    Raises RecordError("record.delta_damaged").
    """
    whole, operations = _Reader(body, 0, len(body)), 0
    while whole.more:
        operations += _check_block(whole.section())
        if operations > min(MAX_OPERATIONS, _OPERATIONS_A_BYTE * len(body)):
            raise _damaged("too many operations")


class _Reader:
    """Numbers and sections out of a part of the bytes; whoever reads beyond its end is told that it is damaged."""

    def __init__(self, data: bytes, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start, end

    @property
    def more(self) -> bool:
        return self._at < self._end

    @property
    def left(self) -> int:
        return self._end - self._at

    def byte(self) -> int:
        self.skip(1)
        return self._data[self._at - 1]

    def number(self) -> int:
        """A number in groups of seven bits, lowest first, of at most 128 bits (as wide as differences get)."""
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 133:
                raise _damaged("number too long")

    def signed(self) -> int:
        """A number whose lowest bit is its sign ("zigzag")."""
        value = self.number()
        return (value >> 1) ^ -(value & 1)

    def skip(self, count: int) -> None:
        if count > self.left:
            raise _damaged("shorter than announced")
        self._at += count

    def section(self) -> "_Reader":
        """The bytes behind a length."""
        size = self.number()
        self.skip(size)
        return _Reader(self._data, self._at - size, self._at)


def _check_block(block: _Reader) -> int:
    """The number of operations."""
    start, atoms, clock, span, changes = (block.number() for _ in range(5))
    sections = [block.section() for _ in range(_SECTIONS)]
    if block.more or max(start + atoms, clock + span) > _MAX_COUNT or not 0 < changes <= atoms:
        raise _damaged("block")
    if sections[_POSITIONS].more:
        raise _damaged("a tree, which no document of ours has")
    _check_header(sections[_HEADER], changes)
    sorts = _columns(sections[_OPERATIONS], _OPERATION_COLUMNS)[_SORT]
    operations = _check_values(sorts, sections[_VALUES])
    _columns(sections[_DELETIONS], _DELETION_COLUMNS, most=operations)
    if operations > atoms:
        raise _damaged("more operations than are counted")
    return operations


def _check_header(header: _Reader, changes: int) -> None:
    """Every change says how long it is, and on how many others it builds: Loro makes room for as many."""
    peers = header.number()
    header.skip(peers * _ID_BYTES)
    if changes - 1 > header.left:
        raise _damaged("more changes than bytes")
    for _ in range(changes - 1):
        header.number()
    told = 0
    while told < changes:
        told += header.number()
    told = built_on = 0
    while told < changes:
        for count, value in _run(header):
            told += count
            built_on += count * value
    if told > changes or built_on > min(changes * peers, MAX_OPERATIONS):
        raise _damaged("changes")


def _run(column: _Reader) -> Iterator[tuple[int, int]]:
    """One run of a column: a value and how often it stands there, or several values once each."""
    count = column.signed()
    if count == 0 or abs(count) > MAX_OPERATIONS:
        raise _damaged("run")
    if count > 0:
        yield count, column.number()
    else:
        for _ in range(-count):
            yield 1, column.number()


def _columns(section: _Reader, wanted: int, most: int = MAX_OPERATIONS) -> list[list[tuple[int, int]]]:
    """The runs of every column of a table; all columns have equally many rows, and at most so many."""
    if not section.more:
        return [[] for _ in range(wanted)]
    if (section.number(), section.number()) != (1, wanted):
        raise _damaged("columns")
    found: list[list[tuple[int, int]]] = []
    for _ in range(wanted):
        column = section.section()
        runs: list[tuple[int, int]] = []
        while column.more:
            runs += _run(column)
        found.append(runs)
    rows = [sum(count for count, _ in runs) for runs in found]
    left_over = section.left
    if left_over or min(rows) != max(rows) or max(rows) > most:
        raise _damaged("rows")
    return found


def _check_values(sorts: list[tuple[int, int]], values: _Reader) -> int:
    """Walk over the operations' values; gives how many operations there are."""
    operations = 0
    for count, sort in sorts:
        operations += count
        if sort in (_DELETE_KEY, _DELETE_RUN):
            continue
        for _ in range(count):
            if sort == _TEXT:
                values.section()
            elif sort == _TAGGED:
                _check_tagged(values)
            else:
                raise _damaged(f"value of sort {sort}")
    if values.left:
        raise _damaged("values left over")
    return operations


def _check_tagged(values: _Reader) -> None:
    tag = values.byte()
    if tag == _INTEGER:
        values.number()
    elif tag == _FRACTION:
        values.skip(8)
    elif tag in _COUNTED:
        values.section()
    elif tag not in _BARE:
        raise _damaged(f"value with the tag {tag}")


def _damaged(detail: str) -> RecordError:
    return RecordError("record.delta_damaged", detail)
