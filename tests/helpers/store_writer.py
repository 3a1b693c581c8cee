"""Writes to a store as fast as it can, and says each thing after it is committed; made to be killed.

What it writes follows a rule, so that a reader of the file can tell whether all parts of it agree: save number n of
record r has the state ``r:n``, as has its delta, its row and its words. It tells ``save R N``, ``seal NUMBER``,
``came CURSOR``, ``merge R N``.
"""

import random
from collections.abc import Callable
from pathlib import Path

from app.store.documents import Content
from app.store.outbox import Exported
from app.store.store import Store
from tests.helpers.stores import DEVICE, OTHER, RELAY, SHARED, open_store, plan, record_id

RECORDS = 6

#: Records from this number on are made by the other device, and only merged here.
THEIRS = 100


def content(number: int, count: int) -> Content:
    """Record ``number`` as its ``count``-th save or merge leaves it; now and then a long one of many pages."""
    words = f"{number:x}r{count}"
    return plan(words, f"正文 {words} " * (1 if count % 7 else 400), state=f"{number}:{count}".encode())


def save(store: Store, number: int) -> str:
    """One save, as a keystroke ends in it."""
    stored = store.documents.load(record_id(number))
    count = 1 + (stored.saves if stored else 0)
    written = content(number, count)
    store.documents.save(record_id(number), SHARED, written, written.state, DEVICE, count)
    return f"save {number} {count}"


def seal(store: Store) -> str:
    """One envelope of everything that waits."""
    exports = [
        Exported(unsent.record, b"%d" % unsent.saves, unsent.saves) for unsent in store.outbox.unsent().get(SHARED, [])
    ]
    number = store.outbox.last_number(SHARED) + 1
    store.outbox.seal(SHARED, number, b"envelope %d" % number, b"digest %d" % number, exports, 1)
    return f"seal {number}"


def receive(store: Store) -> str:
    """One envelope into the inbox."""
    cursor = store.cursors.get(RELAY, SHARED).cursor + 1
    store.inbox.add(SHARED, RELAY, cursor, b"%d" % cursor, 1)
    return f"came {cursor}"


def merge(store: Store) -> str | None:
    """The oldest envelope of the inbox: it holds one delta of the record that its number says."""
    waiting = store.inbox.waiting(limit=1)
    if not waiting:
        return None
    cursor = int(waiting[0].envelope)
    number = THEIRS + cursor % RECORDS
    record = record_id(number)
    store.deltas.begin_import(inbox=[waiting[0].id])
    with store.transaction():
        count = len(store.deltas.of(record)) + 1
        written = content(number, count)
        store.deltas.add_received(record, SHARED, OTHER, cursor, 0, written.state, 1)
        store.documents.merged(record, SHARED, written, count, author=OTHER, pending=False)
        store.receipts.merged(SHARED, OTHER, cursor, b"digest %d" % cursor)
        store.inbox.done(waiting[0].id)
        store.deltas.end_import()
    return f"merge {number} {count}"


def write(folder: Path, seed: int, tell: Callable[[str], None]) -> None:
    """Write until killed."""
    store = open_store(folder)
    chance = random.Random(seed)
    while True:
        act = chance.random()
        if act < 0.6:
            done: str | None = save(store, chance.randrange(RECORDS))
        elif act < 0.7:
            done = seal(store)
        elif act < 0.85:
            done = receive(store)
        else:
            done = merge(store)
        if done:
            tell(done)
