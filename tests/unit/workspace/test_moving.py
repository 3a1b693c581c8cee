"""Whoever moves to another school takes her own records along; the school's stay, and the keys change."""

from pathlib import Path

import pytest

from app.errors import AccessError
from app.records.edits import WriteProse
from app.workspace import sticks
from tests.helpers.sticks import LetterWorld
from tests.helpers.stories import settle
from tests.helpers.world import World


def test_own_records_go_along_the_schools_stay_and_new_words_are_closed(world: World) -> None:
    teacher, head = world.pair()
    head.set_purpose(world.shared(), "school")
    teacher.set_profile({"school": "向阳小学"})
    mine = teacher.create("lesson_plan", {"topic": "我写的"}, world.shared())
    theirs = head.create("plc_meeting", {"topic": "学校的会"}, world.shared())
    settle(teacher, head)
    view = teacher.moving()
    (space,) = view.spaces
    teacher.edit(mine, [WriteProse("notes", "走的那天写的。")])
    assert (view.school, space.usual, space.own, space.alone) == ("向阳小学", True, 1, False)
    teacher.move_school("城关一小", [space.space])
    settle(teacher, head)
    head.edit(theirs, [WriteProse("decision", "走了以后写的。")])
    settle(teacher, head)

    (copy,) = teacher.list_records("lesson_plan", space=teacher.spaces()[0].space)
    assert teacher.view(copy.record).values["notes"] == "走的那天写的。"
    assert head.view(mine).values["notes"] == "走的那天写的。"
    assert teacher.profile()["school"] == "城关一小"
    assert [one.private for one in teacher.spaces()] == [True]
    assert "decision" not in teacher.view(theirs).values
    assert [member.name for member in head.spaces()[1].members] == ["王敏"]


def test_whoever_keeps_a_space_alone_hands_it_over_first(world: World) -> None:
    """Nothing is copied or changed then."""
    _, head = world.pair()
    assert head.moving().spaces[0].alone
    with pytest.raises(AccessError) as raised:
        head.move_school("城关一小", [world.shared()])
    assert raised.value.code == "membership.last_keeper"
    assert "school" not in head.profile()


def test_a_stick_carries_the_leaving_too(tmp_path: Path) -> None:
    """What waits goes out first, then she goes, each with a letter."""
    world, stick = LetterWorld(tmp_path), tmp_path / "stick"
    stick.mkdir()
    teacher, head = world.pair()
    head.set_purpose(world.shared(), "school")
    settle(teacher, head)
    plan = teacher.create("lesson_plan", {"topic": "走之前写的"}, world.shared())
    world.weather.down = True
    teacher.move_school("城关一小", [world.shared()])
    for _ in range(3):
        teacher.exchange_with_stick(stick)
        sticks.carry_letters(stick, lambda: False, world.post)
    teacher.exchange_with_stick(stick)
    world.weather.down = False
    head.visit()

    assert head.view(plan).title == "走之前写的"
    assert [member.name for member in head.spaces()[1].members] == ["王敏"]
    assert teacher.left_spaces()[0].kept
    world.close()
