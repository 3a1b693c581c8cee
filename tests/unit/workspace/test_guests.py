"""An expert is shown what was named, until a day, and nothing else."""

import pytest

from app.errors import AccessError
from tests.helpers.stories import meet, settle
from tests.helpers.world import World, desk_of

DAY = 86_400


def test_a_guest_reads_the_named_records_until_the_day_and_keeps_what_she_had(world: World) -> None:
    """Copies, in a space of its own; she comments there, and the group's own records never reach her."""
    teacher, mentor = world.pair()
    plan = mentor.create("lesson_plan", {"topic": "秋天的雨", "notes": "初稿"})
    other = mentor.create("lesson_plan", {"topic": "不给看的"})
    today = desk_of(mentor).situation().today
    meet(teacher, mentor)
    space = mentor.invite_guests("请李老师看课", [teacher.me.person], [plan], today, world.shared())
    assert space.purpose == "guest"
    mentor.visit()
    teacher.visit()
    teacher.accept(teacher.invitations()[0].note)
    settle(teacher, mentor)

    (seen,) = teacher.list_records("lesson_plan")
    assert (seen.title, seen.space_name) == ("秋天的雨", "请李老师看课")
    assert seen.record not in (plan, other)
    view = teacher.view(seen.record)
    assert (view.may_write, view.may_comment) == (False, True)
    assert teacher.limits(space.space)[0].until == today
    world.clock.pass_seconds(DAY)
    mentor.visit()
    assert teacher.visit().trouble == ("membership.removed",)
    assert [member.name for member in mentor.spaces_for("guest")[0].members] == ["王敏"]
    assert [left.name for left in teacher.left_spaces()] == ["请李老师看课"]
    assert teacher.view(seen.record).values["notes"] == "初稿"


def test_what_guests_are_not_shown_is_not_copied(world: World) -> None:
    """A record that belongs to one circle stays there, and nothing was founded."""
    teacher, mentor = world.pair()
    mentor.set_purpose(world.shared(), "care")
    note = mentor.create("sealed_note", {"sort": "x", "person": "y"}, world.shared())
    placed = [kind.key for kind in mentor.kinds if kind.places]
    spaces = len(mentor.spaces())
    for kind in placed[:1]:
        record = mentor.create(kind, {})
        with pytest.raises(AccessError) as raised:
            mentor.invite_guests("看一看", [teacher.me.person], [record], "2099-01-01", world.shared())
        assert raised.value.code == "access.wrong_place"
    with pytest.raises(AccessError):
        mentor.invite_guests("看一看", ["00" * 8], [note], "2099-01-01", world.shared())

    assert len(mentor.spaces()) == spaces
