"""A process that writes to a store is killed at random moments; after each, nothing that it said is missing."""

import random
import tempfile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.store.store import Store
from tests.faults.forks import Fork, Tell
from tests.helpers.store_writer import RECORDS, THEIRS, content, write
from tests.helpers.stores import OTHER, RELAY, SHARED, find, new_store, open_store, record_id

#: The most lines that are read before a kill; the writer goes on meanwhile, so it dies anywhere in its next steps.
MOST_LINES = 40


@dataclass
class Said:
    """What the writers have said in all: the last count of each record, and the last number and cursor."""

    counts: dict[int, int] = field(default_factory=dict)
    sealed: int = 0
    came: int = 0
    merged: int = 0

    def hear(self, line: str) -> None:
        """Take in one whole line; the last one before a death may be half."""
        verb, *numbers = line.split()
        if verb in ("save", "merge"):
            number, count = int(numbers[0]), int(numbers[1])
            self.counts[number] = max(count, self.counts.get(number, 0))
            self.merged += verb == "merge"
        elif verb == "seal":
            self.sealed = max(self.sealed, int(numbers[0]))
        else:
            self.came = max(self.came, int(numbers[0]))


def check_record(store: Store, number: int, at_least: int) -> None:
    """State, deltas, row and search of one record agree, and nothing that was said is missing."""
    record = record_id(number)
    stored = store.documents.load(record)
    deltas = store.deltas.of(record)
    assert len(deltas) >= at_least
    if stored is None:
        assert deltas == []
        return
    expected = content(number, len(deltas))
    assert [delta.delta for delta in deltas] == [content(number, count).state for count in range(1, len(deltas) + 1)]
    assert not any(delta.pending for delta in deltas)
    assert (stored.state, stored.title) == (expected.state, expected.title)
    assert stored.saves == (len(deltas) if number < THEIRS else 0)
    (listed,) = store.queries.list_records("lesson_plan", equals={"topic": expected.title})
    assert listed.record == record
    assert record in {hit.record for hit in find(store, expected.title)}
    if len(deltas) > 1:
        older = content(number, len(deltas) - 1).title
        assert older in expected.title or record not in {hit.record for hit in find(store, older)}
    unsent = {item.record: item.saves for items in store.outbox.unsent().values() for item in items}
    if number < THEIRS:
        assert unsent.get(record, int(stored.exported or 0)) == stored.saves
    else:
        assert record not in unsent


def check(store: Store, said: Said) -> None:
    """The whole file, and each of its parts against what was said."""
    assert store.intact()
    for number in (*range(RECORDS), *range(THEIRS, THEIRS + RECORDS)):
        check_record(store, number, said.counts.get(number, 0))
    sealed = store.outbox.unacknowledged(SHARED)
    assert [envelope.number for envelope in sealed] == list(range(1, len(sealed) + 1))
    assert len(sealed) == store.outbox.last_number(SHARED) >= said.sealed
    cursor = store.cursors.get(RELAY, SHARED).cursor
    waiting = [int(item.envelope) for item in store.inbox.waiting(limit=100_000)]
    aside = [int(item.envelope) for item in store.inbox.aside()]
    merged = sum(len(store.deltas.of(record_id(number))) for number in range(THEIRS, THEIRS + RECORDS))
    assert cursor >= said.came
    assert merged >= said.merged
    assert len(waiting) + len(aside) + merged == cursor
    assert waiting == sorted(set(waiting))
    assert store.receipts.seen(SHARED, OTHER) not in waiting


def look(folder: Path, said: Said, tell: Tell) -> None:
    """What the next program finds."""
    store = open_store(folder)
    check(store, said)
    store.close()
    tell("sound")


def kill_store(points: int, seed: int) -> dict[str, int]:
    """Kill a writer so many times; one file goes through all of them, and at the end it is as whole as one that never
    saw any. Gives what happened, by what it is called. Raises AssertionError."""
    said = Said()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        Fork(lambda tell: new_store(folder).close()).end()
        for point in range(points):
            number = seed * 10_000 + point
            writer = Fork(partial(write, folder, number))
            lines = [writer.hear() for _ in range(random.Random(number).randint(1, MOST_LINES))]
            assert all(lines), "the writer died by itself"
            for line in (*lines, *writer.kill()):
                said.hear(line)
            assert Fork(lambda tell: look(folder, said, tell)).end() == ["sound"]
    return {"kills": points, "saves": sum(said.counts.values()), "seals": said.sealed, "merges": said.merged}
