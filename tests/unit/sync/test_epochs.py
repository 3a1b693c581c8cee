"""After somebody left, what is written does not open for him; and keepers who act at once end with one key."""

import pytest

from app.crypto.keys import epoch_check
from app.errors import AccessError
from app.ids import SpaceId
from app.protocol.envelope import parse
from app.protocol.membership import Membership
from app.records.edits import WriteProse
from app.store.outbox import Sealed
from app.sync.epochs import KEY_MISSING, begin_due, may_seal, open_keys, true_key, wanted
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def circle(world: World, *names: str, role: str = "writer") -> tuple[Workspace, ...]:
    """The first founds a space, the others join it, and all know of one another."""
    keeper, *others = [world.person(name) for name in names]
    world.space = keeper.found_space("教研组", world.card).space
    for other in others:
        world.bring(keeper, other, role)
    settle(keeper, *others)
    return keeper, *others


def state_of(workspace: Workspace, space: SpaceId) -> Membership:
    state = owner_of(workspace).membership(space)
    assert state is not None
    return state


def epochs_of(workspace: Workspace, space: SpaceId) -> list[int]:
    """The epochs of the envelopes that this device has sealed, in their order."""
    outbox = owner_of(workspace).store.outbox
    owner_of(workspace).store.outbox.acknowledge(space, 0)
    sealed: list[Sealed] = outbox.unacknowledged(space)
    outbox.acknowledge(space, outbox.last_number(space))
    return [parse(one.envelope).header.epoch for one in sealed]


def test_one_visit_removes_changes_the_key_and_sends_under_it(world: World) -> None:
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    wang.remove_member(world.space, zhao.me.person)
    plan = plan_of(wang, world)
    report = wang.visit()
    assert (report.trouble, report.sent) == ((), 1)
    assert state_of(wang, world.space).epoch == 2
    assert not state_of(wang, world.space).epoch_due
    assert epochs_of(wang, world.space)[-1] == 2
    settle(li, wang)
    assert li.view(plan).title == "认识秋天"
    assert [member.name for member in li.spaces()[1].members] == ["王敏", "李秀兰"]


def test_what_is_written_afterwards_does_not_open_for_who_left(world: World) -> None:
    """Not even if the relay gave him everything."""
    wang, _, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    plan_of(wang, world, "以前的")
    settle(wang, zhao)
    wang.remove_member(world.space, zhao.me.person)
    plan_of(wang, world, "以后的")
    wang.visit()
    keys = owner_of(zhao).store.spaces.keys(world.space)
    check = state_of(wang, world.space).epochs[2].check
    assert check not in {epoch_check(key) for key in keys.values()}
    assert zhao.me.person not in {person.hex() for person in state_of(wang, world.space).epochs[2].wraps}


def test_a_member_fetches_his_own_wrap_and_nothing_else(world: World) -> None:
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    wang.remove_member(world.space, zhao.me.person)
    wang.visit()
    settle(li)
    spaces, state = owner_of(li).store.spaces, state_of(li, world.space)
    wraps = {person: spaces.blob(world.space, wrap.digest) for person, wrap in state.epochs[2].wraps.items()}
    assert [person.hex() for person, blob in wraps.items() if blob is not None] == [li.me.person]
    assert list(wanted(owner_of(li), world.space)) == []


def test_when_a_writer_leaves_a_keeper_begins_the_epoch_at_his_next_visit(world: World) -> None:
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    plan = plan_of(zhao, world)
    zhao.leave_space(world.space)
    assert zhao.visit().trouble == ()
    assert [space.space for space in zhao.spaces()] == [zhao.spaces()[0].space]
    settle(li)
    assert state_of(li, world.space).epoch_due
    assert state_of(li, world.space).epoch == 1
    settle(wang, li)
    assert state_of(li, world.space).epoch == 2
    assert li.view(plan).title == "认识秋天"


@pytest.mark.parametrize("first", [0, 1])
def test_two_keepers_who_remove_at_once_end_with_one_log_and_one_key(world: World, first: int) -> None:
    wang, li, zhao, sun = circle(world, "王敏", "李秀兰", "赵刚", "孙老师", role="keeper")
    wang.remove_member(world.space, zhao.me.person)
    li.remove_member(world.space, sun.me.person)
    plans = [plan_of(keeper, world, topic) for keeper, topic in ((wang, "甲的课"), (li, "乙的课"))]
    keepers = (wang, li) if first == 0 else (li, wang)
    # Both have begun an epoch before either has heard of the other's: the second one's first request is cut.
    world.weather.uploads = 0
    keepers[1].visit()
    world.weather.uploads = None
    settle(*keepers)
    settle(*reversed(keepers))
    states = [state_of(keeper, world.space) for keeper in keepers]
    assert states[0].head == states[1].head
    assert [member.person.hex() for member in states[0].active()] == [wang.me.person, li.me.person]
    keys = [owner_of(keeper).store.spaces.keys(world.space) for keeper in keepers]
    assert keys[0] == keys[1]
    assert sorted(keys[0]) == sorted(states[0].epochs)
    for keeper in keepers:
        assert {keeper.view(plan).title for plan in plans} == {"甲的课", "乙的课"}


