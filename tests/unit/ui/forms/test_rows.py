"""Rows are added, moved, taken out and brought back; their minutes add up."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.records.edits import AddRow, MoveRow, RemoveRow, RestoreRow, SetValue, WriteProse
from app.records.fields import Rows
from app.records.kinds import ALL
from app.records.values import Row
from app.ui.autosave import Draft
from app.ui.forms.rows import RowsInput
from app.ui.forms.texts import NumberInput, ProseInput
from app.ui.widgets.text_boxes import ProseBox
from tests.helpers.inputs import Tried
from tests.helpers.windows import Stage, commit, compose, parts, press, type_keys

STEPS = ALL[0].field("steps")


def rows(stage: Stage) -> tuple[Tried, RowsInput]:
    """The procedure of a plan, with two rows."""
    tried = Tried(stage, STEPS)
    assert isinstance(tried.input, RowsInput)
    stood: list[Row] = [{"id": "r1", "name": "导入", "minutes": 5}, {"id": "r2", "minutes": 20}]
    tried.input.show_value(stood)
    return tried, tried.input


def test_rows_keep_their_boxes_through_a_refresh(stage: Stage) -> None:
    """A merge that moves a row moves its box; what is typed in it stays."""
    _, steps = rows(stage)
    first, second = steps.rows
    merged: list[Row] = [{"id": "r2", "minutes": 20}, {"id": "r3"}, {"id": "r1", "name": "导入", "minutes": 5}]
    steps.show_value(merged)

    assert [box.row for box in steps.rows] == ["r2", "r3", "r1"]
    assert (steps.rows[0], steps.rows[2]) == (second, first)


def test_minutes_add_up_against_the_lesson(stage: Stage) -> None:
    """While they are typed, and when the lesson's length is changed."""
    tried, steps = rows(stage)
    assert steps.total is not None
    at_first = steps.total.words.text()
    minutes = steps.rows[1].cells["minutes"]
    assert isinstance(minutes, NumberInput)
    minutes.box.clear()
    type_keys(minutes.box, "40")
    over = steps.total.said.text()
    steps.total.lesson.setCurrentIndex(1)
    steps.total.lesson.activated.emit(1)
    stage.settle()

    assert at_first == "合计 25 / 40 分钟"
    assert "多 5 分钟" in over
    assert steps.total.words.text() == "合计 45 / 45 分钟"
    assert tried.edits[-1] == SetValue("steps/r2/minutes", 40)
    assert stage.teacher.preference("lesson_minutes", "40") == "45"


def test_adding_moving_removing_and_undoing(stage: Stage) -> None:
    """Each is one edit, in the order of the hand."""
    tried, steps = rows(stage)
    steps.add.click()
    new = steps.rows[2].row
    steps.rows[2].moved.emit(-1)
    steps.rows[0].moved.emit(-1)
    steps.rows[0].removed.emit()
    steps.undo_button.click()

    assert tried.edits == [
        AddRow("steps", None, new),
        MoveRow("steps", new, "r2"),
        RemoveRow("steps", "r1"),
        RestoreRow("steps", "r1"),
    ]
    assert [box.row for box in steps.rows] == [new, "r2"]


def test_no_more_rows_than_fit(stage: Stage) -> None:
    """The sentence says how many."""
    tried, steps = rows(stage)
    steps.limit = 2
    steps.add.click()

    assert [error.code for error in tried.refusals if error] == ["record.too_many_rows"]
    assert tried.edits == []


def test_cells_of_a_line_are_equally_high_and_know_what_was_saved(stage: Stage) -> None:
    """A table's look, and a save's base."""
    tried, steps = rows(stage)
    teacher, pupils = (steps.rows[0].cells[key] for key in ("teacher", "pupils"))
    assert isinstance(teacher, ProseInput)
    assert isinstance(pupils, ProseInput)
    commit(teacher.box, "一\n二\n三\n四\n五")
    stage.settle()
    draft = tried.drafts[-1]
    steps.was_saved(draft)
    commit(teacher.box, "六")

    assert teacher.box.height() == pupils.box.height()
    assert tried.drafts[-1].base == "一\n二\n三\n四\n五"
    assert isinstance(draft, Draft)
    assert isinstance(STEPS, Rows)


