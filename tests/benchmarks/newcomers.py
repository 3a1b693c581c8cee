"""A newcomer to a space of a thousand records: with a keeper's snapshot, and with the log alone.

    python3 -m tests.benchmarks.newcomers

A real relay's service and real stores; the link is the reference one (80 kbit/s down, 600 ms there and back), whose
time is reckoned from the bytes that pass. "Last month" are the records that changed in the last thirty days of a year.
Real texts: the prose of zh-prose-cmrc2018, on which the dictionary was not trained.
"""

import sys
import tempfile
from pathlib import Path

from app.ids import RecordId
from app.records.edits import WriteProse
from app.sync.merge import merge_inbox
from app.sync.pull import Pull
from app.sync.push import request_for
from app.sync.state import Tally
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure
from tests.benchmarks.wire import PROSE, _pieces
from tests.helpers.newcomers import let_keeper_bring_snapshots
from tests.helpers.stories import owner_of
from tests.helpers.world import World, world_in

RECORDS, ENVELOPES, DAYS, MONTH = 1_000, 5_000, 365, 30
DOWN, ROUND_TRIP, TRIPS = 10_000, 0.6, 4


def main() -> int:
    """Run both; gives 1 when the texts are not there."""
    if not PROSE.exists():
        print(f"The texts to measure on are not there: {PROSE}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        teacher, mentor = world.pair()
        recent = _year(world, teacher, mentor)
        _measure("log", world, _newcomer(world, mentor, "赵刚"), recent)
        let_keeper_bring_snapshots(mentor)
        mentor.visit()
        _measure("snapshot", world, _newcomer(world, mentor, "孙丽"), recent)
    return 0


def _year(world: World, teacher: Workspace, mentor: Workspace) -> set[RecordId]:
    """Records over a year, each with four later sentences, an envelope for each save; gives those of its last month."""
    pieces = _pieces(RECORDS)
    step = DAYS * 86_400 // ENVELOPES
    recent: set[RecordId] = set()
    for number, (title, text) in enumerate(pieces):
        plan = teacher.create("lesson_plan", {"topic": title, "notes": text}, world.shared())
        teacher.visit()
        for more in range(ENVELOPES // RECORDS - 1):
            world.clock.pass_seconds(step)
            text += f"第{more + 2}次上课后又改了一句。"
            teacher.edit(plan, [WriteProse("notes", text)])
            teacher.visit()
        world.clock.pass_seconds(step)
        mentor.visit()
        if number >= RECORDS - RECORDS * MONTH // DAYS:
            recent.add(plan)
    mentor.visit()
    teacher.visit()
    return recent


def _newcomer(world: World, keeper: Workspace, name: str) -> Workspace:
    newcomer = world.person(name)
    world.bring(keeper, newcomer, "reader")
    return newcomer


def _measure(way: str, world: World, newcomer: Workspace, recent: set[RecordId]) -> None:
    """Take the answers in item by item, and look after each chunk or handful what can be read."""
    owner = owner_of(newcomer)
    (relay,) = owner.store.spaces.relays()
    passed, month = 0, 0
    more = True
    while more:
        request, tally = request_for(owner, relay), Tally()
        pull = Pull(owner, relay.relay, request, tally)
        link = world.open_link(relay)
        before = 0
        for item in link.exchange(request.hello, request.uploads):
            pull.take([item])
            if not month and link.traffic.received - before > 30_000:
                before = link.traffic.received
                month = passed + before if _has(newcomer, recent) else 0
        passed += link.traffic.received
        more = tally.more
        month = month or (passed if _has(newcomer, recent) else 0)
    assert _has(newcomer, recent)
    assert len(newcomer.list_records("lesson_plan", limit=2 * RECORDS)) == RECORDS
    figure(f"newcomer_{way}_bytes", passed, "B")
    figure(f"newcomer_{way}_last_month_2g", TRIPS * ROUND_TRIP + month / DOWN, "s")
    figure(f"newcomer_{way}_all_2g", TRIPS * ROUND_TRIP + passed / DOWN, "s")


def _has(newcomer: Workspace, recent: set[RecordId]) -> bool:
    """Merge what came so far: is everything of the last month there to be read?"""
    merge_inbox(owner_of(newcomer))
    return all(owner_of(newcomer).store.documents.load(record) is not None for record in recent)


if __name__ == "__main__":
    sys.exit(main())
