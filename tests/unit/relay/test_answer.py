"""What goes down: within the budget, in order, page by page, and up to where the space stood when it was asked."""

import pytest

from app.protocol.limits import PART
from app.protocol.messages import BlobDown, CursorMoved, Done, EntryDown, EnvelopeDown, Item, PartDown, SpaceAt
from app.relay import log
from app.relay.admission import Right
from app.relay.answer import Granted, downloads
from app.relay.database import Database
from app.relay.schema import SpaceRow

SPACE, TEACHER, MENTOR = b"s" * 16, b"teacher.", b"mentor.."
PAGE = 1_000


def fill(database: Database, sizes: list[int], entries: int = 0) -> SpaceRow:
    """More envelopes of the teacher's, and entries, in the space."""
    with database.writing() as connection:
        row = log.find(connection, SPACE, lock=True) or log.make_space(connection, SPACE, now=0)
        for number in range(entries):
            row = log.append_entry(connection, row, b"e%d" % number, b"%032d" % number, now=0)
        for number, size in enumerate(sizes, row.position + 1):
            row = log.append_envelope(connection, row, TEACHER, number, b"d" * 16, bytes(size), now=0)
        log.keep_space(connection, row)
    return row


def granted(
    row: SpaceRow, cursor: int = 0, right: Right = Right.EVERYTHING, blobs: tuple[bytes, ...] = (), held: int = 0
) -> Granted:
    return Granted(0, SpaceAt(SPACE, cursor, 0, held), row, right, row.position, 0, blobs)


def parts(items: list[Item]) -> list[tuple[int, int, int]]:
    """Cursor, offset and length of each part."""
    return [(item.cursor, item.offset, len(item.part)) for item in items if isinstance(item, PartDown)]


def test_entries_then_blobs_then_envelopes(database: Database) -> None:
    """News of members first: without them no envelope could be verified."""
    row = fill(database, [10], entries=2)

    items = list(downloads(database, MENTOR, [granted(row, blobs=(b"key",))], 10_000, PAGE))

    assert items == [
        EntryDown(0, b"e0"), EntryDown(0, b"e1"), BlobDown(0, b"key"), EnvelopeDown(0, 1, bytes(10)), Done(more=False),
    ]  # fmt: skip


def test_a_ticket_gets_no_envelopes(database: Database) -> None:
    row = fill(database, [10], entries=1)

    items = list(downloads(database, MENTOR, [granted(row, right=Right.ENTRIES)], 10_000, PAGE))

    assert items == [EntryDown(0, b"e0"), Done(more=False)]


def test_a_large_envelope_goes_through_a_small_budget_part_by_part(database: Database) -> None:
    """One part goes whatever the budget, or a small one would stop at a large envelope for ever."""
    row = fill(database, [5_000, 10])

    first = list(downloads(database, MENTOR, [granted(row)], 100, PAGE))
    second = list(downloads(database, MENTOR, [granted(row, held=PART)], 100, PAGE))
    third = list(downloads(database, MENTOR, [granted(row, cursor=1)], 100, PAGE))

    assert (parts(first), first[-1]) == ([(1, 0, PART)], Done(more=True))
    assert (parts(second), second[-1]) == ([(1, PART, 5_000 - PART)], Done(more=True))
    assert third == [EnvelopeDown(0, 2, bytes(10)), Done(more=False)]


@pytest.mark.parametrize("held", [0, 1, PART - 1, PART, PART + 1, 8_999])
def test_a_large_envelope_goes_on_where_it_stopped(database: Database, held: int) -> None:
    """What is held is of the first envelope only: the next one comes from its beginning."""
    row = fill(database, [9_000, 9_000])

    found = parts(list(downloads(database, MENTOR, [granted(row, held=held)], 100_000, PAGE)))

    assert found[0][:2] == (1, held)
    assert sum(size for cursor, _, size in found if cursor == 1) == 9_000 - held
    assert [part for part in found if part[0] == 2] == [(2, 0, PART), (2, PART, PART), (2, 2 * PART, 9_000 - 2 * PART)]


@pytest.mark.parametrize("held", [9_000, 9_001, 1_000_000])
def test_who_holds_more_than_there_is_begins_anew(database: Database, held: int) -> None:
    """The log is not the one of which he had a part."""
    row = fill(database, [9_000])

    assert parts(list(downloads(database, MENTOR, [granted(row, held=held)], 100_000, PAGE)))[0] == (1, 0, PART)


def test_order_is_kept_when_a_later_one_would_still_fit(database: Database) -> None:
    """After the one that does not fit comes none, or the cursor would skip it."""
    row = fill(database, [100, 5_000, 10])

    items = list(downloads(database, MENTOR, [granted(row)], 1_000, PAGE))

    assert [item.cursor for item in items if isinstance(item, EnvelopeDown)] == [1]
    assert items[-1] == Done(more=True)


def test_every_envelope_of_many_pages_comes_once(database: Database) -> None:
    row = fill(database, [300] * 700)

    items = list(downloads(database, MENTOR, [granted(row)], 10_000_000, PAGE))

    assert [item.cursor for item in items if isinstance(item, EnvelopeDown)] == list(range(1, 701))
    assert items[-1] == Done(more=False)


def test_what_is_written_meanwhile_waits_for_the_next_visit(database: Database) -> None:
    """Also because its author may have joined after the entries were sent."""
    row = fill(database, [600, 600, 600])
    items = downloads(database, MENTOR, [granted(row)], 10_000, PAGE)
    got = [next(items)]
    fill(database, [600])

    got += list(items)

    assert [item.cursor for item in got if isinstance(item, EnvelopeDown)] == [1, 2, 3]


@pytest.mark.parametrize(("own", "moved"), [(31, []), (32, [CursorMoved(0, 32)])])
def test_the_cursor_is_moved_past_own_envelopes_when_it_is_worth_it(
    database: Database, own: int, moved: list[CursorMoved]
) -> None:
    row = fill(database, [10] * own)

    assert list(downloads(database, TEACHER, [granted(row)], 10_000, PAGE)) == [*moved, Done(more=False)]


def test_a_cursor_beyond_the_end_is_moved_back(database: Database) -> None:
    row = fill(database, [10])

    assert list(downloads(database, MENTOR, [granted(row, cursor=7)], 9, PAGE)) == [CursorMoved(0, 1), Done(more=False)]


def test_a_budget_of_nothing_only_tells_that_something_waits(database: Database) -> None:
    row = fill(database, [10])

    assert list(downloads(database, MENTOR, [granted(row)], 0, PAGE)) == [Done(more=True)]
    assert list(downloads(database, MENTOR, [granted(row, cursor=1)], 0, PAGE)) == [Done(more=False)]
