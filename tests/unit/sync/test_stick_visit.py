"""Visits to sticks: with and without a relay, in any order, whatever happened to the stick meanwhile."""

import shutil
from pathlib import Path

import pytest

from app.ids import RecordId
from app.records.edits import WriteProse
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.sticks import Pulled, contents, empty_stick, exchange
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World

__all__ = ["empty_stick"]


def notes(workspace: Workspace, plan: RecordId) -> str:
    return str(workspace.view(plan).values.get("notes", ""))


def test_a_plan_goes_by_stick_and_the_comment_and_the_receipts_come_back(world: World, stick: Path) -> None:
    """With no network at all; every state rests on what is known of this way."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    world.weather.down = True
    plan = plan_of(teacher, world)
    states = [teacher.view(plan).travel]

    assert exchange(teacher, stick).given > 0
    states.append(teacher.view(plan).travel)
    assert exchange(mentor, stick).merge.records == {plan}
    mentor.mark_read(plan)
    mentor.comment(plan, "notes", 0, 2, "这里可以再慢一点。")
    exchange(mentor, stick)
    tally = exchange(teacher, stick)
    states.append(teacher.view(plan).travel)

    assert teacher.view(plan).on_stick == world.clock.now()
    assert tally.troubles == []
    assert [comment.body for comment in teacher.view(plan).comments] == ["这里可以再慢一点。"]
    assert states == [Travel.HERE, Travel.ON_STICK, Travel.READ]
    assert [row.travel for row in teacher.list_records("lesson_plan")] == [Travel.READ]
    assert teacher.sync_line().waiting_records == 1


def test_what_lies_on_a_stick_is_not_held_by_the_relay_and_the_other_way_round(world: World, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    first = plan_of(teacher, world, "一")
    exchange(teacher, stick)

    assert teacher.view(first).travel is Travel.ON_STICK
    teacher.visit()
    assert teacher.view(first).travel is Travel.ON_RELAY
    second = plan_of(teacher, world, "二")
    teacher.visit()
    assert (
        owner_of(teacher).store.sticks.since(world.shared(), owner_of(teacher).store.outbox.last_number(world.shared()))
        is None
    )
    exchange(mentor, stick)
    assert [row.record for row in mentor.list_records("lesson_plan")] == [first]
    mentor.visit()
    assert {row.record for row in mentor.list_records("lesson_plan")} == {first, second}


def test_an_exchange_again_brings_and_takes_nothing(world: World, stick: Path) -> None:
    """And writes next to nothing: the number of the visit."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan_of(teacher, world)
    exchange(teacher, stick)
    exchange(mentor, stick)
    exchange(mentor, stick)
    before = contents(stick)

    tally = exchange(mentor, stick)

    changed = [name for name, data in contents(stick).items() if data != before.get(name)]
    assert (tally.given, tally.taken, tally.merge.envelopes) == (0, 0, 0)
    assert all("/visits/" in name for name in changed)


