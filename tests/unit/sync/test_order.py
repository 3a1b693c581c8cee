"""What goes first goes first, also past what was written before it; and a visit may be short."""

from app.ids import RecordId
from app.protocol.limits import PACK_AIM
from app.records.edits import WriteProse
from app.sync.budget import Pace, pace_name
from app.sync.collect import waiting
from app.sync.push import request_for
from app.sync.seal import Portions, seal_waiting
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import PIN, World

SLOW = Pace(2.4, 5_000, 10_000, True, True, True)


def _long(seed: int) -> str:
    return "".join(chr(0x4E00 + (number * 7919 + seed * 104_729) % 20_000) for number in range(9_000))


def _number(workspace: Workspace, record: RecordId) -> int:
    stored = owner_of(workspace).store.documents.load(record)
    assert stored is not None
    assert stored.sent_number is not None
    return stored.sent_number


def _comment_on(mentor: Workspace, plan: RecordId) -> RecordId:
    before = {row.record for row in waiting(owner_of(mentor))}
    mentor.comment(plan, "notes", 0, 2, "好")
    (made,) = {row.record for row in waiting(owner_of(mentor))} - before
    return made


def test_a_comment_made_during_a_visit_goes_before_the_texts_that_wait(world: World) -> None:
    """On a slow link a hundred texts take minutes; she writes one comment in the middle of it."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    owner_of(mentor).store.identity.set_text(pace_name(PIN), SLOW.encode())
    texts = [plan_of(mentor, world, topic=f"第{number}课", notes=_long(number)) for number in range(24)]
    comments: list[RecordId] = []

    def progress(_done: int, _whole: int, phase: str) -> None:
        if phase == "send" and not comments:
            comments.append(_comment_on(mentor, plan))

    report = mentor.visit(progress=progress)

    assert (report.trouble, report.requests) == ((), 1)
    numbers = [_number(mentor, text) for text in texts]
    first = min(numbers)
    assert _number(mentor, comments[0]) == first + 1
    assert max(numbers) > first + 2
    assert waiting(owner_of(mentor)) == []
    teacher.visit()
    assert [comment.body for comment in teacher.view(plan).comments] == ["好"]


def test_a_visit_of_half_a_minute_carries_what_goes_first_and_the_next_one_the_rest(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    owner_of(mentor).store.identity.set_text(pace_name(PIN), SLOW.encode())
    texts = []
    for number in range(24):
        world.clock.pass_seconds(60)
        texts.append(plan_of(mentor, world, topic=f"第{number}课", notes=_long(number)))
    comment = _comment_on(mentor, plan)
    sent = world.weather.passed_up

    def progress(_done: int, _whole: int, phase: str) -> None:
        # Each part takes its time on a road of 40 kbit/s.
        if phase == "send":
            world.clock.pass_seconds(1)

    mentor.visit(progress=progress, seconds=30)

    gone = world.weather.passed_up - sent
    assert 100_000 < gone < 30 * 5_000 + 65_536
    store = owner_of(mentor).store
    assert not store.outbox.waits(comment)
    assert not store.outbox.waits(texts[-1])
    assert store.outbox.waits(texts[0])
    while mentor.sync_line().waiting_records:
        assert not mentor.visit().trouble
    teacher.visit()
    assert len(teacher.list_records("lesson_plan")) == 25


def test_a_visit_that_has_no_time_sends_and_asks_nothing_more(world: World) -> None:
    teacher, mentor = world.pair()
    plan_of(teacher, world, notes=_long(1))
    teacher.visit()
    report = mentor.visit(seconds=0.5)
    assert (report.requests, report.received, report.trouble) == (1, 0, ())
    assert mentor.sync_line().coming_bytes > 10_000
    mentor.visit()
    assert mentor.sync_line().coming_bytes == 0
    assert len(mentor.list_records("lesson_plan")) == 1


def test_a_thousand_records_are_one_request_also_when_they_are_sealed_under_way(world: World) -> None:
    teacher, mentor = world.pair()
    owner_of(teacher).store.identity.set_text(pace_name(PIN), SLOW.encode())
    for number in range(30):
        plan_of(teacher, world, topic=f"第{number}课", notes=_long(number))
    report = teacher.visit()
    assert (report.requests, report.trouble) == (1, ())
    assert report.sent >= 3
    mentor.visit()
    assert len(mentor.list_records("lesson_plan")) == 30


def test_what_was_sealed_before_a_cut_leaves_smallest_first_over_all_spaces(world: World) -> None:
    """An envelope with something urgent is small; the other space's long text does not stand before it."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    other = mentor.found_space("另一圈", world.card).space
    mentor.visit()
    mentor.create("lesson_plan", {"topic": "长课", "notes": _long(3)}, other)
    _comment_on(mentor, plan)
    assert seal_waiting(owner_of(mentor)).made == 2
    owner = owner_of(mentor)
    request = request_for(owner, owner.store.spaces.relays()[0])
    first = request.uploads[0].space_index  # type: ignore[union-attr]  # an envelope, short or in parts
    assert request.spaces[first] == world.shared()


def test_a_portion_is_sealed_only_when_its_turn_comes(world: World) -> None:
    teacher, _ = world.pair()
    portions = Portions(owner_of(teacher), [world.shared()], PACK_AIM)
    for number in range(3):
        plan_of(teacher, world, topic=f"第{number}课", notes=_long(number))
    assert portions.seal_next()
    assert (portions.made, portions.left()) == (1, True)
    left = next(row.record for row in waiting(owner_of(teacher)))
    teacher.edit(left, [WriteProse("notes", "新的话。")])
    while portions.seal_next():
        pass
    assert (portions.made, portions.left()) == (3, False)
