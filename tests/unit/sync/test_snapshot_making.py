"""A snapshot is made only where it says the same as the log, and from records as they stand."""

import pytest

from app.protocol.messages import NO_SNAPSHOT, SnapshotAt
from app.protocol.snapshot import parse_chunk
from app.sync import snapshot_making
from app.sync.budget import Pace
from app.sync.snapshot_making import due, good, make, note, uploads
from app.workspace.workspace import Workspace
from tests.helpers.newcomers import grow
from tests.helpers.stories import owner_of, plan_of, received, settle
from tests.helpers.world import PIN, World


@pytest.fixture
def keeper(world: World, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Somebody for whom a snapshot is due."""
    monkeypatch.setattr(snapshot_making, "GROWN", 4)
    monkeypatch.setattr(snapshot_making, "CHUNK_AIM", 500)
    teacher, mentor = world.pair()
    grow(world, teacher, mentor, 5)
    settle(mentor)
    return mentor


def _due(keeper: Workspace, world: World) -> bool:
    return bool(due(owner_of(keeper), PIN, [world.shared()]))


def _made(keeper: Workspace, world: World) -> list[bytes]:
    owner = owner_of(keeper)
    for _ in make(owner, PIN, world.shared()):
        pass
    return owner.store.snapshots.made(PIN, world.shared())


def test_a_link_that_was_not_measured_is_not_good() -> None:
    assert not good(Pace())
    assert not good(Pace(up=5_000, told_up=True))
    assert good(Pace(up=50_000, told_up=True))
    assert good(Pace(down=50_000, told_down=True))


def test_chunks_are_one_series_and_end_with_the_last(world: World, keeper: Workspace) -> None:
    chunks = [parse_chunk(chunk) for chunk in _made(keeper, world)]
    assert len(chunks) > 1
    assert {chunk.series for chunk in chunks} == {chunks[0].series}
    assert [chunk.number for chunk in chunks] == list(range(chunks[0].series.count))


def test_while_something_of_the_space_waits_none_is_made(world: World, keeper: Workspace) -> None:
    """It would say that something is in it which is not."""
    assert _due(keeper, world)
    item = received(owner_of(keeper), world.shared(), b"not merged")
    owner_of(keeper).store.cursors.move(PIN, world.shared(), 100)
    assert not _due(keeper, world)
    assert _made(keeper, world) == []
    owner_of(keeper).store.inbox.done(item.id)
    assert _due(keeper, world)


def test_while_an_own_envelope_is_not_acknowledged_none_is_made(world: World, keeper: Workspace) -> None:
    plan_of(keeper, world)
    world.weather.uploads = 0
    keeper.visit()
    world.weather.uploads = None
    assert not _due(keeper, world)
    settle(keeper)
    assert _due(keeper, world)


def test_what_the_relay_has_is_not_sent_again_and_not_kept(world: World, keeper: Workspace) -> None:
    owner, space = owner_of(keeper), world.shared()
    chunks = _made(keeper, world)
    series = parse_chunk(chunks[0]).series
    nothing = SnapshotAt(0, 0, NO_SNAPSHOT, 0, 0)
    whole = b"".join(item.part for item in uploads(owner, PIN, 0, space, nothing))
    assert whole == b"".join(chunks)
    some = SnapshotAt(0, 0, series.snapshot, 1, 10)
    rest = list(uploads(owner, PIN, 0, space, some))
    assert (rest[0].number, rest[0].offset) == (1, 10)
    assert b"".join(item.part for item in rest) == whole[len(chunks[0]) + 10 :]

    note(owner, PIN, space, SnapshotAt(0, series.cursor, NO_SNAPSHOT, 0, 0))
    assert owner.store.snapshots.made(PIN, space) == []
    assert not _due(keeper, world)
