"""Uploads that are cut: whatever arrived is on the relay's disk, of a long envelope to the last byte."""

import contextlib
import itertools
import random
import time
from collections.abc import Iterator, Sequence

import pytest

from app.errors import LinkError
from app.protocol.messages import ASK_ACKS, Ack, Item, PartDown, PartUp, SpaceAt, encode_item
from app.protocol.parts import items_up
from app.protocol.relay_card import RelayCard
from app.sync.links.http import HttpLink
from tests.helpers.cutting_road import CuttingRoad
from tests.helpers.devices import Device
from tests.helpers.raw_visit import request_body, send_part
from tests.helpers.relay_process import RelayProcess

SEEDS = itertools.count(1)
#: How often the relay is asked whether it has noticed the cut, 20 ms apart: far more than it ever needs.
TRIES = 150


@pytest.fixture(scope="module")
def relay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RelayProcess]:
    with RelayProcess(tmp_path_factory.mktemp("relay")) as process:
        yield process


@pytest.fixture
def teacher(relay: RelayProcess) -> Iterator[Device]:
    link = HttpLink(relay.url, relay.card.pin)
    device = Device(link, relay.card.pin, relay.card.admission, next(SEEDS))
    device.exchange(device.found())
    yield device
    link.close()


def where(device: Device, at_least: tuple[int, int]) -> tuple[int, int]:
    """Number and held bytes that the relay tells, once they are ``at_least`` that or it has had every chance."""
    told = (-1, -1)
    for _ in range(TRIES):
        (ack,) = device.exchange([], flags=ASK_ACKS).acks
        told = ack.number, ack.held
        if told >= at_least:
            break
        time.sleep(0.02)
    return told


def uploads_of(envelopes: Sequence[bytes], number: int = 0, held: int = 0) -> list[Item]:
    """What is to be sent to a relay that has the first ``number`` of them, and ``held`` bytes of the next."""
    left = enumerate(envelopes[number:], number + 1)
    return [item for at, data in left for item in items_up(0, at, data, held if at == number + 1 else 0)]


def arrived(uploads: Sequence[Item], start: int, cut: int) -> tuple[int, int]:
    """What a relay holds of uploads behind a hello of ``start`` bytes that were cut after ``cut``: (number, held)."""
    number = held = 0
    for item in uploads:
        data = encode_item(item)
        content = item.part if isinstance(item, PartUp) else b""
        got = min(len(data), max(0, cut - start))
        start += len(data)
        if isinstance(item, PartUp):
            held = max(held if item.offset else 0, item.offset + max(0, got - (len(data) - len(content))))
            number, held = (item.number, 0) if held == item.whole else (number, held)
        elif got == len(data):
            number, held = number + 1, 0
        if got < len(data):
            break
    return number, held


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_upload_keeps_what_arrived(relay: RelayProcess, teacher: Device, seed: int) -> None:
    """Cut at a random byte, politely closed: short envelopes before it and every byte of the long one are kept."""
    envelopes = [teacher.large(size)[0] for size in (500, 9_000, 500, 30_000, 500)]
    uploads = uploads_of(envelopes)
    hello = teacher.hello()
    body, start = request_body(hello, uploads), len(encode_item(hello))
    cut = random.Random(seed).randrange(start + 1, len(body))
    expected = arrived(uploads, start, cut)

    send_part(relay.url, body, cut)

    assert where(teacher, expected) == expected
    number, held = expected
    rest = uploads_of(envelopes, number, held)
    assert teacher.exchange(rest).acks == [Ack(0, 5, 1)]


def test_a_reset_costs_at_most_what_was_under_way(relay: RelayProcess, teacher: Device) -> None:
    """A reset may swallow bytes that were sent; whatever is kept has no gap, and the rest follows."""
    envelopes = [teacher.large(5_000)[0] for _ in range(40)]
    uploads = uploads_of(envelopes)
    body = request_body(teacher.hello(), uploads)

    send_part(relay.url, body, len(body) - 100, reset=True)

    number, held = where(teacher, (1, 0))
    assert 0 <= number < 40
    rest = uploads_of(envelopes, number, held)
    answer = teacher.exchange(rest, flags=ASK_ACKS)
    assert (answer.acks, answer.refused) == ([Ack(0, 40, 1)], [])


