"""A request says what this device has, and sends what waits in the order in which the relay can take it."""

import pytest

from app.crypto.signing import HELLO_SIGNATURE, verify
from app.protocol.limits import PART
from app.protocol.messages import ASK_ACKS, BlobUp, EntryUp, EnvelopeUp, PartUp, hello_signed_bytes
from app.sync import push
from app.sync.push import request_for
from app.sync.seal import seal_waiting
from app.workspace.views import Travel
from tests.helpers.stories import last_envelope, owner_of, plan_of, settle
from tests.helpers.world import ADMISSION, PIN, World


def _relay(world: World, name: str):  # type: ignore[no-untyped-def]  # the one relay there is
    return owner_of(world.people[name]).store.spaces.relays()[0]


def test_entries_go_before_keys_and_keys_before_envelopes(world: World) -> None:
    founder = world.person("王敏")
    world.space = founder.found_space("圈", world.card).space
    plan_of(founder, world)
    seal_waiting(owner_of(founder))
    request = request_for(owner_of(founder), _relay(world, "王敏"))
    assert [type(item) for item in request.uploads] == [EntryUp, BlobUp, BlobUp, EnvelopeUp]
    assert request.hello.admission == ADMISSION


def test_the_admission_code_is_sent_only_to_found(world: World) -> None:
    _, mentor = world.pair()
    settle(mentor)
    assert request_for(owner_of(mentor), _relay(world, "王敏")).hello.admission == b""


def test_a_hello_is_signed_for_one_relay(world: World) -> None:
    teacher, _ = world.pair()
    owner = owner_of(teacher)
    hello = request_for(owner, _relay(world, "李秀兰")).hello
    assert verify(owner.device.public, hello.signature, HELLO_SIGNATURE, hello_signed_bytes(hello, PIN))
    assert not verify(owner.device.public, hello.signature, HELLO_SIGNATURE, hello_signed_bytes(hello, bytes(32)))


def test_visits_are_numbered_upwards_also_over_a_restart(world: World) -> None:
    world.pair()
    before = request_for(owner_of(world.people["李秀兰"]), _relay(world, "李秀兰")).hello.visit
    world.reopen("李秀兰")
    assert request_for(owner_of(world.people["李秀兰"]), _relay(world, "李秀兰")).hello.visit > before


def test_after_a_cut_only_a_question_is_sent(world: World) -> None:
    teacher, _ = world.pair()
    plan_of(teacher, world)
    seal_waiting(owner_of(teacher))
    request = request_for(owner_of(teacher), _relay(world, "李秀兰"), only_ask=True)
    assert (list(request.uploads), request.hello.flags) == ([], ASK_ACKS)


def test_a_hello_names_no_private_space(world: World) -> None:
    teacher, _ = world.pair()
    request = request_for(owner_of(teacher), _relay(world, "李秀兰"))
    assert request.spaces == (world.shared(),)


@pytest.mark.parametrize("held", [0, 1, PART, PART + 1])
def test_a_long_envelope_goes_on_where_the_relay_has_it(world: World, held: int) -> None:
    """What is held is of the first one that waits; what follows it goes from its beginning."""
    teacher, _ = world.pair()
    owner, space = owner_of(teacher), world.shared()
    sealed = []
    for step in (7, 11):
        plan_of(teacher, world, notes="".join(chr(0x4E00 + number * step % 20_000) for number in range(4_500)))
        seal_waiting(owner)
        sealed.append(last_envelope(owner, space))
    request = request_for(owner, _relay(world, "李秀兰"), held={space: held})

    for number, envelope, start in ((1, sealed[0], held), (2, sealed[1], 0)):
        parts = [item for item in request.uploads if isinstance(item, PartUp) and item.number == number]
        assert (parts[0].offset, {part.whole for part in parts}) == (start, {len(envelope)})
        assert b"".join(part.part for part in parts) == envelope[start:]
    assert len(request.uploads) == sum(isinstance(item, PartUp) for item in request.uploads)


def test_more_spaces_than_a_request_names_have_their_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one visit as long as its requests last, and over visits after that; what waits in each of them goes."""
    monkeypatch.setattr(push, "MAX_SPACES", 2)
    teacher = world.person("李秀兰")
    spaces = [teacher.found_space(f"第{number}个圈", world.card).space for number in range(13)]
    plans = [teacher.create("lesson_plan", {"topic": "秋天"}, space) for space in spaces]
    for _ in range(4):
        assert teacher.visit().trouble == ()
    store = owner_of(teacher).store
    assert all(store.outbox.acknowledged(space) == store.outbox.last_number(space) == 1 for space in spaces)
    assert [teacher.view(plan).travel for plan in plans] == [Travel.ON_RELAY] * 13
    assert teacher.visit().requests == 5
