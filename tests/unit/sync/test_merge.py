"""The inbox becomes what the person sees; waiting, repeating and disorder change nothing in the end."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from app.errors import StoreError
from app.ids import RecordId, SpaceId, record_id_bytes
from app.protocol.envelope import Payload
from app.records.edits import SetValue, WriteProse
from app.sync import merge
from app.sync.merge import merge_inbox, merge_steps
from app.sync.owner import Owner
from app.sync.seal import seal_waiting
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.stories import forged, last_envelope, owner_of, plan_of, received, settle
from tests.helpers.world import World


def _envelopes(world: World, count: int) -> tuple[RecordId, list[bytes]]:
    teacher = world.people["李秀兰"]
    plan = plan_of(teacher, world, notes="")
    for number in range(count):
        teacher.edit(plan, [WriteProse("notes", "".join(f"第{line}句。" for line in range(number + 1)))])
        seal_waiting(owner_of(teacher))
    return plan, [sealed.envelope for sealed in owner_of(teacher).store.outbox.unacknowledged(world.shared())]


@pytest.mark.parametrize("seed", range(6))
def test_any_order_with_repetition_gives_the_same_text(world: World, seed: int) -> None:
    _, mentor = world.pair()
    plan, envelopes = _envelopes(world, 6)
    shuffled = envelopes * 2
    random.Random(seed).shuffle(shuffled)
    for envelope in shuffled:
        received(owner_of(mentor), world.shared(), envelope)
        merge_inbox(owner_of(mentor))
    assert mentor.view(plan).values["notes"] == "".join(f"第{line}句。" for line in range(6))
    assert owner_of(mentor).store.inbox.count() == 0


def test_a_gap_waits_and_is_filled(world: World) -> None:
    _, mentor = world.pair()
    plan, envelopes = _envelopes(world, 3)
    reader = owner_of(mentor)
    received(reader, world.shared(), envelopes[0])
    received(reader, world.shared(), envelopes[2])
    held = merge_inbox(reader)
    assert (held.envelopes, held.waiting) == (1, 1)
    assert mentor.view(plan).values["notes"] == "第0句。"
    received(reader, world.shared(), envelopes[1])
    assert merge_inbox(reader).envelopes == 2
    assert mentor.view(plan).values["notes"] == "第0句。第1句。第2句。"


def test_two_values_set_apart_are_both_kept_until_one_is_picked(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    teacher.edit(plan, [SetValue("topic", "秋天来了")])
    mentor.edit(plan, [SetValue("topic", "认识秋叶")])
    settle(teacher, mentor)
    for workspace in (teacher, mentor):
        rivals = workspace.view(plan).rivals["topic"]
        assert {(rival.value, rival.author) for rival in rivals} == {("秋天来了", "李秀兰"), ("认识秋叶", "王敏")}
    teacher.edit(plan, [SetValue("topic", "认识秋叶")])
    settle(teacher, mentor)
    assert (teacher.view(plan).rivals, mentor.view(plan).rivals) == ({}, {})
    assert mentor.view(plan).values["topic"] == "认识秋叶"


def test_receipts_tell_how_far_a_plan_has_come(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    assert teacher.view(plan).travel is Travel.HERE
    teacher.visit()
    assert teacher.view(plan).travel is Travel.ON_RELAY
    mentor.visit()
    mentor.visit()
    teacher.visit()
    assert teacher.view(plan).travel is Travel.ARRIVED
    world.clock.pass_seconds(60)
    mentor.mark_read(plan)
    settle(mentor, teacher)
    assert teacher.view(plan).travel is Travel.READ


def test_a_merge_that_fails_leaves_the_inbox_as_it_was(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, mentor = world.pair()
    plan, envelopes = _envelopes(world, 1)
    reader = owner_of(mentor)
    received(reader, world.shared(), envelopes[0])

    def full(*_: object, **__: object) -> None:
        raise StoreError("store.full", "the test's disk")

    with monkeypatch.context() as patch:
        patch.setattr(reader.store.documents, "merged", full)
        with pytest.raises(StoreError):
            merge_inbox(reader)
    assert reader.store.inbox.count() == 1
    assert reader.store.deltas.of(plan) == []
    assert merge_inbox(reader).records == {plan}


def test_what_came_is_unread_until_it_is_read(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    assert [row.record for row in mentor.today().to_read] == [plan]
    mentor.mark_read(plan)
    assert mentor.today().to_read == ()


def test_progress_counts_up_to_the_whole(world: World) -> None:
    _, mentor = world.pair()
    _, envelopes = _envelopes(world, 4)
    for envelope in envelopes:
        received(owner_of(mentor), world.shared(), envelope)
    told: list[tuple[int, int]] = []
    merge_inbox(owner_of(mentor), lambda done, whole, _: told.append((done, whole)))
    assert told[-1] == (4, 4)


def test_a_log_that_we_were_not_shown_is_noticed_and_what_came_is_kept(world: World) -> None:
    teacher, mentor = world.pair()
    owner, space = owner_of(teacher), world.shared()
    plan = plan_of(teacher, world)
    stored = owner.store.documents.load(plan)
    assert stored is not None
    delta = (record_id_bytes(plan), owner.store.deltas.of(plan)[0].delta)
    payload = Payload(b"", b"another log's newest entry, 32 B", [], [], [delta])
    received(owner_of(mentor), space, forged(owner, space, payload))
    assert merge_inbox(owner_of(mentor)).set_aside == 1
    assert [item.reason for item in owner_of(mentor).store.inbox.aside()] == ["membership.refused"]
    assert mentor.list_records("lesson_plan") == []


#: Records of one transaction in the tests below; the real number only makes them slower.
PORTION = 10


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "PORTION", PORTION)


def _many(world: World, count: int) -> RecordId:
    """An envelope that carries so many new plans into the mentor's inbox; gives one of them."""
    teacher, mentor = world.people["李秀兰"], world.people["王敏"]
    plans = [plan_of(teacher, world, topic=f"第{number}课") for number in range(count)]
    assert seal_waiting(owner_of(teacher)).made == 1
    received(owner_of(mentor), world.shared(), last_envelope(owner_of(teacher), world.shared()))
    return plans[0]


