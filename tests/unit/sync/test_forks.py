"""A relay that was put back and has gone on with another membership log: nothing that was settled is lost unsaid."""

from collections.abc import Callable

import pytest

from app.errors import AccessError
from app.ids import PersonId, SpaceId
from app.spaces.membership_log import replay
from app.sync.forks import awaited, common
from app.sync.roster import take_entries
from app.workspace.workspace import Workspace
from tests.helpers.laptops import second_laptop
from tests.helpers.stories import device_of, owner_of, plan_of, settle
from tests.helpers.world import PIN, World

PutBack = Callable[[], Callable[[], None]]


def _visits(*people: Workspace) -> None:
    """Visits whose troubles do not matter: that the log was put back is said in one of them."""
    for _ in range(2):
        for workspace in people:
            workspace.visit()


def _two_keepers(world: World) -> tuple[Workspace, Workspace]:
    first, second = world.person("王敏"), world.person("赵刚")
    world.space = first.found_space("教研组", world.card).space
    world.bring(first, second, "keeper")
    settle(first, second)
    return first, second


def _fork_of_the_same_length(world: World, put_back: PutBack) -> tuple[Workspace, Workspace]:
    """Two keepers, each of whom has written a ticket as the newest entry; the relay has the second one's alone."""
    first, second = _two_keepers(world)
    restore = put_back()
    first.make_ticket(world.space, "writer")
    settle(first)
    restore()
    second.make_ticket(world.space, "reader")
    second.visit()
    return first, second


def _have_one_log(world: World, *people: Workspace) -> bool:
    """Have they all the same five entries?"""
    logs = [owner_of(each).store.spaces.entries(world.space) for each in people]
    return all(log == logs[0] for log in logs) and len(logs[0]) == 5


def _names(workspace: Workspace, space: SpaceId) -> set[str]:
    return {member.name for view in workspace.spaces() if view.space == space for member in view.members}


def test_two_logs_are_alike_as_far_as_they_are() -> None:
    assert common([b"a", b"b"], [b"a", b"c"]) == 1
    assert common([b"a"], [b"a", b"b"]) == common([b"a", b"b"], [b"a"]) == 1
    assert common([], [b"a"]) == 0


@pytest.mark.parametrize("noticed", [False, True])
def test_what_two_keepers_wrote_on_two_copies_of_the_log_comes_together(
    world: World, put_back: PutBack, noticed: bool
) -> None:
    """The first one's invitation comes back behind the other's, and the tickets of both let somebody in."""
    first, second = _two_keepers(world)
    restore = put_back()
    mine = first.make_ticket(world.space, "writer")
    settle(first)
    restore()
    if noticed:
        world.database.write(world.database.renew_generation)
    else:
        second.make_ticket(world.space, "reader")
    other = second.make_ticket(world.space, "writer")
    second.visit()

    assert "membership.put_back" in first.visit().trouble
    settle(first, second)

    for name, ticket in (("甲", mine), ("乙", other)):
        world.person(name).join(ticket.text)
    settle(first, second)
    assert _names(first, world.space) == _names(second, world.space) == {"王敏", "赵刚", "甲", "乙"}


def test_a_fork_of_the_same_length_is_found_at_the_next_visit_of_whoever_has_nothing_to_say(
    world: World, put_back: PutBack
) -> None:
    """The log is as long as it was, and its file was put back by hand: only the entry that her hello names shows it."""
    first, second = _fork_of_the_same_length(world, put_back)

    assert "membership.put_back" in first.visit().trouble
    settle(second)

    assert _have_one_log(world, first, second)
    assert first.visit().trouble == ()


def test_what_is_written_behind_a_fork_of_the_same_length_is_read_by_the_other(world: World, put_back: PutBack) -> None:
    first, second = _fork_of_the_same_length(world, put_back)
    plan = plan_of(second, world)
    second.visit()
    _visits(first, second)
    settle(first, second)
    assert first.view(plan).title == "认识秋天"
    assert _have_one_log(world, first, second)


