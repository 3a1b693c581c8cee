"""The field for prose with marks: keys, pastes, styling only where it is needed, and nothing while composing."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.ui.widgets.formatted_box import FormattedBox
from tests.helpers.windows import Stage, commit, compose, press


def box_on(stage: Stage, text: str = "") -> FormattedBox:
    """A field with a text, the caret at its end, between two other fields."""
    window = QWidget()
    column = QVBoxLayout(window)
    box = FormattedBox(1_000)
    for one in (QLineEdit(), box, QLineEdit()):
        column.addWidget(one)
    stage.show(window)
    window.activateWindow()
    box.receive(text)
    box.moveCursor(box.textCursor().MoveOperation.End)
    box.setFocus()
    return box


def test_enter_and_tab_know_lists(stage: Stage) -> None:
    box = box_on(stage, "- 读")
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Tab)
    commit(box, "写")
    press(box, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(box, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Return)

    assert box.text == "- 读\n- 写\n\n"
    assert box.hasFocus()


def test_tab_outside_a_list_goes_to_the_next_field(stage: Stage) -> None:
    box = box_on(stage, "读")
    press(box, Qt.Key.Key_Tab)

    assert not box.hasFocus()
    assert box.text == "读"


def test_while_composing_enter_and_tab_belong_to_the_input_method(stage: Stage) -> None:
    box = box_on(stage, "- 读")
    compose(box, "xie")
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Tab)

    assert box.text.startswith("- 读")
    assert "\n- " not in box.text


def test_a_field_that_may_only_be_read_is_not_changed(stage: Stage) -> None:
    box = box_on(stage, "- 读")
    box.setReadOnly(True)
    press(box, Qt.Key.Key_Return)
    press(box, Qt.Key.Key_Tab)

    assert box.text == "- 读"


def test_what_is_pasted_from_word_keeps_its_lists_and_tables(stage: Stage) -> None:
    box = box_on(stage, "前")
    source = QMimeData()
    source.setText("目标 读")
    source.setHtml("<h1>目标</h1><ul><li>读</li></ul><table><tr><td>a</td><td>b</td></tr></table>")
    box.insertFromMimeData(source)

    assert box.text == "前\n# 目标\n- 读\n| a   | b   |"


def test_cells_of_a_spreadsheet_become_a_table_and_words_stay_words(stage: Stage) -> None:
    box = box_on(stage)
    cells, words = QMimeData(), QMimeData()
    cells.setText("a\tb\nc\td\n")
    words.setText("只是<b>话</b>")
    box.insertFromMimeData(cells)
    commit(box, "\n")
    box.insertFromMimeData(words)

    assert box.text == "| a   | b   |\n| c   | d   |\n只是<b>话</b>"


def test_more_than_fits_is_refused_as_it_will_stand(stage: Stage) -> None:
    """A table takes more characters than its words."""
    box = box_on(stage)
    refused: list[int] = []
    box.refused.connect(refused.append)
    source = QMimeData()
    source.setText("a\tb\n" * 80)
    box.insertFromMimeData(source)

    assert box.text == ""
    assert refused == [80 * 14 - 1]


def test_styling_begins_with_the_first_mark(stage: Stage) -> None:
    """Most fields have none, and pay nothing for it."""
    box = box_on(stage, "普通的话")
    plain = box._look
    commit(box, "\n# ")

    assert plain is None
    assert box._look is not None
    assert box_on(stage, "- 读")._look is not None


def test_a_new_theme_brings_its_colours(stage: Stage) -> None:
    box = box_on(stage, "# 目标")
    before = box.document().firstBlock().layout().formats()
    box.setStyleSheet("QPlainTextEdit { border: 0 }")
    stage.settle()

    assert len(box.document().firstBlock().layout().formats()) == len(before)
    assert box.text == "# 目标"


def test_styling_is_no_typing(stage: Stage) -> None:
    """Else a record would be saved because somebody looked at it."""
    box = box_on(stage)
    typed: list[int] = []
    box.typed.connect(lambda: typed.append(1))
    box.receive("# 目标\n- 读")
    box.setStyleSheet("QPlainTextEdit { border: 0 }")
    stage.settle()

    assert typed == []
    commit(box, "写")
    stage.settle()
    assert typed == [1]
