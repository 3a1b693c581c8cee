"""Two people work and are killed at random moments, with a real relay between them; nothing that was said is lost."""

import random
import tempfile
import time
from functools import partial
from pathlib import Path

from tests.faults import writing
from tests.faults.forks import Fork, Tell
from tests.faults.writing import Said, count_words, create, opened, shared
from tests.helpers.relay_process import RelayProcess

NAMES = ("teacher", "mentor")
#: Things that a program says at most before it is killed; how busy the machine is must not decide how far it comes.
MOST_LINES = 8
#: Seconds that go by at most between the last of these and the kill: a save takes 4 ms, a visit 20 to 40.
LONGEST = 0.04
#: How often the kill may also fall into the opening of the file, with its recovery and its steps.
EARLY = 0.3
#: How often the program that is started is one of a later version.
UPDATES = 0.15
#: Visits of both after which all must have come to rest.
ROUNDS = 40


def meet(folder: Path, card: str, tell: Tell) -> None:
    """Two people with a space."""
    for name in NAMES:
        create(folder / name, name)
    teacher, mentor = (opened(folder / name) for name in NAMES)
    space = mentor.found_space("校内", card).space
    ticket = mentor.make_ticket(space, "writer")
    mentor.visit()
    teacher.join(ticket.text)
    for workspace in (mentor, teacher):
        assert not workspace.visit().trouble
        workspace.close()


def finish(folder: Path, said: dict[str, Said], version: int, tell: Tell) -> None:
    """Both visit until nothing moves: each has every word of both, once, and they see the same."""
    writing.newer_program(version)
    people = [opened(folder / name) for name in NAMES]
    for _ in range(ROUNDS):
        reports = [person.visit() for person in people]
        assert not any(report.trouble for report in reports), reports
        if not any(report.sent or report.received for report in reports):
            break
    words = {word: record for each in said.values() for word, record in each.words.items()}
    seen = []
    for person in people:
        count_words(person, words)
        store = person._desk.store
        assert (store.inbox.count(), store.inbox.aside(), store.deltas.refused()) == (0, [], [])
        assert (store.deltas.all_pending(), store.outbox.size_waiting()) == ([], (0, 0))
        rows = person.list_records(space=shared(person), limit=10_000)
        seen.append({row.record: person.view(row.record).values for row in rows})
    assert seen[0] == seen[1]
    tell(f"records {len(seen[0])}")


def kill_people(points: int, seed: int) -> dict[str, int]:
    """Kill a program so many times. Gives what happened, by what it is called. Raises AssertionError."""
    chance = random.Random(seed)
    said = {name: Said() for name in NAMES}
    counts = dict.fromkeys(("kills", "while opening", "updates", "words", "visits"), 0)
    version = 0
    with tempfile.TemporaryDirectory() as made, RelayProcess(Path(made) / "relay") as relay:
        folder, card = Path(made), relay.card.encode()
        Fork(lambda tell: meet(folder, card, tell)).end()
        for point in range(points):
            name = chance.choice(NAMES)
            if chance.random() < UPDATES:
                version += 1
                counts["updates"] += 1
            early = chance.random() < EARLY
            program = Fork(partial(writing.work, folder / name, said[name], version, seed * 10_000 + point))
            ready = "" if early else program.hear()
            assert early or ready == "ready", ready + program.heard.read()
            lines = [] if early else [program.hear() for _ in range(chance.randint(0, MOST_LINES))]
            time.sleep(chance.uniform(0, LONGEST))
            lines += program.kill()
            counts["kills"] += 1
            counts["while opening"] += early and "ready" not in lines
            counts["words"] += sum(line.startswith("typed") for line in lines)
            counts["visits"] += sum(line.startswith("gone") for line in lines)
            said[name].hear([line for line in lines if line != "ready"])
            for old in (folder / name).glob("store.db.before-*"):
                old.unlink()
        (told,) = Fork(lambda tell: finish(folder, said, version, tell)).end()
        counts["records"] = int(told.split()[1])
    return counts