def test_a_key_that_lost_is_forgotten_and_nothing_was_sealed_with_it(world: World) -> None:
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚", role="keeper")
    for keeper in (wang, li):  # both know what is due, and hold all that it takes
        keeper.remove_member(world.space, zhao.me.person)
        world.weather.answers = 0
        keeper.visit()
        world.weather.answers = None
    plan = plan_of(li, world)
    li.visit()
    settle(wang, li, wang)
    assert state_of(wang, world.space).head == state_of(li, world.space).head
    for keeper in (wang, li):
        state, spaces = state_of(keeper, world.space), owner_of(keeper).store.spaces
        assert true_key(owner_of(keeper), state) is not None
        assert all(epoch_check(key) == state.epochs[epoch].check for epoch, key in spaces.keys(world.space).items())
        assert spaces.unsent_blobs(world.space) == {}
    assert wang.view(plan).title == "认识秋天"


def test_nothing_is_sealed_before_the_relay_holds_the_new_key(world: World) -> None:
    wang, _, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    before = owner_of(wang).store.outbox.last_number(world.space)
    wang.remove_member(world.space, zhao.me.person)
    assert not may_seal(owner_of(wang), world.space)
    plan_of(wang, world)
    world.weather.down = True
    wang.visit()
    assert owner_of(wang).store.outbox.last_number(world.space) == before
    world.weather.down = False
    settle(wang)
    assert may_seal(owner_of(wang), world.space)
    assert owner_of(wang).store.outbox.last_number(world.space) == before + 1


def test_a_member_whose_public_key_is_missing_is_named_as_the_reason(world: World) -> None:
    """The words go on under the old key, and the keeper is told why."""
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    state = state_of(wang, world.space)
    lost = next(member.sealing_key_digest for member in state.active() if member.person.hex() == li.me.person)
    with world.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM blobs WHERE digest = ?", (lost,))
    wang.remove_member(world.space, zhao.me.person)
    plan = plan_of(wang, world)
    assert wang.visit().trouble == (KEY_MISSING,)
    assert state_of(wang, world.space).epoch == 1
    settle_quietly(li)
    assert li.view(plan).title == "认识秋天"
    # As soon as it is there, the epoch begins.
    keys = owner_of(li).person.public_sealing
    owner_of(wang).store.spaces.add_blobs(world.space, {lost: keys}, sent=True)
    wang.edit(plan, [WriteProse("notes", "换过钥匙以后的话。")])
    assert wang.visit().trouble == ()
    assert epochs_of(wang, world.space)[-1] == 2


def settle_quietly(workspace: Workspace) -> None:
    """A visit whose troubles are looked at elsewhere."""
    workspace.visit()


def test_envelopes_of_a_new_epoch_wait_for_its_key(world: World) -> None:
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    wang.remove_member(world.space, zhao.me.person)
    plan = plan_of(wang, world)
    wang.visit()
    state = state_of(wang, world.space)
    digest = next(wrap.digest for person, wrap in state.epochs[2].wraps.items() if person.hex() == li.me.person)
    with world.database.writing() as connection:
        blob = connection.exec_driver_sql("SELECT data FROM blobs WHERE digest = ?", (digest,)).scalar()
        assert isinstance(blob, bytes)
        connection.exec_driver_sql("DELETE FROM blobs WHERE digest = ?", (digest,))
    li.visit()
    assert owner_of(li).store.inbox.count() == 1
    assert li.list_records("lesson_plan") == []
    owner_of(li).store.spaces.add_blobs(world.space, {digest: blob}, sent=True)
    assert open_keys(owner_of(li), world.space)
    settle(li)
    assert li.view(plan).title == "认识秋天"
    assert owner_of(li).store.inbox.count() == 0


def test_a_wrap_that_opens_to_another_key_is_said_and_never_used(world: World) -> None:
    """Users' voice T15: nothing is ever sealed with a key that the others do not have."""
    wang, li, zhao = circle(world, "王敏", "李秀兰", "赵刚")
    wang.remove_member(world.space, zhao.me.person)
    settle(wang, li)
    owner = owner_of(li)
    owner.store.spaces.add_key(world.space, 2, bytes(32))
    assert true_key(owner, state_of(li, world.space)) is None
    before = owner.store.outbox.last_number(world.space)
    plan_of(li, world)
    # Asked again, his own wrap gives the key that everybody has.
    assert li.visit().trouble in ((), ("access.no_key",))
    assert li.visit().trouble == ()
    assert owner.store.outbox.last_number(world.space) >= before
    assert true_key(owner, state_of(li, world.space)) is not None


def test_a_lowered_role_counts_under_a_new_key(world: World) -> None:
    wang, li, _ = circle(world, "王敏", "李秀兰", "赵刚")
    wang.set_role(world.space, li.me.person, "reader")
    settle(wang, li)
    assert state_of(li, world.space).epoch == 2
    assert li.spaces()[1].role == "reader"
    with pytest.raises(AccessError):
        plan_of(li, world)


def test_words_that_waited_for_the_key_of_a_keeper_who_is_one_no_more_leave_as_his(world: World) -> None:
    """He removed somebody and wrote; meanwhile the other keeper made him a reader."""
    _, mentor = world.pair()
    other, third = world.person("赵刚"), world.person("三")
    world.bring(mentor, other, "keeper")
    world.bring(mentor, third)
    settle(mentor, other, third)
    other.remove_member(world.shared(), third.me.person)
    begin_due(owner_of(other), world.shared())
    plan = plan_of(other, world)
    mentor.set_role(world.shared(), other.me.person, "reader")
    settle(mentor)
    for _ in range(2):
        other.visit()
    settle(mentor, third)
    for workspace in (mentor, third):
        assert workspace.view(plan).title == "认识秋天"
        assert workspace.aside() == []
