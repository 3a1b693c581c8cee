"""Before anything is added, the person sees what it was and what it becomes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.errors import FileError
from app.records.fields import File
from app.records.label import Label
from app.ui.forms.adding import AddFiles, prepare
from app.ui.widgets.notice import Notice
from tests.helpers.photographs import blackboard, photograph
from tests.helpers.windows import Stage

FIELD = File("k", "k", Label("附件", "Attachments"))


def test_sizes_before_and_after_are_told_and_nothing_bad_is_added(stage: Stage, tmp_path: Path) -> None:
    good, bad = tmp_path / "黑板.jpg", tmp_path / "坏.jpg"
    good.write_bytes(photograph(2_400, 1_800))
    bad.write_bytes(b"<html>")
    desk = stage.desk()
    dialog = stage.show(AddFiles(stage.show(QLabel()), desk, FIELD, [good, bad], 20))
    stage.settle(lambda: dialog.progress.isHidden())

    (ready,) = dialog.ready
    sizes = desk.texts.say(
        "files.smaller", before=desk.words.size(ready.before), after=desk.words.size(len(ready.file.content))
    )
    labels: list[QLabel] = list(dialog.findChildren(QLabel))
    notices: list[Notice] = list(dialog.findChildren(Notice))
    assert sizes in [one.text() for one in labels]
    assert any("坏.jpg" in one.text for one in notices)
    assert dialog.add.isEnabled()


def test_more_than_the_field_takes_is_said(stage: Stage, tmp_path: Path) -> None:
    note = tmp_path / "名单.txt"
    note.write_text("王芳", "utf-8")
    dialog = stage.show(AddFiles(stage.show(QLabel()), stage.desk(), FIELD, [note, note], 1))
    stage.settle(lambda: dialog.progress.isHidden())

    assert len(dialog.ready) == 1
    assert "20" in dialog.told.text()


def test_a_pasted_picture_has_a_name_of_its_own(stage: Stage) -> None:
    ready = prepare(blackboard(300, 200), FIELD, "粘贴的图片")
    assert (ready.file.name, ready.file.sort) == ("粘贴的图片", "jpeg")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"file\.unreadable"):
        prepare(tmp_path / "gone.jpg", FIELD, "")
