"""Tickets withdrawn, roles changed, members removed, spaces left: said plainly, and nothing is lost by it."""

from collections.abc import Callable

import pytest

from app.errors import AccessError, Bug
from app.records.edits import WriteProse
from app.workspace.keeping import is_leaving
from app.workspace.views import OpenTicket
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World, desk_of


def code_of(raised: pytest.ExceptionInfo[AccessError]) -> str:
    return raised.value.code


def test_open_tickets_are_listed_with_who_made_them(world: World) -> None:
    teacher, mentor = world.pair("keeper")
    settle(teacher, mentor)
    ticket = teacher.make_ticket(world.shared(), "reader", 7)
    settle(teacher, mentor)
    (mine,), (hers,) = teacher.open_tickets(world.shared()), mentor.open_tickets(world.shared())
    assert hers == OpenTicket(mine.ticket, "reader", ticket.ends, "李秀兰", False)
    assert mine.mine
    assert teacher.open_tickets(teacher.spaces()[0].space) == []


def test_a_withdrawn_ticket_lets_nobody_in(world: World) -> None:
    _, mentor = world.pair()
    ticket = mentor.make_ticket(world.shared(), "writer")
    mentor.withdraw_ticket(world.shared(), mentor.open_tickets(world.shared())[0].ticket)
    settle(mentor)
    assert mentor.open_tickets(world.shared()) == []
    with pytest.raises(AccessError) as raised:
        world.person("赵刚").join(ticket.text)
    assert code_of(raised) == "ticket.withdrawn"


def test_a_ticket_that_was_used_meanwhile_cannot_be_withdrawn(world: World) -> None:
    _, mentor = world.pair()
    ticket = mentor.make_ticket(world.shared(), "writer")
    settle(mentor)
    (open_ticket,) = mentor.open_tickets(world.shared())
    world.person("赵刚").join(ticket.text)
    settle(mentor)
    with pytest.raises(AccessError) as raised:
        mentor.withdraw_ticket(world.shared(), open_ticket.ticket)
    assert code_of(raised) == "ticket.used"


def test_a_changed_role_counts_at_once_here_and_with_the_visit_there(world: World) -> None:
    teacher, mentor = world.pair("reader")
    with pytest.raises(AccessError):
        plan_of(teacher, world)
    mentor.set_role(world.shared(), teacher.me.person, "writer")
    settle(mentor, teacher)
    assert teacher.spaces()[1].role == "writer"
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    assert mentor.view(plan).title == "认识秋天"
    with pytest.raises(Bug):
        mentor.set_role(world.shared(), teacher.me.person, "queen")


def test_only_a_keeper_changes_roles_and_removes(world: World) -> None:
    teacher, mentor = world.pair()
    verbs: list[Callable[[], object]] = [
        lambda: teacher.set_role(world.shared(), mentor.me.person, "reader"),
        lambda: teacher.remove_member(world.shared(), mentor.me.person),
    ]
    for verb in verbs:
        with pytest.raises(AccessError) as raised:
            verb()
        assert code_of(raised) in ("access.no_right", "membership.last_keeper")
    assert len(teacher.spaces()[1].members) == 2


@pytest.mark.parametrize("verb", ["leave", "lower"])
def test_the_last_keeper_stays_until_there_is_another(world: World, verb: str) -> None:
    teacher, mentor = world.pair()

    def go(workspace: Workspace) -> None:
        if verb == "leave":
            workspace.leave_space(world.shared())
        else:
            workspace.set_role(world.shared(), workspace.me.person, "writer")

    with pytest.raises(AccessError) as raised:
        go(mentor)
    assert code_of(raised) == "membership.last_keeper"
    mentor.set_role(world.shared(), teacher.me.person, "keeper")
    go(mentor)
    settle(mentor, teacher, mentor)
    assert "王敏" not in {member.name for member in teacher.spaces()[1].members if member.role == "keeper"}


def test_who_leaves_sends_first_and_keeps_what_she_has(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    teacher.leave_space(world.shared())
    assert teacher.spaces()[1].leaving
    assert is_leaving(desk_of(teacher), world.shared())
    teacher.edit(plan, [WriteProse("notes", "走之前写完的。")])
    settle(teacher, mentor)
    assert mentor.view(plan).values["notes"] == "走之前写完的。"
    assert [member.name for member in mentor.spaces()[1].members] == ["王敏"]
    assert teacher.view(plan).values["notes"] == "走之前写完的。"
    (left,) = teacher.left_spaces()
    assert (left.name, left.went_herself, left.unsent) == ("秀兰和王敏", True, 0)
    assert not teacher.view(plan).may_write
    # Nothing is asked of the relay any more.
    assert teacher.visit().requests == 0


def test_a_wish_to_leave_can_be_taken_back(world: World) -> None:
    teacher, mentor = world.pair()
    teacher.leave_space(world.shared())
    teacher.stay(world.shared())
    settle(teacher, mentor)
    assert not teacher.spaces()[1].leaving
    assert len(mentor.spaces()[1].members) == 2


def test_who_was_removed_is_told_and_takes_along_what_never_went(world: World) -> None:
    teacher, mentor = world.pair()
    old = plan_of(teacher, world, "早就送出的")
    settle(teacher, mentor)
    mentor.remove_member(world.shared(), teacher.me.person)
    mentor.visit()
    new = plan_of(teacher, world, "还没送出的")
    teacher.edit(old, [WriteProse("notes", "也没送出去。")])
    assert teacher.visit().trouble[0] == "membership.removed"
    assert [space.private for space in teacher.spaces()] == [True]
    (left,) = teacher.left_spaces()
    assert (left.went_herself, left.unsent) == (False, 2)
    teacher.take_along(world.shared())
    drafts = {row.title: row.record for row in teacher.list_records(space=teacher.spaces()[0].space)}
    assert set(drafts) == {"早就送出的", "还没送出的"}
    assert teacher.view(drafts["早就送出的"]).values["notes"] == "也没送出去。"
    teacher.edit(drafts["还没送出的"], [WriteProse("notes", "接着写。")])
    assert teacher.left_spaces()[0].unsent == 0
    assert teacher.take_along(world.shared()).records == frozenset()
    # The old ones are as they were.
    assert teacher.view(new).title == "还没送出的"
    assert teacher.visit().trouble == ()


def test_nobody_removes_himself_by_that_verb(world: World) -> None:
    _, mentor = world.pair()
    with pytest.raises(Bug):
        mentor.remove_member(world.shared(), mentor.me.person)


def test_the_private_space_is_kept_by_nobody_else(world: World) -> None:
    teacher = world.person("李秀兰")
    private = teacher.spaces()[0].space
    verbs: list[Callable[[], object]] = [
        lambda: teacher.leave_space(private),
        lambda: teacher.remove_member(private, "00" * 8),
    ]
    for verb in verbs:
        with pytest.raises(AccessError) as raised:
            verb()
        assert code_of(raised) == "access.no_right"


def test_somebody_comes_back_and_her_waiting_words_go_out(world: World) -> None:
    teacher, mentor = world.pair()
    mentor.remove_member(world.shared(), teacher.me.person)
    mentor.visit()
    plan = plan_of(teacher, world, "被移出前后写的")
    teacher.visit()
    ticket = mentor.make_ticket(world.shared(), "writer")
    mentor.visit()
    teacher.join(ticket.text)
    settle(teacher, mentor)
    assert mentor.view(plan).title == "被移出前后写的"
    assert owner_of(mentor).store.deltas.refused() == []
    assert teacher.left_spaces() == []
