"""A process that writes to the store is killed at fifty random points; after each, nothing that it said is missing."""

import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from app.store.store import Store
from tests.helpers.source import ROOT
from tests.helpers.store_writer import RECORDS, THEIRS, content
from tests.helpers.stores import OTHER, RELAY, SHARED, find, new_store, open_store, record_id

KILLS = 50

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


def write_and_kill(folder: Path, seed: int, said: Said) -> None:
    """Start a writer, hear some lines, and kill it without warning; what it said until then is heard too."""
    chance = random.Random(seed)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.store_writer", str(folder), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as writer:
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, MOST_LINES))]
        assert all(lines), "the writer died by itself"
        writer.kill()
        lines += writer.stdout.readlines()
    for line in lines:
        if line.endswith("\n"):
            said.hear(line)


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


def test_fifty_deaths_lose_nothing_that_was_committed(tmp_path: Path) -> None:
    """One file goes through all fifty; at the end it is as whole as one that never saw any."""
    new_store(tmp_path).close()
    said = Said()

    for seed in range(KILLS):
        write_and_kill(tmp_path, seed, said)
        store = open_store(tmp_path)
        check(store, said)
        store.close()

    assert sum(said.counts.values()) > KILLS
    assert said.sealed > 0
    assert said.merged > 0
