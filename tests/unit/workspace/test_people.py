"""Founding a space, tickets, and joining: what is said before, and what is true after."""

import pytest

from app.errors import AccessError, Bug, RecordError, TongxingError
from app.spaces.ticket import Ticket
from app.workspace.naming import LONGEST_NAME
from tests.helpers.world import World, desk_of

YEAR = 366 * 86_400


def test_a_founded_space_has_its_founder_as_keeper(world: World) -> None:
    """With the name that she gave it, without spaces around, and on the relay of the card."""
    mentor = world.person("王敏")
    space = mentor.found_space("  秀兰和王敏\n", world.card)

    assert (space.name, space.role, space.private, space.readers) == ("秀兰和王敏", "keeper", False, ("王敏",))
    assert space.relay_url == "https://relay.example:8443"
    assert [view.private for view in mentor.spaces()] == [True, False]
    assert not mentor.visit().trouble


@pytest.mark.parametrize(
    ("name", "card", "code"),
    [
        ("圈", "TR1-ABC", "relay_card.damaged"),
        ("圈", "", "relay_card.damaged"),
        ("", None, "record.bad_value"),
        (" \n", None, "record.bad_value"),
        ("长" * 90, None, "record.text_too_long"),
    ],
)
def test_what_cannot_be_founded_leaves_nothing(world: World, name: str, card: str | None, code: str) -> None:
    """No half space in the list, and no relay that is asked at the next visit."""
    mentor = world.person("王敏")
    with pytest.raises(TongxingError) as raised:
        mentor.found_space(name, world.card if card is None else card)

    assert raised.value.code == code
    assert len(mentor.spaces()) == 1
    assert mentor.sync_line().relays == 0


def test_a_ticket_says_where_it_leads_and_who_gave_it(world: World) -> None:
    """Before anything of it is used, so that the newcomer knows whom she will meet."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    space = mentor.found_space("秀兰和王敏", world.card).space
    ticket = mentor.make_ticket(space, "writer", days=7)
    told = teacher.read_ticket(f"王老师发来的：\n{ticket.text.lower()} 。")

    assert (told.space_name, told.inviter_name, told.ends, told.ended) == ("秀兰和王敏", "王敏", ticket.ends, False)
    assert ticket.ends == world.clock.now() + 7 * 86_400
    assert ticket.space_name == "秀兰和王敏"
    world.clock.pass_seconds(8 * 86_400)
    assert teacher.read_ticket(ticket.text).ended


@pytest.mark.parametrize("role", ["writer", "commenter", "reader"])
def test_only_a_keeper_makes_tickets(world: World, role: str) -> None:
    """And nobody does for the private space, or with a role that there is not."""
    teacher, mentor = world.pair(role)
    with pytest.raises(AccessError) as refused:
        teacher.make_ticket(world.shared(), "writer")
    with pytest.raises(AccessError) as private:
        mentor.make_ticket(desk_of(mentor).private_space, "writer")
    with pytest.raises(Bug):
        mentor.make_ticket(world.shared(), "owner")

    assert refused.value.code == private.value.code == "access.no_right"


@pytest.mark.parametrize("role", ["keeper", "writer", "commenter", "reader"])
def test_a_newcomer_has_the_role_of_her_ticket(world: World, role: str) -> None:
    """On her own machine and on the keeper's."""
    teacher, mentor = world.pair(role)

    assert teacher.spaces()[1].role == role
    assert {member.name: member.role for member in mentor.spaces()[1].members}["李秀兰"] == role


def test_joining_runs_the_work_on_the_store_where_it_is_told(world: World) -> None:
    """The window joins from its network thread; its file belongs to the other one."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(space, "writer")
    mentor.visit()
    works = 0

    def do(work):  # type: ignore[no-untyped-def]  # any work, any result
        nonlocal works
        works += 1
        return work()

    assert teacher.join(ticket.text, do).name == "圈"
    assert works >= 3


@pytest.mark.parametrize("off", [-YEAR, YEAR])
def test_a_keeper_whose_clock_is_a_year_off_makes_tickets_that_work(world: World, off: int) -> None:
    """The relay judges by its own clock; the last visit told how far ours is from it."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    desk_of(mentor).owner.clock = desk_of(mentor).clock = _Off(world, off)
    space = mentor.found_space("圈", world.card).space
    mentor.visit()
    ticket = mentor.make_ticket(space, "writer")
    mentor.visit()

    assert ticket.ends == world.clock.now() + 14 * 86_400
    assert not mentor.read_ticket(ticket.text).ended
    assert teacher.join(ticket.text).name == "圈"


@pytest.mark.parametrize("off", [-YEAR, YEAR])
def test_a_clock_that_was_put_right_is_believed_again(world: World, off: int) -> None:
    """Between the visit that told of it and the ticket, somebody set the date."""
    mentor = world.person("王敏")
    desk = desk_of(mentor)
    desk.owner.clock = desk.clock = _Off(world, off)
    space = mentor.found_space("圈", world.card).space
    mentor.visit()
    desk.owner.clock = desk.clock = world.clock
    world.clock.pass_seconds(600)

    assert mentor.make_ticket(space, "writer").ends == world.clock.now() + 14 * 86_400


def test_a_ticket_waits_for_the_visit_that_tells_the_relay_of_it(world: World) -> None:
    """Until then its sentence is not "used" and not "expired", and nothing of the newcomer has changed."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    space = mentor.found_space("圈", world.card).space
    mentor.visit()
    ticket = mentor.make_ticket(space, "writer")
    with pytest.raises(TongxingError) as raised:
        teacher.join(ticket.text)
    assert raised.value.code not in ("ticket.used", "ticket.expired", "bug")
    assert len(teacher.spaces()) == 1

    mentor.visit()
    assert teacher.join(ticket.text).name == "圈"


def test_another_relay_s_ticket_is_not_asked_of_this_one(world: World) -> None:
    """The pin in the ticket decides which relay is asked."""
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    space = mentor.found_space("圈", world.card).space
    text = mentor.make_ticket(space, "writer").text

    ticket = Ticket.parse(text)
    assert (ticket.relay_pin, ticket.space) == (desk_of(mentor).space(space).relay, space)
    assert teacher.read_ticket(text).space_name == "圈"


def test_a_name_beyond_its_limit_is_refused_with_the_limit(world: World) -> None:
    """The sentence names how many characters fit."""
    with pytest.raises(RecordError) as raised:
        world.person("王敏").found_space("长" * 61, world.card)

    assert raised.value.fields == {"length": 61, "limit": LONGEST_NAME}
    assert world.person("赵刚").found_space("𠮷" * LONGEST_NAME, world.card).name == "𠮷" * LONGEST_NAME


class _Off:
    """A laptop whose clock is so many seconds off."""

    def __init__(self, world: World, off: int) -> None:
        self._world, self._off = world, off

    def now(self) -> int:
        return self._world.clock.now() + self._off

    def monotonic(self) -> float:
        return self._world.clock.monotonic()