def test_tab_goes_through_the_cells_and_then_to_the_buttons(stage: Stage) -> None:
    """In the order in which they are read."""
    _, steps = rows(stage)
    while not steps.whole:
        steps.build_more()
    stops = steps.stops()

    assert stops[-3:] == [steps.add, steps.paste, steps.turn]
    assert stops.index(steps.rows[0].cells["name"].stops()[0]) < stops.index(steps.rows[1].cells["name"].stops()[0])


def test_cells_are_made_when_they_are_wanted(stage: Stage) -> None:
    """Until then a row adds up, is numbered, and takes what a merge brings; nothing of it is lost."""
    _, steps = rows(stage)
    assert steps.total is not None
    before = [box.built for box in steps.rows]
    merged: list[Row] = [{"id": "r1", "name": "导入", "minutes": 7}, {"id": "r2", "minutes": 20}]
    steps.show_value(merged)
    steps.set_editable(False)
    steps.build_more()
    minutes = steps.rows[0].cells["minutes"]
    assert isinstance(minutes, NumberInput)

    assert before == [False, False]
    assert [box.built for box in steps.rows] == [True, False]
    assert not steps.whole
    assert (minutes.number, minutes.box.isReadOnly()) == (7, True)
    assert steps.total.words.text() == "合计 27 / 40 分钟"
    assert steps.rows[1].number("minutes") == 20


def focused(steps: RowsInput) -> tuple[int, str] | None:
    """The row and the column in which the focus is."""
    at = steps._focused()
    return None if at is None else (steps.rows.index(at[0]), at[0].ordered[at[1]].field.key)


def enter(steps: RowsInput, row: int, column: str) -> QWidget:
    """Put the focus into a cell."""
    stop = steps.rows[row].cells[column].stops()[0]
    stop.setFocus()
    return stop


def key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    inside = QApplication.focusWidget()
    assert inside is not None
    press(inside, key, modifier)


def lay(text: str, html: str = "") -> None:
    """Put something on the clipboard."""
    source = QMimeData()
    source.setText(text)
    if html:
        source.setHtml(html)
    QApplication.clipboard().setMimeData(source)


def test_tab_goes_on_to_the_next_row_and_back(stage: Stage) -> None:
    """Past the row's tools; from the last cell of the last row into a new one; an empty last row lets it out."""
    tried, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    enter(steps, 0, steps.rows[0].ordered[-1].field.key)
    key(Qt.Key.Key_Tab)
    forward = focused(steps)
    key(Qt.Key.Key_Backtab)
    back = focused(steps)
    enter(steps, 1, steps.rows[1].ordered[-1].field.key)
    key(Qt.Key.Key_Tab)
    new = focused(steps)
    enter(steps, 2, steps.rows[2].ordered[-1].field.key)
    key(Qt.Key.Key_Tab)

    first, last = steps.rows[0].ordered[0].field.key, steps.rows[0].ordered[-1].field.key
    assert (forward, back, new) == ((1, first), (0, last), (2, first))
    assert len(steps.rows) == 3
    assert focused(steps) is None
    assert tried.edits == [AddRow("steps", None, steps.rows[2].row)]


