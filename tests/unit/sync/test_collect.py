"""What leaves is one delta a record, of one's own changes, and never a draft."""

import pytest

from app.records.edits import WriteProse
from app.sync.collect import Waiting, collected, waiting
from app.sync.seal import TOO_LARGE, seal_waiting
from app.sync.stages import Collected
from app.workspace import editing
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def _collect(workspace: Workspace) -> list[Collected]:
    found = [collected(owner_of(workspace), row) for row in waiting(owner_of(workspace))]
    return [item for item in found if item is not None]


def test_several_saves_of_one_record_leave_as_one_delta(world: World) -> None:
    teacher, _ = world.pair()
    plan = plan_of(teacher, world)
    for word in ("一", "二", "三"):
        teacher.edit(plan, [WriteProse("notes", word)])
    (item,) = _collect(teacher)
    assert (item.space, item.record, item.saves) == (world.shared(), plan, 4)


def test_what_others_wrote_is_not_sent_for_them(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="老师的话" * 200)
    settle(teacher, mentor)
    mentor.edit(plan, [WriteProse("notes", "短" + "老师的话" * 200)])
    (item,) = _collect(mentor)
    assert len(item.delta) < 200


def test_drafts_are_not_collected(world: World) -> None:
    teacher, _ = world.pair()
    teacher.create("lesson_plan", {"topic": "草稿"})
    assert waiting(owner_of(teacher)) == []


def test_comments_go_before_plans(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    later = plan_of(mentor, world)
    mentor.comment(plan, "notes", 0, 2, "好")
    items = _collect(mentor)
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
    assert seal_waiting(owner_of(teacher)).troubles == (TOO_LARGE,)
    assert [row.record for row in waiting(owner_of(teacher))] == [huge]
    assert owner_of(teacher).store.outbox.waits(small)
    assert teacher.visit().trouble == ("record.too_large",)
    mentor.visit()
    assert [row.title for row in mentor.list_records("lesson_plan")] == ["正好"]
    assert teacher.sync_line().waiting_records == 1


def _order(workspace: Workspace) -> list[str]:
    store = owner_of(workspace).store
    rows: list[Waiting] = waiting(owner_of(workspace))
    return [stored.title for row in rows if (stored := store.documents.load(row.record)) is not None]


def test_of_texts_ones_own_go_first_and_the_newest_first(world: World) -> None:
    """She sits at a plan of today; the corrections in her colleagues' plans can follow it."""
    teacher, mentor = world.pair()
    hers = [plan_of(teacher, world, topic=topic) for topic in ("她的旧课", "她的新课")]
    settle(teacher, mentor)
    for topic in ("我的旧课", "我的新课"):
        world.clock.pass_seconds(60)
        plan_of(mentor, world, topic=topic)
    for plan in hers:
        world.clock.pass_seconds(60)
        mentor.edit(plan, [WriteProse("notes", "改过的话。")])
    assert _order(mentor) == ["我的新课", "我的旧课", "她的新课", "她的旧课"]


def test_of_comments_the_one_that_waits_longest_goes_first_whatever_its_space(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    other = mentor.found_space("另一圈", world.card).space
    second = mentor.create("lesson_plan", {"topic": "另一课", "notes": "另一圈里的话。"}, other)
    for target, words in ((second, "先写的"), (plan, "后写的")):
        world.clock.pass_seconds(60)
        mentor.comment(target, "notes", 0, 2, words)
    rows = waiting(owner_of(mentor))
    assert [row.priority for row in rows] == [0, 0, 2]
    assert [row.space for row in rows] == [other, world.shared(), other]
