"""An envelope opens with its epoch's key and in no other way."""

import pytest

from app.protocol.failures import Code, Refusal
from app.sync.seal import seal_waiting
from app.sync.stages import Arrived
from app.sync.unseal import unseal
from app.sync.verify import Chains, check
from tests.helpers.stories import last_envelope, owner_of, plan_of, received
from tests.helpers.world import World


def _arrived(world: World) -> Arrived:
    teacher, mentor = world.pair()
    plan_of(teacher, world)
    seal_waiting(owner_of(teacher))
    reader = owner_of(mentor)
    item = received(reader, world.shared(), last_envelope(owner_of(teacher), world.shared()))
    arrived = check(item, reader.membership(world.shared()), Chains(reader))
    assert isinstance(arrived, Arrived)
    return arrived


def test_the_payload_holds_the_records_delta(world: World) -> None:
    arrived = _arrived(world)
    opened = unseal(owner_of(world.people["王敏"]), arrived)
    assert opened is not None
    assert len(opened.payload.deltas) == 1


def test_without_the_key_it_stays_shut_for_now(world: World) -> None:
    arrived = _arrived(world)
    reader = owner_of(world.people["王敏"])
    reader.store.spaces.drop_key(world.shared(), 1)
    assert unseal(reader, arrived) is None


def test_with_a_wrong_key_it_is_refused(world: World) -> None:
    arrived = _arrived(world)
    reader = owner_of(world.people["王敏"])
    reader.store.spaces.add_key(world.shared(), 1, bytes(32))
    with pytest.raises(Refusal) as raised:
        unseal(reader, arrived)
    assert raised.value.code is Code.ENVELOPE_SEALED
