"""Looking back, comparing any two points, and going back."""

import pytest
from PySide6.QtCore import Qt

from app.ids import RecordId
from app.records.edits import RemoveRow, SetValue, WriteProse
from app.records.values import Row
from app.ui.history import page as page_module
from app.ui.history.page import HistoryPage
from app.ui.review.legend import AuthorName
from app.ui.widgets.buttons import Button
from tests.helpers.windows import Stage, parts, press

DAY = 86_400


def looked_at(stage: Stage) -> tuple[RecordId, HistoryPage]:
    """A plan of three days: written, changed by the mentor, shortened by the teacher, who looks back."""
    rows: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习"}]
    plan = stage.plan(key_point="每一位是右边的两倍。", slot=1, steps=rows)
    stage.world.clock.pass_seconds(DAY)
    stage.mentor.edit(plan, [WriteProse("key_point", "每一位都是右边的两倍。"), SetValue("slot", 2)])
    stage.exchange()
    stage.world.clock.pass_seconds(DAY)
    steps = stage.teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    assert isinstance(steps[0], dict)
    stage.teacher.edit(plan, [WriteProse("key_point", "右边的两倍。"), RemoveRow("steps", str(steps[0]["id"]))])
    page = HistoryPage(stage.desk(), plan)
    page.resize(1_180, 700)
    stage.show(page)
    page.shown()
    stage.settle()
    return plan, page


def told(page: HistoryPage) -> list[str]:
    """Whose changes are on the page."""
    return [name.text() for name in parts(page.legend, AuthorName)]


def test_a_sitting_is_shown_with_what_it_changed(stage: Stage) -> None:
    """By keys alone from one to the next."""
    _, page = looked_at(stage)
    newest = told(page)
    struck = page.sheet.toPlainText()
    press(page.timeline, Qt.Key.Key_Down)
    stage.settle()

    assert newest == ["我（李秀兰） 删 5 字"]
    assert "已删行　导入" in struck
    assert told(page) == ["王敏 加 1 字"]
    assert "导入" in page.sheet.toPlainText()


def test_any_two_points_can_be_compared(stage: Stage) -> None:
    """Whichever of them was chosen first; and each with now."""
    _, page = looked_at(stage)
    page.against.setCurrentIndex(4)
    page.against.activated.emit(4)
    stage.settle()
    from_newest = told(page)
    page.timeline.setCurrentRow(page.timeline.count() - 1)
    page.against.setCurrentIndex(2)
    page.against.activated.emit(2)
    stage.settle()
    from_oldest = told(page)
    page.against.setCurrentIndex(1)
    page.against.activated.emit(1)
    stage.settle()

    assert from_newest == from_oldest == told(page) == ["我（李秀兰） 删 4 字", "王敏"]


def test_the_earlier_text_stands_beside_the_later_one_on_request(stage: Stage) -> None:
    """A school plan of last year and of this one, say; both scroll together."""
    _, page = looked_at(stage)
    hidden = page.former.isVisible()
    page.side.click()
    stage.settle(lambda: page.former.isVisible())
    former, later = page.former.toPlainText(), page.sheet.toPlainText()
    press(page.timeline, Qt.Key.Key_Down)
    stage.settle(lambda: "每一位是右边的两倍。" in page.former.toPlainText())
    page.side.click()
    stage.settle(lambda: not page.former.isVisible())

    assert not hidden
    assert "每一位都是右边的两倍。" in former
    assert "导入" in former
    assert "已删行" not in former
    assert "已删行　导入" in later


def test_the_whole_record_is_had_back_after_a_question_and_undone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what happens, and it can be undone; the newest state offers nothing to go back to."""
    plan, page = looked_at(stage)
    asked: list[str] = []

    def answer(_parent: object, _texts: object, title: str, why: str, _verb: str) -> bool:
        asked.extend((title, why))
        return True

    monkeypatch.setattr(page_module, "confirm", answer)
    nothing = page.back.isEnabled()
    page.timeline.setCurrentRow(page.timeline.count() - 1)
    stage.settle()
    page.back.click()
    stage.settle(lambda: "恢复" in page.notice.text)
    whole = stage.teacher.view(plan).values
    page.undo.click()
    stage.settle(lambda: "撤销" in page.notice.text)

    assert not nothing
    assert "之后写的话不会丢" in asked[1]
    assert (whole["key_point"], whole["slot"], len(str(whole["steps"])) > 0) == ("每一位是右边的两倍。", 1, True)
    assert stage.teacher.view(plan).values["key_point"] == "右边的两倍。"
    assert len(page.timeline.findItems("导入", Qt.MatchFlag.MatchContains)) == 0


def test_one_field_is_had_back_from_the_menu_and_a_row_by_its_button(stage: Stage) -> None:
    plan, page = looked_at(stage)
    page.timeline.setCurrentRow(page.timeline.count() - 1)
    stage.settle()
    menu = page.fields.menu()
    names = [action.text() for action in menu.actions()]
    menu.actions()[names.index("节次")].trigger()
    stage.settle(lambda: stage.teacher.view(plan).values["slot"] == 1)
    parts(page.removed, Button)[0].click()
    stage.settle(lambda: page.removed.isHidden())
    values = stage.teacher.view(plan).values

    assert set(names) == {"节次", "教学重点", "教学过程"}
    assert values["key_point"] == "右边的两倍。"
    assert "导入" in str(values["steps"])


def test_a_reader_looks_and_changes_nothing(stage: Stage) -> None:
    """Whoever may not write is offered no way back."""
    plan = stage.plan(slot=1)
    space = stage.world.shared()
    stage.mentor.set_role(space, stage.teacher.me.person, "reader")
    stage.teacher.edit(plan, [SetValue("slot", 2)])
    stage.exchange()
    page = HistoryPage(stage.desk(), plan)
    stage.show(page)
    page.shown()
    stage.settle()

    assert not page.back.isEnabled()
    assert not page.fields.isEnabled()


def test_undoing_a_way_back_takes_no_words_of_a_colleague_away(stage: Stage) -> None:
    """They came between going back and the second thought."""
    plan, page = looked_at(stage)
    page.timeline.setCurrentRow(page.timeline.count() - 1)
    stage.settle()
    page.go_back(["key_point"])
    stage.settle(lambda: page.undo.isVisible())
    stage.exchange()
    stage.mentor.visit()
    there = stage.mentor.view(plan).values
    stage.mentor.edit(plan, [WriteProse("key_point", f"{there['key_point']}同事补的话。"), SetValue("slot", 5)])
    stage.mentor.visit()
    stage.teacher.visit()
    page.undo.click()
    stage.settle(lambda: "撤销" in page.notice.text)
    values = stage.teacher.view(plan).values

    assert values["key_point"] == "右边的两倍。同事补的话。"
    assert values["slot"] == 5
