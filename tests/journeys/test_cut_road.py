"""Two people, two hundred records, and a link that is cut after so many bytes, whichever way they go."""

import random
from collections.abc import Callable

import pytest

from app.ids import DeviceId
from app.protocol.envelope import parse
from app.protocol.limits import PART
from app.protocol.messages import encode_item
from app.protocol.parts import items_down, items_up
from app.relay import log
from app.workspace.workspace import Workspace
from tests.helpers.amounts import amount
from tests.helpers.stories import device_of, settle
from tests.helpers.world import World, desk_of

EACH = 100
CUT = 64 * 1024
#: Visits that two people make at most; with a cut in each it takes about one for every cut's worth of bytes.
VISITS = 400
#: Bytes of an answer around its envelopes (Welcome, Ack, Done), which each further request brings again.
AROUND = 32


def write(workspace: Workspace, world: World, chance: random.Random) -> None:
    """Plans whose text hardly compresses, so that there is much to send."""
    for _ in range(EACH):
        notes = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(chance.randrange(100, 1_500)))
        workspace.create("lesson_plan", {"topic": notes[:12], "notes": notes}, world.shared())


def plans(workspace: Workspace) -> dict[str, tuple[object, object]]:
    """Topic and notes of every plan."""
    rows = workspace.list_records("lesson_plan", limit=1_000)
    views = {row.record: workspace.view(row.record).values for row in rows}
    return {record: (values["topic"], values["notes"]) for record, values in views.items()}


def on_the_relay(world: World) -> list[tuple[DeviceId, int, bytes]]:
    """Device, number and bytes of every envelope, in the relay's order."""
    with world.database.reading() as connection:
        found = list(log.envelopes(connection, world.space, first=1, last=1 << 40, reader=b"nobody.."))
    headers = [parse(data).header for _, data in found]
    return [(DeviceId(header.device), header.number, data) for header, (_, data) in zip(headers, found, strict=True)]


def cut_after(world: World, up: Callable[[], int], down: Callable[[], int]) -> tuple[Workspace, Workspace]:
    """Both write, and then visit while every request is cut if it is longer than these say."""
    teacher, mentor = world.pair()
    chance = random.Random(1)
    write(teacher, world, chance)
    write(mentor, world, chance)
    weather = world.weather
    weather.passed_up = weather.passed_down = weather.cuts = 0
    weather.bytes_up, weather.bytes_down = up, down
    for _ in range(VISITS):
        report = teacher.visit(), mentor.visit()
        if not any(one.trouble or one.sent or one.received for one in report):
            break
    else:
        pytest.fail("they never came to an end")
    return teacher, mentor


def check(world: World, teacher: Workspace, mentor: Workspace) -> tuple[int, int]:
    """Everything arrived, once; gives how many bytes had to go up and come down."""
    assert len(plans(teacher)) == 2 * EACH
    assert plans(mentor) == plans(teacher)
    for workspace in (teacher, mentor):
        store = desk_of(workspace).store
        assert all(len(store.deltas.of(row.record)) == 1 for row in workspace.list_records("lesson_plan", limit=1_000))
        assert (store.inbox.count(), store.inbox.aside(), store.deltas.all_pending()) == (0, [], [])
    stored = on_the_relay(world)
    for workspace in (teacher, mentor):
        numbers = [number for device, number, _ in stored if device == device_of(workspace)]
        assert numbers == list(range(1, len(numbers) + 1))
    up = sum(len(encode_item(item)) for _, number, data in stored for item in items_up(0, number, data))
    down = sum(len(encode_item(item)) for at, (_, _, data) in enumerate(stored, 1) for item in items_down(0, at, data))
    return up, down


@pytest.mark.share
@pytest.mark.parametrize("seed", range(amount(2, 6)))
def test_everything_arrives_once_however_the_link_is_cut(world: World, seed: int) -> None:
    """And what goes twice is never more than a part a cut."""
    chance = random.Random(seed)
    teacher, mentor = cut_after(world, lambda: chance.randrange(1, 2 * CUT), lambda: chance.randrange(20, 2 * CUT))

    up, down = check(world, teacher, mentor)

    cuts, requests = world.weather.cuts, sum(link.traffic.requests for link in world.links)
    assert cuts > 5
    assert 0 <= world.weather.passed_up - up <= cuts * PART
    assert 0 <= world.weather.passed_down - down <= cuts * PART + requests * AROUND
    world.weather.bytes_up = world.weather.bytes_down = lambda: None
    settle(teacher, mentor)


def test_with_a_cut_every_64_kb_at_most_a_fiftieth_goes_twice(world: World) -> None:
    teacher, mentor = cut_after(world, lambda: CUT, lambda: CUT)

    up, down = check(world, teacher, mentor)

    assert world.weather.cuts >= (up + down) // CUT - 3
    assert world.weather.passed_up - up <= up * 0.02
    assert world.weather.passed_down - down <= down * 0.02
