"""A table as a grid: cells, rows, columns, pastes, and an input method in a cell."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.forms.grid_dialog import GridDialog
from app.ui.widgets.text_boxes import LineBox
from tests.helpers.windows import Stage, commit, compose, parts, press

Taken = list[tuple[list[list[str]], bool]]


def dialog(stage: Stage, rows: list[list[str]] | None, taken: Taken) -> GridDialog:
    parent = stage.show(QWidget())
    made = GridDialog(parent, stage.texts, rows, True, lambda rows, head: taken.append((rows, head)))
    made.open()
    stage.settle()
    return made


def push(stage: Stage, made: GridDialog, key: str) -> None:
    next(one for one in parts(made, QPushButton) if one.text() == stage.texts.say(key)).click()


def test_a_new_table_is_three_by_three_and_is_taken(stage: Stage) -> None:
    taken: Taken = []
    made = dialog(stage, None, taken)
    made.paste("环节")
    made.head.setChecked(False)
    push(stage, made, "prose.table_take")

    assert taken == [([["环节", "", ""], ["", "", ""], ["", "", ""]], False)]
    assert not made.isVisible()


def test_rows_and_columns_come_and_go(stage: Stage) -> None:
    made = dialog(stage, [["a", "b"], ["c"]], [])
    push(stage, made, "prose.row_add")
    push(stage, made, "prose.column_add")
    wide = made.rows
    for _ in range(5):
        push(stage, made, "prose.row_remove")
        push(stage, made, "prose.column_remove")

    assert wide == [["a", "", "b"], ["", "", ""], ["c", "", ""]]
    assert [len(row) for row in made.rows] == [2]


def test_cells_of_a_spreadsheet_are_pasted_from_the_present_cell_on(stage: Stage) -> None:
    made = dialog(stage, [["a", "b"], ["c", "d"]], [])
    made.grid.setCurrentCell(1, 1)
    QGuiApplication.clipboard().setText("一\t二\r\n三\t四\r\n")
    press(made, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    made.paste("")

    assert made.rows == [["a", "b", ""], ["c", "一", "二"], ["", "三", "四"]]


def test_a_table_can_be_taken_out(stage: Stage) -> None:
    taken: Taken = []
    made = dialog(stage, [["a", "b"]], taken)
    push(stage, made, "prose.table_out")

    assert taken == [([], True)]


def test_keys_in_a_cell_belong_to_the_input_method_while_it_composes(stage: Stage) -> None:
    """Enter would close the cell, Esc the dialog."""
    made = dialog(stage, [["a", "b"], ["c", "d"]], [])
    item = made.grid.item(0, 0)
    assert item is not None
    made.grid.editItem(item)
    (box,) = parts(made.grid, LineBox)
    box.selectAll()
    compose(box, "huan'jie")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
        press(box, key)
    assert made.isVisible()
    assert parts(made.grid, LineBox) == [box]
    assert box.composing
    commit(box, "环节")
    press(box, Qt.Key.Key_Return)
    stage.settle()

    assert made.rows[0][0] == "环节"
    assert made.isVisible()


def test_tab_leaves_the_table_behind_its_last_cell(stage: Stage) -> None:
    """Else the buttons could not be reached without a mouse."""
    made = dialog(stage, [["一", "二"], ["三", "四"]], [])
    places = []
    for _ in range(4):
        places.append((made.grid.currentRow(), made.grid.currentColumn()))
        press(made.focusWidget() or made, Qt.Key.Key_Tab)

    assert places == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert made.focusWidget() is made.head