def test_enter_goes_down_and_makes_a_row(stage: Stage) -> None:
    """In a cell of one line; in prose it is a new line, and Ctrl+Enter goes on."""
    tried, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    enter(steps, 0, "minutes")
    key(Qt.Key.Key_Return)
    down = focused(steps)
    key(Qt.Key.Key_Return)
    new = focused(steps)
    key(Qt.Key.Key_Up)
    up = focused(steps)
    enter(steps, 1, "teacher")
    key(Qt.Key.Key_Return)
    stayed = focused(steps)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert (down, new, up, stayed) == ((1, "minutes"), (2, "minutes"), (1, "minutes"), (1, "teacher"))
    assert focused(steps) == (2, "teacher")
    assert tried.edits[-1] == WriteProse("steps/r2/teacher", "\n")


def test_an_input_method_keeps_its_enter(stage: Stage) -> None:
    """While it composes, Enter neither goes down nor makes a row."""
    _, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    box = enter(steps, 1, "name")
    compose(box, "lianxi")
    key(Qt.Key.Key_Return)

    assert focused(steps) == (1, "name")
    assert len(steps.rows) == 2
    compose(box, "")


def test_keys_move_and_double_a_row(stage: Stage) -> None:
    """Alt and an arrow take the row along with the caret; Ctrl+D makes another with all that it holds."""
    tried, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    enter(steps, 0, "name")
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = focused(steps)
    key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    key(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    new = steps.rows[1].row

    assert moved == (1, "name")
    assert tried.edits == [
        MoveRow("steps", "r1", None),
        MoveRow("steps", "r1", "r2"),
        AddRow("steps", "r2", new),
        SetValue(f"steps/{new}/name", "导入"),
        SetValue(f"steps/{new}/minutes", 5),
    ]
    assert steps.total is not None
    assert steps.total.words.text() == "合计 30 / 40 分钟"


def test_a_row_is_drawn_to_its_place(stage: Stage) -> None:
    """By its number; a click without drawing opens its menu."""
    tried, steps = rows(stage)
    handle = steps.rows[0].parts.handle
    lower = steps.rows[1].mapTo(steps, QPoint(5, steps.rows[1].height() - 4))
    at = handle.mapFrom(steps, lower)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    for place in (QPoint(4, 30), at):
        QTest.mouseMove(handle, place)
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(handle.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(handle, move)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=at)

    assert tried.edits == [MoveRow("steps", "r1", None)]
    assert [box.row for box in steps.rows] == ["r2", "r1"]
    assert QApplication.activePopupWidget() is None


def test_a_table_is_pasted_below_the_row(stage: Stage) -> None:
    """Headings name the columns; what fits nowhere is told; one click takes all of it back."""
    tried, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    lay("", "<table><tr><td>环节<td>时间<td>教师活动<td>别的<tr><td>新授<td>15分钟<td>讲<br>问<td>甲</table>")
    enter(steps, 0, "name")
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    new = steps.rows[1]
    put = list(tried.edits)
    told = parts(steps, QLabel)
    words = " ".join(label.text() for label in told)
    steps.undo_button.click()

    assert put == [
        AddRow("steps", "r2", new.row),
        SetValue(f"steps/{new.row}/name", "新授"),
        SetValue(f"steps/{new.row}/minutes", 15),
        WriteProse(f"steps/{new.row}/teacher", "讲\n问"),
        WriteProse(f"steps/{new.row}/intent", "甲"),
    ]
    assert "已粘贴 1 行" in words
    assert "有 1 格没有合适的列" in words
    assert tried.edits[len(put) :] == [RemoveRow("steps", new.row)]
    assert [box.row for box in steps.rows] == ["r1", "r2"]


def test_words_are_pasted_as_words(stage: Stage) -> None:
    """What is no table stays in its cell; the button says that there is none."""
    tried, steps = rows(stage)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    lay("一句话\n两句话")
    box = enter(steps, 1, "teacher")
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    steps.paste.click()

    assert isinstance(box, ProseBox)
    assert box.text == "一句话\n两句话"
    assert len(steps.rows) == 2
    assert [error.code for error in tried.refusals if error] == ["record.no_table"]


def test_an_empty_row_gives_way_to_what_is_pasted(stage: Stage) -> None:
    """So a table can be pasted into a new group at once; lines into a cell of one line are rows."""
    tried = Tried(stage, ALL[0].field("steps"))
    assert isinstance(tried.input, RowsInput)
    steps = tried.input
    blank: list[Row] = [{"id": "r1"}]
    steps.show_value(blank)
    steps.activateWindow()
    stage.settle(steps.isActiveWindow)
    lay("导入\n练习\n")
    enter(steps, 0, "name")
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert [box.values.get("name") for box in steps.rows] == ["导入", "练习"]
    assert RemoveRow("steps", "r1") in tried.edits


def test_rows_are_copied_out_as_a_table(stage: Stage) -> None:
    """Into a spreadsheet and into WPS; and in again they are the same."""
    tried, steps = rows(stage)
    steps._copy(steps.rows)
    source = QApplication.clipboard().mimeData()
    before = [dict(box.values) for box in steps.rows]
    steps.paste_table()

    assert source.text().splitlines()[1].startswith("导入\t5")
    assert "<td>导入</td>" in source.html()
    assert [{**box.values, "id": ""} for box in steps.rows[2:]] == [{**row, "id": ""} for row in before]
    assert tried.refusals == []


def test_a_table_where_there_is_room_and_cards_where_there_is_none(stage: Stage) -> None:
    """The same cells in both; what the person chose is kept for the next record of the kind."""
    _, steps = rows(stage)
    steps.resize(1_100, 500)
    stage.settle()
    name = steps.rows[0].cells["name"]
    as_table = (steps._heads.isVisible(), name.width() == steps.rows[1].cells["name"].width())
    steps.resize(600, 500)
    stage.settle()
    narrow = steps._heads.isVisible()
    steps.resize(1_100, 500)
    steps.turn.click()
    stage.settle()

    assert as_table == (True, True)
    assert not narrow
    assert not steps._heads.isVisible()
    assert steps.rows[0].cells["name"] is name
    assert '"steps": "cards"' in stage.teacher.preference("form lesson_plan", "")


def test_three_hundred_rows_are_there_at_once(stage: Stage) -> None:
    """A dozen are made ahead; the others when they are seen or entered. All count."""
    tried = Tried(stage, ALL[0].field("steps"))
    assert isinstance(tried.input, RowsInput)
    steps = tried.input
    many: list[Row] = [{"id": f"r{number}", "name": f"第{number}步", "minutes": 1} for number in range(300)]
    steps.show_value(many)
    while not steps.whole:
        steps.build_more()
    made = sum(box.built for box in steps.rows)
    enter(steps, 250, "name")

    assert made < 60
    assert steps.rows[250].built
    assert steps.total is not None
    assert steps.total.words.text() == "合计 300 / 40 分钟"
    assert len(steps.stops()) < 60 * 10


def test_tab_leaves_rows_that_may_only_be_read(stage: Stage) -> None:
    """Cells that are switched off there hold nobody up: from the last text on to the next row, and then out."""
    tried = Tried(stage, next(kind for kind in ALL if kind.key == "class_observation").field("levels"))
    levels = tried.input
    assert isinstance(levels, RowsInput)
    said: list[Row] = [{"id": at, "dimension": "s", "level": "4", "evidence": "十九人开过口"} for at in ("r1", "r2")]
    levels.show_value(said)
    levels.set_editable(False)
    while not levels.whole:
        levels.build_more()
    whole, beneath = QWidget(), QLineEdit()
    column = QVBoxLayout(whole)
    column.addWidget(levels)
    column.addWidget(beneath)
    stage.show(whole)
    whole.activateWindow()
    stage.settle(whole.isActiveWindow)
    enter(levels, 0, "evidence")
    key(Qt.Key.Key_Tab)
    after_one = focused(levels)
    key(Qt.Key.Key_Tab)

    assert after_one == (1, "evidence")
    assert beneath.hasFocus()
    assert len(levels.rows) == 2
