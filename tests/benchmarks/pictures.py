"""Pictures: what one that waits costs a visit on the 2G road, and what one costs when it travels.

    python3 dev.py bench pictures

A real relay process behind the reference road (40 kbit/s up, 80 down, 600 ms there and back, in real time), and real
stores. The baseline of the first figure is the same visit of a pair that has no picture; of the second, the bytes of
the picture itself.
"""

import os
import tempfile
from pathlib import Path
from time import monotonic

from PySide6.QtGui import QGuiApplication

from app.demo.relay_process import running_relay
from app.ids import RecordId
from app.records.edits import WriteProse
from app.ui.forms.shrinking import shrink
from app.workspace.attachments import NewFile
from app.workspace.workspace import Workspace
from tests.benchmarks.figures import figure, median
from tests.benchmarks.roads import pair
from tests.helpers.photographs import photograph
from tests.helpers.road import TWO_G, Road

_SENTENCE = "请学生说说身边还有哪些成倍增加的东西，把例子记在本子上。"
_ROUNDS = 3


def main() -> int:
    """Run both."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    camera = photograph(4_000, 3_000)
    began = monotonic()
    small = shrink("photo.jpg", camera, "jpeg", 1_600, 200_000)
    figure("a photograph of 12 million pixels made smaller", round((monotonic() - began) * 1000), "ms")
    figure("its bytes before", len(camera), "B")
    figure("its bytes after", len(small.content), "B")
    for waits in (False, True):
        _visits(small.content if waits else None)
    del application
    return 0


def _visits(picture: bytes | None) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_relay(Path(folder) / "relay") as relay,
        Road(relay.card, TWO_G) as road,
    ):
        mentor, teacher, space = pair(Path(folder), road.card)
        plan = teacher.create("lesson_plan", {"topic": "成倍增加", "notes": "开头。"}, space)
        if picture is not None:
            teacher.attach(plan, "attachments", [NewFile("photo.jpg", "jpeg", picture)])
        for _ in range(2):
            teacher.visit()
            mentor.visit()
        costs = [_one(teacher, mentor, plan, f"{number}" + _SENTENCE) for number in range(_ROUNDS)]
        name = "with a picture that waits" if picture is not None else "without a picture"
        figure(f"one sentence up, {name}", median([up for up, _ in costs]), "B")
        figure(f"the same down, {name}", median([down for _, down in costs]), "B")
        if picture is not None:
            began = monotonic()
            teacher.fetch_files(plan)
            sent = teacher.visit()
            figure("the picture up, over its bytes", (sent.bytes_up + sent.bytes_down) / len(picture), "x")
            figure("the picture up", round(monotonic() - began, 1), "s")
            mentor.fetch_files(plan)
            came = mentor.visit()
            figure("the picture down, over its bytes", (came.bytes_up + came.bytes_down) / len(picture), "x")


def _one(teacher: Workspace, mentor: Workspace, plan: RecordId, text: str) -> tuple[int, int]:
    teacher.edit(plan, [WriteProse("notes", text)])
    sent, came = teacher.visit(), mentor.visit()
    assert not sent.trouble
    assert not came.trouble
    return sent.bytes_up + sent.bytes_down, came.bytes_up + came.bytes_down


if __name__ == "__main__":
    raise SystemExit(main())
