"""What is told before a visit is right within a fifth: bytes, over many mixes of real texts, and seconds on 2G."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from app.protocol.messages import Hello, Item
from app.records.edits import WriteProse
from app.store.spaces import RelayRow
from app.sync.estimate import Estimate, Estimator
from app.sync.links.traffic import Went, untold
from app.workspace.workspace import Workspace
from tests.helpers.link import LocalLink
from tests.helpers.shared_data import shared_file
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import World, desk_of

#: What HTTP puts around a request and its answer; the link of these tests has no heads.
HEADS = len("POST /v1/exchange HTTP/1.1\r\nHost: relay.example:8443\r\nContent-Length: 1000\r\n\r\n") + 40


@cache
def _paragraphs() -> tuple[str, ...]:
    lines = shared_file("zh-prose-cmrc2018", "paragraphs.jsonl").read_text("utf-8").splitlines()
    return tuple(str(json.loads(line)["text"]) for line in lines)


@cache
def _plan() -> str:
    return shared_file("zh-lesson-plan-csunplugged", "how-binary-digits-work.md").read_text("utf-8")


def _sentences(count: int) -> list[str]:
    found = [sentence + "。" for text in _paragraphs() for sentence in text.split("。") if 15 < len(sentence) < 40]
    return found[:count]


def _write(teacher: Workspace, world: World, count: int, size: Callable[[int], int]) -> None:
    text = "".join(_paragraphs())
    at = 0
    for number in range(count):
        length = size(number)
        values = {"topic": text[at : at + 8], "notes": text[at : at + length]}
        teacher.create("lesson_plan", values, world.shared())
        at = (at + length) % (len(text) - 20_000)


def one_sentence(teacher: Workspace, world: World) -> None:
    plan = teacher.list_records("lesson_plan")[0].record
    text = str(teacher.view(plan).values["notes"])
    teacher.edit(plan, [WriteProse("notes", text + _sentences(1)[0])])


def a_week_of_edits(teacher: Workspace, world: World) -> None:
    plans = [row.record for row in teacher.list_records("lesson_plan")]
    for number, sentence in enumerate(_sentences(100)):
        plan = plans[number % len(plans)]
        text = str(teacher.view(plan).values["notes"])
        world.clock.pass_seconds(120)
        teacher.edit(plan, [WriteProse("notes", text + sentence)])


def three_new_plans(teacher: Workspace, world: World) -> None:
    _write(teacher, world, 3, lambda _: 3_000)


def many_small_ones(teacher: Workspace, world: World) -> None:
    _write(teacher, world, 400, lambda number: 60 + number % 7 * 20)


def long_and_short(teacher: Workspace, world: World) -> None:
    _write(teacher, world, 80, lambda number: 200 if number % 10 else 9_000)


def comments(teacher: Workspace, world: World) -> None:
    plan = teacher.list_records("lesson_plan")[0].record
    for sentence in _sentences(12):
        teacher.comment(plan, "notes", 0, 4, sentence)


def nothing_but_a_receipt(teacher: Workspace, world: World) -> None:
    mentor = world.people["王敏"]
    mentor.comment(mentor.list_records("lesson_plan")[0].record, "notes", 0, 4, "好")
    mentor.visit()
    teacher.visit()
    teacher.create("lesson_plan", {"topic": "短"}, world.shared())


MIXES = [one_sentence, a_week_of_edits, three_new_plans, many_small_ones, long_and_short, comments]


@dataclass
class Road:
    """A link of 40 kbit/s up, 80 down and 600 ms there and back, on which only the world's clock moves."""

    world: World
    up: float = 5_000.0
    down: float = 10_000.0
    round_trip: float = 0.6

    def open(self, _relay: RelayRow) -> "SlowLink":
        return SlowLink(self)


class SlowLink(LocalLink):
    """LocalLink that takes its time; the first request pays for name, connection and greeting."""

    def __init__(self, road: Road) -> None:
        super().__init__(road.world.service, road.world.weather)
        self._road = road

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        clock, road = self._road.world.clock, self._road
        trips = 4 if self.traffic.requests == 0 else 1
        sent, received = self.traffic.sent, self.traffic.received
        first = True
        for item in super().exchange(hello, uploads, went):
            if first:
                clock.pass_time(trips * road.round_trip + (self.traffic.sent - sent) / road.up)
                first = False
            clock.pass_time((self.traffic.received - received) / road.down)
            received = self.traffic.received
            yield item


@pytest.fixture
def teacher(world: World) -> Workspace:
    """Somebody with thirty plans that everybody has."""
    teacher, mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "二进制", "notes": _plan()}, world.shared())
    _write(teacher, world, 29, lambda _: 400)
    settle(teacher, mentor)
    return teacher


@pytest.mark.parametrize("mix", [*MIXES, nothing_but_a_receipt], ids=lambda mix: mix.__name__)
def test_bytes_and_seconds_told_before_a_visit_are_right_within_a_fifth(
    world: World, teacher: Workspace, mix: Callable[[Workspace, World], None]
) -> None:
    mix(teacher, world)
    teacher._open_link = Road(world).open
    line = teacher.sync_line()
    began = world.clock.monotonic()
    report = teacher.visit()
    took = world.clock.monotonic() - began

    assert not report.trouble
    actual = report.bytes_up + report.bytes_down + HEADS
    assert 0.8 <= line.waiting_bytes / actual <= 1.2, (line.waiting_bytes, actual)
    assert line.seconds == pytest.approx(took, rel=0.2, abs=1), (line.seconds, took)


def test_a_link_of_another_speed_is_told_right_after_one_visit(world: World, teacher: Workspace) -> None:
    """Four times as fast as a village's; one week's work teaches it."""
    teacher._open_link = Road(world, 20_000, 60_000, 0.1).open
    teacher.visit()
    long_and_short(teacher, world)
    teacher.visit()
    _write(teacher, world, 60, lambda _: 700)
    line = teacher.sync_line()
    began = world.clock.monotonic()
    assert not teacher.visit().trouble
    assert line.seconds == pytest.approx(world.clock.monotonic() - began, rel=0.2, abs=1)


def test_what_the_relay_still_holds_is_told_too(world: World, teacher: Workspace) -> None:
    mentor = world.people["王敏"]
    long_and_short(teacher, world)
    teacher.visit()
    mentor._open_link = Road(world).open
    mentor.visit(seconds=6)
    line = mentor.sync_line()
    report = mentor.visit()
    assert line.coming_bytes > 10_000
    assert 0.8 <= line.coming_bytes / (report.bytes_down + 40) <= 1.2


def test_nothing_that_waits_costs_nothing(world: World, teacher: Workspace) -> None:
    settle(teacher, world.people["王敏"])
    (relay,) = owner_of(teacher).store.spaces.relays()
    assert Estimator(owner_of(teacher)).of(relay) == Estimate()


def test_a_large_outbox_is_not_looked_at_again_for_each_keystroke(
    world: World, teacher: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_small_ones(teacher, world)
    before = teacher.sync_line()
    desk = desk_of(teacher)
    compressed: list[int] = []
    compress = desk.owner.compressor.compress

    def counted(data: bytes) -> bytes:
        compressed.append(len(data))
        return compress(data)

    monkeypatch.setattr(desk.owner.compressor, "compress", counted)
    one_sentence(teacher, world)
    after = teacher.sync_line()
    assert compressed == []
    assert before.waiting_bytes <= after.waiting_bytes < before.waiting_bytes * 1.1
