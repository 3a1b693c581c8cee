"""The history of a record as people use it: who changed what since when, and the way back."""

from app.records.differences import Sort
from app.records.edits import RemoveRow, SetValue, WriteProse
from app.records.values import Row
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of
from tests.unit.workspace.test_review import NOTES, shared_plan

DAY = 86_400


def test_a_joint_plan_that_two_changed_for_six_days_apart_tells_who_changed_what(world: World) -> None:
    """Since one of them read it, in colours that stay each one's own."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.mark_read(plan)
    for day in range(6):
        world.clock.pass_seconds(DAY)
        teacher.edit(plan, [WriteProse("notes", NOTES.replace("先看图", "先" + "慢" * (day + 1) + "看图"))])
        mentor.edit(plan, [WriteProse("notes", NOTES + "第" + "好" * (day + 1) + "遍。")])
    settle(teacher, mentor)
    mark = desk_of(mentor).store.receipts.last_read(plan)
    assert mark is not None
    changes = mentor.changes_since(plan, mark.version)
    runs = changes.differences.texts["notes"]
    told = [(run.sort, run.text, changes.authors[run.device].name) for run in runs if run.device is not None]

    assert told == [(Sort.ADDED, "慢" * 6, "李秀兰"), (Sort.ADDED, "第好好好好好好遍。", "王敏")]
    assert [(one.name, one.number, one.me, one.added) for one in changes.people] == [
        ("李秀兰", 0, False, 6),
        ("王敏", 1, True, 9),
    ]


def test_the_time_line_tells_sittings_newest_first(world: World) -> None:
    """With who, how much, and in which fields."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    world.clock.pass_seconds(DAY)
    for minute in range(3):
        world.clock.pass_seconds(60)
        mentor.edit(plan, [WriteProse("key_point", "好" * (minute + 1)), SetValue("slot", minute + 1)])
    newest, oldest = mentor.timeline(plan)

    assert (newest.author.name, newest.author.number, newest.saves, newest.inserted) == ("王敏", 1, 3, 3)
    assert (newest.fields, newest.ended - newest.began) == (("slot", "key_point"), 120)
    assert (oldest.author.name, oldest.author.me) == ("李秀兰", False)
    between = mentor.changes_between(plan, newest.before, newest.after)
    assert between.differences.paths() == ("key_point", "slot")
    assert (between.values["key_point"], between.values["slot"]) == ("好好好", 3)


def test_one_field_or_all_of_a_record_can_be_had_as_it_was_and_back_again(world: World) -> None:
    """As saves that everybody gets."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    world.clock.pass_seconds(DAY)
    mentor.edit(plan, [WriteProse("notes", "重写。"), SetValue("topic", "冬天")])
    settle(mentor, teacher)
    (newest, oldest) = teacher.timeline(plan)
    teacher.go_back(plan, oldest.after, ["topic"])
    topic_alone = teacher.view(plan).values
    teacher.go_back(plan, oldest.after)
    whole = teacher.view(plan).values
    settle(teacher, mentor)
    again = mentor.view(plan).values
    teacher.go_back(plan, newest.after)

    assert (topic_alone["topic"], topic_alone["notes"]) == ("秋天", "重写。")
    assert (whole["topic"], whole["notes"]) == ("秋天", NOTES)
    assert again == whole
    assert (teacher.view(plan).title, teacher.view(plan).values["notes"]) == ("冬天", "重写。")
    assert not teacher.go_back(plan, newest.after).records


def test_a_removed_row_comes_back_with_what_it_held(world: World) -> None:
    teacher, _mentor = world.pair()
    rows: list[Row] = [{"name": "导入", "teacher": "先猜再翻"}, {"name": "练习"}]
    plan = teacher.create("lesson_plan", {"topic": "秋天", "steps": rows}, world.shared())
    before = teacher.view(plan).values["steps"]
    assert isinstance(before, list)
    first = before[0]
    assert isinstance(first, dict)
    teacher.edit(plan, [RemoveRow("steps", str(first["id"]))])
    (removed,) = teacher.rows_removed(plan)
    teacher.bring_row_back(plan, removed.field, str(removed.row["id"]))

    assert (removed.field, removed.row) == ("steps", first)
    assert teacher.view(plan).values["steps"] == before
    assert teacher.rows_removed(plan) == []
