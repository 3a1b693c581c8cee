"""The list of a kind: search, filter, open by mouse and keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt

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
    page.spaces.setCurrentIndex(1)
    stage.settle(lambda: page.model.rowCount() == 1)

    assert stage.shell.calls == [("open_record", rain)]
    assert page.model.rows[0].title == "认识钟表"


def test_a_file_is_looked_at_and_the_draft_that_is_taken_is_opened(stage: Stage, tmp_path: Path) -> None:
    """The dialog itself has tests of its own."""
    page = stage.show(ListPage(stage.desk(), "lesson_plan"))
    (tmp_path / "plan.md").write_text("# 秋天的雨\n\n正文", "utf-8")
    page.import_file(tmp_path / "plan.md")
    dialog: ImportDialog = page.findChildren(ImportDialog)[0]
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
    page.spaces.setCurrentIndex(page.spaces.count() - 1)
    stage.settle(lambda: page.model.rowCount() == 1)
    stage.teacher.undelete(page.model.rows[0].record)
    page.shown()
    stage.settle(lambda: page.model.rowCount() == 0)

    assert page.empty_words == stage.texts.say("lists.none_deleted", kind="教案")
    assert [row.record for row in stage.teacher.list_records("lesson_plan")] == [rain]
