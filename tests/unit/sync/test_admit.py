"""A role is enforced by every reader, whatever the writer's program lets its user press."""

import pytest

from app.crdt.document import Document
from app.ids import DeviceId, RecordId, new_record_id, record_id_bytes
from app.records.edits import SetValue, WriteProse
from app.records.kinds import ALL
from app.records.record import Record
from app.sync.merge import merge_inbox
from app.workspace.workspace import Workspace
from tests.helpers.stories import forged, owner_of, payload_of, plan_of, received, settle
from tests.helpers.world import World

LESSON_PLAN = next(kind for kind in ALL if kind.key == "lesson_plan")


def _delta(writer: Workspace, record: RecordId, path: str, value: str) -> bytes:
    """What a changed program would save to a record that its user may not write."""
    owner = owner_of(writer)
    stored = owner.store.documents.load(record)
    assert stored is not None
    document = Document.load(owner.device_id, stored.state)
    before = document.version()
    opened = Record.open(document, owner.registry)
    edit = WriteProse(path, value) if path in ("notes", "body", "answer") else SetValue(path, value)
    opened.apply([edit])
    opened.save(owner.clock.now())
    return document.export(before)


def _send(writer: Workspace, reader: Workspace, world: World, record: RecordId, delta: bytes) -> None:
    owner, space = owner_of(writer), world.shared()
    envelope = forged(owner, space, payload_of(owner, space, [(record_id_bytes(record), delta)]))
    received(owner_of(reader), space, envelope)
    merge_inbox(owner_of(reader))


@pytest.mark.parametrize("role", ["reader", "commenter"])
def test_a_plan_changed_beyond_the_role_stays_as_it_was(world: World, role: str) -> None:
    guest, keeper = world.pair(role)
    plan = plan_of(keeper, world)
    settle(keeper, guest)
    _send(guest, keeper, world, plan, _delta(guest, plan, "notes", "我改了别人的教案"))
    assert keeper.view(plan).values["notes"] == "中间的话。"
    assert [row.refused for row in owner_of(keeper).store.deltas.refused()] == ["access.no_right"]


def test_a_comment_rewritten_by_somebody_else_stays_as_it_was(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    teacher.comment(plan, "notes", 0, 2, "我的原话")
    settle(teacher, mentor)
    (comment,) = mentor.view(plan).comments
    _send(mentor, teacher, world, comment.record, _delta(mentor, comment.record, "body", "被换掉的话"))
    assert [view.body for view in teacher.view(plan).comments] == ["我的原话"]


def test_the_one_field_that_others_may_answer_is_taken(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    mentor.set_step(plan, "试一次", "2026-12-01", teacher.me.person)
    settle(teacher, mentor)
    (step,) = teacher.view(plan).steps
    teacher.answer_step(step.record, "试过了", True)
    settle(teacher, mentor)
    (answered,) = mentor.view(plan).steps
    assert (answered.answer, answered.done) == ("试过了", True)
    assert owner_of(mentor).store.deltas.refused() == []


def test_words_put_into_another_persons_mouth_are_refused(world: World) -> None:
    teacher, mentor = world.pair()
    victim = owner_of(teacher).device_id
    made = Record.create(LESSON_PLAN, victim, 1, [SetValue("topic", "她从没写过")])
    record = new_record_id()
    _send(mentor, teacher, world, record, made.document.export())
    assert [row.title for row in teacher.list_records("lesson_plan")] == []
    assert [row.refused for row in owner_of(teacher).store.deltas.refused()] == ["access.no_right"]


def test_a_draft_cannot_be_reached_through_a_shared_space(world: World) -> None:
    teacher, mentor = world.pair()
    draft = teacher.create("lesson_plan", {"topic": "只给自己看"})
    made = Record.create(LESSON_PLAN, owner_of(mentor).device_id, 1, [SetValue("topic", "混进来")])
    _send(mentor, teacher, world, draft, made.document.export())
    assert teacher.view(draft).values == {"topic": "只给自己看"}
    assert teacher.view(draft).space.private


def test_bytes_that_are_no_delta_are_set_aside_and_the_rest_is_kept(world: World) -> None:
    teacher, mentor = world.pair()
    good = Record.create(LESSON_PLAN, owner_of(mentor).device_id, 1, [SetValue("topic", "好的")]).document.export()
    owner, space = owner_of(mentor), world.shared()
    deltas = [(record_id_bytes(new_record_id()), delta) for delta in (b"\x04junk", good, good[:-7])]
    received(owner_of(teacher), space, forged(owner, space, payload_of(owner, space, deltas)))
    merge_inbox(owner_of(teacher))
    assert [row.title for row in teacher.list_records("lesson_plan")] == ["好的"]
    assert {row.refused for row in owner_of(teacher).store.deltas.refused()} == {"record.delta_damaged"}


def test_an_unknown_device_has_no_rights(world: World) -> None:
    teacher, _ = world.pair()
    membership = owner_of(teacher).membership(world.shared())
    assert membership is not None
    assert membership.owner_of(DeviceId(b"nobody!!")) is None


def test_a_charter_deleted_by_a_writer_stays_and_with_it_the_end_of_her_time(world: World) -> None:
    teacher, keeper = world.pair()
    keeper.set_end(world.shared(), teacher.me.person, "2030-01-01")
    settle(keeper, teacher)
    charter = keeper.charter(world.shared())
    assert charter is not None
    owner = owner_of(teacher)
    stored = owner.store.documents.load(charter)
    assert stored is not None
    document = Document.load(owner.device_id, stored.state)
    before = document.version()
    opened = Record.open(document, owner.registry)
    opened.delete()
    opened.save(owner.clock.now())
    _send(teacher, keeper, world, charter, document.export(before))
    assert [limit.until for limit in keeper.limits(world.shared())] == ["2030-01-01"]
    assert [row.refused for row in owner_of(keeper).store.deltas.refused()] == ["access.no_right"]
