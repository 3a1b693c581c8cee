"""Words written in a space that did not take her in are kept, once, and she is told; nothing goes to anybody."""

from pathlib import Path

from app.spaces.ticket import Ticket
from app.sync.guests import give_up, not_let_in
from app.sync.joining import join_by_stick
from app.sync.links.stick_files import StickFolder
from app.workspace.refused_guests import NOT_LET_IN, keep_refused_words
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import World, desk_of


def test_her_words_become_private_once(world: World, tmp_path: Path) -> None:
    teacher, mentor = world.pair()
    ticket = mentor.make_ticket(world.space, "writer")
    settle(teacher, mentor)
    stick = tmp_path / "stick"
    stick.mkdir()
    mentor.exchange_with_stick(stick)
    newcomer = world.person("赵刚")
    owner, desk = owner_of(newcomer), desk_of(newcomer)
    join_by_stick(owner, Ticket.parse(ticket.text), "赵刚", StickFolder(stick))
    newcomer.create("lesson_plan", {"topic": "我的第一课"}, world.space)
    assert keep_refused_words(desk) == (keep_refused_words(desk)[0], [])
    assert give_up(owner, world.space, "ticket.used")
    assert not_let_in(owner) == [(world.space, "ticket.used")]
    changes, told = keep_refused_words(desk)
    assert (len(changes.records), told) == (1, [NOT_LET_IN, "ticket.used"])
    assert [row.title for row in newcomer.list_records() if row.private] == ["我的第一课"]
    assert keep_refused_words(desk)[1] == []
    assert not_let_in(owner) == []
    assert not give_up(owner_of(mentor), world.space, "ticket.used")
