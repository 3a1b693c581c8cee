"""A space founded from another one, and tickets that reach members of that one alone, without paper."""

import base64

import pytest

from app.errors import AccessError, TongxingError
from app.spaces.parcel import seal_for
from app.spaces.ticket import Ticket
from app.workspace.gathering import _context, ticket_of
from app.workspace.notes import INVITATION, NOTE, write_note
from app.workspace.workspace import Workspace
from tests.helpers.stories import meet
from tests.helpers.world import World, desk_of


def ids(*people: Workspace) -> list[str]:
    return [workspace.me.person for workspace in people]


def school_of(world: World) -> tuple[Workspace, Workspace, Workspace]:
    """A head who has the relay's card, and two teachers in the school's space."""
    head, first, second = world.person("赵校长"), world.person("李秀兰"), world.person("王敏")
    world.space = head.found_space("向阳小学", world.card).space
    head.set_purpose(world.space, "school")
    for teacher in (first, second):
        world.bring(head, teacher)
    meet(head, first, second)
    return head, first, second


def test_one_visit_of_each_and_one_click_bring_a_colleague_in(world: World) -> None:
    """Also her keys: the founder's one visit founds the space, fetches them, and leaves the sealed ticket."""
    head, first, second = school_of(world)
    team = head.gather("三(2)班导师团", "team", ids(first), world.space)
    assert [space.space for space in head.spaces_for("team")] == [team.space]
    head.visit()
    first.visit()
    second.visit()
    (invitation,) = first.invitations()

    assert (invitation.space_name, invitation.purpose, invitation.by) == ("三(2)班导师团", "team", "赵校长")
    assert (invitation.via_name, invitation.ended) == ("向阳小学", False)
    assert second.invitations() == []
    joined = first.accept(invitation.note)
    meet(head, first)
    assert joined.name == "三(2)班导师团"
    assert first.purpose(team.space) == "team"
    assert first.invitations() == []
    assert desk_of(head).store.queries.where(NOTE, sort=INVITATION) == []


def test_nobody_else_can_use_the_ticket_in_a_note(world: World) -> None:
    """Everybody in the school's space has the note, and for others it opens to nothing."""
    head, first, second = school_of(world)
    head.gather("关爱圈", "care", ids(first), world.space)
    meet(head, first, second)
    (note,) = desk_of(second).store.queries.where(NOTE, sort=INVITATION)
    sealed = base64.b64decode(str(note.values["sealed"]))

    assert "关爱圈".encode() not in sealed
    assert b"TX1-" not in sealed
    with pytest.raises(AccessError) as raised:
        second.accept(note.record)
    assert raised.value.code == "ticket.withdrawn"
    # Nor if somebody writes her own id upon it.
    desk = desk_of(second)
    forged = {"sort": INVITATION, "person": desk.person.hex(), "sealed": str(note.values["sealed"])}
    second.create(NOTE, forged, world.space)
    assert second.invitations() == []


def test_who_holds_no_card_founds_by_the_school_s_and_only_while_it_is_lent(world: World) -> None:
    """A class teacher makes a team's space; without the school's word she is told whom to ask, and nothing is begun."""
    head, first, second = school_of(world)
    with pytest.raises(AccessError) as raised:
        first.gather("教研组", "plc", ids(second), world.space)
    assert raised.value.code == "access.no_founding"
    assert (first.may_found(world.space), len(first.spaces())) == (False, 2)
    head.lend_founding(world.space)
    meet(head, first)
    assert head.lends_founding(world.space)
    assert first.may_found(world.space)
    group = first.gather("教研组", "plc", ids(second), world.space)
    assert not first.visit().trouble
    second.visit()
    second.accept(second.invitations()[0].note)
    meet(first, second)
    assert {member.name for member in first.spaces_for("plc")[0].members} == {"李秀兰", "王敏"}
    assert group.role == "keeper"
    head.lend_founding(world.space, lent=False)
    meet(head, second)
    assert not second.may_found(world.space)


def test_only_a_keeper_lends_what_founds_and_a_writer_s_note_counts_for_nothing(world: World) -> None:
    _head, first, second = school_of(world)
    with pytest.raises(AccessError):
        first.lend_founding(world.space)
    card = base64.b64encode(world.card.encode()).decode()
    first.create(NOTE, {"sort": "founding", "person": world.space.hex(), "sealed": card}, world.space)
    meet(first, second)

    assert not second.may_found(world.space)


