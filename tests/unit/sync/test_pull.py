"""An answer is stored as it comes, and a false one changes nothing."""

import pytest

from app.errors import AccessError, LinkError
from app.protocol.failures import Code
from app.protocol.limits import PART
from app.protocol.messages import (
    NO_SPACE,
    Ack,
    CursorMoved,
    Done,
    EntryDown,
    EnvelopeDown,
    Item,
    PartDown,
    Refused,
    Welcome,
)
from app.protocol.parts import items_down
from app.store.parts import Begun
from app.store.store import Store
from app.sync.pull import Pull
from app.sync.push import request_for
from app.sync.seal import seal_waiting
from app.sync.state import Tally
from tests.helpers.stories import last_envelope, owner_of, plan_of
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
    pull.take([Welcome(world.clock.now() + 50, world.service.generation[:4], 0)])
    assert tally.clock_off == -50


def _again(world: World, tally: Tally) -> Pull:
    """The answer to the teacher's next request."""
    owner = owner_of(world.people["李秀兰"])
    return Pull(owner, PIN, request_for(owner, owner.store.spaces.relays()[0]), tally)


def _store(world: World) -> Store:
    return owner_of(world.people["李秀兰"]).store


def _long_envelope(world: World) -> bytes:
    """One of the mentor's that travels in three parts."""
    mentor = owner_of(world.people["王敏"])
    plan_of(world.people["王敏"], world, notes="".join(chr(0x4E00 + number * 7 % 20_000) for number in range(4_500)))
    seal_waiting(mentor)
    envelope = last_envelope(mentor, world.shared())
    assert 2 * PART < len(envelope) <= 3 * PART
    return envelope


def test_parts_of_one_answer_become_an_envelope(world: World, pull: Pull, tally: Tally) -> None:
    """Whatever is in it, as with a short one: it is judged when it is merged."""
    junk = bytes(range(256)) * 40
    parts = list(items_down(0, 7, junk))

    pull.take([*parts[:1]])
    assert _store(world).parts.begun(PIN, world.shared()) == Begun(7, len(junk), PART)
    assert (_store(world).inbox.count(), tally.received) == (0, 0)
    pull.take([*parts[1:], Done(False)])

    assert [item.envelope for item in _store(world).inbox.waiting()] == [junk]
    assert _store(world).cursors.get(PIN, world.shared()).cursor == 7
    assert _store(world).parts.begun(PIN, world.shared()) is None
    assert (tally.received, tally.more) == (1, False)


@pytest.mark.parametrize("held", [1, PART - 1, PART, PART + 1, 2 * PART])
def test_an_envelope_is_continued_by_the_next_answer(world: World, pull: Pull, tally: Tally, held: int) -> None:
    envelope = _long_envelope(world)
    torn = [PartDown(0, 7, at, len(envelope), envelope[at : min(at + PART, held)]) for at in range(0, held, PART)]
    pull.take(list(torn))
    world.reopen("李秀兰")
    again = _again(world, tally)

    hello = request_for(owner_of(world.people["李秀兰"]), _store(world).spaces.relays()[0]).hello
    assert hello.spaces[0].held == held
    again.take([*items_down(0, 7, envelope, held), Done(False)])

    assert [item.envelope for item in _store(world).inbox.waiting()] == [envelope]
    assert tally.more is False


@pytest.mark.parametrize(
    "second",
    [
        PartDown(0, 7, PART + 1, 9_000, b"after a gap"),
        PartDown(0, 7, PART - 1, 9_000, b"overlapping"),
        PartDown(0, 7, PART, 9_001, b"of another length"),
        PartDown(0, 8, PART, 9_000, b"at another place"),
    ],
)
def test_parts_that_do_not_continue_begin_anew_with_the_next_request(
    world: World, pull: Pull, tally: Tally, second: PartDown
) -> None:
    """And nothing behind them is taken, or the cursor would pass what is missing."""
    pull.take([PartDown(0, 7, 0, 9_000, bytes(PART))])
    behind: list[Item] = [EnvelopeDown(0, 9, b"behind it"), *items_down(0, 10, bytes(5_000)), CursorMoved(0, 40)]

    pull.take([second, *behind, Done(False)])

    assert _store(world).parts.begun(PIN, world.shared()) is None
    assert (_store(world).inbox.count(), _store(world).cursors.get(PIN, world.shared()).cursor) == (0, 0)
    assert (tally.more, tally.received) == (True, 0)
    envelope = _long_envelope(world)
    _again(world, tally).take([*items_down(0, 7, envelope), *behind, Done(False)])
    assert [item.envelope for item in _store(world).inbox.waiting()] == [envelope, b"behind it", bytes(5_000)]
    assert _store(world).cursors.get(PIN, world.shared()).cursor == 40


def test_parts_of_two_envelopes_are_noticed_before_the_cursor_moves(world: World, pull: Pull, tally: Tally) -> None:
    """The relay was restored from a backup in between, and another envelope of the same length has this place."""
    envelope = _long_envelope(world)
    pull.take([PartDown(0, 7, 0, len(envelope), bytes(PART))])

    again = _again(world, tally)
    again.take([*items_down(0, 7, envelope, PART), Done(False)])

    assert (_store(world).inbox.count(), _store(world).cursors.get(PIN, world.shared()).cursor) == (0, 0)
    assert (_store(world).parts.begun(PIN, world.shared()), tally.more) == (None, True)
    _again(world, tally).take([*items_down(0, 7, envelope), Done(False)])
    assert [item.envelope for item in _store(world).inbox.waiting()] == [envelope]


def test_the_relay_tells_how_much_of_the_next_envelope_it_holds(world: World, pull: Pull, tally: Tally) -> None:
    pull.take([Ack(0, 0, 3, 4_000)])

    assert tally.held == {world.shared(): 4_000}
