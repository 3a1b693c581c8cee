"""What can be taken back, by the paths of a kind."""

from app.records.edits import SetValue
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.workspace.undoable import paths
from app.workspace.views import UndoStep
from tests.helpers.world import World, desk_of


def test_names_of_the_document_are_told_as_paths_each_once() -> None:
    steps, topic = LESSON_PLAN.field("steps"), LESSON_PLAN.field("topic")
    minutes = next(one for one in steps.row if one.key == "minutes")  # type: ignore[attr-defined]  # it is Rows
    row = f"{steps.code}.ab"
    names = (topic.code, row, f"{row}!", f"{row}.{minutes.code}", "unknown", f"{topic.code}:王敏")

    assert paths(LESSON_PLAN, names) == ("topic", "steps", "steps/ab/minutes")
    assert paths(None, names) == ()


def test_a_step_names_each_field_once() -> None:
    step = UndoStep(("steps", "steps/ab/minutes", "topic"), 0, 0)

    assert step.fields == ("steps", "topic")


def test_only_the_records_edited_last_are_kept(world: World) -> None:
    """A day's work, and no more memory than that."""
    teacher = world.person("李秀兰")
    plans = [teacher.create("lesson_plan", {"topic": "秋天"}) for _ in range(42)]
    for plan in plans:
        teacher.edit(plan, [SetValue("topic", "冬天")])

    assert list(desk_of(teacher).undo) == plans[2:]
