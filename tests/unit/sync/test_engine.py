"""One visit, and what a cut, a stop or a refusal leaves behind."""

import pytest

from app.records.edits import WriteProse
from app.sync import engine
from app.sync.seal import seal_waiting
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of


def _plans(workspace: Workspace) -> dict[str, str]:
    return {row.record: row.title for row in workspace.list_records("lesson_plan")}


def _write_plans(workspace: Workspace, world: World, count: int) -> None:
    for number in range(count):
        topic = f"第{number}课 观察植物的变化"
        workspace.create("lesson_plan", {"topic": topic, "notes": "细" * 9_000}, world.shared())
        # Each in an envelope of its own, so that a cut may fall between two.
        seal_waiting(desk_of(workspace).owner)


def test_a_plan_reaches_the_mentor_in_one_request_each(world: World) -> None:
    teacher, mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "认识秋天"}, world.shared())
    sent, got = teacher.visit(), mentor.visit()
    assert (sent.requests, sent.sent, sent.trouble) == (1, 1, ())
    assert (got.requests, got.received, got.merged, got.trouble) == (1, 1, 1, ())
    assert list(_plans(mentor).values()) == ["认识秋天"]


def test_edits_of_both_while_apart_are_both_there(world: World) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "中间的话。"}, world.shared())
    teacher.visit()
    mentor.visit()
    teacher.edit(plan, [WriteProse("notes", "中间的话。老师加在后面。")])
    mentor.edit(plan, [WriteProse("notes", "导师加在前面。中间的话。")])
    for workspace in (teacher, mentor, teacher):
        assert not workspace.visit().trouble
    assert teacher.view(plan).values["notes"] == "导师加在前面。中间的话。老师加在后面。"
    assert mentor.view(plan).values == teacher.view(plan).values


def test_an_idle_visit_sends_no_envelope(world: World) -> None:
    teacher, mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    for workspace in (teacher, mentor, teacher, mentor, teacher):
        workspace.visit()
    idle = teacher.visit()
    assert (idle.requests, idle.sent, idle.received) == (1, 0, 0)


@pytest.mark.parametrize("uploads", [0, 1, 2])
def test_a_cut_upload_goes_on_where_it_stopped(world: World, uploads: int) -> None:
    teacher, mentor = world.pair()
    _write_plans(teacher, world, 3)
    world.weather.uploads = uploads
    assert teacher.visit().trouble == ("link.lost",)
    world.weather.uploads = None
    world.weather.uploaded.clear()
    again = teacher.visit()
    assert again.trouble == ()
    assert len(world.weather.uploaded) == 3 - uploads
    assert again.requests == 2
    mentor.visit()
    assert _plans(mentor) == _plans(teacher)


@pytest.mark.parametrize("answers", range(5))
def test_a_cut_download_keeps_what_came_and_doubles_nothing(world: World, answers: int) -> None:
    teacher, mentor = world.pair()
    _write_plans(teacher, world, 3)
    teacher.visit()
    world.weather.answers = answers
    assert mentor.visit().trouble == ("link.lost",)
    world.weather.answers = None
    assert mentor.visit().trouble == ()
    assert _plans(mentor) == _plans(teacher)
    assert len(_plans(mentor)) == 3


