"""Records from before the index are entered while the window is at rest."""

import pytest
from PySide6.QtCore import QObject

from app.ui.finding.indexing import Indexing
from app.workspace import finding
from app.workspace.finding import Query
from tests.helpers.windows import Stage
from tests.helpers.world import desk_of


def test_what_waits_is_entered_in_steps_and_found_afterwards(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        stage.teacher.create("lesson_plan", {"topic": f"第{number}课 秋天的雨"})
    database = desk_of(stage.teacher).store._database
    database.run("UPDATE records SET entry = NULL, indexed = NULL")
    database.run("DELETE FROM words")
    assert stage.teacher.find(Query("秋天")).waiting == 5
    monkeypatch.setattr(finding, "STEP", 2)
    parent, told = QObject(), list[int]()
    indexing = Indexing(stage.desk(), parent)
    indexing.left.connect(told.append)
    indexing._timer.start(0)

    stage.settle(lambda: 0 in told)

    assert told == [3, 1, 0]
    found = stage.teacher.find(Query("qiutian"))
    assert (len(found.rows), found.waiting) == (5, 0)
    assert not indexing._timer.isActive()
    indexing.stop()