def _titles(workspace: Workspace) -> list[str]:
    return sorted(row.title for row in workspace.list_records("lesson_plan", limit=1_000))


@pytest.mark.usefixtures("small")
def test_an_envelope_of_many_records_is_merged_some_at_a_time(world: World) -> None:
    """In between, whoever writes is served: each step is a transaction of its own."""
    teacher, mentor = world.pair()
    _many(world, 2 * PORTION + 5)

    steps = [(step.envelopes, len(step.records)) for step in merge_steps(owner_of(mentor))]

    assert steps == [(1, 0), (0, PORTION), (0, PORTION), (0, 5), (0, 0)]
    assert _titles(mentor) == _titles(teacher)
    assert owner_of(mentor).store.deltas.untried() == []


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_program_that_ends_between_two_steps_goes_on_at_the_next_visit(world: World, steps: int) -> None:
    """The envelope is gone from the inbox by then; its deltas wait where every delta is kept, once each."""
    teacher, mentor = world.pair()
    _many(world, 2 * PORTION + 5)
    for _, _ in zip(range(steps), merge_steps(owner_of(mentor)), strict=False):
        pass
    mentor = world.reopen("王敏")
    assert len(_titles(mentor)) < 2 * PORTION + 5
    assert owner_of(mentor).store.inbox.count() == 0

    mentor.visit()

    assert _titles(mentor) == _titles(teacher)
    assert all(len(owner_of(mentor).store.deltas.of(row.record)) == 1 for row in mentor.list_records("lesson_plan"))


@pytest.mark.usefixtures("small")
def test_a_step_that_fails_leaves_the_others_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle; when there is room again, only what was left is merged."""
    teacher, mentor = world.pair()
    _many(world, 2 * PORTION)
    reader = owner_of(mentor)
    merged, calls = reader.store.documents.merged, 0

    def full(*arguments: Any, **named: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > PORTION + 5:
            raise StoreError("store.full", "the test's disk")
        merged(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(reader.store.documents, "merged", full)
        with pytest.raises(StoreError):
            merge_inbox(reader)
    assert len(_titles(mentor)) == PORTION
    assert len(merge_inbox(reader).records) == PORTION
    assert _titles(mentor) == _titles(teacher)


@pytest.mark.usefixtures("small")
def test_a_delta_that_kills_the_program_costs_its_own_record_only(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice the program dies on it: first among its portion, then alone; the others are merged between and after."""
    _, mentor = world.pair()
    poison = _many(world, PORTION + 5)

    def die(owner: Owner, record: RecordId, space: SpaceId, now: int) -> bool:
        if record == poison:
            # No handler of the program sees this, as none sees a process that is gone: the mark stays.
            raise SystemExit
        return merge_record(owner, record, space, now)

    merge_record = merge._merge_record
    monkeypatch.setattr(merge, "_merge_record", die)
    for _ in range(2):
        reader = owner_of(mentor)
        monkeypatch.setattr(reader.store.deltas, "end_import", _only_in(reader))
        with pytest.raises(SystemExit):
            merge_inbox(reader)
        mentor = world.reopen("王敏")

    merge_inbox(owner_of(mentor))

    assert [row.record for row in owner_of(mentor).store.deltas.refused()] == [poison]
    assert len(_titles(mentor)) == PORTION + 4


def _only_in(owner: Owner) -> Callable[[], None]:
    """``end_import`` of a program that is gone: nothing is cleared after a transaction that was undone."""
    real = owner.store.deltas.end_import

    def end() -> None:
        if owner.store._database.in_transaction:
            real()

    return end


def test_a_mark_for_an_older_text_does_not_count_for_the_newer_one(world: World) -> None:
    """The mentor reads, the teacher goes on writing, and the mark arrives in the visit that sends the rest."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    mentor.mark_read(plan)
    mentor.visit()
    teacher.edit(plan, [WriteProse("notes", "后来又加的话。")])
    teacher.visit()
    assert teacher.view(plan).travel is Travel.ON_RELAY
    settle(teacher, mentor)
    assert teacher.view(plan).travel is Travel.ARRIVED
    mentor.mark_read(plan)
    settle(mentor, teacher)
    assert teacher.view(plan).travel is Travel.READ


def test_a_mark_is_not_told_when_more_came_before_it_left(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    mentor.mark_read(plan)
    teacher.edit(plan, [WriteProse("notes", "后来又加的话。")])
    teacher.visit()
    world.weather.uploads = 0
    mentor.visit()
    world.weather.uploads = None
    settle(mentor, teacher)
    assert teacher.view(plan).travel in (Travel.ARRIVED, Travel.ON_RELAY)