def test_a_school_s_space_that_is_gathered_lends_the_right_at_once(world: World) -> None:
    """Its founder holds the card; the colleagues are there to make circles of their own."""
    first, head = world.pair()
    school = head.gather("新校区", "school", ids(first), world.space)

    assert head.lends_founding(school.space)


def test_who_is_in_it_or_asked_already_is_not_asked_twice(world: World) -> None:
    first, head = world.pair()
    team = head.gather("导师团", "team", ids(first), world.space).space
    head.invite(team, ids(head, first), world.space)
    meet(head, first)

    assert len(first.invitations()) == 1
    first.accept(first.invitations()[0].note)
    meet(head, first)
    head.invite(team, ids(first), world.space)
    meet(head, first)
    assert first.invitations() == []
    assert head.open_tickets(team) == []


def test_no_is_an_answer_of_which_nobody_is_told(world: World) -> None:
    """To join is by will: what was declined is shown no more, and the ticket ends by itself."""
    first, head = world.pair()
    head.gather("互助小组", "plc", ids(first), world.space)
    meet(head, first)
    first.decline(first.invitations()[0].note)

    assert first.invitations() == []
    assert not first.sync_line().waiting_records


def test_an_invitation_outlives_a_new_key_and_not_a_keeper_s_word(world: World) -> None:
    """Somebody is taken out, so that a new key begins and closes all tickets: who was asked still comes in with one
    click. A ticket that is withdrawn takes its note along."""
    head, first, second = school_of(world)
    team = head.gather("导师团", "team", ids(first, second), world.space).space
    meet(head, first, second)
    first.accept(first.invitations()[0].note)
    meet(head, first)
    head.remove_member(team, first.me.person)
    head.visit()
    head.visit()
    second.visit()
    assert len(second.invitations()) == 1
    second.accept(second.invitations()[0].note)
    meet(head, second)
    assert {member.name for member in head.spaces_for("team")[0].members} == {"赵校长", "王敏"}
    head.invite(team, ids(first), world.space)
    head.visit()
    (ticket,) = head.open_tickets(team)
    head.withdraw_ticket(team, ticket.ticket)
    head.visit()
    first.visit()
    assert first.invitations() == []
    assert head.open_tickets(team) == []


@pytest.mark.parametrize(("name", "who", "code"), [("圈", "00", "access.not_known"), (" ", "", "record.bad_value")])
def test_what_cannot_be_gathered_leaves_nothing(world: World, name: str, who: str, code: str) -> None:
    _first, head = world.pair()
    before = len(head.spaces())
    with pytest.raises(TongxingError) as raised:
        head.gather(name, "team", [who * 8] if who else [], world.space)

    assert raised.value.code == code
    assert len(head.spaces()) == before


def test_an_invitation_that_leads_elsewhere_or_takes_a_known_name_says_so(world: World) -> None:
    """Name and purpose are told by whoever asks; a colleague could ask into a space of his own as into the school's."""
    head, first, second = school_of(world)
    desk, victim = desk_of(second), desk_of(first)
    row = desk.space(world.space)
    url = next(one.url for one in desk.store.spaces.relays() if one.relay == row.relay)
    told = {
        "elsewhere": Ticket("https://listens.example", bytes(32), bytes(16), bytes(16), 4_000_000_000, "x", "y"),
        "here": Ticket("https://listens.example", row.relay or b"", bytes(16), bytes(16), 4_000_000_000, "x", "y"),
    }
    public = victim.owner.person.public_sealing
    for ticket in told.values():
        words = "\n".join(("school", "\u202e向阳小学", ticket.encode())).encode()
        sealed = seal_for(public, words, _context(world.space, desk.person, victim.person), desk.chance)
        write_note(desk, world.space, INVITATION, victim.person, sealed)
    meet(second, first)
    elsewhere, here = sorted(first.invitations(), key=lambda one: not one.elsewhere)

    assert (here.space_name, here.namesake, here.elsewhere, here.by) == ("向阳小学", True, "", "王敏")
    assert (elsewhere.elsewhere, elsewhere.purpose) == ("listens.example", "school")
    assert Ticket.parse(ticket_of(victim, here.note)).relay_url == url
    assert head.invitations() == []
