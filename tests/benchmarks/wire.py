"""Bytes and requests of a visit, beside the physical limit and a naive baseline in the same run.

    python3 dev.py bench wire

Two people with real stores and a real relay process on loopback; bytes are what passes inside TLS, HTTP heads
included, both ways. The limit is the new text under zstd -19 plus 16 bytes (design 13). The texts are real: the
lesson plan of zh-lesson-plan-csunplugged and the prose of zh-prose-cmrc2018, on neither of which the shipped
dictionary was trained.

The last figures are of the same thousand records over a road that breaks every connection after 64 KB one way, the
handshake counted in. "Sent twice" is what passed inside TLS, less what had to pass once and less the hellos of the
further requests; "more in all" counts those too.
"""

import json
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from backports import zstd

from app.clock import SystemClock
from app.demo.relay_process import running_relay
from app.ids import RecordId, SpaceId
from app.paths import open_home
from app.protocol.messages import encode_item
from app.protocol.parts import items_up
from app.records.edits import WriteProse
from app.sync.seal import seal_waiting
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median
from tests.benchmarks.naive import naive_bytes
from tests.helpers.cutting_road import CuttingRoad
from tests.helpers.world import desk_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
PLAN = SHARED / "zh-lesson-plan-csunplugged" / "how-binary-digits-work.md"
PROSE = SHARED / "zh-prose-cmrc2018" / "paragraphs.jsonl"
VISIT_FLOOR = 16
RECORDS = 1_000
SENTENCES = 21
APART = 20
CUT = 64 * 1024
#: Visits after which a road that breaks has won.
TRIES = 100


