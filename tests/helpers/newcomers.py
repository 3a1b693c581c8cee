"""A space that has grown for a year, a keeper on a good link, and somebody who comes late."""

from app.sync import snapshot_making
from app.sync.budget import Pace, pace_name
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import PIN, World

GOOD = Pace(0.1, 200_000, 400_000, True, True, True)


def let_keeper_bring_snapshots(keeper: Workspace) -> None:
    """Say that the keeper's link was measured as good."""
    owner_of(keeper).store.identity.set_text(pace_name(PIN), GOOD.encode())


def grow(world: World, writer: Workspace, reader: Workspace, envelopes: int) -> None:
    """So many plans of 300 characters, each in an envelope of its own, an hour apart, and read at once."""
    for number in range(envelopes):
        world.clock.pass_seconds(3_600)
        text = "".join(chr(0x4E00 + (n * 7919 + number * 104_729) % 20_000) for n in range(300))
        writer.create("lesson_plan", {"topic": f"第{number}课", "notes": text}, world.shared())
        assert not writer.visit().trouble
        assert not reader.visit().trouble


def space_with_snapshot(world: World, envelopes: int = snapshot_making.GROWN) -> tuple[Workspace, Workspace]:
    """The teacher and the mentor of a space whose relay holds a snapshot of so many envelopes."""
    teacher, mentor = world.pair()
    grow(world, teacher, mentor, envelopes)
    settle(mentor)
    let_keeper_bring_snapshots(mentor)
    assert not mentor.visit().trouble
    return teacher, mentor
