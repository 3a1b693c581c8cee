"""What leaves is one delta a record, of one's own changes, and never a draft."""

import pytest

from app.records.edits import WriteProse
from app.sync.collect import collect
from app.workspace import editing
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def test_several_saves_of_one_record_leave_as_one_delta(world: World) -> None:
    teacher, _ = world.pair()
    plan = plan_of(teacher, world)
    for word in ("一", "二", "三"):
        teacher.edit(plan, [WriteProse("notes", word)])
    (waiting,) = list(collect(owner_of(teacher)))
    assert waiting.space == world.shared()
    assert [item.record for item in waiting.collected] == [plan]


def test_what_others_wrote_is_not_sent_for_them(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="老师的话" * 200)
    settle(teacher, mentor)
    mentor.edit(plan, [WriteProse("notes", "短" + "老师的话" * 200)])
    (waiting,) = list(collect(owner_of(mentor)))
    (item,) = waiting.collected
    assert len(item.delta) < 200


def test_drafts_are_not_collected(world: World) -> None:
    teacher, _ = world.pair()
    teacher.create("lesson_plan", {"topic": "草稿"})
    assert list(collect(owner_of(teacher))) == []


def test_comments_go_before_plans(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    later = plan_of(mentor, world)
    mentor.comment(plan, "notes", 0, 2, "好")
    (waiting,) = list(collect(owner_of(mentor)))
    items = waiting.collected
    assert items[-1].record == later
    assert items[0].priority < items[1].priority


def test_a_shared_draft_leaves_whole(world: World) -> None:
    teacher, mentor = world.pair()
    draft = teacher.create("lesson_plan", {"topic": "草稿", "notes": "很久以前写的"})
    teacher.share(draft, world.shared())
    settle(teacher, mentor)
    assert mentor.view(draft).values["notes"] == "很久以前写的"


def test_a_record_that_nobody_would_merge_is_named_and_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paste of that size is refused at the field; a year of typing without a link is not."""
    monkeypatch.setattr(editing, "PASTE_BYTES", 10_000_000)
    teacher, mentor = world.pair()
    huge = plan_of(teacher, world, topic="太长")
    for number, field in enumerate(("standard", "textbook", "pupils")):
        text = "".join(chr(0x4E00 + (index * 7919 + number) % 20_000) for index in range(150_000))
        teacher.edit(huge, [WriteProse(field, text)])
    small = plan_of(teacher, world, topic="正好")
    (waiting,) = list(collect(owner_of(teacher)))
    assert (waiting.too_large, [item.record for item in waiting.collected]) == ((huge,), [small])
    assert teacher.visit().trouble == ("record.too_large",)
    mentor.visit()
    assert [row.title for row in mentor.list_records("lesson_plan")] == ["正好"]
    assert teacher.sync_line().waiting_records == 1
