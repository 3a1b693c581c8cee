"""Pictures of a field, large."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from app.records.files import Attached, all_attached
from app.ui.forms.shrinking import shrink
from app.ui.forms.viewer import Viewer, save_as
from app.workspace.attachments import NewFile
from tests.helpers.photographs import photograph
from tests.helpers.windows import Stage


def attached_to(stage: Stage) -> list[Attached]:
    """A plan's two pictures, the second of which is spoilt."""
    plan = stage.plan()
    good = shrink("a", photograph(900, 600), "jpeg", 800, 100_000).content
    stage.teacher.attach(
        plan, "attachments", [NewFile("黑板.jpg", "jpeg", good), NewFile("坏.jpg", "jpeg", b"\xff\xd8\xff")]
    )
    return all_attached(stage.teacher.view(plan).values["attachments"])


def test_arrows_turn_to_the_next_one_and_a_bad_one_is_said(stage: Stage) -> None:
    parent = stage.show(QLabel())
    viewer = stage.show(Viewer(parent, stage.desk(), attached_to(stage), 0))
    assert viewer.windowTitle() == "黑板.jpg"
    assert viewer.notice.text == ""

    QTest.keyClick(viewer, Qt.Key.Key_Right)
    stage.settle(lambda: bool(viewer.notice.text))
    assert viewer.windowTitle() == "坏.jpg"
    assert "坏.jpg" in viewer.notice.text

    QTest.keyClick(viewer, Qt.Key.Key_Left)
    stage.settle()
    assert viewer.notice.text == ""


def test_save_as_writes_what_was_attached(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "图.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    file = attached_to(stage)[0]
    save_as(stage.show(QLabel()), stage.desk(), file, lambda _sentence: None)
    stage.settle(target.exists)

    assert target.read_bytes() == stage.teacher.file_content(file)
