"""Each verb that writes more than one thing is stopped before each of its statements: it leaves all or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.outbox import Exported
from app.store.store import Store
from app.store.tables import quoted
from tests.helpers.stores import DEVICE, OTHER, OWN, RELAY, SHARED, new_store, plan, record_id, save

RECORD = record_id(1)


class Stop(Exception):
    """The program is stopped here."""


def everything(store: Store) -> dict[str, list[str]]:
    """All rows of all tables, also those that the search index keeps."""
    names = store._database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
    return {
        name["name"]: sorted(map(repr, store._database.rows(f"SELECT * FROM {quoted(name['name'])}")))
        for name in names
        if name["name"] != "search"  # holds no text of its own; the tables that it keeps are read
    }


def prepared(folder: Path) -> Store:
    """A store with one sealed record that was saved again, one envelope in the inbox, and a mark of an import."""
    store = new_store(folder)
    save(store, 1, plan("第一稿", "旧文"), space=SHARED)
    store.outbox.seal(SHARED, 1, b"sealed", b"digest", [Exported(RECORD, b"v1", 1)], 110)
    save(store, 1, plan("第二稿", "新文"), space=SHARED)
    store.spaces.add_entries(SHARED, [b"found", b"invite"])
    item = store.inbox.add(SHARED, RELAY, 1, b"envelope", 120)
    store.deltas.begin_import(inbox=[item])
    return store


VERBS: dict[str, Callable[[Store], object]] = {
    "save": lambda store: store.documents.save(RECORD, SHARED, plan("第三稿", "更新"), b"delta", DEVICE, 200),
    "first save": lambda store: store.documents.save(record_id(2), OWN, plan("另一篇"), b"delta", DEVICE, 200),
    "merged": lambda store: store.documents.merged(RECORD, SHARED, plan("合并"), 200, author=OTHER, pending=False),
    "move": lambda store: store.documents.move(RECORD, OWN, 200),
    "project": lambda store: store.documents.project(RECORD, plan("重列", "重写")),
    "seal": lambda store: store.outbox.seal(SHARED, 2, b"more", b"next", [Exported(RECORD, b"v2", 2)], 200),
    "seal while saved": lambda store: store.outbox.seal(SHARED, 2, b"more", b"next", [Exported(RECORD, b"v2", 1)], 200),
    "acknowledge": lambda store: store.outbox.acknowledge(SHARED, 1),
    "add to the inbox": lambda store: store.inbox.add(SHARED, RELAY, 2, b"another", 200),
    "mark as read": lambda store: store.receipts.mark_read(RECORD, b"v2", 200),
    "replace entries": lambda store: store.spaces.add_entries(SHARED, [b"theirs"], start=1),
    "recover": lambda store: store.deltas.recover(),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_is_stopped_anywhere_leaves_the_file_as_it_was(tmp_path: Path, verb: str) -> None:
    """Stopped before its first statement, its second, and so on, until it comes through."""
    store = prepared(tmp_path)
    before = everything(store)
    stops = 0

    while True:
        try:
            run_stopped(store, VERBS[verb], stops)
        except Stop:
            assert everything(store) == before
            assert not store._database.in_transaction
            stops += 1
        else:
            break

    assert stops >= 2
    assert everything(store) != before
    assert store.intact()
    store.close()


def run_stopped(store: Store, verb: Callable[[Store], object], allowed: int) -> None:
    """Run a verb that may execute so many statements; the next one is not begun."""
    left = allowed

    def count(_sql: str, _values: object) -> None:
        nonlocal left
        if left == 0:
            raise Stop
        left -= 1

    with store._database.tables.tracer(count):
        try:
            verb(store)
        except Exception as error:
            if isinstance(error.__cause__, Stop):
                raise Stop from error
            raise
