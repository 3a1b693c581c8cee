"""Rounds in one transaction: each is told its own outcome, none pays for another, no log is remembered too early."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.failures import Code
from app.protocol.messages import Ack, EnvelopeUp, Item
from app.relay.checking import check
from app.relay.database import Connection, Database, StorageError
from app.relay.log import Ahead
from app.relay.round import Outcome, Round
from app.relay.service import Service, Visit
from app.relay.together import MOST, choose, write_together
from tests.helpers.clock import FakeClock
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device

PIN, CODE = bytes(range(32)), b"0123456789"


class Hall:
    """A service, devices in spaces of their own, and their rounds."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.service = Service(database, PIN, CODE, FakeClock())

    def device(self, seed: int) -> Device:
        """A device whose space is on the relay."""
        device = Device(self.service, PIN, CODE, seed)
        device.exchange(device.found())
        return device

    def round(self, device: Device, uploads: list[Item]) -> Round:
        """The last round of a visit."""
        visit: Visit = self.service.visit()
        for item in [device.hello(), *uploads]:
            visit.take(item)
        work = visit.round(last=True)
        assert work is not None
        return work


@pytest.fixture(params=DATABASES)
def hall(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hall]:
    made = Hall(Database(new_database(request.param, tmp_path)))
    yield made
    made.database.close()


def test_each_is_told_its_own_outcome(hall: Hall) -> None:
    """Two of them in one space: the second sees what the first has written."""
    teacher, other = hall.device(1), hall.device(2)
    rounds = [
        hall.round(teacher, teacher.envelopes(2)),
        hall.round(other, [EnvelopeUp(0, other.envelope()[:-1] + b"?")]),
        hall.round(teacher, teacher.envelopes(3)),
    ]

    first, second, third = write_together(hall.database, rounds)

    assert isinstance(first, Outcome)
    assert isinstance(second, Outcome)
    assert isinstance(third, Outcome)
    assert (first.acks, third.acks) == ([Ack(0, 2, 1)], [Ack(0, 5, 1)])
    assert second.refused == {(0, Code.ENVELOPE_SIGNATURE): 1}
    assert check(hall.database).faults == []


def test_who_alters_a_log_shares_with_nobody_of_that_space(hall: Hall) -> None:
    """What is remembered of a log is what was committed; a transaction that is undone must leave no memory."""
    teacher, other = hall.device(1), hall.device(2)
    invites, plain, elsewhere = (
        hall.round(teacher, teacher.invite()[0]),
        hall.round(teacher, teacher.envelopes(1)),
        hall.round(other, other.invite()[0]),
    )

    assert choose([invites, plain, elsewhere]) == [invites, elsewhere]
    assert choose([plain, invites, elsewhere]) == [plain, invites, elsewhere]
    assert len(choose([plain] * (MOST + 5))) == MOST


class Sick(Round):
    """A round that the database refuses."""

    def write(self, connection: Connection, ahead: Ahead | None = None) -> Outcome:
        raise StorageError("sick")


def sick(work: Round) -> Round:
    return Sick(work.house, work.hello, work.signer, work.pending, work.sent, work.before, work.last)


def test_nobody_pays_for_anothers_trouble(hall: Hall) -> None:
    """The common transaction fails; the others are stored all the same, once."""
    teacher, other = hall.device(1), hall.device(2)
    rounds = [hall.round(teacher, teacher.envelopes(2)), sick(hall.round(other, [])), hall.round(other, [])]

    first, second, third = write_together(hall.database, rounds)

    assert isinstance(first, Outcome)
    assert first.acks == [Ack(0, 2, 1)]
    assert isinstance(second, StorageError)
    assert isinstance(third, Outcome)
    assert check(hall.database).envelopes == 2


def test_one_alone_that_fails_is_told_so(hall: Hall) -> None:
    (outcome,) = write_together(hall.database, [sick(hall.round(hall.device(1), []))])

    assert isinstance(outcome, StorageError)


def test_an_own_envelope_is_not_looked_for_again(hall: Hall) -> None:
    """A visitor who is given nothing back costs no second transaction; one who has missed something does."""
    teacher = hall.device(1)

    def at_hand(uploads: list[Item]) -> bool:
        return _at_hand(hall, teacher, uploads)

    assert at_hand(teacher.envelopes(2))
    assert not at_hand(teacher.envelopes(1))
    teacher.cursor = 3
    assert at_hand([])


def _at_hand(hall: Hall, device: Device, uploads: list[Item]) -> bool:
    visit = hall.service.visit()
    for item in [device.hello(), *uploads]:
        visit.take(item)
    work = visit.round(last=True)
    assert work is not None
    (outcome,) = write_together(hall.database, [work])
    assert isinstance(outcome, Outcome)
    visit.settle(work, outcome)
    return visit.at_hand
