"""Adding a kind is one declaration and one line: here it is added while the program runs, and everything follows."""

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records import kinds, registry
from app.records.fields import Date, Field, Line, Number, Prose, Rows
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section
from app.records.paper import PrintChoice
from app.records.values import Row
from app.store.store import Store
from app.text import Texts
from app.ui.group_pages import LIST
from app.ui.lists.strip import GroupStrip
from app.ui.main_window import MainWindow
from app.ui.tasks import Tasks
from app.workspace.desk import Desk, begin
from app.workspace.finding import Query
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.windows import parts

_TASK: tuple[Field, ...] = (
    Prose("text", "t", Label("题目", "Task")),
    Number("points", "n", Label("用时", "Minutes")),
)
QUIZ = Kind(
    key="quiz",
    group=LESSONS,
    version=1,
    label=Label("小测", "Quiz"),
    title="topic",
    columns=("topic", "held_on"),
    main="notes",
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题", "Topic"), required=True),
            Date("held_on", "d", Label("日期", "Date")),
            Rows("tasks", "r", Label("题目单", "Tasks"), total="points", row=_TASK),
            Prose("notes", "N", Label("备注", "Notes")),
        )),
    ),
)  # fmt: skip


def test_a_kind_that_is_declared_stands_in_the_rail_is_found_copied_printed_and_opened(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """No other line of the program knows of it."""
    failures: list[BaseException] = []
    clock, known = FakeClock(), registry.Registry([*kinds.ALL, QUIZ])
    store = Store.create(tmp_path / "store.db", bytes(32), known)
    begin(store, "李秀兰", os.urandom(32), clock, os.urandom)
    workspace = Workspace(Desk(store, known, clock, os.urandom))
    rows: list[Row] = [{"text": "读准“秋”字。", "points": 5}]
    quiz = workspace.create("quiz", {"topic": "秋天的雨小测", "held_on": "2026-11-20", "tasks": rows})
    copy = workspace.copy(quiz, "zh")
    found = workspace.find(Query("秋天的雨")).rows
    printed = repr(workspace.pages(quiz, PrintChoice("zh")).blocks)
    copied, exported = workspace.view(copy).values["tasks"], workspace.export_text(quiz, "zh")
    tasks = Tasks(failures.append)
    window = MainWindow(workspace, tasks, Texts("zh"), clock.now)
    qtbot.addWidget(window)
    window.turn_to("group:lessons")
    window.open_list("quiz")
    (strip,) = parts(window.page(LIST + "quiz"), GroupStrip)
    window.open_record(quiz)
    qtbot.waitUntil(lambda: tasks.idle)  # the file is the worker's while pages are asking

    assert copied != []
    assert {hit.record for hit in found} == {quiz, copy}
    assert "读准“秋”字。" in printed
    assert "读准“秋”字。" in exported
    assert LIST + "quiz" in strip.buttons
    assert window.page(f"record:{quiz}") is window.stack.currentWidget()
    assert failures == []
    window.rest()
    tasks.close()
    workspace.close()
