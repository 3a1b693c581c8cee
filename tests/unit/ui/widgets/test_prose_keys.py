"""Lists that go on, tables walked cell by cell, marks put and taken."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.records.pasting import width
from app.ui.widgets.prose_keys import enter, grid_at, tab, turn_heading, turn_list, write_grid


def box_with(text: str) -> QPlainTextEdit:
    """A field; ‸ is the caret, ⟦ and ⟧ are around what is selected."""
    box = QPlainTextEdit(text.replace("‸", "").replace("⟦", "").replace("⟧", ""))
    cursor = box.textCursor()
    if "‸" in text:
        cursor.setPosition(len(text[: text.index("‸")].encode("utf-16-le")) // 2)
    else:
        cursor.setPosition(text.index("⟦"))
        cursor.setPosition(text.index("⟧") - 1, QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    return box


def shown(box: QPlainTextEdit) -> str:
    """The text with the caret in it, or with what is selected between brackets."""
    text, cursor = box.toPlainText(), box.textCursor()
    units = text.encode("utf-16-le")
    start, end = cursor.selectionStart() * 2, cursor.selectionEnd() * 2
    parts = [one.decode("utf-16-le") for one in (units[:start], units[start:end], units[end:])]
    return "‸".join((parts[0], parts[2])) if start == end else f"{parts[0]}⟦{parts[1]}⟧{parts[2]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- 读😀‸", "- 读😀\n- ‸"),
        ("1、读‸写", "1、读\n2、‸写"),
        ("  9. 读‸", "  9. 读\n  10. ‸"),
        ("- 读\n- ‸", "- 读\n‸"),
        ("1. 一‸\n2. 二\n  1. 里\n3. 三\n完", "1. 一\n2. ‸\n3. 二\n  1. 里\n4. 三\n完"),
        ("1. 一‸\n5. 二", "1. 一\n2. ‸\n5. 二"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it(qapp: QApplication, before: str, after: str) -> None:
    box = box_with(before)

    assert enter(box)
    assert shown(box) == after


@pytest.mark.parametrize("text", ["读‸", "# 读‸", "‸- 读", "- ⟦读⟧", ""])
def test_enter_elsewhere_is_enter(qapp: QApplication, text: str) -> None:
    box = box_with(text or "‸")

    assert not enter(box)
    assert shown(box) == (text or "‸")


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        ("- 一\n- 二‸", 1, "- 一\n  - 二‸"),
        ("- 一\n  - 二‸", -1, "- 一\n- 二‸"),
        ("- 一\n⟦- 二\n- 三⟧", 1, "- 一\n  - 二\n  - 三"),
        ("\u3000- 一‸", -1, "- 一‸"),
    ],
)
def test_tab_moves_items_in_and_out(qapp: QApplication, before: str, by: int, after: str) -> None:
    box = box_with(before)

    assert tab(box, by)
    assert box.toPlainText() == after.replace("‸", "")


@pytest.mark.parametrize(
    ("text", "by"),
    [("读‸", 1), ("- 一‸", 1), ("- 一‸", -1), ("- 一\n  - 二\n    - 三‸", 1), ("- 一\n⟦- 二\n三⟧", 1), ("# 读‸", -1)],
)
def test_tab_elsewhere_goes_to_the_next_field(qapp: QApplication, text: str, by: int) -> None:
    """Also where an item can go no further: nobody is locked in."""
    box = box_with(text)

    assert not tab(box, by)


def test_headings_turn_smaller_and_back(qapp: QApplication) -> None:
    box = box_with("⟦目标\n- 读⟧")
    seen = []
    for _ in range(4):
        turn_heading(box)
        seen.append(box.toPlainText())

    assert seen == ["# 目标\n# 读", "## 目标\n## 读", "### 目标\n### 读", "目标\n读"]


def test_lines_become_items_and_words_again(qapp: QApplication) -> None:
    box = box_with("⟦一\n# 二⟧")
    turn_list(box, ordered=False)
    dots = box.toPlainText()
    turn_list(box, ordered=True)
    numbers = box.toPlainText()
    turn_list(box, ordered=True)

    assert (dots, numbers, box.toPlainText()) == ("- 一\n- 二", "1. 一\n2. 二", "一\n二")


def test_numbers_go_on_from_the_line_before(qapp: QApplication) -> None:
    box = box_with("3、三\n四‸")
    turn_list(box, ordered=True)

    assert box.toPlainText() == "3、三\n4. 四"


def test_tab_walks_the_cells_and_keeps_the_columns_in_line(qapp: QApplication) -> None:
    box = box_with("| 环节‸ | 分 |\n| --- | --- |\n| 导入新课的时候 | 5 |")
    assert tab(box, 1)
    assert box.textCursor().selectedText() == "分"
    lines = box.toPlainText().split("\n")
    assert len({width(line) for line in lines}) == 1
    assert tab(box, 1)
    assert box.textCursor().selectedText() == "导入新课的时候"
    assert tab(box, 1)
    assert tab(box, 1)
    grid = grid_at(box)

    assert grid is not None
    assert (grid.row, grid.column, grid.head, grid.rows[2]) == (2, 0, True, ["", ""])
    assert tab(box, -1)
    assert box.textCursor().selectedText() == "5"


def test_before_the_first_cell_is_the_field_before(qapp: QApplication) -> None:
    assert not tab(box_with("| a‸ | b |"), -1)


def test_enter_in_a_table_goes_down_makes_a_row_and_leaves(qapp: QApplication) -> None:
    box = box_with("| 甲‸ | 乙 |\n| 丙 | 丁 |\n后")
    enter(box)
    assert box.textCursor().selectedText() == "丙"
    enter(box)
    assert box.toPlainText().split("\n")[2].count("|") == 3
    enter(box)

    assert shown(box) == "| 甲  | 乙  |\n| 丙  | 丁  |\n‸\n后"


def test_a_table_is_put_behind_the_line_and_taken_out_again(qapp: QApplication) -> None:
    box = box_with("前‸面\n后面")
    write_grid(box, [["环节", "分"], ["", ""]], head=True)

    assert box.toPlainText() == "前面\n| 环节 | 分  |\n| ---- | --- |\n|      |     |\n后面"
    assert box.textCursor().selectedText() == "环节"
    write_grid(box, [], head=False)
    assert box.toPlainText() == "前面\n\n后面"


def test_a_table_stands_in_place_of_an_empty_line_and_a_shorter_one_in_place_of_a_longer(qapp: QApplication) -> None:
    box = box_with("‸")
    write_grid(box, [["a", "b"], ["c", "d"], ["e", "f"]], head=False)
    write_grid(box, [["a", "x"]], head=False, column=1)

    assert box.toPlainText() == "| a   | x   |\n"
    assert box.textCursor().selectedText() == "x"
    assert grid_at(box_with("读‸")) is None
