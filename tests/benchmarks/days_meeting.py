"""Five people's minutes come together in the room, over a stick and over a relay on loopback; a part of ``days``.

Each has a file of her own and writes a paragraph and a row of the same minutes. The last click is that of whoever has
the minutes open in her window: its figure runs until all five texts stand in her field. "all" is every exchange that it
takes until everybody has everything: five, and four more.
"""

import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.clock import SystemClock
from app.ids import RecordId, SpaceId
from app.paths import open_home
from app.records.edits import AddRow, WriteProse
from app.ui.forms.page import FormPage
from app.ui.sync.stick import StickDialog
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median, took
from tests.benchmarks.screens import Bench
from tests.helpers.relay_process import RelayProcess

NAMES = ("李秀兰", "王敏", "陈思源", "赵国庆", "周婷")
ROUNDS, PLANS, TARGET_MS, STICK_TARGET_MS = 5, 200, 10_000, 20_000
WORDS = "先请每位老师说说自己班上的情况，再一起看学生的作业，找出三个共同的问题。"
_LONGEST_SECONDS, _REST_SECONDS = 120.0, 0.0005


def measure(folder: Path) -> None:
    """Bring five people together, and let them write."""
    with RelayProcess(folder / "relay") as relay:
        five = [People(open_home(folder / name), SystemClock()).create(name, "2580") for name in NAMES]
        space = _together(five, relay.card.encode())
        meeting = five[0].create("plc_meeting", {"topic": "单元备课", "notes": "记录"}, space)
        for workspace in (*five, *five):
            workspace.visit()
        bench = Bench(five[0])
        bench.window.care.stop()
        bench.window.open_record(meeting)
        bench.settle()
        stick = folder / "stick"
        stick.mkdir()
        for workspace in (*five, *five):
            workspace.exchange_with_stick(stick)
        _minutes("stick", bench, five, meeting, lambda one: one.exchange_with_stick(stick), stick)
        for workspace in (*five, *five):
            workspace.visit()
        _minutes("relay", bench, five, meeting, lambda one: one.visit(), None)
        bench.settle()
        figure("minutes_bare_copy_ms", median([_copied(stick, folder / f"copy{at}") for at in range(5)]), "ms")
        _plans(five, space, stick)
        bench.settle()
        bench.window.close()
        bench.tasks.close()
        for workspace in five:
            workspace.close()


def _together(five: list[Workspace], card: str) -> SpaceId:
    keeper = five[0]
    space = keeper.found_space("六校教研组", card).space
    for other in five[1:]:
        ticket = keeper.make_ticket(space, "writer")
        keeper.visit()
        other.join(ticket.text)
    for workspace in (*five, *five):
        workspace.visit()
    return space


def _minutes(
    way: str,
    bench: Bench,
    five: list[Workspace],
    meeting: RecordId,
    exchange: Callable[[Workspace], object],
    stick: Path | None,
) -> None:
    last_clicks, alls = [], []
    for number in range(ROUNDS):
        words = [f"{way}{number}{name}：{WORDS}" for name in NAMES]
        for workspace, said in zip(five, words, strict=True):
            _write(bench, workspace, meeting, said)
        together = 0.0
        together += sum(took(partial(exchange, one)) for one in five[1:])
        last_clicks.append(_last_click(bench, meeting, words, stick))
        together += last_clicks[-1]
        together += sum(took(partial(exchange, one)) for one in five[1:])
        alls.append(together)
        for one in five[1:]:
            text = str(one.view(meeting).values["notes"])
            assert all(said in text for said in words)
    figure(f"minutes_{way}_ms", median(last_clicks), "ms")
    figure(f"minutes_{way}_worst_ms", max(last_clicks), "ms")
    figure(f"minutes_{way}_all_ms", median(alls), "ms")
    figure(f"minutes_{way}_target_ms", TARGET_MS, "ms")
    figure(f"minutes_{way}_room", TARGET_MS / max(last_clicks), "x")


def _write(bench: Bench, workspace: Workspace, meeting: RecordId, said: str) -> None:
    """One paragraph and one row; of the one with a window, on her worker."""

    def write() -> None:
        text = str(workspace.view(meeting).values["notes"])
        workspace.edit(meeting, [WriteProse("notes", f"{text}\n{said}"), AddRow("speeches", None)])

    bench.tasks.do(write) if workspace is bench.window.desk.workspace else write()


def _last_click(bench: Bench, meeting: RecordId, words: list[str], stick: Path | None) -> float:
    page = bench.window.page(f"record:{meeting}")
    assert isinstance(page, FormPage)
    page.shown()
    bench.settle()
    notes = page.frame_of("notes")
    assert notes is not None
    began = time.perf_counter()
    if stick is not None:
        dialog = StickDialog(bench.window.desk, bench.window, lambda: None)
        dialog.exchange(stick)
    else:
        bench.window.sync_now()
    while not all(said in notes.box.text for said in words):
        assert time.perf_counter() - began < _LONGEST_SECONDS, "the minutes did not come together"
        QApplication.processEvents()
        time.sleep(_REST_SECONDS)
    taken = (time.perf_counter() - began) * 1_000
    bench.settle()
    return taken


def _plans(five: list[Workspace], space: SpaceId, stick: Path) -> None:
    """200 new records out by stick, and in."""
    for number in range(PLANS):
        five[1].create("lesson_plan", {"topic": f"第{number}课", "notes": WORDS * 10}, space)
    out = took(lambda: five[1].exchange_with_stick(stick))
    taken_in = took(lambda: five[2].exchange_with_stick(stick))
    assert len(five[2].list_records("lesson_plan", limit=PLANS + 1)) == PLANS
    figure("stick_200_out_ms", out, "ms")
    figure("stick_200_in_ms", taken_in, "ms")
    figure("stick_200_target_ms", STICK_TARGET_MS, "ms")
    figure("stick_200_room", STICK_TARGET_MS / out, "x")


def _copied(folder: Path, to: Path) -> float:
    return took(lambda: shutil.copytree(folder, to))
