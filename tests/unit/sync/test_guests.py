"""Who joined by a stick comes in whatever happened meanwhile, with what she wrote; or is told why not, and keeps it."""

from pathlib import Path

import pytest

from app.ids import RecordId
from app.protocol.entries import Join, LetIn, parse_entry
from app.protocol.stick import JoinFile
from app.sync.links.stick_files import StickFolder
from app.sync.links.stick_space import StickSpace
from app.sync.roster import own_join, settled_entries
from app.workspace.kits import Guest
from app.workspace.sticks import carry_letters
from app.workspace.workspace import Workspace
from tests.helpers.kits import cheap_codes, copied
from tests.helpers.sticks import LetterWorld, letter_world
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import desk_of

__all__ = ["cheap_codes", "letter_world"]


@pytest.fixture
def mentor(world: LetterWorld) -> Workspace:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    mentor.create("lesson_plan", {"topic": "认识秋天"}, world.space)
    settle(mentor, teacher)
    return mentor


def prepare(world: LetterWorld, mentor: Workspace, *names: str) -> dict[str, tuple[Path, str]]:
    """A stick for each of these people, all prepared at once: behind the same entry."""
    first = world.folder / f"stick {names[0]}"
    first.mkdir()
    mentor.prepare_tickets(first, [Guest(name, (world.space,)) for name in names], 30)
    codes = {one.name: one.code for one in mentor.prepared_tickets()}
    for name in names[1:]:
        copied(first, world.folder / f"stick {name}")
    return {name: (world.folder / f"stick {name}", codes[name]) for name in names}


def begin(world: LetterWorld, name: str, stick: Path, code: str, laptop: str = "") -> tuple[Workspace, RecordId]:
    """Somebody without a network joins, writes her first plan, and puts it on the stick."""
    newcomer = world.person(laptop or name)
    before, world.weather.down = world.weather.down, True
    joined = newcomer.join_from_stick(stick, newcomer.open_ticket_file(stick, code))
    assert (joined.spaces, joined.trouble) == ((world.space,), ())
    assert "认识秋天" in [row.title for row in newcomer.list_records()]
    plan = newcomer.create("lesson_plan", {"topic": f"{laptop or name}的第一课"}, world.space)
    newcomer.exchange_with_stick(stick)
    world.weather.down = before
    return newcomer, plan


def titles(workspace: Workspace) -> set[str]:
    return {row.title for row in workspace.list_records()}


def names(workspace: Workspace) -> set[str]:
    return {member.name for member in workspace.spaces()[1].members}


def test_two_who_joined_behind_the_same_entry_both_come_in_by_a_member_who_finds_their_sticks(
    world: LetterWorld, mentor: Workspace
) -> None:
    sticks = prepare(world, mentor, "赵刚", "孙梅")
    newcomers = {name: begin(world, name, *sticks[name])[0] for name in sticks}
    world.weather.down = True
    for stick, _ in sticks.values():
        assert mentor.exchange_with_stick(stick).trouble == ()
    assert titles(mentor) == {"认识秋天", "赵刚的第一课", "孙梅的第一课"}
    assert {row.author for row in mentor.list_records()} == {"王敏", "赵刚", "孙梅"}
    world.weather.down = False
    assert mentor.visit().trouble == ()
    for newcomer in newcomers.values():
        assert newcomer.visit().trouble == ()
    settle(mentor, *newcomers.values())
    everybody = {"王敏", "李秀兰", "赵刚", "孙梅"}
    assert all(names(each) == everybody for each in (mentor, *newcomers.values()))
    assert all(len(titles(each)) == 3 for each in newcomers.values())
    entries = [parse_entry(raw).entry for raw in settled_entries(owner_of(mentor), world.space)]
    assert sum(isinstance(entry, LetIn) for entry in entries) == 2


