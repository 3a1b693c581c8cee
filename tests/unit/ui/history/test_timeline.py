"""The time line: one line for each sitting, under its day."""

from PySide6.QtCore import Qt

from app.records.edits import SetValue, WriteProse
from app.ui.history.timeline import Timeline
from tests.helpers.windows import Stage, press


def test_each_sitting_is_a_line_under_its_day(stage: Stage) -> None:
    """With who, when, how much, where; days cannot be chosen, and keys pass over them."""
    plan = stage.plan(key_point="一二三")
    stage.world.clock.pass_seconds(86_400)
    stage.mentor.edit(plan, [WriteProse("key_point", "一三"), SetValue("slot", 2)])
    stage.world.clock.pass_seconds(120)
    stage.mentor.edit(plan, [WriteProse("key_point", "一三四五")])
    timeline = stage.show(Timeline(stage.desk(stage.mentor)))
    timeline.show_sittings(stage.mentor.timeline(plan), stage.mentor.view(plan).kind)
    lines = [timeline.item(at) for at in range(timeline.count())]
    chosen = [bool(line.flags() & Qt.ItemFlag.ItemIsSelectable) for line in lines]
    heard: list[object] = []
    timeline.chosen.connect(heard.append)
    newest = timeline.sitting
    press(timeline, Qt.Key.Key_Down)
    oldest = timeline.sitting

    assert chosen == [False, True, False, True]
    assert lines[1].text().startswith("我（王敏）")
    assert lines[1].text().endswith("加 2 字 删 1 字 · 节次、教学重点")
    assert newest is not None
    assert oldest is not None
    assert (newest.author.name, oldest.author.name) == ("王敏", "李秀兰")
    assert heard == [oldest]


def test_what_was_chosen_stays_chosen_when_more_comes(stage: Stage) -> None:
    plan = stage.plan()
    timeline = stage.show(Timeline(stage.desk()))
    timeline.show_sittings(stage.teacher.timeline(plan), None)
    first = timeline.sitting
    stage.world.clock.pass_seconds(86_400)
    stage.teacher.edit(plan, [SetValue("slot", 2)])
    timeline.show_sittings(stage.teacher.timeline(plan), None)

    assert first is not None
    assert timeline.sitting is not None
    assert timeline.sitting.after == first.after
