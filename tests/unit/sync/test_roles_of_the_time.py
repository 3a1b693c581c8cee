"""What somebody wrote is judged by the role that he had then: today, and by a newcomer who reads everything later."""

import pytest

from app.crdt.document import Document
from app.crypto.keys import envelope_key
from app.crypto.sealing import seal
from app.crypto.signing import ENVELOPE_SIGNATURE, digest
from app.ids import RecordId, SpaceId, record_id_bytes
from app.protocol.envelope import Envelope, Header, Payload, encode_payload, signed_bytes
from app.records.edits import WriteProse
from app.records.record import Record
from app.sync import engine
from app.sync.merge import merge_inbox
from app.sync.owner import Owner
from app.sync.seal import Portions
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, received, settle
from tests.helpers.world import World


def altered(author: Owner, space: SpaceId, record: RecordId, text: str, *, epoch: int, head: bytes = b"") -> bytes:
    """What a changed program would send: words into a record, under any epoch whose key it has, with any head."""
    stored = author.store.documents.load(record)
    assert stored is not None
    document = Document.load(author.device_id, stored.state)
    before = document.version()
    opened = Record.open(document, author.registry)
    opened.apply([WriteProse("notes", text)])
    opened.save(author.clock.now())
    deltas = [(record_id_bytes(record), document.export(before))]
    payload = Payload(author.store.outbox.last_digest(space)[:16], head, [], [], deltas)
    header = Header(epoch, author.device_id, author.store.outbox.last_number(space) + 1)
    key = envelope_key(author.store.spaces.keys(space)[epoch], author.device_id)
    body = seal(key, header.number, header.encode(), author.compressor.compress(encode_payload(payload)))
    signature = author.device.sign(ENVELOPE_SIGNATURE, signed_bytes(space, header.encode(), body))
    return Envelope(header, header.encode(), body, signature).encode()


def notes(workspace: Workspace, plan: RecordId) -> object:
    return workspace.view(plan).values["notes"]


def refused(workspace: Workspace) -> list[str | None]:
    return [row.refused for row in owner_of(workspace).store.deltas.refused()]


def test_words_written_before_a_role_was_lowered_count_wherever_they_arrive(world: World) -> None:
    """She was offline for a week, and so was her laptop; the newcomer learns all of it in one visit."""
    teacher, mentor = world.pair("writer")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    teacher.edit(plan, [WriteProse("notes", "降级之前写的。")])
    mentor.set_role(world.shared(), teacher.me.person, "reader")
    settle(mentor)
    settle(teacher, mentor)
    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer, "reader")
    settle(newcomer)
    for workspace in (mentor, newcomer):
        assert notes(workspace, plan) == "降级之前写的。"
        assert refused(workspace) == []


def test_words_written_with_a_lower_role_are_refused_by_everybody(world: World) -> None:
    teacher, mentor = world.pair("writer")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    mentor.set_role(world.shared(), teacher.me.person, "reader")
    settle(mentor, teacher)
    newcomer = world.person("赵刚")
    world.bring(mentor, newcomer, "reader")
    settle(newcomer)
    forged = altered(owner_of(teacher), world.shared(), plan, "不该写的。", epoch=2)
    for workspace in (mentor, newcomer):
        received(owner_of(workspace), world.shared(), forged)
        merge_inbox(owner_of(workspace))
        assert notes(workspace, plan) == "中间的话。"
        assert refused(workspace) == ["access.no_right"]


def test_what_a_guest_wrote_does_not_begin_to_count_when_he_becomes_a_writer(world: World) -> None:
    """Everybody who comes later has to see the same."""
    teacher, mentor = world.pair("reader")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    forged = altered(owner_of(teacher), world.shared(), plan, "还不能写的时候写的。", epoch=1)
    mentor.set_role(world.shared(), teacher.me.person, "writer")
    settle(mentor)
    received(owner_of(mentor), world.shared(), forged)
    merge_inbox(owner_of(mentor))
    assert notes(mentor, plan) == "中间的话。"
    assert refused(mentor) == ["access.no_right"]


def test_an_old_head_under_the_new_key_does_not_bring_the_old_role_back(world: World) -> None:
    teacher, mentor = world.pair("writer")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    old_head = digest(owner_of(teacher).store.spaces.entries(world.shared())[-1])
    mentor.set_role(world.shared(), teacher.me.person, "reader")
    settle(mentor, teacher)
    cheat = owner_of(teacher)
    received(owner_of(mentor), world.shared(), altered(cheat, world.shared(), plan, "甲", epoch=2, head=old_head))
    merge_inbox(owner_of(mentor))
    (aside,) = mentor.aside()
    assert (aside.author, aside.code) == ("李秀兰", "envelope.refused")
    assert notes(mentor, plan) == "中间的话。"


def test_an_old_key_after_a_newer_head_is_refused(world: World) -> None:
    """Whoever has said that he knows the new epoch cannot write in the one before it."""
    teacher, mentor = world.pair("writer")
    third = world.person("赵刚")
    world.bring(mentor, third)
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    mentor.remove_member(world.shared(), third.me.person)
    settle(mentor, teacher)
    teacher.edit(plan, [WriteProse("notes", "新钥匙下写的。")])
    settle(teacher, mentor)
    forged = altered(owner_of(teacher), world.shared(), plan, "用旧钥匙写的。", epoch=1)
    received(owner_of(mentor), world.shared(), forged)
    merge_inbox(owner_of(mentor))
    assert [item.code for item in mentor.aside()] == ["envelope.refused"]
    assert notes(mentor, plan) == "新钥匙下写的。"


def test_a_lowered_member_who_stays_in_the_old_epoch_goes_on_as_if_he_had_not_heard(world: World) -> None:
    """docs/security.md says so: nobody can tell him from somebody who was offline. Removing him ends it."""
    teacher, mentor = world.pair("writer")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    mentor.set_role(world.shared(), teacher.me.person, "reader")
    settle(mentor)
    forged = altered(owner_of(teacher), world.shared(), plan, "装作没有听说。", epoch=1)
    received(owner_of(mentor), world.shared(), forged)
    merge_inbox(owner_of(mentor))
    assert notes(mentor, plan) == "装作没有听说。"


class Nothing(Portions):
    """A visit whose time is up before anything is sealed."""

    def seal_next(self) -> bool:
        return False


def test_what_was_not_sealed_when_word_came_of_a_lower_role_is_sealed_as_of_before(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else everybody would refuse what she wrote as a writer."""
    teacher, mentor = world.pair("writer")
    plan = plan_of(mentor, world)
    settle(mentor, teacher)
    teacher.edit(plan, [WriteProse("notes", "还没来得及送出的。")])
    mentor.set_role(world.shared(), teacher.me.person, "reader")
    settle(mentor)
    monkeypatch.setattr(engine, "Portions", Nothing)
    teacher.visit()
    monkeypatch.undo()
    assert teacher.spaces()[1].role == "reader"
    settle(teacher, mentor)
    assert notes(mentor, plan) == "还没来得及送出的。"
    assert refused(mentor) == []
