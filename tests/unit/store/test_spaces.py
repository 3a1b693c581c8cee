"""Spaces, their membership logs and keys, relays, and people's names."""

from dataclasses import replace

from app.ids import PersonId
from app.store.spaces import RelayRow, SpaceRow
from app.store.store import Store
from tests.helpers.stores import OWN, RELAY, SHARED

MENTORING = SpaceRow(SHARED, "师徒", "writer", RELAY, False, b"founder", 200, True)
PRIVATE = SpaceRow(OWN, "个人", "keeper", None, True, b"", 300, True)


def test_a_space_is_kept_whole_and_replaced_whole(store: Store) -> None:
    """The private one comes first."""
    store.spaces.put(MENTORING)
    store.spaces.put(PRIVATE)
    assert store.spaces.all() == [PRIVATE, MENTORING]

    left = replace(MENTORING, role="reader", active=False)
    store.spaces.put(left)
    assert store.spaces.get(SHARED) == left
    assert store.spaces.get(type(SHARED)(b"unknown")) is None


def test_the_membership_log_grows_in_order_and_yields_to_the_relays_order(store: Store) -> None:
    """Entries of another space are not touched."""
    assert store.spaces.add_entries(SHARED, [b"found", b"invite"]) == 2
    assert store.spaces.add_entries(SHARED, [b"mine, made offline"]) == 3
    store.spaces.add_entries(OWN, [b"own"])

    assert store.spaces.add_entries(SHARED, [b"theirs", b"mine again"], start=2) == 4

    assert store.spaces.entries(SHARED) == [b"found", b"invite", b"theirs", b"mine again"]
    assert store.spaces.entries(SHARED, 3) == [b"mine again"]
    assert store.spaces.entries(OWN) == [b"own"]


def test_wrapped_keys_are_unsent_until_the_relay_holds_them(store: Store) -> None:
    """One that came from the relay is never sent back, also when it is added once more as unsent."""
    store.spaces.add_blobs(SHARED, {b"d1": b"wrapped 1", b"d2": b"wrapped 2"}, sent=False)
    store.spaces.add_blobs(SHARED, {b"d3": b"wrapped 3"}, sent=True)
    store.spaces.add_blobs(SHARED, {b"d3": b"wrapped 3"}, sent=False)

    assert store.spaces.unsent_blobs(SHARED) == {b"d1": b"wrapped 1", b"d2": b"wrapped 2"}
    store.spaces.blobs_sent(SHARED, [b"d1"])
    assert store.spaces.unsent_blobs(SHARED) == {b"d2": b"wrapped 2"}
    assert store.spaces.blob(SHARED, b"d1") == b"wrapped 1"
    assert store.spaces.blob(SHARED, b"d9") is None

    store.spaces.blobs_lost(SHARED)
    assert sorted(store.spaces.unsent_blobs(SHARED)) == [b"d1", b"d2", b"d3"]


def test_epoch_keys_are_kept_by_epoch(store: Store) -> None:
    """A second key of the same epoch replaces the first, as when a race of two keepers is settled."""
    store.spaces.add_key(SHARED, 1, b"one")
    store.spaces.add_key(SHARED, 2, b"two")
    store.spaces.add_key(SHARED, 2, b"two, settled")

    assert store.spaces.keys(SHARED) == {1: b"one", 2: b"two, settled"}
    assert store.spaces.keys(OWN) == {}


def test_a_relay_keeps_its_admission_code(store: Store) -> None:
    """A ticket brings address and certificate only, and must not take the founder's code away."""
    store.spaces.put_relay(RelayRow(RELAY, "https://old", b"code"))
    store.spaces.put_relay(RelayRow(RELAY, "https://new", b""))

    assert store.spaces.relays() == [RelayRow(RELAY, "https://new", b"code")]


def test_people_have_names_by_space(store: Store) -> None:
    """The latest name counts."""
    li, wang = PersonId(b"person 1"), PersonId(b"person 2")
    store.spaces.name_people(SHARED, {li: "李老师", wang: "王"})
    store.spaces.name_people(SHARED, {wang: "王老师"})
    store.spaces.name_people(OWN, {li: "我"})

    assert store.spaces.names(SHARED) == {li: "李老师", wang: "王老师"}
    assert set(store.spaces.names()) == {li, wang}
