"""The store as a whole: made whole or not at all, opened again with everything in it."""

from pathlib import Path

import pytest

from app.errors import Bug, StoreError
from app.store import store as module
from app.store.store import Store
from tests.helpers.stores import KEY, KINDS, find, new_store, open_store, plan, record_id, save


def test_a_new_store_is_one_file_that_opens_again(tmp_path: Path) -> None:
    """With folders above it made as needed, and nothing left over."""
    folder = tmp_path / "home" / "person"
    store = Store.create(folder / "store.db", KEY, KINDS)
    save(store, 1, plan("一"))
    assert store.intact()
    store.close()

    assert sorted(file.name for file in folder.iterdir()) == ["store.db", "store.db.lock"]
    store = open_store(folder)
    assert store.documents.load(record_id(1)) is not None
    assert store.quarantined == []
    store.close()


def test_making_one_never_touches_one_that_is_there(tmp_path: Path) -> None:
    """A second person of the same name must get another file."""
    store = new_store(tmp_path)
    save(store, 1, plan("一"))
    store.close()
    before = (tmp_path / "store.db").read_bytes()

    with pytest.raises(StoreError) as raised:
        new_store(tmp_path)

    assert raised.value.code == "store.in_use"
    assert (tmp_path / "store.db").read_bytes() == before


def test_one_that_was_cut_off_while_it_was_made_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file of the final name is there until it is whole; what is left over does not disturb."""

    def fail(_: object) -> list[str]:
        raise Bug("bug", "cut off")

    with monkeypatch.context() as patched:
        patched.setattr(module, "migrate", fail)
        with pytest.raises(Bug):
            new_store(tmp_path)
    assert not (tmp_path / "store.db").exists()
    (tmp_path / "store.db.partial").write_bytes(b"half a file")

    store = new_store(tmp_path)
    save(store, 1, plan("一"))
    store.close()


def test_an_opening_that_fails_lets_the_next_one_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is given back."""
    new_store(tmp_path).close()

    def fail(_: object) -> list[str]:
        raise StoreError("store.too_new")

    with monkeypatch.context() as patched:
        patched.setattr(module, "migrate", fail)
        with pytest.raises(StoreError):
            open_store(tmp_path)

    open_store(tmp_path).close()


def test_a_full_disk_stops_a_save_whole_and_the_next_one_works(store: Store) -> None:
    """What was saved before is there, in every part; nothing of the one that did not fit is."""
    save(store, 1, plan("写下的", "内容"))
    database = store._database
    database.rows(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")

    def fill() -> None:
        for number in range(2, 200):
            save(store, number, plan(f"第{number}篇", "很长的内容" * 400))

    with pytest.raises(StoreError) as raised:
        fill()
    assert raised.value.code == "store.full"

    database.rows("PRAGMA max_page_count = 1000000")
    listed = store.queries.list_records(limit=1000)
    unsent = [item.record for items in store.outbox.unsent().values() for item in items]
    assert sorted(row.record for row in listed) == sorted(unsent)
    assert [len(store.deltas.of(row.record)) for row in listed] == [1] * len(listed)
    assert [hit.title for hit in find(store, "写下的 内容")] == ["写下的"]
    save(store, 500, plan("有地方了"))
    assert store.intact()


def test_a_transaction_over_several_parts_is_one_unit(store: Store) -> None:
    """Undone together."""

    def fail() -> None:
        with store.transaction():
            save(store, 1, plan("一"))
            store.identity.set("name", b"x")
            store.cursors.next_visit(b"relay")
            raise Bug("bug", "elsewhere")

    with pytest.raises(Bug):
        fail()

    assert store.documents.load(record_id(1)) is None
    assert store.identity.get("name") is None
    assert store.cursors.next_visit(b"relay") == 1
