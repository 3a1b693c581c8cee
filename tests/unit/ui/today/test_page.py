"""The start page: five cards, each of which leads somewhere."""

from PySide6.QtWidgets import QLabel

from app.ui.today.page import TodayPage, is_new
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel
from tests.helpers.windows import Stage, parts


def lines(panel: Panel) -> list[Line]:
    """The lines of a card."""
    return parts(panel, Line)


def test_an_empty_page_teaches(stage: Stage) -> None:
    """What each card is for, and where to begin."""
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle()
    said = {label.text() for label in parts(page, QLabel) if label.isVisible()}
    page.write.click()

    assert {stage.texts.say(f"today.{key}_empty") for key in ("drafts", "to_read", "comments", "steps", "came")} <= said
    assert stage.texts.say("today.welcome") in said
    assert stage.shell.calls == [("begin_record", "lesson_plan")]
    assert is_new(stage.teacher.today())


def test_what_waits_for_a_teacher(stage: Stage) -> None:
    """Her draft, a comment, a step; each opens where it belongs."""
    draft = stage.teacher.create("lesson_plan", {"topic": "草稿"})
    plan = stage.plan(notes="秋天的雨")
    stage.mentor.comment(plan, "notes", 0, 2, "好")
    stage.mentor.set_step(plan, "等三秒", "2026-12-01", stage.teacher.me.person)
    stage.exchange()
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle()
    for panel in (page.drafts, page.comments, page.steps):
        lines(panel)[0].click()

    assert stage.shell.calls == [("open_record", draft), ("open_record", plan), ("open_record", plan)]
    assert "等三秒" in lines(page.steps)[0].accessibleName()


def test_what_waits_for_a_mentor(stage: Stage) -> None:
    """A plan that she has not read; news redraw the page."""
    plan = stage.plan()
    desk = stage.desk(stage.mentor)
    page = stage.show(TodayPage(desk))
    page.shown()
    stage.settle()
    lines(page.to_read)[0].click()
    desk.news.announce(stage.mentor.mark_read(plan))
    stage.settle(lambda: not lines(page.to_read))

    assert stage.shell.calls == [("open_review", plan)]
