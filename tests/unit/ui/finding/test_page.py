"""The page on which everything is found."""

import pytest
from PySide6.QtCore import Qt

from app.ui.finding.page import FindPage
from app.workspace.finding import PAGE, Found, Query
from app.workspace.views import Changes
from tests.helpers.windows import Stage, click, commit, compose, press, type_keys


def page_of(stage: Stage) -> FindPage:
    for topic, notes in (("秋天的雨", "读一读"), ("认识钟表", "雨天也能看钟"), ("校园里的植物", "画叶子")):
        stage.teacher.create("lesson_plan", {"topic": topic, "notes": notes})
    page = stage.show(FindPage(stage.desk()))
    page.shown()
    stage.settle()
    return page


def titles(page: FindPage) -> list[str]:
    return [row.title.text for row in page.model.rows]


def look(stage: Stage, page: FindPage, text: str) -> list[str]:
    page.look_for(text)
    stage.settle()
    return titles(page)


def test_what_is_typed_is_found_without_a_key_more(stage: Stage) -> None:
    page = page_of(stage)
    assert page.empty_words == stage.texts.say("finding.begin")

    commit(page.box, "雨")
    stage.settle(lambda: bool(page.model.rows))
    assert titles(page) == ["认识钟表", "秋天的雨"]
    page.box.clear()
    type_keys(page.box, "xyldzw")
    stage.settle(lambda: titles(page) == ["校园里的植物"])


def test_keys_go_from_the_field_into_the_hits_and_back_and_open_one(stage: Stage) -> None:
    page = page_of(stage)
    look(stage, page, "雨")
    page.box.setFocus()

    press(page.box, Qt.Key.Key_Down)
    assert page.view.hasFocus()
    press(page.view, Qt.Key.Key_Down)
    press(page.view, Qt.Key.Key_Return)
    assert stage.shell.calls[-1][0] == "open_place"
    assert stage.shell.calls[-1][1].split()[0] == page.model.rows[1].record
    press(page.view, Qt.Key.Key_Up)
    press(page.view, Qt.Key.Key_Up)
    assert page.box.hasFocus()
    press(page.box, Qt.Key.Key_Return)
    assert stage.shell.calls[-1][1].split()[:2] == [page.model.rows[0].record, "notes"]


def test_esc_empties_the_field_and_then_goes_back(stage: Stage) -> None:
    page = page_of(stage)
    look(stage, page, "雨")

    press(page.box, Qt.Key.Key_Escape)
    assert page.box.text() == ""
    assert ("go_back", "") not in stage.shell.calls
    press(page.box, Qt.Key.Key_Escape)
    assert ("go_back", "") in stage.shell.calls


def test_an_input_method_keeps_its_keys(stage: Stage) -> None:
    """While it composes, Down chooses among its words, Enter takes one and Esc gives up: none of that is ours."""
    page = page_of(stage)
    look(stage, page, "雨")
    page.box.setFocus()
    compose(page.box, "yu")

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press(page.box, key)

    assert page.box.hasFocus()
    assert stage.shell.calls == []
    assert page.box.text() == "雨"
    compose(page.box, "")


def test_the_last_query_wins_and_what_was_typed_between_is_never_looked_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(stage)
    asked: list[Query] = []
    real = stage.teacher.find

    def find(query: Query, before: int | None = None, limit: int = PAGE) -> Found:
        asked.append(query)
        return real(query, before, limit)

    monkeypatch.setattr(stage.teacher, "find", find)
    for text in ("秋", "钟", "植物", "雨"):
        page.look_for(text)
    stage.settle()

    assert [query.text for query in asked] == ["秋", "雨"]
    assert titles(page) == ["认识钟表", "秋天的雨"]


def test_chips_narrow_and_one_button_looks_everywhere_again(stage: Stage) -> None:
    page = page_of(stage)
    page.filters.choose_kind("plc_meeting", "教研活动记录")
    assert look(stage, page, "雨") == []
    assert page.empty_words == stage.texts.say("finding.none", text="雨")
    assert page._widen.isVisible()

    click(page._widen)

    stage.settle(lambda: bool(page.model.rows))
    assert titles(page) == ["认识钟表", "秋天的雨"]


def test_more_hits_come_while_scrolling(stage: Stage) -> None:
    page = page_of(stage)
    for number in range(60):
        stage.teacher.create("lesson_plan", {"topic": f"大雨 {number}"})
    assert len(look(stage, page, "大雨")) == 50

    page.view.scrollToBottom()

    stage.settle(lambda: len(page.model.rows) == 60)
    assert titles(page)[-1] == "大雨 0"


def test_a_record_that_changes_is_found_anew(stage: Stage) -> None:
    window = stage.window()
    window.turn_to("find")
    stage.settle()
    page = window.page("find")
    assert isinstance(page, FindPage)
    assert look(stage, page, "落叶") == []

    made = stage.teacher.create("lesson_plan", {"topic": "落叶"})
    window.desk.news.announce(Changes(frozenset({made})))

    stage.settle(lambda: titles(page) == ["落叶"])


def test_records_that_wait_for_the_index_are_said(stage: Stage) -> None:
    page = page_of(stage)
    page._show(page._query(), Found((), None, 7))
    assert page._waiting.isVisible()
    assert "7" in page._waiting.text()


def test_the_key_and_the_rail_lead_here_from_everywhere(stage: Stage) -> None:
    window = stage.window()
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_K, Qt.Key.Key_F, None):
        window.turn_to("people")
        stage.settle()
        if key is None:
            click(window.rail.entry("find"))
        else:
            press(window, key, control)
        stage.settle()
        page = window.page("find")
        assert isinstance(page, FindPage)
        assert page.isVisible()
        assert page.box.hasFocus()


def test_the_chosen_hit_and_all_that_was_scrolled_through_stay_when_something_comes(stage: Stage) -> None:
    """A visit must not lead Enter to another record, nor the list back to its beginning."""
    for number in range(PAGE + 5):
        stage.teacher.create("lesson_plan", {"topic": f"雨{number}"})
    page = page_of(stage)
    look(stage, page, "雨")
    page.model.fetchMore(page.view.rootIndex())
    stage.settle()
    known = len(page.model.rows)
    page.view.setCurrentIndex(page.model.index(known - 2))
    chosen = page.model.rows[known - 2].record
    stage.teacher.create("lesson_plan", {"topic": "雨又来"})
    page._desk.news.announce(Changes(frozenset({chosen})))
    stage.settle()

    assert titles(page)[0] == "雨又来"
    assert known > PAGE
    assert len(page.model.rows) >= known
    assert page.model.rows[page.view.currentIndex().row()].record == chosen


def test_hits_beside_a_deleted_record_do_not_look_like_the_end(stage: Stage) -> None:
    """A whole page of them has no lines; what is older is found all the same."""
    plan = stage.plan(notes="读一读")
    stage.teacher.create("lesson_plan", {"topic": "很好的课"})
    stage.world.clock.pass_seconds(60)
    for _ in range(PAGE + 1):
        stage.teacher.comment(plan, "notes", 0, 1, "很好")
    stage.teacher.delete(plan)
    page = page_of(stage)

    assert look(stage, page, "很好") == ["很好的课"]