def test_a_log_that_went_on_meanwhile_takes_her_entry_behind_its_end(world: LetterWorld, mentor: Workspace) -> None:
    """By the relay alone: her Join is written anew, and what she wrote before counts as it stands."""
    sticks = prepare(world, mentor, "赵刚", "孙梅")
    first, _ = begin(world, "赵刚", *sticks["赵刚"])
    second, plan = begin(world, "孙梅", *sticks["孙梅"])
    sealed = owner_of(second).store.outbox.kept(world.space, 0)
    mentor.make_ticket(world.space, "reader")
    mentor.visit()
    for newcomer in (first, second):
        assert newcomer.visit().trouble == ()
    settle(mentor, first, second)
    assert titles(mentor) == {"认识秋天", "赵刚的第一课", "孙梅的第一课"}
    assert mentor.view(plan).author == "孙梅"
    assert mentor.aside() == []
    assert owner_of(second).store.outbox.kept(world.space, 0)[: len(sealed)] == sealed
    assert own_join(owner_of(second), world.space) is None


def test_by_letter_too(world: LetterWorld, mentor: Workspace) -> None:
    """Somebody with a network posts what she put on the stick; she has no network herself."""
    sticks = prepare(world, mentor, "赵刚")
    newcomer, _ = begin(world, "赵刚", *sticks["赵刚"])
    stick = sticks["赵刚"][0]
    assert carry_letters(stick, lambda: False, world.post).carried == 1
    mentor.visit()
    assert "赵刚的第一课" in titles(mentor)
    assert newcomer.exchange_with_stick(stick).trouble == ()
    assert own_join(owner_of(newcomer), world.space) is None
    assert newcomer.exchange_with_stick(stick).trouble == ()
    assert not list((stick / "TONGXING" / world.space.hex()).glob("*-join.txs"))


def test_a_letter_that_came_too_late_is_said_calmly_and_a_member_brings_her_in(
    world: LetterWorld, mentor: Workspace
) -> None:
    """The relay knew of other entries; the answer to her letter is no trouble of hers."""
    sticks = prepare(world, mentor, "赵刚")
    newcomer, _ = begin(world, "赵刚", *sticks["赵刚"])
    stick = sticks["赵刚"][0]
    mentor.make_ticket(world.space, "reader")
    mentor.visit()
    carry_letters(stick, lambda: False, world.post)
    assert newcomer.exchange_with_stick(stick).trouble == ()
    assert own_join(owner_of(newcomer), world.space) is not None
    mentor.exchange_with_stick(stick)
    assert "赵刚的第一课" in titles(mentor)
    mentor.visit()
    newcomer.exchange_with_stick(stick)
    carry_letters(stick, lambda: False, world.post)
    newcomer.exchange_with_stick(stick)
    settle(mentor, newcomer)
    assert names(mentor) == {"王敏", "李秀兰", "赵刚"}


def test_two_sticks_never_hold_two_logs(world: LetterWorld, mentor: Workspace) -> None:
    """A Join of which no relay has heard lies beside the log, not in it; also after a member has found it."""
    sticks = prepare(world, mentor, "赵刚", "孙梅")
    for name in sticks:
        begin(world, name, *sticks[name])
    world.weather.down = True
    for stick, _ in sticks.values():
        mentor.exchange_with_stick(stick)
    for stick, _ in sticks.values():
        folder = StickFolder(stick)
        found = [name for name in folder.names(world.space.hex()) if name.endswith("-join.txs")]
        assert len(found) == 1
        file = folder.read(f"{world.space.hex()}/{found[0]}", JoinFile)
        assert file is not None
        assert isinstance(parse_entry(file.entry).entry, Join)
    logs = [StickSpace(StickFolder(stick), world.space, bytes(8), world.clock.now()) for stick, _ in sticks.values()]
    assert logs[0].entries == logs[1].entries == settled_entries(owner_of(mentor), world.space)
    assert len(settled_entries(owner_of(mentor), world.space)) < len(owner_of(mentor).store.spaces.entries(world.space))


