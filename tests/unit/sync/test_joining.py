"""Joining with nobody online; a ticket is used once, and a lost answer does not lose the newcomer."""

from pathlib import Path

import pytest

from app.errors import AccessError, LinkError
from app.spaces.ticket import Ticket
from app.sync.joining import join_by_stick
from app.sync.links.stick_files import StickFolder
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def test_a_newcomer_reads_what_was_written_before_she_came(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    plan = plan_of(mentor, world)
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    teacher = world.person("李秀兰")
    teacher.join(ticket.text)
    teacher.visit()
    assert teacher.view(plan).values["topic"] == "认识秋天"
    assert world.links[-2].traffic.requests == 2


def test_a_used_ticket_is_refused_with_its_sentence(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    world.person("李秀兰").join(ticket.text)
    late = world.person("赵刚")
    with pytest.raises(AccessError) as raised:
        late.join(ticket.text)
    assert raised.value.code == "ticket.used"
    assert len(late.spaces()) == 1


def test_ones_own_ticket_stays_unused(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    with pytest.raises(AccessError) as raised:
        mentor.join(ticket.text)
    assert raised.value.code == "ticket.own"
    world.person("李秀兰").join(ticket.text)


@pytest.mark.parametrize("answers", range(4))
def test_when_the_answer_is_lost_the_same_ticket_goes_on(world: World, answers: int) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    teacher = world.person("李秀兰")
    world.weather.answers = answers
    with pytest.raises(LinkError):
        teacher.join(ticket.text)
    assert len(teacher.spaces()) == 1
    world.weather.answers = None
    teacher.join(ticket.text)
    settle(teacher, mentor)
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    assert teacher.view(plan).title == "认识秋天"
    assert len(mentor.spaces()[1].members) == 2


def test_without_a_link_nothing_has_changed(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    teacher = world.person("李秀兰")
    world.weather.down = True
    with pytest.raises(LinkError) as raised:
        teacher.join(ticket.text)
    assert raised.value.code == "link.unreachable"
    assert len(teacher.spaces()) == 1


def test_a_stick_without_the_spaces_log_lets_nobody_in(world: World, tmp_path: Path) -> None:
    """Nothing has changed then, and the ticket is as good as before."""
    teacher, mentor = world.pair()
    ticket = mentor.make_ticket(world.shared(), "writer")
    mentor.visit()
    newcomer = world.person("赵刚")
    stick = StickFolder(tmp_path)
    stick.open()
    with pytest.raises(AccessError) as raised:
        join_by_stick(owner_of(newcomer), Ticket.parse(ticket.text), "赵刚", stick)
    assert raised.value.code == "kit.no_log"
    assert len(newcomer.spaces()) == 1
    newcomer.join(ticket.text)
    with pytest.raises(AccessError) as again:
        join_by_stick(owner_of(teacher), Ticket.parse(ticket.text), "李秀兰", stick)
    assert again.value.code == "ticket.own"
