"""The service's own promises, beyond the contract that it shares with the link."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.failures import Code, Refusal
from app.protocol.messages import NO_SPACE, Ack, Done, EnvelopeUp, Refused, Welcome
from app.relay import log
from app.relay.database import Database, StorageError
from app.relay.schools import add_school, close_school
from app.relay.service import Service
from app.relay.settings import Allowances, Pace
from tests.helpers.clock import FakeClock
from tests.helpers.devices import Device

PIN, CODE = bytes(range(32)), b"0123456789"


@pytest.fixture
def service(database: Database) -> Service:
    return Service(database, PIN, CODE, FakeClock())


@pytest.fixture
def teacher(service: Service) -> Device:
    device = Device(service, PIN, CODE, seed=1)
    device.exchange(device.found())
    return device


def test_what_was_committed_is_there_before_the_answer(service: Service, teacher: Device) -> None:
    """A request that is cut after this keeps what had arrived whole."""
    visit = service.visit()
    visit.take(teacher.hello())
    for item in teacher.envelopes(3):
        visit.take(item)
    assert visit.pending_bytes > 300

    visit.commit()

    assert visit.pending_bytes == 0
    assert teacher.exchange(teacher.envelopes(1)).acks == [Ack(0, 4, 1)]


def test_nothing_is_kept_without_a_hello(service: Service, teacher: Device) -> None:
    visit = service.visit()
    for item in teacher.envelopes(2):
        visit.take(item)
    visit.commit()

    answer = list(visit.answer())

    assert [type(item) for item in answer] == [Welcome, Refused, Done]
    assert answer[1] == Refused(Code.OUT_OF_PLACE, NO_SPACE, 0)


def test_what_was_taken_before_a_stop_is_acknowledged(service: Service, teacher: Device) -> None:
    visit = service.visit()
    visit.take(teacher.hello())
    first, second = teacher.envelopes(2)
    visit.take(first)
    visit.stop(Refusal(Code.MALFORMED))
    visit.take(second)

    answer = list(visit.answer())

    assert answer[1:] == [Refused(Code.MALFORMED, NO_SPACE, 0), Ack(0, 1, 1), Done(more=False)]


def test_a_restarted_relay_goes_on(database: Database, teacher: Device) -> None:
    """Nothing that matters is in memory."""
    teacher.exchange(teacher.envelopes(2))

    teacher.relay = Service(database, PIN, CODE, FakeClock())

    assert teacher.exchange(teacher.envelopes(1)).acks == [Ack(0, 3, 1)]


def test_a_full_disk_refuses_uploads_and_still_answers(database: Database, teacher: Device) -> None:
    """Who comes to fetch is served; who comes to send keeps what he has."""
    teacher.relay = Service(database, PIN, CODE, FakeClock(), Allowances(free_bytes=1 << 62))

    answer = teacher.exchange(teacher.envelopes(2))

    assert answer.refused == [Refused(Code.RELAY_FULL, 0, 1)]
    assert answer.acks == [Ack(0, 0, 1)]


def test_a_full_space_is_told(database: Database, teacher: Device) -> None:
    """Founding took about 3 KB of the allowance; the envelope that no longer fits is named."""
    teacher.relay = Service(database, PIN, CODE, FakeClock(), Allowances(space_bytes=6_000))

    answer = teacher.exchange(teacher.envelopes(5, size=1_000))

    (refused,) = [refused for refused in answer.refused if refused.code == Code.SPACE_FULL]
    assert answer.acks == [Ack(0, refused.number - 1, 1)]
    assert 1 < refused.number <= 5


def test_a_request_that_is_too_large_is_taken_up_to_its_limit(database: Database, teacher: Device) -> None:
    """The rest comes with the next visit."""
    teacher.relay = Service(database, PIN, CODE, FakeClock(), Allowances(request_bytes=2_500))

    answer = teacher.exchange(teacher.envelopes(5, size=1_000))

    assert answer.refused == [Refused(Code.TOO_LARGE, NO_SPACE, 0)]
    assert answer.acks == [Ack(0, 2, 1)]


def test_large_uploads_are_committed_in_parts(database: Database, teacher: Device) -> None:
    """So that a stalled link and a power cut cost little."""
    teacher.relay = Service(database, PIN, CODE, FakeClock(), pace=Pace(commit_bytes=1_000))
    uploads = teacher.envelopes(6, size=400)

    def cut() -> Iterator[EnvelopeUp]:
        for item in uploads:
            assert isinstance(item, EnvelopeUp)
            yield item
        raise LinkError("link.lost")

    with pytest.raises(LinkError):
        list(teacher.relay.exchange(teacher.hello(), cut()))

    assert teacher.exchange([], flags=1).acks == [Ack(0, 6, 1)]


def test_the_relays_clock_is_told_and_judges_tickets(database: Database, teacher: Device) -> None:
    """A laptop may learn from it that its own clock is wrong."""
    clock = FakeClock()
    teacher.relay = Service(database, PIN, CODE, clock)
    uploads, ticket = teacher.invite(ends=clock.now())
    teacher.exchange(uploads)
    guest = Device(teacher.relay, PIN, seed=2)

    assert guest.read_by_ticket(ticket).time == clock.now()
    guest.exchange(guest.join(ticket))
    assert guest.exchange([]).refused == []


def test_trouble_with_the_database_is_a_link_error(database: Database, teacher: Device) -> None:
    """As the HTTP link would tell it."""
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(LinkError) as caught:
        teacher.exchange(teacher.envelopes(40, size=4_000))

    assert caught.value.code == "link.relay_full"


def test_a_school_founds_with_its_own_code_and_has_its_own_limits(database: Database) -> None:
    """The space remembers whose code it was; the relay card's own school is not concerned."""
    school = database.write(lambda connection: add_school(connection, "城关一中", now=1))
    assert school is not None
    service = Service(database, PIN, CODE, FakeClock(), Allowances(school_bytes=4_000))
    guest, own = Device(service, PIN, school.code, seed=5), Device(service, PIN, CODE, seed=6)

    assert guest.exchange(guest.found()).refused == []
    assert own.exchange(own.found()).refused == []
    full = guest.exchange(guest.envelopes(3, size=900))

    assert full.refused[0] == Refused(Code.SPACE_FULL, 0, 2)
    assert full.acks == [Ack(0, 1, 1)]
    assert own.exchange(own.envelopes(1)).refused == []
    with database.reading() as connection:
        assert log.find(connection, guest.space).school == school.number  # type: ignore[union-attr]  # it was founded