@pytest.mark.parametrize("by_stick", [True, False], ids=["stick", "relay"])
def test_one_ticket_on_two_laptops_lets_in_one_and_the_other_keeps_her_words(
    world: LetterWorld, mentor: Workspace, by_stick: bool
) -> None:
    sticks = prepare(world, mentor, "赵刚", "孙梅")
    stick, code = sticks["赵刚"]
    first, _ = begin(world, "赵刚", stick, code)
    second, _ = begin(world, "赵刚", sticks["孙梅"][0], code, "另一台")
    if by_stick:
        mentor.exchange_with_stick(stick)
    else:
        first.visit()
    mentor.visit()
    report = second.visit()
    assert report.trouble[:2] == ("kit.not_let_in", "ticket.used")
    assert [space.private for space in second.spaces()] == [True]
    mine = [row for row in second.list_records(space=second.spaces()[0].space) if row.private]
    assert [row.title for row in mine] == ["另一台的第一课"]
    assert second.visit().trouble == ()
    mentor.exchange_with_stick(sticks["孙梅"][0])
    settle(mentor, first)
    assert titles(mentor) == {"认识秋天", "赵刚的第一课"}
    assert names(mentor) == {"王敏", "李秀兰", "赵刚"}


def test_a_new_key_since_closes_the_ticket_and_another_one_brings_her_words(
    world: LetterWorld, mentor: Workspace
) -> None:
    """Somebody was removed while the stick was on its way: her key is an old one. What she wrote with it stays hers,
    and counts once she is in by another ticket."""
    sticks = prepare(world, mentor, "赵刚")
    newcomer, _ = begin(world, "赵刚", *sticks["赵刚"])
    gone = next(member.person for member in mentor.spaces()[1].members if member.name == "李秀兰")
    mentor.remove_member(world.space, gone)
    settle(mentor)
    mentor.exchange_with_stick(sticks["赵刚"][0])
    assert "赵刚的第一课" not in titles(mentor)
    report = newcomer.visit()
    assert report.trouble[:2] == ("kit.not_let_in", "ticket.withdrawn")
    assert [row.title for row in newcomer.list_records() if row.private] == ["赵刚的第一课"]
    ticket = mentor.make_ticket(world.space, "writer")
    mentor.visit()
    newcomer.join(ticket.text)
    settle(newcomer, mentor)
    assert "赵刚的第一课" in titles(mentor)
    assert mentor.aside() == []


def test_a_ticket_that_ended_on_the_way_is_judged_by_the_relay_alone(world: LetterWorld, mentor: Workspace) -> None:
    sticks = prepare(world, mentor, "赵刚")
    newcomer, _ = begin(world, "赵刚", *sticks["赵刚"])
    world.clock.pass_seconds(31 * 86_400)
    world.weather.down = True
    mentor.exchange_with_stick(sticks["赵刚"][0])
    world.weather.down = False
    assert mentor.visit().trouble == ("kit.guest_late",)
    assert mentor.visit().trouble == ()
    assert names(mentor) == {"王敏", "李秀兰"}
    assert newcomer.visit().trouble[:2] == ("kit.not_let_in", "ticket.expired")
    assert [row.title for row in newcomer.list_records() if row.private] == ["赵刚的第一课"]


def test_in_a_space_with_a_later_key_she_writes_at_once_as_well(world: LetterWorld, mentor: Workspace) -> None:
    gone = next(member.person for member in mentor.spaces()[1].members if member.name == "李秀兰")
    mentor.remove_member(world.space, gone)
    settle(mentor)
    sticks = prepare(world, mentor, "赵刚")
    newcomer, _ = begin(world, "赵刚", *sticks["赵刚"])
    assert owner_of(newcomer).store.outbox.last_number(world.space) > 0
    mentor.exchange_with_stick(sticks["赵刚"][0])
    assert "赵刚的第一课" in titles(mentor)
    settle(mentor, newcomer)
    assert names(mentor) == {"王敏", "赵刚"}
    assert desk_of(newcomer).owner.role_in(world.space) == "writer"
