"""A file is looked at before it is taken; what was left behind and what cannot be read stand in the dialog."""

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.ids import RecordId
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.ui.importing.dialog import ImportDialog
from tests.helpers.source import ROOT
from tests.helpers.windows import Stage, click
from tests.helpers.word import paragraph, table, word_file

PLAN = word_file(
    table(("课题", "秋天"), ("教学重点", "认字")) + paragraph("没有栏目的话") + "<w:p><w:r><w:drawing/></w:r></w:p>"
)


def dialog_of(stage: Stage, path: Path) -> ImportDialog:
    dialog = stage.show(ImportDialog(stage.desk(), LESSON_PLAN, path, stage.show(QWidget())))
    stage.settle(lambda: dialog.take.isEnabled() or bool(dialog.trouble.text))
    return dialog


def test_a_word_file_is_shown_with_what_to_know_and_taken_by_one_click(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "教案.docx"
    path.write_bytes(PLAN)
    taken: list[RecordId] = []
    dialog = dialog_of(stage, path)
    dialog.taken.connect(taken.extend)
    assert "秋天" in dialog.page.toPlainText()
    assert "认字" in dialog.page.toPlainText()
    for told in (
        stage.texts.say("importing.left_pictures", count=1),
        stage.texts.say("importing.unplaced", count=6, field="备注"),
    ):
        assert told in dialog.left.text
    assert stage.teacher.list_records() == []
    click(dialog.take)
    stage.settle(lambda: bool(taken))
    assert stage.teacher.view(taken[0]).values["key_point"] == "认字"
    assert dialog.isHidden()


def test_a_list_says_how_many_drafts_it_makes(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text("课题,学科\n" + "".join(f"第{number}课,语文\n" for number in range(12)), "utf-8")
    dialog = dialog_of(stage, path)
    assert dialog.take.text() == stage.texts.say("importing.take_many", count=12)
    assert stage.texts.say("importing.more", count=2) in dialog.page.toPlainText()
    assert dialog.left.text == ""
    dialog.reject()
    assert stage.teacher.list_records() == []


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("坏.docx", b"PK\x03\x04", "file.broken"),
        ("照片.md", b"\x89PNG\x00", "file.not_text"),
        ("没有.md", None, "file.unreadable"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_dialog(
    stage: Stage, tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    dialog = dialog_of(stage, tmp_path / name)
    assert stage.texts.say(f"{code}.what") in dialog.trouble.text
    assert not dialog.take.isEnabled()


def test_everything_that_may_be_left_behind_has_its_sentence(stage: Stage) -> None:
    """The codes as they stand in the readers."""
    codes = set()
    for name in ("app/export/docx_reading.py", "app/workspace/importing.py"):
        tree = ast.parse((ROOT / name).read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "self._left":
                codes |= {one.value for one in ast.walk(node.slice) if isinstance(one, ast.Constant)}
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Left":
                codes |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
    said = {str(code) for code in codes} | {"embedded", "comments", "charts"}
    assert len(said) == 7
    for code in said:
        assert "3" in stage.texts.say(f"importing.left_{code}", count=3)
