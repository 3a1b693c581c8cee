"""Whose time in a space has ended keeps copies of her own work; what is about pupils goes from her laptop."""

import dataclasses

import pytest

from app.records.files import all_attached
from app.workspace.attachments import NewFile
from app.workspace.departing import kinds_that_go_along, settle_departures
from app.workspace.views import SpaceView
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of

PICTURE = b"\xff\xd8 a picture of the blackboard"


def removed(world: World, purpose: str | None = "plc") -> tuple[Workspace, SpaceView]:
    """A teacher with a plan, a step of hers and a colleague's log in a space, out of which she was taken."""
    teacher, mentor = world.pair()
    if purpose is not None:
        mentor.set_purpose(world.shared(), purpose)
    plan = teacher.create("lesson_plan", {"topic": "我的教案"}, world.shared())
    teacher.attach(plan, "attachments", [NewFile("板书.jpg", "jpeg", PICTURE)])
    teacher.create("action_step", {"text": "试一试", "target": plan}, world.shared())
    mentor.create("mentoring_log", {"step": "同事写的"}, world.shared())
    settle(teacher, mentor)
    mentor.remove_member(world.shared(), teacher.me.person)
    mentor.visit()
    return teacher, teacher.spaces()[0]


def test_her_own_work_is_hers_with_pictures_and_what_colleagues_wrote_stays_readable(world: World) -> None:
    teacher, private = removed(world)
    teacher.visit()
    (copy,) = teacher.list_records(space=private.space)
    (file,) = all_attached(teacher.view(copy.record).values["attachments"])

    assert (copy.title, copy.mine) == ("我的教案", True)
    assert teacher.file_content(file) == PICTURE
    stayed = {row.title for row in teacher.list_records() if not row.private}
    assert stayed == {"我的教案", "同事写的", "秀兰和王敏"}
    assert teacher.left_spaces()[0].unsent == 0
    teacher.visit()
    assert len(teacher.list_records(space=private.space)) == 1


def test_in_a_space_without_a_purpose_she_is_asked_as_before(world: World) -> None:
    teacher, private = removed(world, None)
    teacher.visit()

    assert teacher.list_records(space=private.space) == []


def test_what_is_about_pupils_goes_with_what_stands_beside_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here a plan stands for a record about a pupil: the rule asks the declaration alone."""
    teacher, private = removed(world)
    desk = desk_of(teacher)
    kinds = {kind.key: kind for kind in desk.registry}
    stays = dataclasses.replace(kinds["lesson_plan"], stays=True)
    monkeypatch.setitem(desk.registry._kinds, "lesson_plan", stays)
    before = desk.store.erasing.of_kinds(world.shared(), {"lesson_plan"})
    teacher.visit()

    assert len(before) == 2
    assert "lesson_plan" not in kinds_that_go_along(desk)
    assert {row.title for row in teacher.list_records()} == {"同事写的", "秀兰和王敏"}
    assert teacher.list_records(space=private.space) == []
    assert desk.store.spaces.keys(world.shared()) == {}
    assert not settle_departures(desk).records
