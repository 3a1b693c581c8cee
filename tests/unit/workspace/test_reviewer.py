"""The verbs of reading and reviewing are verbs of the workspace."""

import inspect

from app.records.edits import SetValue
from app.workspace.reviewer import Reviewer
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World
from tests.unit.workspace.test_review import only_comment, shared_plan


def test_no_verb_is_told_twice() -> None:
    """One that stood in both would hide the other."""
    verbs = {name for name, _ in inspect.getmembers(Reviewer, inspect.isfunction)}

    assert verbs
    assert not verbs & set(vars(Workspace))


def test_ones_own_comment_can_be_written_anew_and_taken_back(world: World) -> None:
    """By its author alone; an answer to it stays where it stood."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 4, 8, "数什么？")
    comment = only_comment(mentor, plan).record
    mentor.reword(comment, "数几个？")
    settle(mentor, teacher)
    reworded = only_comment(teacher, plan).body
    teacher.reply(comment, "数五个。")
    mentor.withdraw(comment)
    settle(teacher, mentor)
    left = only_comment(teacher, plan)

    assert reworded == "数几个？"
    assert (left.body, left.parent, left.start, left.gone) == ("数五个。", comment, 4, False)


def test_a_comment_on_a_value_and_on_the_whole_record(world: World) -> None:
    """A value that was changed since says so, and keeps the words by which it was shown."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "topic", 0, 0, "写上课时。", quote="秋天")
    mentor.comment(plan, "", 0, 0, "很清楚。")
    settle(mentor, teacher)
    on_all, on_value = sorted(teacher.view(plan).comments, key=lambda one: one.path)
    teacher.edit(plan, [SetValue("topic", "秋天（第一课时）")])
    changed = next(one for one in teacher.view(plan).comments if one.path == "topic")

    assert (on_all.path, on_all.gone, on_all.quote, on_all.body) == ("", False, "", "很清楚。")
    assert (on_value.quote, on_value.start, on_value.end, on_value.gone) == ("秋天", 0, 0, False)
    assert (changed.gone, changed.quote) == (True, "秋天")
