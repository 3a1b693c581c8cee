"""Uploads that are cut: every envelope that arrived whole is on the relay's disk, the unfinished one is not."""

import itertools
import random
import time
from collections.abc import Iterator

import pytest

from app.protocol.messages import ASK_ACKS, encode_item
from app.sync.links.http import HttpLink
from tests.helpers.devices import Device
from tests.helpers.raw_visit import request_body, send_part
from tests.helpers.relay_process import RelayProcess

SEEDS = itertools.count(1)
#: How often the relay is asked whether it has noticed the cut, 20 ms apart: far more than it ever needs.
TRIES = 500


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


def held(device: Device, expected: int) -> int:
    """The last number that the relay holds, once it holds ``expected`` or has had every chance to."""
    number = -1
    for _ in range(TRIES):
        number = device.exchange([], flags=ASK_ACKS).acks[0].number
        if number >= expected:
            break
        time.sleep(0.02)
    return number


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_upload_keeps_what_was_whole(relay: RelayProcess, teacher: Device, seed: int) -> None:
    """Cut at a random byte, politely closed: exactly the whole envelopes before it are kept, and the visit resumes."""
    uploads = teacher.envelopes(40, size=5_000)
    hello = teacher.hello()
    body = request_body(hello, uploads)
    cut = random.Random(seed).randrange(len(encode_item(hello)) + 1, len(body))
    sizes = itertools.accumulate([len(encode_item(item)) for item in uploads], initial=len(encode_item(hello)))
    whole = sum(size <= cut for size in sizes) - 1

    send_part(relay.url, body, cut)

    assert held(teacher, whole) == whole
    assert teacher.exchange(uploads[whole:]).acks[0].number == 40


def test_a_reset_costs_at_most_what_was_under_way(relay: RelayProcess, teacher: Device) -> None:
    """A reset may swallow bytes that were sent; whatever is kept is whole, without a gap, and the rest follows."""
    uploads = teacher.envelopes(40, size=5_000)
    body = request_body(teacher.hello(), uploads)

    send_part(relay.url, body, len(body) - 100, reset=True)

    kept = held(teacher, 1)
    assert 0 <= kept < 40
    answer = teacher.exchange(uploads[kept:], flags=ASK_ACKS)
    assert (answer.acks[0].number, answer.refused) == (40, [])


def test_an_upload_that_is_cut_every_64_kb_gets_through(relay: RelayProcess, teacher: Device) -> None:
    """What is sent twice is at most the one envelope that each cut divided."""
    uploads = teacher.envelopes(60, size=8_000)
    sizes = [len(encode_item(item)) for item in uploads]
    sent = done = cuts = 0
    while done < len(uploads):
        hello = teacher.hello()
        start = len(encode_item(hello))
        body = request_body(hello, uploads[done:])
        part = min(64 * 1024, len(body))
        send_part(relay.url, body, part)
        whole = sum(size <= part for size in itertools.accumulate(sizes[done:], initial=start)) - 1
        sent, cuts = sent + part - start, cuts + 1
        assert held(teacher, done + whole) == done + whole
        done += whole

    assert cuts == 8
    assert sum(sizes) <= sent <= sum(sizes) + cuts * max(sizes)
