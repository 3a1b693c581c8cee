"""A record set on the page, with every value at its place."""

from PySide6.QtGui import QTextCursor, QTextDocument

from app.records.values import Row
from app.ui.review.writer import Sheetful, Writer
from tests.helpers.windows import Stage


def test_values_and_prose_know_where_they_stand(stage: Stage) -> None:
    """Of fields and of rows; the words on the page at that place are theirs."""
    rows: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "先猜"}, {"name": "练习"}]
    view = stage.teacher.view(stage.plan(key_point="一二三", grades=["3", "4"], steps=rows))
    page = QTextDocument()
    writer = Writer(QTextCursor(page), stage.desk(), Sheetful(view.record, view.kind, view.values, {}))
    writer.write()
    text = page.toPlainText()
    found = {stretch.path.rpartition("/")[2]: text[stretch.start : stretch.end] for stretch in writer.values}

    assert {stretch.path.rpartition("/")[2] for stretch in writer.stretches} == {"key_point", "teacher"}
    assert (found["topic"], found["minutes"], found["grades"]) == ("秋天的雨", "5", "三年级、四年级")
    assert "1　导入　·　5 分钟" in text
    assert writer.marking is None


def test_a_record_of_an_unknown_kind_is_set_by_its_names(stage: Stage) -> None:
    page = QTextDocument()
    view = stage.teacher.view(stage.plan())
    Writer(QTextCursor(page), stage.desk(), Sheetful(view.record, None, {"x9": "新程序写的"}, {})).write()

    assert page.toPlainText() == "x9\n新程序写的"