def test_a_third_member_is_let_in_by_a_log_that_another_brought(world: World, stick: Path, tmp_path: Path) -> None:
    """She joined after the stick's log was written, and brings the rest of it herself."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    exchange(mentor, stick)
    third = world.person("张丽")
    world.bring(mentor, third)
    plan = plan_of(third, world)

    assert exchange(third, stick).troubles == []
    tally = exchange(teacher, stick)

    assert tally.troubles == []
    assert tally.spaces_changed
    assert teacher.view(plan).author == "张丽"
    teacher.visit()
    assert len(next(space for space in teacher.spaces() if not space.private).members) == 3


def test_a_new_epochs_key_comes_by_stick(world: World, stick: Path) -> None:
    """Somebody left; who has no network reads on all the same, with the key that lies wrapped for her on the stick."""
    teacher, mentor = world.pair()
    third = world.person("张丽")
    world.bring(mentor, third)
    settle(teacher, mentor, third)
    gone = next(person for person in mentor.spaces()[-1].members if person.name == "张丽")
    mentor.remove_member(world.shared(), gone.person)
    for _ in range(3):
        mentor.visit()
    plan = plan_of(mentor, world, "她走以后")
    exchange(mentor, stick)

    exchange(teacher, stick)
    again = plan_of(teacher, world, "回信")
    exchange(teacher, stick)
    tally = exchange(mentor, stick)

    assert teacher.view(plan).title == "她走以后"
    assert mentor.view(again).title == "回信"
    assert tally.troubles == []
    assert max(owner_of(teacher).store.spaces.keys(world.shared())) == 2


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "somebody else's files", "half of it"])
def test_an_empty_a_foreign_and_a_half_erased_stick_take_nothing_away(world: World, stick: Path, left: str) -> None:
    """T11: what is missing on a stick says nothing about what anybody has."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    exchange(teacher, stick)
    exchange(mentor, stick)
    if left == "half of it":
        for file in sorted(stick.rglob("*.txs"))[::2]:
            file.unlink()
        spoilt = next(stick.rglob("*.txs"))
        spoilt.write_bytes(spoilt.read_bytes()[:20])
    else:
        shutil.rmtree(stick / "TONGXING")
        if left == "an empty folder":
            (stick / "TONGXING").mkdir()
        if left == "somebody else's files":
            (stick / "TONGXING").mkdir()
            (stick / "TONGXING" / "stick.txs").write_text("my shopping list")
            (stick / "photo.jpg").write_bytes(b"photo")

    for workspace in (mentor, teacher, mentor):
        exchange(workspace, stick)

    for workspace in (teacher, mentor):
        assert notes(workspace, plan) == "中间的话。"
    if left == "somebody else's files":
        assert (stick / "photo.jpg").read_bytes() == b"photo"


def test_two_copies_of_one_stick_lose_nothing(world: World, stick: Path, tmp_path: Path) -> None:
    """Copied in a file manager, both go on; whoever reads either gets what it has."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan_of(teacher, world, "一")
    exchange(teacher, stick)
    exchange(mentor, stick)
    copy = tmp_path / "copy"
    shutil.copytree(stick, copy)
    for topic, where in (("二", stick), ("三", copy), ("四", stick)):
        plan_of(teacher, world, topic)
        exchange(teacher, where)

    exchange(mentor, stick)
    assert {row.title for row in mentor.list_records("lesson_plan")} == {"一", "二", "三", "四"}
    plan_of(teacher, world, "五")
    exchange(teacher, copy)
    assert exchange(mentor, copy).troubles == []
    assert {row.title for row in mentor.list_records("lesson_plan")} == {"一", "二", "三", "四", "五"}


def test_a_stick_that_takes_nothing_is_read_all_the_same(world: World, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    exchange(mentor, stick)
    plan = plan_of(teacher, world)
    exchange(teacher, stick)
    plan_of(mentor, world)

    tally = exchange(mentor, stick, Pulled(0, 30))

    assert tally.troubles == ["stick.read_only"]
    assert plan in tally.merge.records


def test_junk_on_a_stick_is_not_kept(world: World, stick: Path) -> None:
    """Somebody who found it may write what he likes; none of it reaches the inbox, and the rest is taken."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world)
    exchange(teacher, stick)
    (real,) = stick.rglob("*-1-*.txs")
    data = real.read_bytes()
    for place in range(0, len(data), 7):
        real.with_name(f"{place + 10:06}-{'0' * 16}-1-1.txs").write_bytes(data[:place] + b"!" + data[place + 1 :])

    tally = exchange(mentor, stick)

    assert plan in tally.merge.records
    assert owner_of(mentor).store.inbox.aside() == []
    assert tally.troubles in ([], ["stick.spoilt"])


def test_two_people_who_edit_apart_find_both_edits(world: World, stick: Path) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    plan = plan_of(teacher, world, notes="开头。结尾。")
    exchange(teacher, stick)
    exchange(mentor, stick)
    teacher.edit(plan, [WriteProse("notes", "开头。老师的话。结尾。")])
    mentor.edit(plan, [WriteProse("notes", "开头。结尾。导师的话。")])

    for workspace in (teacher, mentor, teacher):
        exchange(workspace, stick)

    assert notes(teacher, plan) == notes(mentor, plan) == "开头。老师的话。结尾。导师的话。"
