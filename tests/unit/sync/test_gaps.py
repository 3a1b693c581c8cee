"""What a relay kept back is asked for again: how far back, how often, and what is not taken for a gap."""

from app.sync.gaps import STEP, WIDER, Rereading
from app.sync.merge import MOST_FALSE, MOST_STRANGE, merge_inbox
from app.sync.state import Tally
from app.workspace.workspace import Workspace
from tests.helpers.stories import device_of, forged, owner_of, payload_of, received, settle
from tests.helpers.world import PIN, World

DAY = 86_400


def _gap(world: World) -> tuple[Workspace, Workspace]:
    """The mentor lacks an envelope of the teacher's in the middle, although the relay gave all that it has."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner, reader, space = owner_of(teacher), owner_of(mentor), world.shared()
    number = reader.store.receipts.seen(space, owner.device_id)
    late = forged(owner, space, payload_of(owner, space, []), number=number + 2)
    reader.store.inbox.add(space, PIN, 0, late, 1)
    return teacher, mentor


def _cursor(reader: Workspace, world: World) -> int:
    return owner_of(reader).store.cursors.get(PIN, world.shared()).cursor


def test_each_step_goes_further_back_until_the_whole_was_read_and_then_rests(world: World) -> None:
    _, mentor = _gap(world)
    owner, space = owner_of(mentor), world.shared()
    end = STEP * WIDER + STEP + 10
    owner.store.cursors.move(PIN, space, end)
    found = []
    for _ in range(4):
        rereading = Rereading(owner, PIN)
        rereading.step_back()
        found.append(_cursor(mentor, world))
        assert rereading.look_back(Tally())
        owner.store.cursors.move(PIN, space, end)

    assert found == [end, end - STEP, end - STEP * WIDER, 0]
    for days, expected in ((0, end), (2, 0), (1, end), (2, 0), (3, end), (2, 0)):
        world.clock.pass_seconds(days * DAY)
        rereading = Rereading(owner, PIN)
        rereading.step_back()
        assert _cursor(mentor, world) == expected
        rereading.look_back(Tally())
        owner.store.cursors.move(PIN, space, end)


def test_when_nothing_is_missing_any_more_nothing_is_read_again(world: World) -> None:
    _teacher, mentor = _gap(world)
    assert mentor.visit().trouble == ("envelope.missing",)
    assert mentor.sync_line().last_visit == world.clock.now()
    owner_of(mentor).store.inbox.done(owner_of(mentor).store.inbox.waiting()[0].id)
    assert not mentor.visit().trouble
    assert not mentor.visit().trouble
    assert owner_of(mentor).store.identity.text(f"reread {PIN.hex()} {world.shared().hex()}") == ""


def test_after_an_answer_that_no_honest_relay_gives_a_little_is_read_again(world: World) -> None:
    _, mentor = world.pair()
    owner, space = owner_of(mentor), world.shared()
    Rereading(owner, PIN).suspect()
    owner.store.cursors.move(PIN, space, 500)
    rereading = Rereading(owner, PIN)
    rereading.step_back()
    assert _cursor(mentor, world) == 500 - STEP
    rereading.suspect()
    assert not rereading.look_back(Tally())
    Rereading(owner, PIN).step_back()
    assert _cursor(mentor, world) == 500 - STEP


def test_what_its_author_spoilt_was_not_kept_back_by_the_relay(world: World) -> None:
    """The envelope before lies aside, signed by its device: it came."""
    teacher, mentor = _gap(world)
    owner, reader, space = owner_of(teacher), owner_of(mentor), world.shared()
    number = reader.store.receipts.seen(space, owner.device_id) + 1
    spoilt = forged(owner, space, payload_of(owner, space, []), number=number)
    reader.store.inbox.set_aside(received(reader, space, spoilt).id, "envelope.refused")

    assert not Rereading(reader, PIN).look_back(Tally())


def test_what_others_have_is_looked_for_after_a_day_and_once(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    reader, space = owner_of(mentor), world.shared()
    reader.store.receipts.reported(space, reader.device_id, [(device_of(teacher), 9)])
    reader.store.cursors.move(PIN, space, 500)
    found = []
    for _ in range(5):
        world.clock.pass_seconds(DAY - 1)
        rereading = Rereading(reader, PIN)
        rereading.step_back()
        found.append(_cursor(mentor, world))
        assert not rereading.look_back(Tally())
        reader.store.cursors.move(PIN, space, 500)

    assert found == [500, 500, 500, 500 - STEP, 500]


def test_false_and_strange_envelopes_do_not_fill_the_disk(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner, reader, space = owner_of(teacher), owner_of(mentor), world.shared()
    genuine = forged(owner, space, payload_of(owner, space, []))
    for at in range(MOST_FALSE + 30):
        received(reader, space, genuine[:-1] + bytes([genuine[-1] ^ (at + 1)]))
    for at in range(MOST_STRANGE + 30):
        received(reader, space, genuine[:2] + at.to_bytes(8) + genuine[10:])

    merged = merge_inbox(reader)

    assert merged.false == {space}
    assert merged.set_aside == MOST_FALSE + 30
    assert len(reader.store.inbox.aside(space)) == MOST_FALSE
    assert reader.store.inbox.count() == MOST_STRANGE
    received(reader, space, genuine[:2] + (1).to_bytes(8) + genuine[10:])
    merge_inbox(reader)
    assert reader.store.inbox.count() == MOST_STRANGE
