"""Receipts both ways: what is news is told once, what was told is not told again."""

from app.ids import DeviceId, PersonId
from app.store.receipts import ReadMark
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, OWN, SHARED, plan, receive, record_id, save

THIRD = DeviceId(b"device 3")


def test_what_was_merged_is_told_once_and_again_when_it_grows(store: Store) -> None:
    """A number that grew while the envelope was sealed stays untold."""
    store.receipts.merged(SHARED, OTHER, 3, b"digest 3")
    store.receipts.merged(SHARED, THIRD, 1, b"digest 1")
    read = store.receipts.untold(SHARED)
    assert read == [(OTHER, 3), (THIRD, 1)]
    store.receipts.merged(SHARED, OTHER, 4, b"digest 4")

    store.receipts.told(SHARED, read)

    assert store.receipts.untold(SHARED) == [(OTHER, 4)]
    assert store.receipts.untold(OWN) == []


def test_numbers_never_go_back(store: Store) -> None:
    """An older envelope that comes again is no news, and does not move the chain."""
    store.receipts.merged(SHARED, OTHER, 5, b"digest 5")
    store.receipts.told(SHARED, [(OTHER, 5)])
    store.receipts.merged(SHARED, OTHER, 4, b"digest 4")
    store.receipts.merged(SHARED, OTHER, 5, b"something else")

    assert store.receipts.seen(SHARED, OTHER) == 5
    assert store.receipts.last_digest(SHARED, OTHER) == b"digest 5"
    assert store.receipts.untold(SHARED) == []
    assert (store.receipts.seen(SHARED, THIRD), store.receipts.last_digest(SHARED, THIRD)) == (0, b"")


def test_an_envelope_of_receipts_alone_is_not_thanked_for(store: Store) -> None:
    """Else two devices would thank each other for ever; what was untold before stays untold."""
    store.receipts.merged(SHARED, OTHER, 1, b"d", tell=False)
    assert store.receipts.untold(SHARED) == []

    store.receipts.merged(SHARED, OTHER, 2, b"d")
    store.receipts.merged(SHARED, OTHER, 3, b"d", tell=False)
    assert store.receipts.untold(SHARED) == [(OTHER, 3)]


def test_others_reports_say_how_far_they_have_merged_mine(store: Store) -> None:
    """The highest number counts, in whatever order they come."""
    store.receipts.reported(SHARED, OTHER, [(DEVICE, 4), (THIRD, 9)])
    store.receipts.reported(SHARED, THIRD, [(DEVICE, 2)])
    store.receipts.reported(SHARED, OTHER, [(DEVICE, 3)])

    assert store.receipts.reports(SHARED, DEVICE) == {OTHER: 4, THIRD: 2}
    assert store.receipts.reports(OWN, DEVICE) == {}


def test_reading_a_record_is_told_once_for_each_version(store: Store) -> None:
    """It is no longer unread; opening it again unchanged is no news."""
    record = receive(store, 1, plan("教案"))
    store.receipts.mark_read(record, b"v1", 300)
    assert store.queries.unread() == []
    marks = store.receipts.untold_reads(SHARED)
    assert marks == [ReadMark(record, b"v1", 300)]

    store.receipts.told_reads(marks)
    store.receipts.mark_read(record, b"v1", 400)
    assert store.receipts.untold_reads(SHARED) == []
    assert store.receipts.last_read(record) == ReadMark(record, b"v1", 300)

    store.receipts.mark_read(record, b"v2", 500)
    store.receipts.told_reads(marks)  # of the older version: says nothing about this one
    assert store.receipts.untold_reads(SHARED) == [ReadMark(record, b"v2", 500)]


def test_a_record_that_moved_is_told_to_its_new_space(store: Store) -> None:
    """The members there have not been told."""
    record = save(store, 1, plan("教案"))
    store.receipts.mark_read(record, b"v1", 300)
    store.receipts.told_reads(store.receipts.untold_reads(OWN))
    store.documents.move(record, SHARED, 310)

    store.receipts.mark_read(record, b"v1", 320)

    assert store.receipts.untold_reads(SHARED) == [ReadMark(record, b"v1", 320)]


def test_what_is_not_here_cannot_be_read(store: Store) -> None:
    """Nothing is told about it."""
    store.receipts.mark_read(record_id(9), b"v1", 300)

    assert store.receipts.last_read(record_id(9)) is None


def test_word_of_others_reading_is_kept(store: Store) -> None:
    """The latest word of each person counts, also for a record that has not come yet."""
    li, wang = PersonId(b"person 1"), PersonId(b"person 2")
    record = record_id(1)
    store.receipts.read_by(record, li, 300)
    store.receipts.read_by(record, wang, 200)
    store.receipts.read_by(record, li, 100)

    assert store.receipts.readers(record) == {wang: 200, li: 300}
    assert store.receipts.readers(record_id(2)) == {}


def test_what_was_read_on_another_laptop_is_read_and_not_told_again(store: Store) -> None:
    record = receive(store, 1, plan("教案"))
    store.receipts.mark_read(record, b"v1", 100)
    store.receipts.read_elsewhere(record, b"v2", 200)
    assert store.receipts.last_read(record) == ReadMark(record, b"v2", 200)
    assert store.receipts.untold_reads(SHARED) == []


def test_new_words_from_her_other_laptop_are_read_by_nobody_yet(store: Store) -> None:
    record = receive(store, 1, plan("教案"))
    store.receipts.read_by(record, PersonId(b"person 1"), 300)
    store.receipts.unread_by_all(record)
    assert store.receipts.readers(record) == {}


def test_every_reader_is_asked_for_at_once(store: Store) -> None:
    store.receipts.reported(SHARED, OTHER, [(DEVICE, 4), (THIRD, 1)])
    assert store.receipts.all_reports(SHARED) == {OTHER: {DEVICE: 4, THIRD: 1}}
    assert store.receipts.all_reports(OWN) == {}


def test_what_a_device_knew_of_the_log_never_goes_back(store: Store) -> None:
    store.receipts.merged(SHARED, OTHER, 1, b"d", entries=5)
    store.receipts.merged(SHARED, OTHER, 2, b"d", entries=3)
    assert store.receipts.position(SHARED, OTHER) == 5
    assert store.receipts.position(SHARED, THIRD) == 0
