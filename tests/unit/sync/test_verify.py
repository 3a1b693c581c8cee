"""Nothing that is not genuine, or not next, gets as far as the cipher."""

import pytest

from app.protocol.failures import Code, Refusal
from app.sync.seal import seal_waiting
from app.sync.stages import Arrived
from app.sync.verify import Chains, Hold, check, check_chain, genuine
from tests.helpers.stories import forged, last_envelope, owner_of, payload_of, plan_of, received
from tests.helpers.world import World


def _sealed(world: World) -> bytes:
    plan_of(world.people["李秀兰"], world)
    owner = owner_of(world.people["李秀兰"])
    seal_waiting(owner)
    return last_envelope(owner, world.shared())


def _check(world: World, envelope: bytes) -> Arrived | Hold:
    reader = owner_of(world.people["王敏"])
    item = received(reader, world.shared(), envelope)
    return check(item, reader.membership(world.shared()), Chains(reader))


def test_a_genuine_envelope_arrives(world: World) -> None:
    world.pair()
    arrived = _check(world, _sealed(world))
    assert isinstance(arrived, Arrived)
    assert arrived.envelope.header.number == 1


def test_every_flipped_byte_is_refused_or_held_and_never_opened(world: World) -> None:
    world.pair()
    genuine = _sealed(world)
    reader = owner_of(world.people["王敏"])
    membership, chains = reader.membership(world.shared()), Chains(reader)
    item = received(reader, world.shared(), genuine)
    for index in range(len(genuine)):
        flipped = bytearray(genuine)
        flipped[index] ^= 0x41
        changed = type(item)(item.id, item.relay, item.space, bytes(flipped), item.received, False, None)
        try:
            outcome = check(changed, membership, chains)
        except Refusal:
            continue
        assert outcome is Hold.STRANGER, f"byte {index}"


def test_an_envelope_of_another_space_does_not_verify_here(world: World) -> None:
    teacher, mentor = world.pair()
    other = mentor.found_space("另一个圈", world.card).space
    envelope = forged(owner_of(mentor), other, payload_of(owner_of(mentor), other, []))
    reader = owner_of(teacher)
    item = received(reader, world.shared(), envelope)
    with pytest.raises(Refusal) as raised:
        check(item, reader.membership(world.shared()), Chains(reader))
    assert raised.value.code is Code.ENVELOPE_SIGNATURE


def test_a_device_that_nobody_knows_waits(world: World) -> None:
    world.pair()
    stranger = world.person("路人")
    space = stranger.found_space("路人的圈", world.card).space
    envelope = forged(owner_of(stranger), space, payload_of(owner_of(stranger), space, []))
    assert _check(world, envelope) is Hold.STRANGER


def test_what_comes_too_early_waits_and_what_comes_again_is_known(world: World) -> None:
    teacher, mentor = world.pair()
    owner, space = owner_of(teacher), world.shared()
    third = forged(owner, space, payload_of(owner, space, []), number=3)
    assert _check(world, third) is Hold.EARLY
    first = _sealed(world)
    reader = owner_of(mentor)
    chains = Chains(reader)
    arrived = check(received(reader, space, first), reader.membership(space), chains)
    assert isinstance(arrived, Arrived)
    chains.extend(arrived)
    assert check(received(reader, space, first), reader.membership(space), chains) is Hold.REPEATED


def test_another_history_than_the_one_we_were_told_is_refused(world: World) -> None:
    world.pair()
    arrived = _check(world, _sealed(world))
    assert isinstance(arrived, Arrived)
    with pytest.raises(Refusal) as raised:
        check_chain(arrived, b"x" * 16, Chains(owner_of(world.people["王敏"])))
    assert raised.value.code is Code.ENVELOPE_CHAIN


def test_bytes_are_genuine_if_a_known_device_signed_them_for_the_space(world: World) -> None:
    """Whatever else they are, nothing is raised."""
    _, mentor = world.pair()
    envelope, reader, space = _sealed(world), owner_of(mentor), world.shared()
    membership = reader.membership(space)
    stranger = owner_of(world.person("路人"))
    theirs = world.people["路人"].found_space("路人的圈", world.card).space
    foreign = forged(stranger, theirs, payload_of(stranger, theirs, []))

    assert genuine(envelope, space, membership)
    assert not genuine(envelope, theirs, membership)
    assert not genuine(envelope, space, None)
    for other in (
        b"",
        b"junk",
        bytes(200),
        envelope[:-1],
        envelope + b"x",
        envelope[:90] + bytes(9) + envelope[99:],
        foreign,
    ):
        assert not genuine(other, space, membership)
