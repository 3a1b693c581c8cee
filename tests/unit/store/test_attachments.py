"""Which files records name, and how far what they hold is here."""

import pytest

from app.crypto.signing import digest
from app.errors import Bug
from app.ids import DeviceId, FileId, RecordId, SpaceId
from app.records.searching import Searchable
from app.store.attachments import AGAIN, BELIEVED, NEW, Coming, Named, Waits, Wish
from app.store.documents import Content
from app.store.store import Store

SPACE, OTHER, RELAY = SpaceId(bytes(16)), SpaceId(b"1" * 16), bytes(32)
RECORD = RecordId("AAAAAAAAAAAA")
HERE, GONE = b"a picture that is here", b"a picture that has not come"
NOW = 1_790_000_000


def named(number: int, content: bytes, added: int = NOW) -> Named:
    """A file as a record names it."""
    return Named(FileId(bytes([number] * 12)), digest(content), len(content), added)


def save(store: Store, *files: Named, record: RecordId = RECORD, space: SpaceId = SPACE, deleted: bool = False) -> None:
    """Save a record that names these files."""
    content = Content("plan", 1, b"state", Searchable("title"), {}, deleted, files=files)
    store.documents.save(record, space, content, b"delta", DeviceId(b"teacher1"), NOW)


def test_what_waits_follows_from_what_records_name_and_what_is_here(store: Store) -> None:
    here, gone = named(1, HERE), named(2, GONE, NOW + 5)
    store.attachments.put(HERE, NOW)
    save(store, here, gone)

    assert store.attachments.outgoing(SPACE, RELAY, NOW) == [Waits(here.file, here.digest, here.size, False)]
    assert store.attachments.incoming(SPACE, NOW) == [Waits(gone.file, gone.digest, gone.size, False)]
    assert store.attachments.incoming(OTHER, NOW) == store.attachments.outgoing(OTHER, RELAY, NOW) == []

    save(store)
    assert store.attachments.incoming(SPACE, NOW) == []
    assert store.attachments.content(here.digest) == HERE


def test_a_deleted_record_waits_for_nothing(store: Store) -> None:
    save(store, named(2, GONE))
    save(store, named(2, GONE), deleted=True)
    assert store.attachments.incoming(SPACE, NOW) == []


def test_a_record_that_is_shared_takes_its_files_along(store: Store) -> None:
    """The same content may have to go to another space, though the first one's relay has it."""
    store.attachments.put(HERE, NOW)
    save(store, named(1, HERE))
    store.attachments.know_there(RELAY, SPACE, named(1, HERE).file, NOW)
    assert store.attachments.outgoing(SPACE, RELAY, NOW) == []
    store.documents.move(RECORD, OTHER, NOW)
    assert len(store.attachments.outgoing(OTHER, RELAY, NOW)) == 1


def test_what_was_asked_for_comes_first_and_then_what_was_added_last(store: Store) -> None:
    files = [named(number, GONE + bytes([number]), NOW + number) for number in (1, 2, 3)]
    save(store, *files)
    store.attachments.ask([files[0].file])

    waits = store.attachments.incoming(SPACE, NOW)
    assert [(one.file[0], one.asked) for one in waits] == [(1, True), (3, False), (2, False)]
    assert store.attachments.asked()
    store.attachments.settle(files[0].file)
    assert not store.attachments.asked()


def test_a_relay_is_believed_for_a_week_as_long_as_a_file_is_new(store: Store) -> None:
    """One that says it has what it threw away is found out."""
    store.attachments.put(HERE, NOW)
    save(store, named(1, HERE))
    store.attachments.know_there(RELAY, SPACE, named(1, HERE).file, NOW)
    week_later, much_later = NOW + BELIEVED, NOW + NEW + 1
    assert store.attachments.outgoing(SPACE, RELAY, week_later - 1) == []
    assert len(store.attachments.outgoing(SPACE, RELAY, week_later)) == 1
    assert store.attachments.outgoing(SPACE, RELAY, week_later, again=False) == []
    assert store.attachments.outgoing(SPACE, RELAY, much_later) == []
    store.attachments.forget_there(RELAY, SPACE)
    assert len(store.attachments.outgoing(SPACE, RELAY, much_later)) == 1


def test_pieces_are_kept_as_they_come(store: Store) -> None:
    file = named(2, GONE).file
    assert store.attachments.coming(SPACE, file) == Coming()
    store.attachments.keep_part(SPACE, file, 0, 900, b"seal")
    store.attachments.keep_part(SPACE, file, 0, 900, b"sealed")
    assert store.attachments.coming(SPACE, file) == Coming(0, 900, b"sealed")
    store.attachments.keep_part(SPACE, file, 0, 0, b"first ")
    store.attachments.keep_part(SPACE, file, 1, 0, b"second")
    assert store.attachments.coming(SPACE, file) == Coming(2)
    assert store.attachments.joined(SPACE, file) == b"first second"
    store.attachments.drop_coming(SPACE, file)
    assert store.attachments.coming(SPACE, file) == Coming()
    with pytest.raises(Bug):
        store.attachments.keep_part(SPACE, file, 0, 9, b"")


def test_what_came_spoilt_is_left_for_longer_each_time_unless_it_is_asked_for(store: Store) -> None:
    file = named(2, GONE).file
    save(store, named(2, GONE))
    for times in range(1, 9):
        store.attachments.spoil(file, NOW)
        assert store.attachments.wish(file) == Wish(False, times)
        wait = AGAIN << min(times - 1, 5)
        assert store.attachments.incoming(SPACE, NOW + wait - 1) == []
        assert len(store.attachments.incoming(SPACE, NOW + wait)) == 1
    store.attachments.ask([file])
    assert len(store.attachments.incoming(SPACE, NOW)) == 1
    assert store.attachments.of_record(RECORD) == [file]


def test_one_content_is_kept_once(store: Store) -> None:
    assert store.attachments.put(HERE, NOW) == store.attachments.put(HERE, NOW) == digest(HERE)
    assert store.attachments.all_digests() == [digest(HERE)]
    assert store.attachments.has(digest(HERE))
    assert store.attachments.wanted(SPACE, FileId(bytes(12))) is None
