"""One page at a time; the page that is left saves; what was begun and not sent is there again."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.errors import StoreError
from app.ui.forms.page import FormPage
from app.ui.forms.texts import LineInput
from app.ui.main_window import MainWindow
from app.ui.review.page import ReviewPage
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage, commit, parts


def title_box(stage: Stage, window: MainWindow, record: str) -> LineInput:
    """The topic's field of an open plan."""
    page = window.page(f"record:{record}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: page.form is not None and page.form.whole)
    frame = page.form.frame("topic") if page.form else None
    assert frame is not None
    assert isinstance(frame.input, LineInput)
    return frame.input


def test_pages_are_made_when_they_are_first_shown_and_the_records_left_last_stay(stage: Stage) -> None:
    """Back goes where one came from; a day's records do not all stay in memory."""
    window, plan = stage.window(), stage.plan()
    window.open_list("lesson_plan")
    window.open_record(plan)
    stage.settle()
    first = window.page(f"record:{plan}")
    inside = window.stack.count()
    window.go_back()
    stage.settle()
    window.open_record(plan)
    stage.settle()
    again = window.page(f"record:{plan}")
    window.go_back()
    for _ in range(3):
        window.open_record(stage.teacher.create("lesson_plan", {"topic": "冬天"}))
        window.go_back()
    stage.settle()

    assert inside == 3
    assert again is first
    assert window.stack.count() == 2 + 3
    assert f"record:{plan}" not in window._pages
    assert window.stack.currentWidget() is window.page("list:lesson_plan")


def test_a_page_that_is_left_saves(stage: Stage) -> None:
    """At once, not after the pause."""
    window, plan = stage.window(), stage.plan()
    window.open_record(plan)
    commit(title_box(stage, window, plan).box, "！")
    window.turn_to("today")
    stage.settle()

    assert stage.teacher.view(plan).title in ("秋天的雨！", "！秋天的雨")


def test_a_new_record_opens_with_the_title_ready(stage: Stage) -> None:
    """Two clicks from the start page to typing."""
    window = stage.window()
    window.begin_record("lesson_plan")
    stage.settle(lambda: window.stack.count() == 2)
    (record,) = [row.record for row in stage.teacher.list_records("lesson_plan")]
    box = title_box(stage, window, record).box
    stage.settle(box.hasFocus)
    commit(box, "新课")
    assert window.save_now()

    assert stage.teacher.view(record).title == "新课"


@pytest.mark.parametrize("closes", [False, True])
def test_closing_over_unsaved_words_asks(stage: Stage, monkeypatch: pytest.MonkeyPatch, closes: bool) -> None:
    """Staying keeps them; closing is her own word."""
    window, plan = stage.window(), stage.plan()
    window.open_record(plan)
    box = title_box(stage, window, plan).box
    commit(box, "！")

    def full(*_rest: object) -> object:
        raise StoreError("store.full")

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        word = "仍然关闭" if closes else "取消"
        next(button for button in parts(dialog, QPushButton) if button.text() == word).click()

    monkeypatch.setattr(Workspace, "edit", full)
    QTimer.singleShot(100, answer)
    window.close()

    assert window.isVisible() is not closes
    assert "！" in box.text()
    monkeypatch.undo()
    window.save_now()


def test_a_failure_without_a_place_is_told_above_the_page(stage: Stage) -> None:
    """And goes with the next page."""
    window = stage.window()
    window.tell(stage.texts.explain(StoreError("store.full")))
    said = window.notice.text
    window.open_people()

    assert stage.texts.say("store.full.what") in said
    assert window.notice.text == ""


def test_a_closed_window_begins_no_visit(stage: Stage) -> None:
    """Neither by a timer nor by a key: its file and its workers are gone soon after."""
    window = stage.window()
    began: list[bool] = []
    window.visits.began.connect(lambda: began.append(True))
    window.close()
    window.visits.start(quiet=True)
    window.sync_now()

    assert began == []
    assert not window.visits.running


def test_a_comment_that_was_not_sent_is_there_after_closing(stage: Stage) -> None:
    """It was gone without a word, later after a question that nobody could answer behind the lock."""
    plan = stage.plan(reflection="开头。")
    window = stage.window(stage.mentor)
    window.open_review(plan)
    stage.settle()
    page = window.page(f"review:{plan}")
    assert isinstance(page, ReviewPage)
    page.sheet.select("reflection", 0, 2)
    page.sheet.finished.emit()
    commit(page.margin.composer, "半句")
    assert window.close()

    again = stage.window(stage.mentor)
    again.open_review(plan)
    stage.settle()
    found = again.page(f"review:{plan}")
    assert isinstance(found, ReviewPage)
    assert found.margin.composer.text == "半句"
    found.margin.composer.sent.emit(found.margin.composer.text)
    stage.settle()
    (comment,) = stage.mentor.view(plan).comments
    assert (comment.quote, comment.body) == ("开头", "半句")
    assert stage.mentor.begun(plan) == {}


def test_a_page_with_an_answer_that_was_begun_stays(stage: Stage) -> None:
    """Pages of records go when others are opened; this one took her answer along."""
    plan = stage.plan(reflection="开头。")
    stage.mentor.comment(plan, "reflection", 0, 2, "好")
    stage.exchange()
    window = stage.window()
    window.open_record(plan)
    page = window.page(f"record:{plan}")
    assert isinstance(page, FormPage)
    stage.settle(lambda: bool(page.beside.cards))
    page.beside.cards[0].take_up({page.beside.cards[0].comment.record: "谢谢"})
    for _ in range(4):
        window.open_record(stage.teacher.create("lesson_plan", {"topic": "冬天"}))
        stage.settle()

    assert window.page(f"record:{plan}") is page
    assert list(page.beside.cards[0].begun.values()) == ["谢谢"]
