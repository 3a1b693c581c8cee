"""A relay that was put back to an older copy: what it has lost is sent again, although it was acknowledged."""

import os
from collections.abc import Callable

import pytest

from app.records.edits import WriteProse
from app.relay.database import Database
from app.relay.service import Service
from app.store import outbox
from app.workspace.devices import become_new_device
from app.workspace.views import Travel
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import ADMISSION, PIN, World, desk_of


def test_words_that_the_relay_lost_reach_the_mentor(world: World, put_back: Callable[[], Callable[[], None]]) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    teacher.edit(plan, [WriteProse("notes", "失去的话。")])
    assert not teacher.visit().trouble
    restore()

    teacher.edit(plan, [WriteProse("notes", "失去的话。后来的话。")])
    report = teacher.visit()

    assert (report.trouble, report.requests) == ((), 2)
    mentor.visit()
    assert mentor.view(plan).values["notes"] == "失去的话。后来的话。"


def test_a_shorter_log_is_noticed_also_by_who_sends_nothing(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    mentor.edit(plan, [WriteProse("notes", "导师的话。")])
    mentor.visit()
    plan_of(teacher, world, "第二课")
    teacher.visit()
    mentor.visit()
    restore()

    # The visit ends between the moment when it shows and the question what is still there.
    world.weather.bytes_down = iter([None, 0]).__next__
    mentor.visit()
    world.weather.bytes_down = lambda: None
    mentor.visit()

    assert owner_of(mentor).store.outbox.unacknowledged(world.shared()) == []
    teacher.visit()
    settle(teacher, mentor)
    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer)
    newcomer.visit()
    assert newcomer.view(plan).values["notes"] == "导师的话。"
    assert teacher.view(plan).travel is Travel.ARRIVED


def test_members_whom_the_relay_forgot_are_told_to_it_again(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    world.space = mentor.found_space("圈", world.card).space
    mentor.visit()
    restore = put_back()
    world.bring(mentor, teacher)
    restore()

    plan = plan_of(mentor, world)
    mentor.visit()
    mentor.visit()
    report = teacher.visit()

    assert report.trouble == ()
    assert teacher.view(plan).values["topic"] == "认识秋天"
    assert owner_of(mentor).store.spaces.unsent_blobs(world.space) == {}


def test_another_log_of_the_same_length_is_noticed_by_its_generation_also_by_who_sends_nothing(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    """Positions that were given once are given again; a cursor that fits both logs would pass over what is new."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    teacher.edit(plan, [WriteProse("notes", "失去的话。")])
    teacher.visit()
    mentor.visit()
    restore()
    world.database.write(world.database.renew_generation)
    other = world.person("赵刚")
    world.bring(mentor, other)
    second = plan_of(other, world, "别人的课")
    other.visit()

    for workspace in (teacher, mentor, teacher, other):
        assert not workspace.visit().trouble

    assert other.view(plan).values["notes"] == "失去的话。"
    for workspace in (teacher, mentor):
        assert workspace.view(second).values["topic"] == "别人的课"
    settle(teacher, mentor, other)
    assert teacher.visit().requests == 1


def test_a_relay_that_lost_everything_is_given_it_again_by_who_may_found_there(world: World) -> None:
    """The members' envelopes are kept; the founder's admission code opens the space once more."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    mentor.comment(plan, "notes", 0, 2, "好")
    mentor.visit()
    world.database.close()
    for old in world.folder.glob("relay.db*"):
        old.unlink()
    world.database = Database(world.folder / "relay.db")
    world.service = Service(world.database, PIN, ADMISSION, world.clock)

    assert "link.denied" in teacher.visit().trouble
    assert teacher.view(plan).values["topic"] == "认识秋天"
    mentor.visit()
    settle(mentor, teacher)

    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer)
    newcomer.visit()
    assert newcomer.view(plan).values == teacher.view(plan).values
    assert [comment.body for comment in newcomer.view(plan).comments] == ["好"]
    assert [comment.body for comment in teacher.view(plan).comments] == ["好"]


@pytest.mark.parametrize("loss", ["all", "older copy"])
def test_who_keeps_fewer_envelopes_than_a_relay_lost_says_all_of_it_anew(
    world: World, put_back: Callable[[], Callable[[], None]], monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    """A laptop keeps its newest thousand; here three. It goes on as a new device, whose numbers begin at 1."""
    monkeypatch.setattr(outbox, "KEPT", 3)
    mentor, teacher = world.person("王敏"), world.person("李秀兰")
    world.space = mentor.found_space("圈", world.card).space
    world.bring(mentor, teacher)
    settle(mentor, teacher)
    restore = put_back()
    plans = [plan_of(mentor, world, f"第{number}课") for number in range(2)]
    for number in range(8):
        mentor.edit(plans[number % 2], [WriteProse("notes", f"第{number}次写的话。")])
        assert not mentor.visit().trouble
    before = owner_of(mentor).device_id
    assert len(owner_of(mentor).store.outbox.kept(world.space, 0)) == 3
    if loss == "all":
        world.database.close()
        world.database = Database(world.folder / "new.db")
        world.service = Service(world.database, PIN, ADMISSION, world.clock)
    else:
        restore()

    for _ in range(3):
        mentor.visit()
        teacher.visit()
    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer)
    settle(mentor, teacher, newcomer)

    assert owner_of(mentor).device_id != before
    for workspace in (newcomer, teacher):
        assert [workspace.view(plan).values["notes"] for plan in plans] == ["第6次写的话。", "第7次写的话。"]
    assert mentor.sync_line().waiting_records == 0
    assert newcomer.aside() == teacher.aside() == mentor.aside() == []


@pytest.mark.parametrize("once_more", [False, True], ids=["as she is", "and is another one since"])
@pytest.mark.parametrize("others_too", [False, True], ids=["nobody else had her entry", "a colleague had it"])
def test_who_a_relay_has_forgotten_as_a_device_is_let_in_again(
    world: World, put_back: Callable[[], Callable[[], None]], others_too: bool, once_more: bool
) -> None:
    """Else the relay would refuse her new laptop for ever, since her log says that the relay has its entry."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    restore = put_back()
    become_new_device(desk_of(teacher).store, world.clock, os.urandom)
    teacher = world.reopen("李秀兰")
    settle(teacher, *([mentor] if others_too else []))
    if once_more:
        become_new_device(desk_of(teacher).store, world.clock, os.urandom)
        teacher = world.reopen("李秀兰")
    restore()
    world.database.write(world.database.renew_generation)

    teacher.edit(plan, [WriteProse("notes", "新电脑上的话。")])
    settle(teacher, mentor)

    assert mentor.view(plan).values["notes"] == "新电脑上的话。"


def test_a_newcomer_whom_a_relay_has_forgotten_is_let_in_again(
    world: World, put_back: Callable[[], Callable[[], None]]
) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    newcomer = world.person("赵刚")
    ticket = mentor.make_ticket(world.shared(), "writer")
    settle(mentor)
    restore = put_back()
    newcomer.join(ticket.text)
    settle(newcomer)
    restore()

    plan = plan_of(newcomer, world, notes="新来的人的话。")
    settle(newcomer, mentor, teacher)

    assert mentor.view(plan).values["notes"] == teacher.view(plan).values["notes"] == "新来的人的话。"
