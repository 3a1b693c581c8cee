"""A round may be undone and done again: what the visitor is told is then what was stored, once."""

from pathlib import Path

import pytest

from app.protocol.failures import Code
from app.protocol.messages import Ack, EnvelopeUp
from app.relay.admission import Members, Signer
from app.relay.database import Connection, Database
from app.relay.quotas import Quotas
from app.relay.round import House, Outcome, Round
from app.relay.service import Service
from tests.helpers.clock import FakeClock
from tests.helpers.devices import Device

PIN, CODE = bytes(range(32)), b"0123456789"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(Database(tmp_path / "relay.db"), CODE, FakeClock(), Quotas(), Members())


@pytest.fixture
def teacher(house: House) -> Device:
    device = Device(Service(house.database, PIN, CODE, house.clock), PIN, CODE, seed=1)
    device.exchange(device.found())
    return device


def round_of(house: House, device: Device, uploads: list[EnvelopeUp], before: Outcome | None = None) -> Round:
    hello = device.hello()
    return Round(house, hello, Signer(hello, PIN), uploads, frozenset({0}), before or Outcome(), last=True)


def test_a_round_that_was_undone_leaves_no_trace_in_the_next_try(house: House, teacher: Device) -> None:
    """As after a deadlock or a lost connection, on a server."""
    uploads = [EnvelopeUp(0, teacher.envelope()), EnvelopeUp(0, teacher.envelope()[:-1] + b"?")]
    work, outcomes = round_of(house, teacher, uploads), []

    def undone(connection: Connection) -> None:
        outcomes.append(work.write(connection))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        house.database.write(undone)
    outcomes.append(house.database.write(work.write))

    first, second = outcomes
    assert second.acks == first.acks == [Ack(0, 1, 1)]
    assert second.refused == first.refused == {(0, Code.ENVELOPE_SIGNATURE): 2}
    assert second.granted == first.granted


def test_what_earlier_rounds_refused_is_not_forgotten(house: House, teacher: Device) -> None:
    """The answer tells of the whole visit."""
    before = Outcome()
    before.refuse(0, Code.ENVELOPE_NUMBER, 5)
    before.refuse(0, Code.ENVELOPE_NUMBER, 6)

    outcome = house.database.write(round_of(house, teacher, [], before).write)

    assert outcome.refused == {(0, Code.ENVELOPE_NUMBER): 5}
    assert before.acks == []
