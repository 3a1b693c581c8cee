"""Changes on the page: in their author's colour, and never by colour alone."""

from PySide6.QtGui import QTextCharFormat, QTextCursor

from app.records.edits import MoveRow, RemoveRow, SetValue, WriteProse
from app.records.values import Row
from app.ui.review.marking import changed_places
from app.ui.review.sheet import Sheet
from app.ui.theme.colours import author_colours
from tests.helpers.windows import Stage


def changed(stage: Stage) -> Sheet:
    """A plan that teacher and mentor changed while apart, as the mentor sees it who had read it before."""
    rows: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "先猜再翻"}, {"name": "练习"}, {"name": "小结"}]
    plan = stage.plan(key_point="# 要点\n每一位是右边的两倍。", steps=rows, slot=1)
    stage.mentor.mark_read(plan)
    steps = stage.teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    first, second, third = (str(row["id"]) for row in steps if isinstance(row, dict))
    stage.teacher.edit(plan, [WriteProse("key_point", "# 要点\n每一位都是右边的两倍。"), SetValue("slot", 3)])
    stage.teacher.edit(plan, [RemoveRow("steps", first), MoveRow("steps", third, second)])
    stage.mentor.edit(plan, [WriteProse("key_point", "# 要点\n每一位是右边的。")])
    stage.exchange()
    review = stage.mentor.review(plan)
    made = Sheet(stage.desk(stage.mentor))
    made.resize(700, 500)
    stage.show(made)
    made.show_record(review.view, review.changes)
    return made


def looks(made: Sheet) -> dict[str, QTextCharFormat]:
    """How each change looks, by its words."""
    found: dict[str, QTextCharFormat] = {}
    for start, end in changed_places(made.document()):
        cursor = QTextCursor(made.document())
        at = start
        while at < end:
            cursor.setPosition(at)
            cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
            look = cursor.charFormat()
            words = cursor.selectedText()
            at += 1
            if not look.toolTip():
                continue
            last = next(reversed(found), None)
            if at > start + 1 and last is not None and found[last].toolTip() == look.toolTip():
                found[last + words] = found.pop(last)
            else:
                found[words] = look
    return found


def test_added_words_are_underlined_and_removed_ones_struck_out_in_their_authors_colour(stage: Stage) -> None:
    """With the name in the tool tip; of values and rows as of prose."""
    found = looks(changed(stage))

    assert {words: look.toolTip() for words, look in found.items()} == {
        "1": "李秀兰 删的",
        "3": "李秀兰 加的",
        "都": "李秀兰 加的",
        "两倍": "王敏 删的",
        "导入": "李秀兰 删的",
        "5": "李秀兰 删的",
        "先猜再翻": "李秀兰 删的",
        "移了位置": "李秀兰 加的",
    }
    teacher, mentor = author_colours(0), author_colours(1)
    assert (found["都"].background().color().name().upper(), found["都"].fontUnderline()) == (teacher[1], True)
    assert found["都"].underlineColor().name().upper() == teacher[0]
    assert (found["两倍"].foreground().color().name().upper(), found["两倍"].fontStrikeOut()) == (mentor[0], True)
    assert found["导入"].fontStrikeOut()


def test_places_stay_those_of_the_text_among_removed_words(stage: Stage) -> None:
    """A comment on a page with changes stands where it would on one without."""
    made = changed(stage)
    text = "# 要点\n每一位都是右边的。"
    assert made.select("key_point", 5, len(text))
    selected = made.what_is_selected()

    assert selected is not None
    assert (selected.start, selected.end, selected.quote) == (5, len(text), "每一位都是右边的。")
    assert "两倍" in made.textCursor().selectedText()


def test_the_caret_goes_from_change_to_change_and_round(stage: Stage) -> None:
    made = changed(stage)
    starts = [start for start, _ in made.places]
    seen = []
    for _ in range(len(starts) + 1):
        assert made.go_to_change(1)
        seen.append(made.textCursor().position())
    assert made.go_to_change(-1)

    assert seen == [*starts, starts[0]]
    assert made.textCursor().position() == starts[-1]
