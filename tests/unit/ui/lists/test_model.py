"""A list as Qt asks for it: all of it by id, and the rows that are in sight."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ids import RecordId
from app.ui.lists.model import KEPT, PAGE, Column, RecordTable
from app.workspace.views import RecordRow, Travel


def row(title: str, changed: int = 0, *, unread: bool = False) -> RecordRow:
    """A row of a list."""
    return RecordRow(
        RecordId(title), "lesson_plan", title, "圈", False, "李秀兰", True, changed, {}, unread, Travel.HERE
    )


def table() -> RecordTable:
    """Two columns."""
    return RecordTable(
        [Column("课题", lambda one: one.title, "title", 0), Column("修改", lambda one: str(one.changed), "changed", 90)]
    )


def ids(count: int) -> list[RecordId]:
    return [RecordId(f"r{at}") for at in range(count)]


def rows(records: list[RecordId]) -> list[RecordRow]:
    return [row(record) for record in records]


def test_all_rows_are_there_and_those_in_sight_are_asked_for(qtbot: QtBot) -> None:
    """In pages, each once, until they come."""
    model, asked = table(), list[list[RecordId]]()
    model.wanted.connect(asked.append)
    order = ids(10_000)
    model.begin_anew(order, rows(order[:PAGE]))

    assert model.rowCount() == 10_000
    assert model.data(model.index(3, 0)) == "r3"
    assert model.data(model.index(5_000, 0)) == "…"
    assert model.data(model.index(5_001, 1)) == ""
    qtbot.waitUntil(lambda: bool(asked))
    (wanted,) = asked
    assert order[5_000] in wanted
    assert len(wanted) == PAGE
    model.fill(rows(wanted))
    assert model.data(model.index(5_000, 0)) == "r5000"


def test_of_a_long_sweep_only_its_end_is_fetched(qtbot: QtBot) -> None:
    """Who drags the bar from top to bottom waits for the bottom alone."""
    model, asked = table(), list[list[RecordId]]()
    model.wanted.connect(asked.append)
    order = ids(10_000)
    model.begin_anew(order)
    for at in range(0, 10_000, 40):
        model.data(model.index(at, 0))
    qtbot.waitUntil(lambda: bool(asked))

    assert asked[0][-1] == order[-1]
    assert len(asked[0]) <= 2 * PAGE


def test_what_was_scrolled_past_long_ago_is_let_go_and_asked_for_again(qtbot: QtBot) -> None:
    """However long the list, memory holds some pages of it."""
    model, asked = table(), list[list[RecordId]]()

    def answer(wanted: list[RecordId]) -> None:
        asked.append(wanted)
        model.fill(rows(wanted))

    model.wanted.connect(answer)
    order = ids(PAGE * (KEPT + 5))
    model.begin_anew(order)
    for page in range(KEPT + 5):
        model.data(model.index(page * PAGE, 0))
        qtbot.waitUntil(lambda page=page: len(asked) == page + 1)  # type: ignore[misc]  # mypy cannot type a lambda's default
    assert len(model._rows) == PAGE * KEPT
    assert model.data(model.index(0, 0)) == "…"
    qtbot.waitUntil(lambda: len(asked) == KEPT + 6)
    assert model.data(model.index(0, 0)) == "r0"


def test_a_row_that_is_gone_meanwhile_stays_empty_and_is_not_asked_for_for_ever(qtbot: QtBot) -> None:
    model, asked = table(), list[list[RecordId]]()
    model.wanted.connect(asked.append)
    model.begin_anew(ids(3))
    model.data(model.index(0, 0))
    qtbot.waitUntil(lambda: len(asked) == 1)
    model.fill(rows(asked[0][:2]))
    model.data(model.index(2, 0))
    qtbot.wait(20)

    assert len(asked) == 1
    assert model.data(model.index(2, 0)) == "…"


def test_another_order_is_asked_for_by_the_columns_key(qapp: QApplication) -> None:
    model, asked = table(), list[tuple[str, bool]]()
    model.ordered.connect(lambda key, descending: asked.append((key, descending)))
    model.sort(0)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.sort(-1)

    assert asked == [("title", False), ("changed", True), ("", False)]
    model.begin_anew(ids(2))
    assert model.place_of(RecordId("r1")) == 1
    assert model.place_of(RecordId("无")) is None


def test_what_is_new_is_bold_and_headings_are_named(qapp: QApplication) -> None:
    """Only in its title."""
    model = table()
    model.begin_anew([RecordId("新"), RecordId("旧")], [row("新", unread=True), row("旧")])
    font = Qt.ItemDataRole.FontRole

    assert model.data(model.index(0, 0), font).bold() or model.data(model.index(0, 0), font).weight() > 500
    assert model.data(model.index(1, 0), font) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "课题"
    assert model.rowCount(model.index(0, 0)) == model.columnCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == 2
