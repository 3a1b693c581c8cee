"""A save and a merge are stored whole: state, delta, row, search and outbox mark agree, always."""

import pytest

from app.errors import Bug
from app.ids import DeviceId
from app.store.documents import Stored
from app.store.outbox import Exported
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, OWN, SHARED, find, plan, receive, record_id, save


def test_a_save_stores_everything_of_it(store: Store) -> None:
    """State, delta, projection, search and outbox mark."""
    record = save(store, 1, plan("二进制", "数字 0 和 1", state=b"one"), now=100)

    assert store.documents.load(record) == Stored(
        record=record, space=OWN, kind="lesson_plan", version=1, title="二进制", state=b"one", author=DEVICE, mine=True,
        deleted=False, unread=False, created=100, changed=100, saves=1, exported=None, sent_number=None,
    )  # fmt: skip
    (delta,) = store.deltas.of(record)
    assert (delta.delta, delta.device, delta.number, delta.pending) == (b"delta of one", DEVICE, None, False)
    assert [listed.values for listed in store.queries.list_records("lesson_plan")] == [{"topic": "二进制"}]
    assert [hit.record for hit in find(store, "数字")] == [record]
    (unsent,) = store.outbox.unsent()[OWN]
    assert (unsent.record, unsent.saves, unsent.since) == (record, 1, None)


def test_a_second_save_replaces_what_is_derived_and_adds_to_what_is_true(store: Store) -> None:
    """Old words are no longer found; both deltas stay; the time of making stays."""
    record = save(store, 1, plan("旧题", state=b"one"), now=100)

    saves = store.documents.save(record, SHARED, plan("新题", state=b"two"), b"second", DEVICE, 160)

    stored = store.documents.load(record)
    assert stored is not None
    assert (stored.title, stored.state, stored.created, stored.changed) == ("新题", b"two", 100, 160)
    assert saves == stored.saves == 2
    assert stored.space == OWN  # a save moves nothing
    assert [row.delta for row in store.deltas.of(record)] == [b"delta of one", b"second"]
    assert find(store, "旧题") == []
    assert [listed.title for listed in store.queries.list_records("lesson_plan")] == ["新题"]


def test_a_save_that_fails_half_way_leaves_nothing(store: Store) -> None:
    """A value that no column takes stops it after the state was written; all of it is undone."""
    save(store, 1, plan("第一稿", state=b"one"))

    with pytest.raises(Bug):
        save(store, 1, plan("第二稿", state=b"two", unit=1 << 70))
    with pytest.raises(Bug):
        save(store, 2, plan("另一篇", unit=1 << 70))

    stored = store.documents.load(record_id(1))
    assert stored is not None
    assert (stored.state, stored.saves) == (b"one", 1)
    assert len(store.deltas.of(record_id(1))) == 1
    assert [hit.title for hit in find(store, "稿")] == ["第一稿"]
    assert store.documents.load(record_id(2)) is None
    assert store.deltas.of(record_id(2)) == []
    assert [unsent.saves for unsent in store.outbox.unsent()[OWN]] == [1]


def test_a_merge_stores_a_record_of_somebody_else(store: Store) -> None:
    """It is not mine, not read yet, found by search, and nothing of it waits to leave."""
    record = receive(store, 1, plan("同课异构", state=b"theirs"), now=200)

    stored = store.documents.load(record)
    assert stored is not None
    assert (stored.author, stored.mine, stored.unread, stored.space) == (OTHER, False, True, SHARED)
    assert [hit.record for hit in find(store, "异构")] == [record]
    assert store.outbox.unsent() == {}
    assert not store.deltas.pending(record, SHARED)


def test_a_merge_into_my_record_leaves_it_mine(store: Store) -> None:
    """Author, space and save counter stay; my unsent save still waits."""
    record = save(store, 1, plan("我的", state=b"mine"), space=SHARED)

    store.documents.merged(record, OWN, plan("我们的", state=b"ours"), 300, author=OTHER, pending=False)

    stored = store.documents.load(record)
    assert stored is not None
    assert (stored.mine, stored.author, stored.space, stored.saves) == (True, DEVICE, SHARED, 1)
    assert (stored.title, stored.unread, stored.changed) == ("我们的", True, 300)
    assert [unsent.saves for unsent in store.outbox.unsent()[SHARED]] == [1]


