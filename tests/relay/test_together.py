"""Many visitors at once, at two processes of one relay: positions have no gap, and no envelope is lost or doubled."""

import threading
from pathlib import Path

from app.protocol.messages import EnvelopeDown, SpaceAt
from app.sync.links.http import HttpLink
from tests.helpers.devices import Device
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


def test_two_processes_give_positions_without_a_gap(tmp_path: Path) -> None:
    """Both lock the space's row; whoever reads sees 1, 2, 3 ... and each author's numbers in order."""
    with RelayProcess(tmp_path) as one, RelayProcess(tmp_path) as other:
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
