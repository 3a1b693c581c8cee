"""A member whose own program sends what ours never would, over a real relay: refused, set aside and said.

What is good beside it is kept. More of this is in tests/unit/sync/test_admit.py and test_cheating_members.py.
"""

import os

import msgspec
import pytest

from app.crdt.document import Document
from app.crypto.signing import ENVELOPE_SIGNATURE, digest
from app.ids import RecordId, new_record_id, record_id_bytes, record_id_from
from app.protocol.envelope import Payload, parse, signed_bytes
from app.protocol.limits import MAX_DELTA
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import Record
from app.sync.owner import Owner
from app.workspace.workspace import Workspace
from tests.helpers.hostile import Village, agree, crafted, owner_of, packed, topics
from tests.helpers.poison import mutated, real_deltas
from tests.helpers.stories import forged

MUTANTS = 150


def plan(author: Owner, topic: str, notes: str = "") -> bytes:
    """A whole plan as one delta."""
    document = Record.create(LESSON_PLAN, author.device_id, 1).document
    document.set("t", topic)
    document.write_prose("p", notes)
    document.commit(100)
    return document.export()


def send(village: Village, cheat: Workspace, deltas: list[tuple[bytes, bytes]]) -> tuple[str, ...]:
    """The member's next envelope holds just these deltas, and leaves with his next visit."""
    owner, space = owner_of(cheat), village.space
    outbox = owner.store.outbox
    payload = Payload(outbox.last_digest(space)[:16], b"", [], [], deltas)
    return ship(cheat, village, forged(owner, space, payload))


def ship(cheat: Workspace, village: Village, envelope: bytes) -> tuple[str, ...]:
    """An envelope leaves as his next one."""
    outbox, space = owner_of(cheat).store.outbox, village.space
    outbox.seal(space, outbox.last_number(space) + 1, envelope, digest(envelope), [], village.clock.now())
    return cheat.visit().trouble


def fresh() -> bytes:
    """A new record's id."""
    return record_id_bytes(new_record_id(os.urandom))


def test_of_an_envelope_with_poison_the_good_is_kept_and_the_bad_is_set_aside_and_told(village: Village) -> None:
    """Between plans lie altered deltas, each with a right checksum and of a record of its own."""
    keeper, cheat = village.circle("writer")
    village.plan(keeper, "自己的课")
    author, originals = owner_of(cheat), real_deltas()
    deltas = []
    for seed in range(MUTANTS):
        deltas.append((fresh(), mutated(seed, originals)))
        if seed % 30 == 0:
            deltas.append((fresh(), plan(author, f"好课{seed}")))
    assert not send(village, cheat, deltas)

    report = keeper.visit()

    assert report.trouble == ("envelope.refused",)
    assert report.set_aside == len(owner_of(keeper).store.deltas.refused()) > MUTANTS // 2
    agree([keeper], "自己的课", *(f"好课{seed}" for seed in range(0, MUTANTS, 30)))
    assert not keeper.visit().trouble
    village.plan(cheat, "以后的课")
    village.settle(cheat, keeper)
    assert "以后的课" in topics(keeper)


def test_poison_for_a_record_that_somebody_writes_in_leaves_it_as_it_was(village: Village) -> None:
    keeper, cheat = village.circle("writer")
    record = village.plan(keeper, "自己的课", "自己的话。")
    village.settle(keeper, cheat)
    document = Document.load(owner_of(cheat).device_id, _state(cheat, record))
    since = document.version()
    document.insert_prose("p", 0, "同事的话。")
    document.commit(500)
    good = document.export(since)
    raw = record_id_bytes(record)
    assert not send(village, cheat, [(raw, mutated(seed, [good])) for seed in range(60)] + [(raw, good)])

    keeper.visit()

    notes = str(keeper.view(record).values["notes"])
    assert "自己的话。" in notes
    keeper.edit(record, [])
    village.settle(keeper)


def _state(workspace: Workspace, record: RecordId) -> bytes:
    stored = owner_of(workspace).store.documents.load(record)
    assert stored is not None
    return stored.state


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_who_may_not_write_plans_writes_none(village: Village, role: str) -> None:
    keeper, cheat = village.circle(role)
    record = village.plan(keeper, "自己的课", "自己的话。")
    village.settle(keeper, cheat)
    document = Document.load(owner_of(cheat).device_id, _state(cheat, record))
    since = document.version()
    document.insert_prose("p", 0, "不该有的话。")
    document.commit(500)
    raw = record_id_bytes(record)
    send(village, cheat, [(raw, document.export(since)), (fresh(), plan(owner_of(cheat), "不该有的课"))])

    report = keeper.visit()

    assert (report.trouble, report.set_aside) == (("envelope.refused",), 2)
    assert keeper.view(record).values["notes"] == "自己的话。"
    agree([keeper], "自己的课")


def test_words_put_into_another_mouth_are_set_aside(village: Village) -> None:
    keeper, cheat, third = village.circle("writer", "writer")
    raw = fresh()
    assert not send(village, cheat, [(raw, plan(owner_of(third), "借来的名字"))])

    report = keeper.visit()

    assert (report.trouble, report.set_aside) == (("envelope.refused",), 1)
    assert record_id_from(raw) not in {row.record for row in keeper.list_records("lesson_plan")}


def test_an_envelope_in_another_members_name_is_refused_even_by_a_relay_that_helps(village: Village) -> None:
    keeper, cheat, third = people = village.circle("writer", "writer")
    village.plan(third, "第三位的课")
    village.settle(*people)
    author = owner_of(third)
    payload = Payload(author.store.outbox.last_digest(village.space)[:16], b"", [], [], [(fresh(), plan(author, "假"))])
    genuine = parse(forged(author, village.space, payload))
    signed = signed_bytes(village.space, genuine.head, genuine.body)
    false = genuine.head + genuine.body + owner_of(cheat).device.sign(ENVELOPE_SIGNATURE, signed)
    village.relay.attack("hand_out", envelopes=[false.hex()])

    report = keeper.visit()

    assert village.relay.strikes
    assert report.trouble == ("envelope.refused",)
    agree([keeper], "第三位的课")
    village.relay.honest()
    village.plan(third, "后来的课")
    village.settle(*people)
    agree([keeper], "后来的课", "第三位的课")


def test_huge_records_are_refused_or_only_large(village: Village) -> None:
    """A delta of the greatest length is merged; what is longer is no payload, and holds up its author alone."""
    keeper, cheat, third = people = village.circle("writer", "writer")
    author, raw = owner_of(cheat), fresh()
    large = plan(author, "大课", "很长的话" * (MAX_DELTA // 16))
    assert MAX_DELTA * 0.7 < len(large) <= MAX_DELTA
    assert not send(village, cheat, [(raw, large)])
    assert not keeper.visit().trouble
    assert keeper.view(record_id_from(raw)).values["topic"] == "大课"

    longer = [author.store.outbox.last_digest(village.space)[:16], b"", [], [], [(fresh(), bytes(MAX_DELTA + 1))]]
    ship(cheat, village, crafted(author, village.space, packed(msgspec.msgpack.encode(longer))))
    assert keeper.visit().trouble == ("envelope.refused",)

    village.plan(third, "第三位的课")
    for person in (third, *people):
        person.visit()
    assert "第三位的课" in topics(keeper)