def test_a_merge_may_be_no_news(store: Store) -> None:
    """From my own second device; a record that was unread before stays so."""
    mine = receive(store, 1, plan("别人的"))
    store.documents.merged(mine, SHARED, plan("别人的"), 300, author=OTHER, pending=False, unread=False)
    own = record_id(2)
    store.documents.merged(
        own, OWN, plan("自己的"), 300, author=DeviceId(b"device 3"), pending=False, mine=True, unread=False
    )

    assert [listed.title for listed in store.queries.unread()] == ["别人的"]
    stored = store.documents.load(own)
    assert stored is not None
    assert stored.mine


def test_moving_a_record_owes_the_new_space_everything(store: Store) -> None:
    """What the old space was sent counts for nothing; moving it where it is does nothing."""
    record = save(store, 1, plan("要分享的"))
    store.outbox.seal(OWN, 1, b"envelope", b"digest", [Exported(record, b"v1", 1)], 110)
    assert store.outbox.unsent() == {}

    store.documents.move(record, OWN, 120)
    assert store.outbox.unsent() == {}
    store.documents.move(record, SHARED, 120)

    assert store.documents.exported_version(record) is None
    (unsent,) = store.outbox.unsent()[SHARED]
    assert (unsent.record, unsent.since, unsent.size) == (record, None, len(b"state"))
    assert OWN not in store.outbox.unsent()


def test_the_exported_version_can_move_with_a_merge(store: Store) -> None:
    """What came from the others need not be sent to them."""
    record = save(store, 1, plan("一"))
    assert store.documents.exported_version(record) is None

    store.documents.set_exported_version(record, b"v2")

    assert store.documents.exported_version(record) == b"v2"
    assert store.outbox.unsent()[OWN][0].since == b"v2"


def test_a_record_of_an_unknown_kind_is_kept_and_found(store: Store) -> None:
    """It has no table here, yet lists by title and search work."""
    content = plan("新式记录", "内容")
    unknown = type(content)("from_the_future", 7, b"state", content.words, {"x": "y"})

    record = receive(store, 1, unknown)

    assert [(listed.title, listed.values) for listed in store.queries.list_records()] == [("新式记录", {})]
    assert [hit.record for hit in find(store, "内容")] == [record]
    assert store.documents.stale() == []


def test_a_deleted_record_is_neither_listed_nor_found_and_comes_back(store: Store) -> None:
    """Deleting is a mark, undone by the next save without it."""
    record = save(store, 1, plan("误删"))
    save(store, 1, plan("误删", deleted=True))
    assert find(store, "误删") == []
    assert store.queries.list_records() == []
    assert [listed.record for listed in store.queries.list_records(deleted=True)] == [record]

    save(store, 1, plan("误删"))
    assert [hit.record for hit in find(store, "误删")] == [record]


def test_projecting_again_changes_only_what_is_derived(store: Store) -> None:
    """Neither the save counter, nor the time, nor the outbox."""
    record = save(store, 1, plan("题", "旧文"), now=100)
    before = store.documents.load(record)
    unsent = store.outbox.unsent()

    store.documents.project(record, plan("题", "新文", subject="maths"))

    assert store.documents.load(record) == before
    assert store.outbox.unsent() == unsent
    assert [hit.record for hit in find(store, "新文")] == [record]
    assert store.queries.list_records("lesson_plan")[0].values["subject"] == "maths"


def test_what_is_not_there_is_none(store: Store) -> None:
    """Loading and asking for a version; moving it changes nothing."""
    store.documents.move(record_id(9), SHARED, 1)

    assert store.documents.load(record_id(9)) is None
    assert store.documents.exported_version(record_id(9)) is None
    assert store.outbox.unsent() == {}