def test_a_closed_code_founds_nothing_more_and_harms_nothing(database: Database, service: Service) -> None:
    school = database.write(lambda connection: add_school(connection, "a school", now=1))
    assert school is not None
    first, second = Device(service, PIN, school.code, seed=5), Device(service, PIN, school.code, seed=6)
    first.exchange(first.found())

    database.write(lambda connection: close_school(connection, "a school"))

    assert second.exchange(second.found()).refused[0].code == Code.ADMISSION
    assert first.exchange(first.envelopes(1)).acks == [Ack(0, 1, 1)]


def test_a_device_that_sends_without_end_is_stopped_for_the_day(database: Database, teacher: Device) -> None:
    """In parts or whole; what was taken before is acknowledged, and fetching goes on."""
    clock = FakeClock()
    teacher.relay = Service(database, PIN, CODE, clock, Allowances(device_day_bytes=12_000))
    _, long = teacher.large(9_000)
    assert teacher.exchange(long).acks == [Ack(0, 1, 1)]

    answer = teacher.exchange(teacher.envelopes(3, size=2_000))

    assert answer.refused[0] == Refused(Code.RATE, 0, 3)
    assert answer.acks == [Ack(0, 2, 1)]
    assert teacher.exchange([]).refused == []
    clock.pass_seconds(86_400)
    teacher.number = 2
    assert teacher.exchange(teacher.envelopes(2, size=2_000)).acks == [Ack(0, 4, 1)]


def test_a_device_that_visits_without_end_is_told_to_wait(database: Database, teacher: Device) -> None:
    """Before the database is asked; a minute later it is served again, and a stranger never uses up its visits."""
    clock = FakeClock()
    teacher.relay = Service(database, PIN, CODE, clock, Allowances(visits_per_minute=3))
    for _ in range(5):
        teacher.exchange([], signature=bytes(64))
    for _ in range(3):
        assert teacher.exchange([]).refused == []

    answer = teacher.exchange(teacher.envelopes(1))

    assert answer.refused == [Refused(Code.RATE, NO_SPACE, 0)]
    assert answer.acks == []
    clock.pass_seconds(60)
    teacher.number = 0
    assert teacher.exchange(teacher.envelopes(1)).acks == [Ack(0, 1, 1)]


def test_a_check_asks_the_database(service: Service, database: Database, tmp_path: Path) -> None:
    service.check()
    database.close()
    for file in tmp_path.glob("relay.db*"):
        file.write_bytes(b"something else" * 1_000)

    with pytest.raises(StorageError):
        service.check()
