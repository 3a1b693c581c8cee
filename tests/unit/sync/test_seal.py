"""Envelopes are numbered without gaps, chained, and say each receipt once."""

import pytest

from app.crypto.signing import digest
from app.errors import AccessError
from app.protocol.envelope import parse
from app.records.edits import SetValue
from app.sync.seal import Sealed, seal_parcel, seal_waiting
from app.sync.stages import Parcel
from app.sync.unseal import unseal
from app.sync.verify import Chains, check
from tests.helpers.stories import last_envelope, owner_of, plan_of, received, settle
from tests.helpers.world import World


def test_numbers_have_no_gaps_and_each_envelope_names_the_one_before(world: World) -> None:
    teacher, mentor = world.pair()
    owner = owner_of(teacher)
    envelopes = []
    for number in range(3):
        plan_of(teacher, world, topic=f"第{number}课")
        assert seal_waiting(owner).made == 1
        envelopes.append(last_envelope(owner, world.shared()))
    assert [parse(envelope).header.number for envelope in envelopes] == [1, 2, 3]
    reader, chains = owner_of(mentor), Chains(owner_of(mentor))
    for before, envelope in zip([b"", *envelopes], envelopes, strict=False):
        arrived = check(received(reader, world.shared(), envelope), reader.membership(world.shared()), chains)
        assert not isinstance(arrived, str)
        opened = unseal(reader, arrived)  # type: ignore[arg-type]  # a Hold would fail the next line
        assert opened is not None
        assert opened.payload.previous == (digest(before)[:16] if before else b"")
        chains.extend(opened.arrived)


def test_sealing_twice_makes_no_second_envelope(world: World) -> None:
    teacher, _ = world.pair()
    plan_of(teacher, world)
    owner = owner_of(teacher)
    assert (seal_waiting(owner).made, seal_waiting(owner).made) == (1, 0)


def test_a_value_set_and_taken_back_leaves_the_outbox_empty(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    teacher.edit(plan, [SetValue("topic", "别的")])
    teacher.edit(plan, [SetValue("topic", "认识秋天")])
    teacher.visit()
    assert teacher.sync_line().waiting_records == 0


def test_the_sealed_bytes_hold_no_word_of_the_plan(world: World) -> None:
    teacher, _ = world.pair()
    plan_of(teacher, world, notes="谁也不能在路上读到这句话")
    seal_waiting(owner_of(teacher))
    envelope = last_envelope(owner_of(teacher), world.shared())
    assert "谁也不能".encode() not in envelope


def test_receipts_alone_make_an_envelope_and_only_once(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world)
    teacher.visit()
    mentor.visit()
    owner = owner_of(mentor)
    assert (seal_waiting(owner).made, seal_waiting(owner).made) == (1, 0)


def test_without_the_spaces_key_nothing_is_sealed_and_it_waits(world: World) -> None:
    teacher, _ = world.pair()
    plan_of(teacher, world)
    owner = owner_of(teacher)
    owner.store.spaces.drop_key(world.shared(), 1)
    assert seal_waiting(owner) == Sealed(0, ("access.no_key",))
    assert teacher.sync_line().waiting_records == 1


def test_a_parcel_for_a_private_space_is_refused(world: World) -> None:
    teacher, _ = world.pair()
    private = teacher.spaces()[0].space
    with pytest.raises(AccessError):
        seal_parcel(owner_of(teacher), Parcel(private, ()))
