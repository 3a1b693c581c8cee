"""Which records name which: what a record says now, in the order in which they were made."""

from app.ids import DeviceId, RecordId, SpaceId
from app.records.links import Linked
from app.records.searching import Searchable
from app.store.documents import Content
from app.store.links import Tie
from app.store.store import Store

SPACE = SpaceId(bytes(16))
PLAN, SEEN, THOUGHT = RecordId("AAAAAAAAAAAA"), RecordId("AAAAAAAAAAAB"), RecordId("AAAAAAAAAAAC")


def save(
    store: Store, record: RecordId, *links: Linked, now: int, deleted: bool = False, template: bool = False
) -> None:
    """Save a record that names others."""
    content = Content("plan", 1, b"state", Searchable("title"), {}, deleted, template, links=links)
    store.documents.save(record, SPACE, content, b"delta", DeviceId(b"teacher1"), now)


def test_both_ends_know_of_a_link(store: Store) -> None:
    save(store, PLAN, now=100)
    save(store, SEEN, Linked("plan", PLAN), now=200)
    save(store, THOUGHT, Linked("lesson", PLAN), Linked("seen", SEEN), now=300)

    assert store.links.around(SEEN) == [Tie(PLAN, "plan", True), Tie(THOUGHT, "seen", False)]
    assert store.links.around(PLAN) == [Tie(SEEN, "plan", False), Tie(THOUGHT, "lesson", False)]


def test_what_is_named_no_more_not_here_deleted_or_a_template_is_left_out(store: Store) -> None:
    save(store, PLAN, Linked("from", RecordId("ZZZZZZZZZZZZ")), Linked("from", PLAN), now=100)
    save(store, SEEN, Linked("plan", PLAN), now=200)
    save(store, SEEN, now=210)
    save(store, THOUGHT, Linked("lesson", PLAN), now=300, deleted=True)
    save(store, RecordId("AAAAAAAAAAAD"), Linked("lesson", PLAN), now=400, template=True)

    assert store.links.around(PLAN) == []