def test_words_that_name_a_lost_entry_are_taken_when_their_author_names_one_that_is(
    world: World, put_back: PutBack
) -> None:
    first, second = _two_keepers(world)
    restore = put_back()
    first.make_ticket(world.space, "writer")
    settle(first)
    plan = plan_of(first, world)
    settle(first)
    restore()
    world.database.write(world.database.renew_generation)
    second.make_ticket(world.space, "reader")
    second.visit()
    _visits(first)
    settle(second, first)
    assert second.view(plan).title == "认识秋天"
    assert second.aside() == []


def _fork_behind_a_removal(
    world: World, put_back: PutBack
) -> tuple[Workspace, Workspace, Workspace, Workspace, Workspace]:
    """Founder, second keeper who knows of the removal, third who does not and writes on; a writer who knows; the one
    who was removed and is on the list again."""
    first, second = _two_keepers(world)
    third, writer, removed = world.person("三"), world.person("李秀兰"), world.person("走了的人")
    for person, role in ((third, "keeper"), (writer, "writer"), (removed, "writer")):
        world.bring(first, person, role)
    settle(first, second, third, writer, removed)
    restore = put_back()
    first.remove_member(world.space, removed.me.person)
    settle(first, second, writer)
    restore()
    world.database.write(world.database.renew_generation)
    third.make_ticket(world.space, "reader")
    third.visit()
    return first, second, third, writer, removed


def test_a_removal_is_not_forgotten_but_written_again_by_any_keeper_who_knows_it(
    world: World, put_back: PutBack
) -> None:
    _, second, third, _, removed = _fork_behind_a_removal(world, put_back)
    person = PersonId(bytes.fromhex(removed.me.person))
    assert "membership.put_back" in second.visit().trouble
    settle(second, third)
    for workspace in (second, third):
        state = owner_of(workspace).membership(world.space)
        assert state is not None
        assert not state.members[person].active
        assert state.epoch == 2
        assert not awaited(owner_of(workspace), world.space)
    assert "membership.removed" in removed.visit().trouble


def test_until_a_removal_is_back_nothing_of_the_removed_is_taken_and_nothing_is_written_for_him(
    world: World, put_back: PutBack
) -> None:
    _, second, third, writer, removed = _fork_behind_a_removal(world, put_back)
    late = plan_of(removed, world, "不该进来的")
    removed.visit()
    own = plan_of(writer, world, "不给他看的")

    assert "membership.removal_lost" in writer.visit().trouble
    writer.visit()
    assert [row.title for row in writer.list_records("lesson_plan")] == ["不给他看的"]
    assert "membership.removal_lost" in {item.code for item in writer.aside()}
    removed.visit()
    assert [row.title for row in removed.list_records("lesson_plan")] == ["不该进来的"]

    _visits(second, writer, third)
    settle(second, writer, third)
    assert third.view(own).title == "不给他看的"
    removed.visit()
    assert [row.record for row in removed.list_records("lesson_plan")] == [late]


def test_words_sealed_with_the_key_of_a_lost_epoch_are_sealed_again(world: World, put_back: PutBack) -> None:
    """Nobody who comes later could open them, and their numbers are used up: a new device says it."""
    first, second = _two_keepers(world)
    leaver, newcomer = world.person("走了的人"), world.person("新来的")
    world.bring(first, leaver)
    settle(first, second, leaver)
    restore = put_back()
    first.remove_member(world.space, leaver.me.person)
    settle(first)
    plan = plan_of(first, world, "新钥匙下写的")
    settle(first)
    restore()
    world.database.write(world.database.renew_generation)
    second.make_ticket(world.space, "reader")
    second.visit()
    _visits(first, second)
    settle(first, second)
    world.bring(second, newcomer)
    settle(first, second, newcomer)
    for workspace in (second, newcomer):
        assert workspace.view(plan).title == "新钥匙下写的"


