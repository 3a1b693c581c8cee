"""Rows as Qt asks for them; sorted as a Chinese register is."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from app.ids import RecordId
from app.ui.lists.model import Column, RecordTable
from app.workspace.views import RecordRow, Travel


def row(title: str, changed: int = 0, *, unread: bool = False) -> RecordRow:
    """A row of a list."""
    return RecordRow(
        RecordId(title), "lesson_plan", title, "圈", False, "李秀兰", True, changed, {}, unread, Travel.HERE
    )


def table() -> RecordTable:
    """Two columns."""
    return RecordTable(
        [
            Column("课题", lambda one: one.title, lambda one: one.title, 0),
            Column("修改", lambda one: str(one.changed), lambda one: one.changed, 90),
        ]
    )


def titles(model: RecordTable) -> list[str]:
    """As they stand."""
    return [str(model.data(model.index(at, 0))) for at in range(model.rowCount())]


def test_titles_sort_by_pinyin_and_times_as_numbers(qapp: QApplication) -> None:
    """Numbers inside titles as numbers, too."""
    model = table()
    model.begin_anew([row("周长", 9), row("安全", 100), row("第10课", 1), row("第2课", 2)])
    model.sort(0)
    by_title = titles(model)
    model.sort(1, Qt.SortOrder.DescendingOrder)

    assert by_title == ["安全", "第2课", "第10课", "周长"]
    assert titles(model) == ["安全", "周长", "第2课", "第10课"]


def test_parts_come_later_and_keep_the_order_asked_for(qapp: QApplication) -> None:
    """Without one, they are put at the end."""
    model = table()
    model.begin_anew([row("二")])
    model.append([row("一")])
    plain = titles(model)
    model.sort(0)
    model.append([row("安")])
    model.append([])

    assert plain == ["二", "一"]
    assert titles(model) == ["安", "二", "一"]
    assert model.row_of(RecordId("二")) == 1
    assert model.row_of(RecordId("无")) is None


def test_what_is_new_is_bold_and_headings_are_named(qapp: QApplication) -> None:
    """Only in its title."""
    model = table()
    model.begin_anew([row("新", unread=True), row("旧")])
    font = Qt.ItemDataRole.FontRole

    assert model.data(model.index(0, 0), font).bold() or model.data(model.index(0, 0), font).weight() > 500
    assert model.data(model.index(1, 0), font) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "课题"
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 2
