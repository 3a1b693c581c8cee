"""Two processes of one relay: positions have no gap, nothing is lost or doubled, and both know who is a member."""

import threading
from pathlib import Path

import pytest

from app.protocol.failures import Code
from app.protocol.membership import Remove
from app.protocol.messages import Ack, EntryUp, EnvelopeDown, Item, Refused, SpaceAt
from app.relay.checking import check
from app.relay.database import Database
from app.spaces.membership_log import sign_entry
from app.sync.links.http import HttpLink
from tests.helpers.balancer import Balancer
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Answer, Device
from tests.helpers.relay_process import RelayProcess

VISITORS, VISITS, EACH = 4, 8, 3


def member(relay: RelayProcess, keeper: Device, seed: int) -> Device:
    """A device that joined the keeper's space, and visits this process."""
    device = Device(HttpLink(relay.url, relay.card.pin), relay.card.pin, seed=seed)
    keeper.catch_up(keeper.exchange([]))
    uploads, ticket = keeper.invite()
    keeper.exchange(uploads)
    device.read_by_ticket(ticket)
    device.exchange(device.join(ticket))
    return device


def visit_often(device: Device, acks: list[int]) -> None:
    """What one visitor does; the cursor stays at the end, so that only the pushing is measured."""
    for _ in range(VISITS):
        uploads = device.envelopes(EACH)
        spaces = (SpaceAt(device.space, device.cursor, len(device.entries)),)
        acks.append(device.exchange(uploads, spaces=spaces).acks[0].number)


@pytest.mark.parametrize("kind", DATABASES)
def test_two_processes_give_positions_without_a_gap(tmp_path: Path, kind: str) -> None:
    """Both lock the space's row; whoever reads sees 1, 2, 3 ... and each author's numbers in order."""
    target = new_database(kind, tmp_path)
    with RelayProcess(tmp_path, target) as one, RelayProcess(tmp_path, target) as other:
        assert one.card.pin == other.card.pin
        keeper = Device(HttpLink(one.url, one.card.pin), one.card.pin, one.card.admission, seed=1)
        keeper.exchange(keeper.found())
        devices = [member((one, other)[seed % 2], keeper, seed) for seed in range(2, 2 + VISITORS)]
        acks: list[list[int]] = [[] for _ in devices]
        threads = [
            threading.Thread(target=visit_often, args=(device, got)) for device, got in zip(devices, acks, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        items = keeper.exchange([]).items

    positions = [item.cursor for item in items if isinstance(item, EnvelopeDown)]
    assert acks == [[EACH * visit for visit in range(1, VISITS + 1)]] * VISITORS
    assert positions == list(range(1, VISITORS * VISITS * EACH + 1))


@pytest.mark.parametrize("kind", DATABASES)
def test_behind_a_balancer_both_know_who_joined_and_who_left(tmp_path: Path, kind: str) -> None:
    """Each request meets the other process than the one before: what one was told, the other finds in the log."""
    target = new_database(kind, tmp_path)
    folders = tmp_path / "one", tmp_path / "other"
    # On SQLite they share the folder; on a server each has its own, and gets its certificate from the database.
    first, second = (tmp_path, tmp_path) if kind == "SQLite" else folders
    with (
        RelayProcess(first, target) as one,
        RelayProcess(second, target) as other,
        Balancer([one.url, other.url]) as balancer,
    ):
        card = one.card
        assert (card.pin, card.admission) == (other.card.pin, other.card.admission)
        teacher, mentor = (Device(HttpLink(balancer.url, card.pin), card.pin, card.admission, seed) for seed in (1, 2))

        assert ask(teacher, teacher.found()).acks == [Ack(0, 0, 1)]
        uploads, ticket = teacher.invite()
        assert ask(teacher, uploads).acks == [Ack(0, 0, 2)]
        mentor.read_by_ticket(ticket)
        assert ask(mentor, mentor.join(ticket)).refused == []
        for number in range(1, 5):
            assert ask(mentor, mentor.envelopes(1)).acks == [Ack(0, number, 3)]
        teacher.catch_up(ask(teacher, []))
        leaving = sign_entry(Remove(teacher.state.head, teacher.id, mentor.person.person), teacher.key)
        teacher.entries.append(leaving)
        assert ask(teacher, [EntryUp(0, leaving)]).refused == []
        for number in range(5, 9):
            assert ask(mentor, mentor.envelopes(1)).refused[0] == Refused(Code.ENVELOPE_AUTHOR, 0, number)

        assert balancer.turns[0] > 5
        assert balancer.turns[1] > 5
    report = check(Database(target))
    assert (report.faults, report.envelopes) == ([], 4)


def ask(device: Device, uploads: list[Item]) -> Answer:
    """One visit over a connection of its own."""
    assert isinstance(device.relay, HttpLink)
    device.relay.close()
    return device.exchange(uploads)
