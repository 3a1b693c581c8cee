"""Bad roads: uploads that are cut again and again, a week's work over 2G, and what a TLS session that is kept saves.

    python3 dev.py bench roads

A real relay process and real stores. Cut roads: a thousand records of real text go up while every connection breaks
after so many bytes one way, handshakes counted in; "twice" is what passed inside TLS, less what had to pass once and
less the hellos of further requests. 2G: 40 kbit/s up, 80 down, 600 ms there and back, one reset in five minutes, in
real time. The limit is the bytes that passed over the bandwidth, and one round trip. Greeting: bytes on the wire of an
idle visit that do not pass inside TLS, with the TLS session of the visit before and without one.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from app.clock import SystemClock
from app.demo.relay_process import running_relay
from app.ids import RecordId, SpaceId
from app.paths import open_home
from app.protocol.messages import encode_item
from app.protocol.parts import items_up
from app.records.edits import WriteProse
from app.sync.links import pinned
from app.sync.seal import seal_waiting
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.benchmarks import wire
from tests.benchmarks.figures import figure
from tests.helpers.cutting_road import CuttingRoad
from tests.helpers.road import TWO_G, Road, Shape
from tests.helpers.world import desk_of

#: Bytes one way after which a connection breaks, and visits after which the road has won.
CUTS, TRIES = (64, 16, 4), 1_000
#: The week: edits of one sentence, records that they are in, plans that are new, and what the mentor writes.
EDITS, EDITED, NEW, COMMENTS = 100, 30, 3, 20


def main() -> int:
    """Run all; gives 1 when the texts are not there."""
    if not wire.PLAN.exists() or not wire.PROSE.exists():
        print("The texts to measure on are not there.", file=sys.stderr)
        return 1
    for kilobytes in CUTS:
        with tempfile.TemporaryDirectory() as folder, running_relay(Path(folder) / "relay") as relay:
            _cut(Path(folder), relay.card, kilobytes)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_relay(Path(folder) / "relay") as relay,
        Road(relay.card) as road,
    ):
        _week(Path(folder), road)
        _greeting(road)
    return 0


def pair(folder: Path, card: str) -> tuple[Workspace, Workspace, SpaceId]:
    """A mentor and a teacher who have heard of one another, and their space."""
    mentor, teacher = (
        People(open_home(folder / name), SystemClock()).create(name, "2580") for name in ("王敏", "李秀兰")
    )
    space = mentor.found_space("秀兰和王敏", card).space
    ticket = mentor.make_ticket(space, "writer")
    mentor.visit()
    teacher.join(ticket.text)
    for _ in range(3):
        for workspace in (teacher, mentor):
            assert not workspace.visit().trouble
    return mentor, teacher, space


def _cut(folder: Path, card: str, kilobytes: int) -> None:
    with CuttingRoad(card) as road:
        _upload(folder, road, kilobytes)


def _upload(folder: Path, road: CuttingRoad, kilobytes: int) -> None:
    mentor, teacher, space = pair(folder, road.card)
    road.forget()
    teacher.visit()
    idle = road.up
    for title, text in wire._pieces(wire.RECORDS):
        teacher.create("lesson_plan", {"topic": title, "notes": text}, space)
    desk = desk_of(teacher)
    seal_waiting(desk.owner)
    sealed = desk.store.outbox.unacknowledged(space)
    once = sum(len(encode_item(item)) for one in sealed for item in items_up(0, one.number, one.envelope))
    road.forget()
    road.after = kilobytes * 1024
    requests = visits = 0
    while True:
        report = teacher.visit()
        requests, visits = requests + report.requests, visits + 1
        if not report.trouble:
            break
        assert visits < TRIES, "the road won"
    road.after = None
    twice = road.up - once - (requests - 1) * idle
    name = f"cut_{kilobytes}kb"
    figure(f"{name}_breaks", road.cuts, "breaks")
    figure(f"{name}_visits", visits, "visits")
    figure(f"{name}_sent_twice", 100 * twice / once, "percent")
    figure(f"{name}_sent_twice_a_break", twice / max(1, road.cuts), "B")
    figure(f"{name}_more_in_all", 100 * (road.up - once) / once, "percent")
    mentor.visit()
    mentor.visit()
    ours = {row.record: row.title for row in teacher.list_records("lesson_plan", limit=2 * wire.RECORDS)}
    theirs = {row.record: row.title for row in mentor.list_records("lesson_plan", limit=2 * wire.RECORDS)}
    figure(f"{name}_arrived_once", len(theirs) if ours == theirs else 0, "records")
    for workspace in (mentor, teacher):
        workspace.close()


def _week(folder: Path, road: Road) -> None:
    mentor, teacher, space = pair(folder, road.card)
    chance, sentences = random.Random(1), wire._sentences()
    records = [
        teacher.create("lesson_plan", {"topic": title, "notes": text[:600]}, space)
        for title, text in wire._paragraphs()[:EDITED]
    ]
    for workspace in (teacher, mentor, teacher, mentor):
        assert not workspace.visit().trouble
    for at in range(EDITS):
        record = records[at % EDITED]
        notes = str(teacher.view(record).values["notes"])
        teacher.edit(record, [WriteProse("notes", _inserted(notes, sentences[at % len(sentences)], chance))])
    new = [wire.PLAN.read_bytes()] + [_long(at).encode() for at in range(1, NEW)]
    for data in new:
        teacher.share(teacher.import_text("lesson_plan", data), space)
    _comment(mentor, records, sentences, chance)
    assert not mentor.visit().trouble

    road.forget()
    road.shape = TWO_G
    began = monotonic()
    report = teacher.visit()
    seconds = monotonic() - began
    road.shape = Shape()
    assert not report.trouble, report.trouble
    limit = road.up / TWO_G.up + road.down / TWO_G.down + 2 * TWO_G.delay
    figure("week_2g_bytes_up", road.up, "B")
    figure("week_2g_bytes_down", road.down, "B")
    figure("week_2g_requests", report.requests, "requests")
    figure("week_2g_seconds", seconds, "s")
    figure("week_2g_limit", limit, "s")
    figure("week_2g_ratio", seconds / limit, "ratio")
    mentor.visit()
    theirs = {row.record: row.title for row in mentor.list_records("lesson_plan", limit=200)}
    ours = {row.record: row.title for row in teacher.list_records("lesson_plan", limit=200)}
    figure("week_2g_records_at_both", len(theirs) if ours == theirs else 0, "records")
    for workspace in (mentor, teacher):
        workspace.close()


def _comment(mentor: Workspace, records: Sequence[RecordId], sentences: Sequence[str], chance: random.Random) -> None:
    """What a mentor writes in a week: sentences in the teacher's plans, each beside her own."""
    for at in range(COMMENTS):
        record = records[at % EDITED]
        notes = str(mentor.view(record).values["notes"])
        mentor.edit(record, [WriteProse("notes", _inserted(notes, sentences[-1 - at], chance))])


def _inserted(text: str, sentence: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + sentence + text[at:]


def _long(number: int) -> str:
    """A plan of some 2,000 characters, of texts that no other record has."""
    paragraphs = wire._paragraphs()[EDITED + 4 * number : EDITED + 4 * number + 4]
    return f"# {paragraphs[0][0]}\n\n" + "\n\n".join(text for _, text in paragraphs)


def _greeting(road: Road) -> None:
    with tempfile.TemporaryDirectory() as folder:
        mentor, _, _ = pair(Path(folder), road.card)
        sizes = {}
        for name in ("resumed", "fresh"):
            if name == "fresh":
                pinned._KEPT.clear()
            road.forget()
            report = mentor.visit()
            sizes[name] = road.up + road.down
            inside = report.bytes_up + report.bytes_down
            figure(f"greeting_{name}", sizes[name] - inside, "B")
        figure("greeting_spared", sizes["fresh"] - sizes["resumed"], "B")


if __name__ == "__main__":
    sys.exit(main())