def main() -> int:
    """Run all; gives 1 when the texts are not there."""
    if not PLAN.exists() or not PROSE.exists():
        print(f"The texts to measure on are not there: {SHARED}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, running_relay(Path(folder) / "relay") as relay:
        mentor, teacher = (
            People(open_home(Path(folder) / name), SystemClock()).create(name, "2580") for name in ("王敏", "李秀兰")
        )
        space = mentor.found_space("秀兰和王敏", relay.card).space
        ticket = mentor.make_ticket(space, "writer")
        mentor.visit()
        teacher.join(ticket.text)
        plan = teacher.import_text("lesson_plan", PLAN.read_bytes())
        teacher.share(plan, space)
        _settle(teacher, mentor)
        _one_sentence(teacher, mentor, plan)
        _idle(teacher, mentor)
        _apart(teacher, mentor, space)
        _first_upload(teacher, space)
        teacher.close()
        mentor.close()
        with CuttingRoad(relay.card) as road:
            _breaking(Path(folder), road)
    return 0


def _one_sentence(teacher: Workspace, mentor: Workspace, plan: RecordId) -> None:
    sizes, requests, limits, naive = [], [], [], []
    for sentence in _sentences()[:SENTENCES]:
        _settle(teacher, mentor)
        text = str(teacher.view(plan).values["notes"])
        middle = text.index("。", len(text) // 2) + 1
        teacher.edit(plan, [WriteProse("notes", text[:middle] + sentence + text[middle:])])
        report = teacher.visit()
        sizes.append(report.bytes_up + report.bytes_down)
        requests.append(report.requests)
        limits.append(limit(sentence))
        naive.append(naive_bytes([_whole(teacher, plan)]))
    figure("one_sentence_visit_bytes", median(sizes), "B")
    figure("one_sentence_visit_bytes_worst", max(sizes), "B")
    figure("one_sentence_visit_requests", max(requests), "requests")
    figure("one_sentence_limit", median(limits), "B")
    figure("one_sentence_naive_bytes", median(naive), "B")
    figure("one_sentence_to_naive", median(sizes) / median(naive), "ratio")


def _idle(teacher: Workspace, mentor: Workspace) -> None:
    _settle(teacher, mentor)
    report = teacher.visit()
    figure("idle_visit_bytes", report.bytes_up + report.bytes_down, "B")
    figure("idle_visit_requests", report.requests, "requests")


def _apart(teacher: Workspace, mentor: Workspace, space: SpaceId) -> None:
    paragraphs = [text for _, text in _paragraphs()[:APART]]
    plans = [teacher.create("lesson_plan", {"topic": "合写", "notes": text}, space) for text in paragraphs]
    _settle(teacher, mentor)
    mine, hers = "老师在后面补了一句。", "导师在前面补了一句。"
    for plan, text in zip(plans, paragraphs, strict=True):
        teacher.edit(plan, [WriteProse("notes", text + mine)])
        mentor.edit(plan, [WriteProse("notes", hers + text)])
    _settle(teacher, mentor)
    wanted = [hers + text + mine for text in paragraphs]
    both = [
        teacher.view(plan).values["notes"] == text == mentor.view(plan).values["notes"]
        for plan, text in zip(plans, wanted, strict=True)
    ]
    figure("merged_of_20", sum(both), "records")


def _first_upload(teacher: Workspace, space: SpaceId) -> None:
    pieces = _pieces(RECORDS)
    for title, text in pieces:
        teacher.create("lesson_plan", {"topic": title, "notes": text}, space)
    report = teacher.visit()
    text = "".join(title + text for title, text in pieces)
    size = report.bytes_up + report.bytes_down
    figure("first_upload_records", len(pieces), "records")
    figure("first_upload_bytes", size, "B")
    figure("first_upload_requests", report.requests, "requests")
    figure("first_upload_limit", limit(text), "B")
    figure("first_upload_ratio", size / limit(text), "ratio")
    naive = naive_bytes([_json({"topic": title, "notes": text}) for title, text in pieces])
    figure("first_upload_naive_bytes", naive, "B")
    figure("first_upload_naive_ratio", naive / limit(text), "ratio")


def _breaking(folder: Path, road: CuttingRoad) -> None:
    """One uploads, two download: over the breaking road, and over the whole one to compare with."""
    people = [People(open_home(folder / name), SystemClock()).create(name, "2580") for name in ("赵", "钱", "孙")]
    author, reader, calm = people
    space = author.found_space("赵钱孙", road.card).space
    for newcomer in (reader, calm):
        ticket = author.make_ticket(space, "writer")
        author.visit()
        newcomer.join(ticket.text)
    for workspace in (*people, *people):
        workspace.visit()
    road.forget()
    author.visit()
    idle_up, idle_down = road.up, road.down
    for title, text in _pieces(RECORDS):
        author.create("lesson_plan", {"topic": title, "notes": text}, space)
    desk = desk_of(author)
    seal_waiting(desk.owner)
    sealed = desk.store.outbox.unacknowledged(space)
    once = sum(len(encode_item(item)) for one in sealed for item in items_up(0, one.number, one.envelope))

    requests, cuts = _through(road, author)
    _twice("up", road.up - idle_up, once, (requests - 1) * idle_up, cuts)
    requests, cuts = _through(road, reader)
    broken = road.down
    road.after = None
    road.forget()
    calm.visit()
    _twice("down", broken, road.down, (requests - 1) * idle_down, cuts)
    arrived = reader.list_records("lesson_plan", limit=2 * RECORDS)
    same = {row.record: row.title for row in arrived} == {
        row.record: row.title for row in author.list_records("lesson_plan", limit=2 * RECORDS)
    }
    figure("broken_arrived", len(arrived) if same else 0, "records")
    for workspace in people:
        workspace.close()


def _through(road: CuttingRoad, workspace: Workspace) -> tuple[int, int]:
    """Visit until one comes to its end; gives requests and breaks."""
    road.forget()
    road.after = CUT
    requests = 0
    for _ in range(TRIES):
        report = workspace.visit()
        requests += report.requests
        if not report.trouble:
            return requests, road.cuts
        assert report.trouble == ("link.lost",), report.trouble
    raise AssertionError("the road won")


def _twice(way: str, passed: int, once: int, asking: int, cuts: int) -> None:
    figure(f"broken_{way}_breaks", cuts, "breaks")
    figure(f"broken_{way}_sent_twice", 100 * (passed - once - asking) / once, "percent")
    figure(f"broken_{way}_more_in_all", 100 * (passed - once) / once, "percent")


def limit(text: str) -> int:
    """The least that has to travel, by design 13."""
    return len(zstd.compress(text.encode("utf-8"), 19)) + VISIT_FLOOR


def _settle(teacher: Workspace, mentor: Workspace) -> None:
    for workspace in (teacher, mentor, teacher, mentor, teacher):
        report = workspace.visit()
        assert not report.trouble, report.trouble


def _whole(workspace: Workspace, record: RecordId) -> bytes:
    return _json(dict(workspace.view(record).values))


def _json(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8")


def _paragraphs() -> list[tuple[str, str]]:
    lines = PROSE.read_text("utf-8").splitlines()
    return [(str(item["title"]), str(item["text"])) for item in map(json.loads, lines)]


def _sentences() -> list[str]:
    """Real sentences of about thirty characters."""
    found = [sentence for _, text in _paragraphs() for sentence in re.findall(r"[^。]+。", text)]
    return [sentence for sentence in found if 25 <= len(sentence) <= 35]


def _pieces(count: int) -> list[tuple[str, str]]:
    """The prose cut into ``count`` records, none of which repeats another's text: the titles go round."""
    paragraphs = _paragraphs()
    whole = "".join(text for _, text in paragraphs)
    size = len(whole) // count
    titles: Sequence[str] = [title for title, _ in paragraphs]
    parts = [whole[number * size : (number + 1) * size] for number in range(count)]
    return [(titles[number] if number < len(titles) else f"{number}", part) for number, part in enumerate(parts)]


if __name__ == "__main__":
    sys.exit(main())
