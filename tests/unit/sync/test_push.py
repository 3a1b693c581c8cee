"""A request says what this device has, and sends what waits in the order in which the relay can take it."""

from app.crypto.signing import HELLO_SIGNATURE, verify
from app.protocol.messages import ASK_ACKS, BlobUp, EntryUp, EnvelopeUp, hello_signed_bytes
from app.sync.push import request_for
from app.sync.seal import seal_waiting
from tests.helpers.stories import owner_of, plan_of, settle
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