def test_who_joined_before_the_relay_was_put_back_joins_once_more_by_himself(world: World, put_back: PutBack) -> None:
    first, second = _two_keepers(world)
    newcomer = world.person("李秀兰")
    ticket = first.make_ticket(world.space, "writer")
    settle(first, second)
    restore = put_back()
    newcomer.join(ticket.text)
    plan = plan_of(newcomer, world)
    settle(newcomer)
    restore()
    second.make_ticket(world.space, "reader")
    second.visit()

    newcomer.visit()
    settle(newcomer, second, first)

    assert "李秀兰" in _names(first, world.space)
    assert second.view(plan).title == "认识秋天"


def test_whose_ticket_was_lost_as_well_is_told_and_joins_with_another(world: World, put_back: PutBack) -> None:
    first, second = _two_keepers(world)
    newcomer = world.person("李秀兰")
    restore = put_back()
    world.bring(first, newcomer)
    plan = plan_of(newcomer, world)
    settle(newcomer)
    restore()
    ticket = second.make_ticket(world.space, "writer")
    second.visit()

    assert newcomer.visit().trouble == ("membership.forgotten",)
    assert newcomer.view(plan).title == "认识秋天"
    newcomer.join(ticket.text)
    settle(newcomer, second)
    assert second.view(plan).title == "认识秋天"
    with pytest.raises(AccessError) as raised:
        newcomer.join(ticket.text)
    assert raised.value.code == "ticket.own"


def test_who_joined_tells_the_relay_again_where_nobody_has_gone_on(world: World, put_back: PutBack) -> None:
    """What he has of the log is the log, so his entry still fits behind it."""
    first, _ = _two_keepers(world)
    newcomer = world.person("李秀兰")
    ticket = first.make_ticket(world.space, "writer")
    settle(first)
    restore = put_back()
    newcomer.join(ticket.text)
    plan = plan_of(newcomer, world)
    settle(newcomer)
    restore()
    assert newcomer.visit().trouble == ()
    settle(first)
    assert first.view(plan).title == "认识秋天"


def test_a_relay_that_only_holds_less_takes_nothing_from_us(world: World) -> None:
    """A shorter log is no other log: what is missing there is told again, whoever wrote it."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner = owner_of(teacher)
    entries = owner.store.spaces.entries(world.space)
    owner.store.cursors.know_entries(PIN, world.space, 1)
    take_entries(owner, PIN, world.space, entries[1:2])
    assert owner.store.spaces.entries(world.space) == entries
    assert replay(entries, world.space) == owner.membership(world.space)
    settle(teacher)


@pytest.mark.parametrize("who", ["keeper", "herself"])
def test_a_struck_laptop_stays_struck_when_the_relay_goes_on_without_knowing(
    world: World, put_back: PutBack, who: str
) -> None:
    """Whoever may, writes it again, and until it is back nothing is sealed that the laptop could read."""
    stolen, mentor = world.pair()
    other = second_laptop(world, "李秀兰")
    restore = put_back()
    striker = other if who == "herself" else mentor
    striker.strike_device(device_of(stolen).hex(), None if who == "herself" else world.shared())
    settle(striker, striker)
    restore()
    world.database.write(world.database.renew_generation)
    plan_of(stolen, world, "小偷的课")
    stolen.rename_me("小偷")
    stolen.visit()
    own = plan_of(striker, world, "以后的课")
    assert "membership.put_back" in striker.visit().trouble
    _visits(striker, other, mentor)
    settle(other, mentor, other)
    stolen.visit()
    assert own not in {row.record for row in stolen.list_records("lesson_plan")}

    for workspace in (other, mentor):
        state = owner_of(workspace).membership(world.shared())
        assert state is not None
        assert state.member_of(device_of(stolen)) is None
        assert (state.epoch, state.epoch_due) == (2, False)
    assert awaited(owner_of(striker), world.shared()) == frozenset()
