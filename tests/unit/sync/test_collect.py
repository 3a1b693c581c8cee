"""What leaves is one delta a record, of one's own changes, and never a draft."""

from app.records.edits import WriteProse
from app.sync.collect import collect
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def test_several_saves_of_one_record_leave_as_one_delta(world: World) -> None:
    teacher, _ = world.pair()
    plan = plan_of(teacher, world)
    for word in ("一", "二", "三"):
        teacher.edit(plan, [WriteProse("notes", word)])
    ((space, items),) = list(collect(owner_of(teacher)))
    assert space == world.shared()
    assert [item.record for item in items] == [plan]


def test_what_others_wrote_is_not_sent_for_them(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="老师的话" * 200)
    settle(teacher, mentor)
    mentor.edit(plan, [WriteProse("notes", "短" + "老师的话" * 200)])
    ((_, (item,)),) = list(collect(owner_of(mentor)))
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
    ((_, items),) = list(collect(owner_of(mentor)))
    assert items[-1].record == later
    assert items[0].priority < items[1].priority


def test_a_shared_draft_leaves_whole(world: World) -> None:
    teacher, mentor = world.pair()
    draft = teacher.create("lesson_plan", {"topic": "草稿", "notes": "很久以前写的"})
    teacher.share(draft, world.shared())
    settle(teacher, mentor)
    assert mentor.view(draft).values["notes"] == "很久以前写的"
