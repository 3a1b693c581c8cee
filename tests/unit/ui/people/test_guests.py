"""Showing one record to somebody who is not of the group, until a day."""

from PySide6.QtWidgets import QWidget

from app.ui.people.gather import ways_of
from app.ui.people.guests import GuestDialog, open_guests
from tests.helpers.windows import Stage, parts


def test_who_and_until_when_are_asked_and_no_day_in_the_past(stage: Stage) -> None:
    plan = stage.mentor.create("lesson_plan", {"topic": "秋天的雨"})
    desk, parent = stage.desk(stage.mentor), stage.show(QWidget())
    dialog = GuestDialog(desk, parent, plan, "秋天的雨", ways_of(stage.mentor))
    dialog.open()
    dialog.picker.boxes[stage.teacher.me.person].click()
    for typed, allowed in (("", False), ("2020-01-01", False), ("下次", False), ("2099-01-20", True)):
        dialog.until.setText(typed)
        dialog.until.typed.emit()
        assert dialog.go.isEnabled() is allowed
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())
    (space,) = stage.mentor.spaces_for("guest")

    assert space.name == "秋天的雨"
    assert [row.title for row in stage.mentor.list_records("lesson_plan", space=space.space)] == ["秋天的雨"]
    assert [limit.until for limit in stage.mentor.limits(space.space)] == ["2099-01-20"]
    assert stage.shell.calls == [("sync_now", "")]


def test_who_may_found_nothing_is_led_to_where_she_can(stage: Stage) -> None:
    parent = stage.show(QWidget())
    open_guests(stage.desk(), parent, stage.plan(), "秋天的雨")
    stage.settle(lambda: bool(stage.shell.calls))

    assert stage.shell.calls == [("open_people", "")]
    assert parts(parent, GuestDialog) == []
