"""The dialog of a list: columns that are known and can be changed, lines that are not taken, progress, one click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.roster.dialog import RosterDialog
from tests.helpers.school import School
from tests.helpers.sheets import sheets
from tests.helpers.windows import Stage, click

ROWS = [
    ["姓名", "班级", "住址"],
    ["王芳", "三（1）班", "柳河村"],
    ["买买提·艾力", "", "柳河村"],
    ["合计", "", ""],
    *([f"学生{chr(0x4E00 + at)}", "三（2）班", ""] for at in range(45)),
]


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    made = School(tmp_path / "school")
    yield made
    made.world.close()


def dialog_of(stage: Stage, school: School, path: Path) -> RosterDialog:
    desk = stage.desk(school.head)
    dialog = stage.show(RosterDialog(desk, school.home, "向阳小学", path, stage.show(QWidget())))
    stage.settle(lambda: dialog.preview is not None or bool(dialog.trouble.text))
    return dialog


def test_a_list_is_looked_at_changed_and_taken_in_pieces(stage: Stage, school: School, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(sheets(名单=ROWS))
    dialog = dialog_of(stage, school, path)
    assert [one.currentData() for one in dialog.columns] == ["name", "class_name", ""]
    assert dialog.take.text() == stage.texts.say("roster.take", count=47)
    assert dialog.problems.count() == 1
    assert stage.texts.say("roster.why_not_a_name") in dialog.problems.item(0).text()
    assert stage.texts.say("roster.filled", count=1) in dialog.note.text
    assert school.head.pupils(school.home) == []

    # The person says that the second column is not wanted.
    dialog.columns[1].setCurrentIndex(0)
    dialog.columns[1].activated.emit(0)
    stage.settle(lambda: dialog.preview is not None and dialog.preview.columns == ("name", "", ""))
    dialog.columns[1].setCurrentIndex(dialog.columns[1].findData("class_name"))
    dialog.columns[1].activated.emit(2)
    stage.settle(lambda: dialog.preview is not None and dialog.preview.columns[1] == "class_name")

    taken: list[int] = []
    dialog.taken.connect(taken.append)
    click(dialog.take)
    stage.settle(lambda: bool(taken))
    assert taken == [47]
    assert len(school.head.pupils(school.home)) == 47


def test_stopping_keeps_what_was_made_and_a_broken_file_is_told(stage: Stage, school: School, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,班级\n" + "".join(f"学{chr(0x4E00 + at)},三班\n" for at in range(60)), "gb18030")
    dialog = dialog_of(stage, school, path)
    click(dialog.take)
    dialog.reject()
    stage.settle()
    assert len(school.head.pupils(school.home)) <= 20

    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    told = dialog_of(stage, school, broken)
    assert stage.texts.say("file.broken.what") in told.trouble.text
    assert not told.take.isVisible()
