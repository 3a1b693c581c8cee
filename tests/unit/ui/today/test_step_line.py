"""A step on the start page is ticked there, and is done where it was agreed."""

import pytest

from app.records.edits import RemoveRow
from app.records.people import person_value
from app.records.values import Row
from app.ui.today import step_line
from app.ui.today.page import TodayPage
from app.ui.today.step_line import StepLine
from tests.helpers.windows import Stage, parts
from tests.helpers.world import desk_of


def test_a_task_of_a_meeting_is_ticked_with_one_click(stage: Stage) -> None:
    """For everybody who can read the meeting; the line opens it; what is done goes from the page."""
    tasks: list[Row] = [{"task": "做卡片", "owner": person_value(desk_of(stage.teacher).person), "due": "2026-12-01"}]
    meeting = stage.mentor.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, stage.world.shared())
    stage.exchange()
    stage.mentor.visit()
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(parts(page.steps, StepLine)))
    (line,) = parts(page.steps, StepLine)
    names = line.line.accessibleName(), line.tick.accessibleName()
    line.line.click()
    line.tick.click()
    stage.settle(lambda: not stage.teacher.today().steps)
    stage.exchange()
    stage.mentor.visit()
    rows = stage.mentor.view(meeting).values["tasks"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)

    assert names[0].startswith("做卡片 · ")
    assert "做卡片" in names[1]
    assert stage.shell.calls == [("open_record", meeting)]
    assert rows[0]["done"] is True


def test_a_slip_is_taken_back_where_it_was_made(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second click opens it again; a moment after the last click the page is told."""
    monkeypatch.setattr(step_line, "LINGERS_MS", 50)
    plan = stage.plan()
    stage.mentor.set_step(plan, "等三秒", "", stage.teacher.me.person)
    stage.mentor.visit()
    stage.teacher.visit()
    desk = stage.desk()
    told: list[object] = []
    desk.news.changed.connect(told.append)
    line = stage.show(StepLine(desk, stage.teacher.today().steps[0], desk.news))
    line.tick.click()
    stage.settle(lambda: stage.teacher.view(plan).steps[0].done)
    line.tick.click()
    stage.settle(lambda: not stage.teacher.view(plan).steps[0].done and len(told) == 2)

    assert len(stage.teacher.today().steps) == 1


def test_an_action_step_is_ticked_too(stage: Stage) -> None:
    """Its answer in words can follow beside the plan."""
    plan = stage.plan()
    stage.mentor.set_step(plan, "等三秒", "", stage.teacher.me.person)
    stage.mentor.visit()
    stage.teacher.visit()
    desk = stage.desk()
    line = stage.show(StepLine(desk, stage.teacher.today().steps[0], desk.news))
    line.tick.click()
    stage.settle(lambda: stage.teacher.view(plan).steps[0].done)

    assert stage.teacher.today().steps == ()


def test_what_her_role_cannot_tick_is_no_button_and_says_why(stage: Stage) -> None:
    """A commenter does not write in the meeting."""
    guest = stage.world.person("赵老师")
    stage.world.bring(stage.mentor, guest, "commenter")
    tasks: list[Row] = [{"task": "做卡片", "owner": person_value(desk_of(guest).person)}]
    stage.mentor.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, stage.world.shared())
    stage.mentor.visit()
    guest.visit()
    line = stage.show(StepLine(stage.desk(guest), guest.today().steps[0], stage.tasks))

    assert not line.tick.isEnabled()
    assert line.tick.accessibleName() == stage.texts.say("today.step_read_only", step="做卡片")


def test_a_tick_that_comes_too_late_is_taken_back_and_told(stage: Stage) -> None:
    """Somebody took the row out of the meeting meanwhile: the page shows what is so."""
    tasks: list[Row] = [{"task": "做卡片", "owner": person_value(desk_of(stage.teacher).person)}]
    meeting = stage.teacher.create("plc_meeting", {"topic": "单元备课", "tasks": tasks}, stage.world.shared())
    page = stage.show(TodayPage(stage.desk()))
    page.shown()
    stage.settle(lambda: bool(parts(page.steps, StepLine)))
    (line,) = parts(page.steps, StepLine)
    rows = stage.teacher.view(meeting).values["tasks"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    stage.teacher.edit(meeting, [RemoveRow("tasks", str(rows[0]["id"]))])
    line.tick.click()
    stage.settle(lambda: not parts(page.steps, StepLine))

    assert len(stage.shell.told) == 1
