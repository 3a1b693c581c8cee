"""The list of a kind: search, filter, open by mouse and keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ids import RecordId
from app.ui.importing.dialog import ImportDialog
from app.ui.lists.page import ListPage
from tests.helpers.windows import Stage, click, press


def test_search_filter_and_open(stage: Stage) -> None:
    """What is found, is opened."""
    rain = stage.plan()
    stage.teacher.create("lesson_plan", {"topic": "认识钟表"})
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    page.shown()
    stage.settle(lambda: page.model.rowCount() == 2)
    page.search.setText("秋天")
    page.search.typed.emit()
    stage.settle(lambda: page.model.rowCount() == 1)
    page.table.selectRow(0)
    press(page.table, Qt.Key.Key_Return)
    page.search.setText("")
    page.search.typed.emit()
    stage.settle(lambda: page.model.rowCount() == 2)
    private = next(space for space in stage.teacher.spaces() if space.private)
    page.filters.choose_space(private.space, "仅自己")
    stage.settle(lambda: page.model.rowCount() == 1)

    assert stage.shell.calls == [("open_record", rain)]
    assert page.model.data(page.model.index(0, 0)) == "认识钟表"


def test_a_file_is_looked_at_and_the_draft_that_is_taken_is_opened(stage: Stage, tmp_path: Path) -> None:
    """The dialog itself has tests of its own."""
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    (tmp_path / "plan.md").write_text("# 秋天的雨\n\n正文", "utf-8")
    page.import_file(tmp_path / "plan.md")
    (dialog,) = list[ImportDialog]([*page.findChildren(ImportDialog)])
    stage.settle(dialog.take.isEnabled)
    click(dialog.take)
    stage.settle(lambda: bool(stage.shell.calls))

    ((did, record),) = stage.shell.calls
    assert did == "open_record"
    assert stage.teacher.view(RecordId(record)).title == "秋天的雨"


def test_an_empty_list_teaches_and_a_search_without_hits_says_so(stage: Stage) -> None:
    """In the words of the kind."""
    page = stage.show(ListPage(stage.desk(), "plc_meeting"))
    page.shown()
    stage.settle()
    empty = page.empty_words
    page.search.setText("😀𠮷")
    page.search.typed.emit()
    stage.settle(lambda: page.empty_words != empty)
    page.new.click()

    assert "教研活动记录" in empty
    assert "😀𠮷" in page.empty_words
    assert stage.shell.calls == [("begin_record", "plc_meeting")]


def test_what_was_deleted_is_listed_on_request_and_can_be_had_back(stage: Stage) -> None:
    """A deletion hides a record from every other list, with whatever a colleague added to it meanwhile."""
    rain = stage.plan()
    stage.teacher.delete(rain)
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    page.shown()
    stage.settle()
    assert page.model.rowCount() == 0
    click(page.deleted)
    stage.settle(lambda: page.model.rowCount() == 1)
    click(page.choose)
    page.table.selectAll()
    assert page.chosen_records() == [rain]
    click(page._restore)
    stage.settle(lambda: page.model.rowCount() == 0)

    assert page.empty_words == stage.texts.say("lists.none_deleted", kind="教案")
    assert [row.record for row in stage.teacher.list_records("lesson_plan")] == [rain]


def test_several_are_chosen_by_clicks_and_handed_to_a_verb_in_the_lists_order(stage: Stage) -> None:
    """While somebody is choosing, a click opens nothing."""
    plans = [stage.teacher.create("lesson_plan", {"topic": f"第{number}课"}) for number in range(3)]
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    page.shown()
    stage.settle(lambda: page.model.rowCount() == 3)
    given: list[list[RecordId]] = []
    verb = page.add_verb("打印", "document", given.append)
    assert not page._bar.isVisible()
    click(page.choose)
    assert page._bar.isVisible()
    assert not verb.isEnabled()

    for at in (2, 0):
        place = page.table.visualRect(page.model.index(at, 0)).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    click(verb)

    assert given == [[plans[2], plans[0]]]
    assert stage.shell.calls == []
    page.shown()
    stage.settle()
    assert page.chosen_records() == [plans[2], plans[0]]
    click(page.choose)
    assert page.chosen_records() == []
    assert not page._bar.isVisible()


def test_a_heading_sorts_the_whole_list(stage: Stage) -> None:
    for topic in ("重庆", "安徽", "第10课", "第2课"):
        stage.teacher.create("lesson_plan", {"topic": topic})
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    page.shown()
    stage.settle(lambda: page.model.rowCount() == 4)

    def titles() -> list[str]:
        return [str(page.model.data(page.model.index(at, 0))) for at in range(4)]

    assert titles() == ["第2课", "第10课", "安徽", "重庆"]
    header = page.table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    stage.settle(lambda: titles() == ["安徽", "重庆", "第2课", "第10课"])
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    stage.settle(lambda: titles() == ["第10课", "第2课", "重庆", "安徽"])
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    stage.settle(lambda: titles() == ["第2课", "第10课", "安徽", "重庆"])
