"""An answer is stored as it comes, and a false one changes nothing."""

import pytest

from app.errors import AccessError, LinkError
from app.protocol.failures import Code
from app.protocol.messages import NO_SPACE, Ack, CursorMoved, Done, EntryDown, EnvelopeDown, Refused, Welcome
from app.sync.pull import Pull
from app.sync.push import request_for
from app.sync.seal import seal_waiting
from app.sync.state import Tally
from tests.helpers.stories import owner_of, plan_of
from tests.helpers.world import PIN, World


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def pull(world: World, tally: Tally) -> Pull:
    teacher, _ = world.pair()
    plan_of(teacher, world)
    seal_waiting(owner_of(teacher))
    owner = owner_of(teacher)
    return Pull(owner, PIN, request_for(owner, owner.store.spaces.relays()[0]), tally)


def test_an_envelope_lies_in_the_inbox_and_the_cursor_has_moved(world: World, pull: Pull, tally: Tally) -> None:
    pull.take([EnvelopeDown(0, 7, b"sealed"), Done(True)])
    store = owner_of(world.people["李秀兰"]).store
    assert [item.envelope for item in store.inbox.waiting()] == [b"sealed"]
    assert store.cursors.get(PIN, world.shared()).cursor == 7
    assert (tally.received, tally.more) == (1, True)


def test_an_acknowledgement_empties_what_waited(world: World, pull: Pull, tally: Tally) -> None:
    store = owner_of(world.people["李秀兰"]).store
    assert len(store.outbox.unacknowledged(world.shared())) == 1
    pull.take([Ack(0, 1, 3)])
    assert store.outbox.unacknowledged(world.shared()) == []
    assert tally.sent == 1


def test_a_relay_cannot_acknowledge_what_was_never_sent(world: World, pull: Pull, tally: Tally) -> None:
    store = owner_of(world.people["李秀兰"]).store
    pull.take([Ack(0, 99, 3)])
    assert store.outbox.acknowledged(world.shared()) == 1
    assert tally.sent == 1


def test_an_invented_entry_is_refused_and_nothing_of_the_handful_is_kept(world: World, pull: Pull) -> None:
    store = owner_of(world.people["李秀兰"]).store
    before = store.spaces.entries(world.shared())
    with pytest.raises(AccessError) as raised:
        pull.take([EnvelopeDown(0, 7, b"sealed"), EntryDown(0, b"invented" * 20)])
    assert raised.value.code == "membership.refused"
    assert store.spaces.entries(world.shared()) == before
    assert store.inbox.count() == 0


def test_a_cursor_may_move_without_an_envelope(world: World, pull: Pull) -> None:
    pull.take([CursorMoved(0, 12)])
    assert owner_of(world.people["李秀兰"]).store.cursors.get(PIN, world.shared()).cursor == 12


def test_refusals_go_on_or_end_the_visit_as_their_rule_says(pull: Pull, tally: Tally) -> None:
    pull.take([Refused(Code.SPACE_FULL, 0, 1)])
    assert tally.troubles == ["link.relay_full"]
    pull.take([Refused(Code.ENTRY_STALE, 0, 0)])
    assert tally.stale
    with pytest.raises(LinkError) as raised:
        pull.take([Refused(Code.BUSY, NO_SPACE, 0)])
    assert raised.value.code == "link.busy"


def test_a_space_that_was_not_asked_for_is_refused(pull: Pull) -> None:
    with pytest.raises(AccessError):
        pull.take([EnvelopeDown(5, 1, b"sealed")])


def test_the_relays_clock_is_compared_with_ours(world: World, pull: Pull, tally: Tally) -> None:
    pull.take([Welcome(world.clock.now() + 50)])
    assert tally.clock_off == -50
