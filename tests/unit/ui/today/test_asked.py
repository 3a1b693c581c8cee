"""On the start page: one click joins, one click prepares the next meeting, and a no stays between her and the page."""

from datetime import date, timedelta

from PySide6.QtWidgets import QPushButton

from app.records.values import Value
from app.ui.today.asked import AskedPanel
from tests.helpers.windows import Stage, parts


def click(panel: AskedPanel, words: str) -> None:
    next(one for one in parts(panel, QPushButton) if one.text() == words).click()


def test_one_click_joins_and_syncs(stage: Stage) -> None:
    """She reads who asks her and for what, and that it is up to her."""
    stage.mentor.gather("朗读小组", "plc", [stage.teacher.me.person], stage.world.shared())
    stage.mentor.visit()
    stage.teacher.visit()
    panel = stage.show(AskedPanel(stage.desk()))
    panel.shown()
    stage.settle(lambda: panel.isVisible())
    names = [one.accessibleName() for one in parts(panel, QPushButton)]
    click(panel, stage.texts.say("people.join_do"))
    stage.settle(lambda: len(stage.teacher.spaces()) == 3)

    assert stage.texts.say("asked.join", space="朗读小组") in names
    assert stage.shell.calls == [("sync_now", "")]
    panel.shown()
    stage.settle(lambda: not panel.isVisible())


def test_a_no_takes_the_line_away(stage: Stage) -> None:
    stage.mentor.gather("朗读小组", "plc", [stage.teacher.me.person], stage.world.shared())
    stage.mentor.visit()
    stage.teacher.visit()
    panel = stage.show(AskedPanel(stage.desk()))
    panel.shown()
    stage.settle(lambda: panel.isVisible())
    click(panel, stage.texts.say("asked.decline"))
    stage.settle(lambda: not stage.teacher.invitations())
    panel.shown()
    stage.settle(lambda: not panel.isVisible())

    assert len(stage.teacher.spaces()) == 2


def test_one_click_prepares_the_next_meeting(stage: Stage) -> None:
    day = date.fromtimestamp(stage.world.clock.now()) + timedelta(days=2)
    rhythm: dict[str, Value] = {"name": "组", "every": 1, "weekday": str(day.isoweekday()), "time": "14:30"}
    stage.teacher.create("charter", rhythm, stage.world.shared())
    panel = stage.show(AskedPanel(stage.desk()))
    panel.shown()
    stage.settle(lambda: panel.isVisible())
    click(panel, stage.texts.say("asked.plan"))
    stage.settle(lambda: bool(stage.shell.calls))

    ((verb, record),) = stage.shell.calls
    assert verb == "open_record"
    (meeting,) = stage.teacher.list_records("plc_meeting")
    assert (meeting.record, meeting.columns["held_at"]) == (record, f"{day}T14:30")
