"""Roads that are slow, far, stall, break off anywhere, answer by half, reset in the greeting, repeat what was said.

Real sockets and a real relay, and everything arrives once.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.relay_card import RelayCard
from app.sync.links.http import HttpLink
from app.sync.links.traffic import Timeouts
from app.workspace.workspace import Workspace
from tests.helpers.devices import Device
from tests.helpers.hostile import HostileRelay, Village, agree, owner_of
from tests.helpers.road import TWO_G, Fate, Road, Shape, chances

#: Visits after which a road has won.
TRIES = 60
QUICK = Timeouts(connect=5.0, silence=1.0)


@pytest.fixture
def road(hostile: HostileRelay) -> Iterator[Road]:
    hostile.honest()
    with Road(hostile.card.encode()) as opened:
        yield opened


@pytest.fixture
def pair(village: Village, road: Road) -> tuple[Workspace, Workspace]:
    """A keeper and a teacher who both take the road."""
    village.timeouts = QUICK
    keeper = village.person("王敏")
    village.space = keeper.found_space("秀兰和王敏", road.card).space
    keeper.visit()
    teacher = village.bring(keeper, "李秀兰")
    village.settle(keeper, teacher)
    road.forget()
    return keeper, teacher


def words(seed: str, count: int) -> str:
    """Characters that hardly compress."""
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(count))


def through(workspace: Workspace) -> int:
    """Visit until one comes to its end; gives how many it took."""
    for count in range(1, TRIES):
        report = workspace.visit()
        if not report.trouble:
            return count
        assert set(report.trouble) <= {"link.lost", "link.slow", "link.unreachable", "link.not_a_relay"}
    raise AssertionError("the road won")


@pytest.mark.parametrize("seed", range(4))
def test_whatever_befalls_connections_everything_arrives_once(
    village: Village, road: Road, pair: tuple[Workspace, Workspace], seed: int
) -> None:
    keeper, teacher = pair
    topics = [f"第{number}课" for number in range(12)]
    for topic in topics:
        village.plan(teacher, topic, words(topic, 900))
    road.fate = chances(seed, 9_000, stall=3.0)
    through(teacher)
    through(keeper)

    road.fate = lambda number: Fate()
    village.settle(keeper, teacher)
    assert road.ends
    agree([keeper, teacher], *topics)
    for row in keeper.list_records("lesson_plan"):
        assert len(owner_of(keeper).store.deltas.of(row.record)) == 1


@pytest.mark.parametrize("at", [1, 100, 250, 400])
@pytest.mark.parametrize("way", ["up", "down"])
def test_a_break_within_the_greeting_is_a_lost_link_and_costs_nothing(
    village: Village, road: Road, pair: tuple[Workspace, Workspace], way: str, at: int
) -> None:
    keeper, teacher = pair
    village.plan(teacher, "秋天")
    road.fate = lambda number: (Fate(up=at) if way == "up" else Fate(down=at)) if number == road_start else Fate()
    road_start = road.connections

    assert set(teacher.visit().trouble) <= {"link.lost", "link.unreachable", "link.not_a_relay"}
    assert road.ends == 1
    through(teacher)
    through(keeper)
    agree([keeper, teacher], "秋天")


def test_half_an_answer_is_kept_as_far_as_it_came(
    village: Village, road: Road, pair: tuple[Workspace, Workspace]
) -> None:
    keeper, teacher = pair
    topics = [f"第{number}课" for number in range(8)]
    for topic in topics:
        village.plan(teacher, topic, words(topic, 4_000))
    through(teacher)
    road.forget()
    road.fate = lambda number: Fate(down=20_000, reset=False) if number == 0 else Fate()

    assert "link.lost" in keeper.visit().trouble
    half = road.down
    through(keeper)

    agree([keeper, teacher], *topics)
    road_whole = road.down
    assert road_whole - half < road_whole * 0.9


def test_a_stall_is_a_slow_link_and_said(village: Village, road: Road, pair: tuple[Workspace, Workspace]) -> None:
    keeper, teacher = pair
    village.plan(teacher, "秋天")
    road.fate = lambda number: Fate(stall=4.0, stall_at=300)

    assert set(teacher.visit().trouble) & {"link.slow", "link.lost"}

    road.fate = lambda number: Fate()
    through(teacher)
    through(keeper)
    agree([keeper, teacher], "秋天")


def test_a_proxy_that_repeats_a_request_changes_nothing(
    village: Village, road: Road, pair: tuple[Workspace, Workspace], hostile: HostileRelay, tmp_path: Path
) -> None:
    """TLS takes no such repetition; and the very request, sent again inside TLS, is refused for its number."""
    keeper, teacher = pair
    village.plan(teacher, "秋天")
    road.fate = lambda number: Fate(down=2_000, repeat=True)
    for _ in range(3):
        teacher.visit()
    road.fate = lambda number: Fate()
    through(teacher)
    through(keeper)
    agree([keeper, teacher], "秋天")

    device = Device(HttpLink(hostile.url, hostile.card.pin), hostile.card.pin, hostile.card.admission, seed=77)
    device.exchange(device.found())
    uploads, hello = device.envelopes(2), device.hello()
    first = list(device.relay.exchange(hello, uploads))
    again = list(device.relay.exchange(hello, uploads))
    assert [type(item).__name__ for item in first if type(item).__name__ == "Ack"] == ["Ack"]
    numbers = {getattr(item, "number", 0) for item in again if type(item).__name__ == "Ack"}
    assert numbers <= {2}


def test_a_slow_and_far_road_only_takes_longer(village: Village, road: Road, pair: tuple[Workspace, Workspace]) -> None:
    """The reference link, forty times as fast, with its resets."""
    keeper, teacher = pair
    village.timeouts = Timeouts()
    road.shape = TWO_G.faster(40)
    village.plan(teacher, "秋天", "一句话。" * 2_000)
    through(teacher)
    through(keeper)
    road.shape = Shape()
    agree([keeper, teacher], "秋天")


def test_the_next_visit_goes_on_with_the_tls_session_of_the_last(road: Road, hostile: HostileRelay) -> None:
    """The certificate and its proof are spared: a greeting without them, also when the link is another object."""
    card = RelayCard.parse(road.card)
    device = Device(HttpLink(card.url, card.pin), card.pin, card.admission, seed=78)
    device.exchange(device.found())
    link = device.relay
    assert isinstance(link, HttpLink)
    assert not link.resumed
    link.close()
    first = road.up + road.down
    road.forget()

    device.relay = again = HttpLink(card.url, card.pin)
    device.exchange([])

    assert again.resumed
    assert road.connections == 1
    assert road.up + road.down < first - 500
