"""A relay is killed at random moments while a teacher sends and a mentor fetches; what it acknowledged stays there."""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from app.errors import LinkError
from app.protocol.messages import ASK_ACKS, Ack, EnvelopeDown, Item, PartDown, SpaceAt
from app.protocol.parts import items_up
from app.protocol.relay_card import RelayCard
from app.relay import cli
from app.sync.links.http import HttpLink
from tests.faults.forks import Fork, Tell
from tests.helpers.devices import Answer, Device

#: Deaths after which the teacher founds another space; each space is read from its beginning at its end.
DEATHS = 25
#: Answers that the relay gives at most before it is killed, and the seconds that go by at most after the last.
MOST_LINES, LONGEST = 6, 0.03
#: How often the relay that is started again is killed once more before it listens.
EARLY = 0.15
SIZES = (100, 100, 900, 3_000, 9_000, 60_000)
_ALL = 1 << 30


def serve(folder: Path, port: int, tell: Tell) -> None:
    """The relay's own command, whose two first lines are told."""
    sys.stdout = _Told(tell)
    sys.stderr = open(folder / "complaints.txt", "a", encoding="utf-8")  # noqa: SIM115  # until the process is killed
    cli.main(["run", "--home", str(folder / "relay"), "--host", "127.0.0.1", "--port", str(port)])


class _Told:
    """A standard output whose lines go to the parent."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line.strip():
                self._tell(line)
        return len(text)

    def flush(self) -> None:
        """Every line has gone already."""


class Circle:
    """A teacher and a mentor in a space, and all that the teacher ever offered to the relay in it."""

    def __init__(self, card: RelayCard, seed: int) -> None:
        self.link = HttpLink(card.url, card.pin)
        self.teacher = Device(self.link, card.pin, card.admission, seed)
        self.mentor = Device(self.link, card.pin, seed=seed + 500_000)
        self.offered: list[bytes] = []
        self.got: list[bytes] = []
        self.acked = 0
        self.teacher.exchange(self.teacher.found())
        invitation, ticket = self.teacher.invite()
        self.teacher.exchange(invitation)
        self.mentor.read_by_ticket(ticket)
        self.mentor.exchange(self.mentor.join(ticket))
        self.mentor.cursor = 0

    def work(self, chance: random.Random) -> Iterator[str]:
        """Send and fetch for ever; says each thing when it is known."""
        held = self.held()
        while True:
            self.offered += [self.teacher.large(chance.choice(SIZES))[0] for _ in range(chance.randint(1, 5))]
            self._hear(self.teacher.exchange(self._uploads(held), flags=ASK_ACKS, spaces=self._known(self.teacher)))
            held = 0
            yield f"acked {self.acked}"
            if chance.random() < 0.4:
                self._fetch()
                yield f"got {len(self.got)}"

    def _fetch(self) -> None:
        """Whole envelopes are kept with the cursor behind them, also of an answer that breaks off."""
        mentor, answer = self.mentor, Answer()
        hello = mentor.hello(budget=_ALL, spaces=self._known(mentor))
        try:
            for item in mentor.relay.exchange(hello, []):
                answer.items.append(item)
                if isinstance(item, EnvelopeDown) or (
                    isinstance(item, PartDown) and item.offset + len(item.part) == item.whole
                ):
                    mentor.cursor = item.cursor
        finally:
            self.got += answer.envelopes

    def held(self) -> int:
        """Ask what the relay has: never less than it acknowledged, and never more than was offered. Gives the bytes
        that it holds of the envelope under way."""
        before = self.acked
        (ack,) = self.teacher.exchange([], flags=ASK_ACKS, spaces=self._known(self.teacher)).acks
        assert before <= ack.number <= len(self.offered), f"{before} acknowledged, {ack.number} there"
        self.acked = ack.number
        return ack.held

    def check(self) -> None:
        """Everything offered is there from the beginning on, byte for byte, once and in order; what came while the
        relay was being killed is the same."""
        held = self.held()
        self._hear(self.teacher.exchange(self._uploads(held), flags=ASK_ACKS, spaces=self._known(self.teacher)))
        assert self.acked == len(self.offered)
        everything = self.mentor.exchange([], budget=_ALL, spaces=(SpaceAt(self.mentor.space, 0, 0),)).envelopes
        assert everything == self.offered
        assert self.got == self.offered[: len(self.got)]
        self.link.close()

    def _uploads(self, held: int) -> list[Item]:
        left = enumerate(self.offered[self.acked :], self.acked + 1)
        return [item for number, data in left for item in items_up(0, number, data, held * (number == self.acked + 1))]

    def _hear(self, answer: Answer) -> None:
        assert not answer.refused, answer.refused
        self.acked = max(item.number for item in answer.items if isinstance(item, Ack))

    @staticmethod
    def _known(device: Device) -> tuple[SpaceAt, ...]:
        return (SpaceAt(device.space, device.cursor, len(device.entries)),)


def visit(card: RelayCard, orders: int, seed: int, tell: Tell) -> None:
    """The people's side. Begins anew at each order; says "lost" when the relay is gone."""
    chance, circle = random.Random(seed), None
    with os.fdopen(orders, encoding="utf-8") as reading:
        for order in reading:
            try:
                if order == "end\n" and circle is not None:
                    circle.check()
                    break
                if order == "found\n":
                    if circle is not None:
                        circle.check()
                    circle = Circle(card, chance.randrange(1, 500_000))
                assert circle is not None
                tell("working")
                for line in circle.work(chance):
                    tell(line)
            except LinkError:
                tell("lost")


def kill_relay(points: int, seed: int) -> dict[str, int]:
    """Kill a relay so many times. Gives what happened, by what it is called. Raises AssertionError."""
    chance = random.Random(seed)
    counts = dict.fromkeys(("kills", "while starting", "acknowledgements", "fetches"), 0)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        relay, card = _started(folder, 0)
        port = int(card.url.rsplit(":", 1)[1])
        reading, writing = os.pipe()
        people = Fork(lambda tell: visit(card, reading, seed, tell))
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as orders:
            for point in range(points):
                print("go" if point % DEATHS else "found", file=orders, flush=True)
                lines = [people.hear() for _ in range(1 + chance.randint(0, MOST_LINES))]
                time.sleep(chance.uniform(0, LONGEST))
                relay.kill()
                while lines[-1] != "lost":
                    lines.append(people.hear())
                    assert lines[-1], "\n".join(lines)
                assert lines.count("lost") == 1, "it was lost before it was killed"
                counts["kills"] += 1
                counts["acknowledgements"] += sum(line.startswith("acked") for line in lines)
                counts["fetches"] += sum(line.startswith("got") for line in lines)
                if chance.random() < EARLY:
                    relay = Fork(lambda tell: serve(folder, port, tell))
                    time.sleep(chance.uniform(0, LONGEST))
                    relay.kill()
                    counts["while starting"] += 1
                relay, _ = _started(folder, port)
            print("end", file=orders, flush=True)
            people.end()
        relay.kill()
        with closing(sqlite3.connect(folder / "relay" / "relay.db")) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return counts


def _started(folder: Path, port: int) -> tuple[Fork, RelayCard]:
    relay = Fork(lambda tell: serve(folder, port, tell))
    first = relay.hear()
    assert first.startswith("listening "), first + relay.heard.read()
    return relay, RelayCard.parse(relay.hear())