def test_one_large_envelope_that_is_cut_every_64_kb_gets_through(relay: RelayProcess, teacher: Device) -> None:
    """Each request goes on at the very byte at which the one before was cut: eight requests, as for the bytes alone."""
    envelope, uploads = teacher.large(500_000)
    number = held = cuts = 0
    while not number:
        hello = teacher.hello()
        start = len(encode_item(hello))
        body = request_body(hello, uploads)
        part = min(64 * 1024, len(body))
        expected = arrived(uploads, start, part)
        send_part(relay.url, body, part)
        number, held = where(teacher, expected)
        assert (number, held) == expected
        cuts += 1
        uploads = uploads_of([envelope], number, held)

    assert cuts == 8


@pytest.fixture
def road(relay: RelayProcess) -> Iterator[CuttingRoad]:
    with CuttingRoad(relay.card.encode()) as opened:
        yield opened


def test_a_road_that_breaks_every_64_kb_costs_one_record_a_break(
    relay: RelayProcess, road: CuttingRoad, teacher: Device
) -> None:
    """Up and down over the real link. Only whole TLS records can be read, so a break loses the one that it divides."""
    invitation, ticket = teacher.invite()
    teacher.exchange(invitation)
    mentor = Device(HttpLink(relay.url, relay.card.pin), relay.card.pin, seed=next(SEEDS))
    mentor.read_by_ticket(ticket)
    mentor.exchange(mentor.join(ticket))
    envelope, _ = teacher.large(500_000)
    url = RelayCard.parse(road.card).url
    road.after = 64 * 1024
    road.forget()

    number = held = 0
    while not number:
        before = road.up
        # Asked while the relay is still reading what has passed, it would tell less than it will have.
        answer = push(teacher, url, uploads_of([envelope], 0, held))
        passed = int((road.up - before) * 0.99) - _BESIDE
        number, held = answer or where(teacher, (0, held + max(1, passed)))
    cuts, up = road.cuts, road.up
    road.forget()
    got = b""
    while len(got) < len(envelope):
        got += pull(mentor, url, len(got))

    assert got == envelope
    assert 7 <= cuts <= 12
    assert 7 <= road.cuts <= 9
    # Around each part stand up to 12 bytes, around each block of an answer 9; a hello and two heads are below 400.
    assert up <= _IN_BUFFERS + len(envelope) * 1.005 + cuts * 2_048 + (cuts + 1) * 400
    assert road.down <= len(envelope) * 1.01 + road.cuts * 2_048 + (road.cuts + 1) * 1_500


#: Of what passed before a break, the most that is no part: a hello, two heads, and one record that the break divides.
_BESIDE = 2_600
#: A relay that is writing to its disk reads no more for a moment. If the road breaks just then, what lies in its
#: server's buffers (64 KB a connection) is lost with the connection and goes again; two such moments are rare.
_IN_BUFFERS = 2 * 65_536


def push(device: Device, url: str, uploads: list[Item]) -> tuple[int, int] | None:
    """One request over a road that may break; the relay's number and held bytes, or None when it broke."""
    link = HttpLink(url, device.pin)
    try:
        items = list(link.exchange(device.hello(), uploads))
    except LinkError:
        return None
    finally:
        link.close()
    (ack,) = [item for item in items if isinstance(item, Ack)]
    return ack.number, ack.held


def pull(device: Device, url: str, held: int) -> bytes:
    """What comes of the one envelope behind ``held`` bytes of it, over a road that may break."""
    link, got = HttpLink(url, device.pin), b""
    with contextlib.suppress(LinkError):
        spaces = (SpaceAt(device.space, 0, len(device.entries), held),)
        for item in link.exchange(device.hello(spaces=spaces), []):
            if isinstance(item, PartDown):
                assert item.offset == held + len(got)
                got += item.part
    link.close()
    return got
