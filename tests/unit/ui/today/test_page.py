"""The start page: six cards, each of which leads somewhere."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLabel, QPushButton

from app.records.edits import SetValue, WriteProse
from app.ui.forms.page import FormPage
from app.ui.today.page import TodayPage, is_new
from app.ui.widgets.lines import Line
from app.ui.widgets.panel import Panel
from tests.helpers.windows import Stage, click, parts


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

    assert {
        stage.texts.say(f"today.{key}_empty") for key in ("drafts", "to_read", "meetings", "comments", "steps", "came")
    } <= said
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

    (comment,) = stage.teacher.view(plan).comments
    assert stage.shell.calls == [
        ("open_record", draft),
        ("open_place", f"{plan} notes 0 2 {comment.record}"),
        ("open_record", plan),
    ]
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


def test_a_draft_opens_where_she_left_it(stage: Stage) -> None:
    """Also after the program was closed."""
    draft = stage.teacher.create("lesson_plan", {"topic": "草稿", "notes": "写到这里，还没完"})
    window = stage.window()
    window.open_record(draft)
    form = window.page(f"record:{draft}")
    assert isinstance(form, FormPage)
    stage.settle(lambda: form.form is not None and form.form.whole)
    notes = form.frame_of("notes")
    assert notes is not None
    notes.box.setFocus()
    cursor = notes.box.textCursor()
    cursor.setPosition(4)
    notes.box.setTextCursor(cursor)
    window.close()
    stage.settle()

    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(lines(page.drafts)))
    lines(page.drafts)[0].click()

    assert stage.shell.calls == [("open_place", f"{draft} notes 4 4")]


def test_a_meeting_to_come_stands_there_with_its_day_until_it_is_over(stage: Stage) -> None:
    soon = datetime.fromtimestamp(stage.world.clock.now()) + timedelta(days=2)
    values = {"topic": "磨课", "held_at": f"{soon:%Y-%m-%d}T14:30", "place": "会议室"}
    meeting = stage.teacher.create("plc_meeting", values)
    stage.teacher.create("plc_meeting", {"topic": "上周的", "held_at": "2020-01-01T10:00"})
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(lines(page.meetings)))

    (line,) = lines(page.meetings)
    assert "磨课" in line.accessibleName()
    assert "14:30" in line.accessibleName()
    assert "会议室" in line.accessibleName()
    line.click()
    assert stage.shell.calls == [("open_record", meeting)]


def test_what_came_says_who_changed_what(stage: Stage) -> None:
    plan = stage.plan(notes="第一句。")
    stage.teacher.mark_read(plan)
    stage.mentor.edit(plan, [WriteProse("notes", "第一句。第二句。"), SetValue("class_name", "三（1）班")])
    stage.exchange()
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(lines(page.came)))

    said = lines(page.came)[0].accessibleName()
    assert "王敏" in said
    assert "班级" in said


def test_more_than_five_are_behind_one_button(stage: Stage) -> None:
    for number in range(8):
        stage.teacher.create("lesson_plan", {"topic": f"第{number}课"})
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: len(lines(page.drafts)) == 5)
    more = next(one for one in parts(page.drafts, QPushButton) if one.text() == stage.texts.say("today.more", count=3))

    click(more)
    stage.settle()

    assert len([line for line in lines(page.drafts) if not line.isHidden()]) == 8
    page.shown()
    stage.settle()
    assert len([line for line in lines(page.drafts) if not line.isHidden()]) == 8


def test_a_mentors_comment_is_one_click_away(stage: Stage) -> None:
    """The target of the rural teacher's day is two."""
    plan = stage.plan(notes="秋天的雨，是一把钥匙。")
    stage.mentor.comment(plan, "notes", 0, 2, "好")
    stage.exchange()
    window = stage.window()
    today = window.page("today")
    assert isinstance(today, TodayPage)
    stage.settle(lambda: bool(lines(today.comments)))

    click(lines(today.comments)[0])

    form = window.page(f"record:{plan}")
    assert isinstance(form, FormPage)
    stage.settle(lambda: form._chosen is not None)
    assert form.isVisible()
    assert form.beside.isVisible()


def test_a_long_name_takes_no_room_from_the_cards(stage: Stage) -> None:
    """A greeting by name may be long in English; on a small screen its end gives way, and no button does."""
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle()
    usual = page.widget().minimumSizeHint().width()
    stage.teacher.rename_me("古丽米热·买买提依明·阿卜杜热合曼江" * 2)
    page.shown()
    stage.settle()

    assert any("古丽米热" in label.text() for label in parts(page, QLabel)), "she is greeted by her whole name"
    assert page.widget().minimumSizeHint().width() == usual
