"""A laptop that was away for a school year comes back, and clocks stand where they like: nobody's words are lost."""

import random

import pytest

from app.ids import RecordId
from app.records.edits import Edit, SetValue, WriteProse
from app.workspace.workspace import Workspace
from tests.helpers.amounts import amount
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of

#: Edits that she made alone in the year, and those that the others made meanwhile; visits come at the same places.
HERS, THEIRS = amount(400, 2_000), amount(600, 2_400)
RECORDS = amount(20, 60)
DAY = 86_400
WRONG = [0, 86_400, 990_000_000, 4_070_908_800, 253_000_000_000]


def _edit(workspace: Workspace, plans: list[RecordId], word: str, chance: random.Random) -> None:
    """One save: a sentence somewhere into the notes of one of the plans."""
    plan = chance.choice(plans)
    notes = desk_of(workspace).open(plan).record.document.prose("N")
    at = notes.find("。", chance.randrange(len(notes) + 1)) + 1
    edits: list[Edit] = [WriteProse("notes", notes[:at] + word + "。" + notes[at:])]
    workspace.edit(plan, edits)


def _all_notes(workspace: Workspace) -> dict[str, str]:
    rows = workspace.list_records("lesson_plan", limit=10_000)
    return {row.record: str(workspace.view(row.record).values.get("notes", "")) for row in rows if not row.private}


@pytest.mark.share
@pytest.mark.timeout(900)  # the whole year is half a minute of work, and minutes on a machine that others use
def test_a_year_of_work_on_both_sides_is_all_there(world: World) -> None:
    """She made hundreds of edits without a visit; the others more, to the same plans and to new ones."""
    teacher, mentor = world.pair()
    colleague = world.person("赵刚")
    world.bring(mentor, colleague)
    plans = [
        mentor.create("lesson_plan", {"topic": f"第{n}课", "notes": f"第{n}课的开头。"}, world.shared())
        for n in range(RECORDS)
    ]
    settle(mentor, teacher, colleague)
    chance, written = random.Random(7), []
    for number in range(THEIRS):
        author = (mentor, colleague)[number % 2]
        written.append(f"〔他们{number}〕")
        _edit(author, plans, written[-1], chance)
        if number % 200 < 2:
            world.clock.pass_seconds(300 * DAY // (THEIRS // 100))
            author.visit()
        if number % 40 == 0:
            plans.append(author.create("lesson_plan", {"topic": "新课", "notes": "新的一课。"}, world.shared()))
            author.visit()
            (mentor, colleague)[1 - number % 2].visit()
    for number in range(HERS):
        written.append(f"〔她{number}〕")
        _edit(teacher, plans[:RECORDS], written[-1], chance)

    settle(teacher, mentor, colleague)

    seen = [_all_notes(person) for person in (teacher, mentor, colleague)]
    assert seen[0] == seen[1] == seen[2]
    text = "".join(seen[0].values())
    assert [word for word in written if text.count(word) != 1] == []
    for person in (teacher, mentor, colleague):
        store = desk_of(person).store
        assert (store.inbox.count(), store.inbox.aside(), store.deltas.refused()) == (0, [], [])
        assert (store.deltas.all_pending(), store.outbox.size_waiting()) == ([], (0, 0))


@pytest.mark.parametrize("hers", WRONG)
def test_a_clock_that_is_wrong_by_years_refuses_nothing(world: World, hers: int) -> None:
    """Saves, order, history, comments, tickets and joining; the visit says how far off the clock is."""
    teacher, mentor = world.pair()
    right = world.clock.now()
    plan = mentor.create("lesson_plan", {"topic": "秋天", "notes": "开头。"}, world.shared())
    settle(mentor, teacher)

    world.clock.set(hers)
    teacher.edit(plan, [WriteProse("notes", "开头。她先写的。")])
    teacher.edit(plan, [WriteProse("notes", "开头。她先写的。她后写的。")])
    teacher.comment(plan, "notes", 0, 2, "她的点评")
    world.clock.set(right)
    report = teacher.visit()
    settle(mentor, teacher)
    mentor.edit(plan, [WriteProse("notes", "开头。她先写的。她后写的。导师看过以后写的。")])
    settle(mentor, teacher)

    assert report.trouble == ()
    assert teacher.view(plan).values == mentor.view(plan).values
    assert mentor.view(plan).values["notes"] == "开头。她先写的。她后写的。导师看过以后写的。"
    assert [comment.body for comment in mentor.view(plan).comments] == ["她的点评"]
    newest, *_, oldest = mentor.history(plan)
    assert (newest.author, oldest.author) == ("王敏", "王敏"), "history follows who had read what, not the clocks"
    assert len(mentor.history(plan)) == 4


def test_a_clock_that_jumps_between_decades_loses_no_save(world: World) -> None:
    """Her text is the last that she wrote, whatever the clock said meanwhile; so is a field of one value."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": ""}, world.shared())
    for number, moment in enumerate(WRONG * 2):
        world.clock.set(moment)
        teacher.edit(plan, [WriteProse("notes", f"第{number}次。"), SetValue("topic", f"第{number}稿")])
        teacher.visit()
        mentor.visit()
        assert mentor.view(plan).values["notes"] == f"第{number}次。"
        assert (mentor.view(plan).values["topic"], mentor.view(plan).rivals) == (f"第{number}稿", {})
    assert len(teacher.history(plan)) == 1 + 2 * len(WRONG)
    assert teacher.today().line.trouble == ""


@pytest.mark.parametrize("hers", WRONG)
def test_a_relay_with_another_clock_is_no_reason_to_refuse(world: World, hers: int) -> None:
    """The visit tells the difference in seconds, and nothing else changes."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    theirs = world.clock.now()
    clock = desk_of(teacher).owner.clock = desk_of(teacher).clock = _Other(hers)
    teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    report = teacher.visit()

    assert report.trouble == ()
    assert report.clock_off == hers - theirs
    assert clock.now() == hers
    mentor.visit()
    assert [row.title for row in mentor.list_records("lesson_plan")] == ["秋天"]


class _Other:
    """The clock of one laptop."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def monotonic(self) -> float:
        return 0.0