def test_what_a_relay_holds_is_not_forgotten_by_a_visit_that_only_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between the question and the rest, the next visit asks once more instead of beginning anew."""
    teacher, mentor = world.pair()
    notes = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(9_000))
    teacher.create("lesson_plan", {"topic": "长的", "notes": notes}, world.shared())
    owner = desk_of(teacher).owner
    seal_waiting(owner)
    size = len(owner.store.outbox.unacknowledged(world.shared())[0].envelope)
    world.weather.bytes_up = lambda: 10_000
    assert teacher.visit().trouble == ("link.lost",)
    world.weather.bytes_up = lambda: None
    with monkeypatch.context() as patch:
        patch.setattr(engine, "MOST_REQUESTS", 1)
        assert teacher.visit().sent == 0
    world.weather.passed_up = 0

    assert teacher.visit().sent == 1

    assert world.weather.passed_up < size - 10_000 + 200
    mentor.visit()
    assert _plans(mentor) == _plans(teacher)


def test_a_relay_that_is_down_costs_nothing_but_the_sentence(world: World) -> None:
    teacher, _mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    world.weather.down = True
    assert teacher.visit().trouble == ("link.unreachable",)
    assert teacher.sync_line().trouble == "link.unreachable"
    assert teacher.sync_line().waiting_records == 1
    world.weather.down = False
    report = teacher.visit()
    assert (report.requests, report.trouble) == (1, ())
    assert teacher.sync_line().trouble == ""


def test_a_visit_can_be_stopped_and_what_went_stays_gone(world: World) -> None:
    teacher, mentor = world.pair()
    _write_plans(teacher, world, 3)
    world.weather.uploaded.clear()
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 1

    assert teacher.visit(stop=stop).trouble == ("link.lost",)
    gone = len(world.weather.uploaded)
    assert 0 < gone < 3
    world.weather.uploaded.clear()
    assert not teacher.visit().trouble
    assert len(world.weather.uploaded) == 3 - gone
    mentor.visit()
    assert len(_plans(mentor)) == 3


def test_progress_is_told_for_each_thing_sent_and_for_what_was_merged(world: World) -> None:
    teacher, mentor = world.pair()
    _write_plans(teacher, world, 2)
    told: list[tuple[int, int, str]] = []
    teacher.visit(progress=lambda done, whole, phase: told.append((done, whole, phase)))
    sent = [entry for entry in told if entry[2] == "send"]
    assert len(sent) == 2
    assert 0 < sent[0][0] < sent[0][1] == sent[1][0] == sent[1][1]
    told.clear()
    mentor.visit(progress=lambda done, whole, phase: told.append((done, whole, phase)))
    assert told[-1][2] == "merge"


def test_work_on_the_store_runs_where_the_caller_says(world: World) -> None:
    teacher, _ = world.pair()
    teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    works = 0

    def do(work):  # type: ignore[no-untyped-def]  # any work, any result
        nonlocal works
        works += 1
        return work()

    assert teacher.visit(do=do).sent == 1
    assert works >= 4


def test_a_program_started_again_goes_on_with_the_visit(world: World) -> None:
    teacher, mentor = world.pair()
    _write_plans(teacher, world, 3)
    world.weather.uploads = 1
    teacher.visit()
    teacher = world.reopen("李秀兰")
    world.weather.uploads = None
    assert teacher.visit().trouble == ()
    mentor.visit()
    assert len(_plans(mentor)) == 3


def test_a_visit_that_finds_no_link_leaves_open_what_an_earlier_one_did(world: World) -> None:
    """So the one after it still asks first, and sends nothing that has arrived."""
    teacher, _ = world.pair()
    _write_plans(teacher, world, 3)
    world.weather.uploads = 2
    assert teacher.visit().trouble == ("link.lost",)
    world.weather.uploads, world.weather.down = None, True
    assert teacher.visit().trouble == ("link.unreachable",)
    world.weather.down = False
    assert teacher.visit().requests == 2
    assert len(world.weather.uploaded) == len(set(world.weather.uploaded))


def test_what_waits_for_a_private_space_never_leaves(world: World) -> None:
    teacher, mentor = world.pair()
    teacher.create("lesson_plan", {"topic": "只给自己看"})
    report = teacher.visit()
    mentor.visit()
    assert report.sent == 0
    assert _plans(mentor) == {}
    assert desk_of(teacher).store.outbox.size_waiting() == (0, 0)


def test_the_relays_clock_tells_how_wrong_ours_is(world: World) -> None:
    teacher, _ = world.pair()
    desk_of(teacher).owner.clock = _Ahead(world)
    assert teacher.visit().clock_off == 366 * 86_400


class _Ahead:
    """A laptop whose battery died: its clock is a year off."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> int:
        return self._world.clock.now() + 366 * 86_400

    def monotonic(self) -> float:
        return self._world.clock.monotonic()
