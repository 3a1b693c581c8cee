"""Comments that stay beside their words, one action step and its answer, and who may do which of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.errors import AccessError, RecordError, TongxingError
from app.ids import RecordId
from app.records.edits import RemoveRow, SetValue, WriteProse
from app.records.values import Row
from app.workspace.views import Changes, CommentView, StepView, Travel
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of

NOTES = "先看图，再数一数。最后说一说。"


def shared_plan(world: World, author: Workspace, *readers: Workspace) -> RecordId:
    """A plan in the pair's space that everybody has."""
    plan = author.create("lesson_plan", {"topic": "秋天", "notes": NOTES}, world.shared())
    settle(author, *readers)
    return plan


def only_comment(workspace: Workspace, plan: RecordId) -> CommentView:
    """The one comment that there is."""
    (comment,) = workspace.view(plan).comments
    return comment


def only_step(workspace: Workspace, plan: RecordId) -> StepView:
    """The one step that there is."""
    (step,) = workspace.view(plan).steps
    return step


def refused(verb: Callable[[], object]) -> str:
    """The code with which a verb is refused."""
    with pytest.raises(TongxingError) as raised:
        verb()
    return raised.value.code


def test_a_comment_reaches_the_author_beside_its_words(world: World) -> None:
    """With its quote, its writer, and its place in code points."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    changes = mentor.comment(plan, "notes", 4, 8, "数什么？")
    settle(mentor, teacher)
    seen = only_comment(teacher, plan)

    assert (seen.quote, seen.body, seen.author, seen.mine) == ("再数一数", "数什么？", "王敏", False)
    assert (seen.start, seen.end, seen.path, seen.target_title) == (4, 8, "notes", "秋天")
    assert changes.records == {plan, seen.record}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("导入。" + NOTES, (7, 11)),
        ("再数一数。", (0, 4)),
        (NOTES.replace("一数", "一遍地数"), (4, 10)),
        (NOTES.replace("再数一数", "数"), (4, 5)),
        (NOTES + "再数一数", (4, 8)),
    ],
)
def test_a_comment_moves_with_its_words(world: World, text: str, place: tuple[int, int]) -> None:
    """Edits before, inside and behind it, made by somebody who did not know of it."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 4, 8, "数什么？")
    teacher.edit(plan, [WriteProse("notes", text)])
    settle(teacher, mentor)

    for workspace in (teacher, mentor):
        seen = only_comment(workspace, plan)
        assert (seen.start, seen.end, seen.quote) == (*place, "再数一数")


def test_a_comment_whose_words_are_gone_keeps_its_quote_and_comes_last(world: World) -> None:
    """It says that its place is gone, and can still be understood."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 0, 3, "第一句")
    mentor.comment(plan, "notes", 9, 11, "最后一句")
    settle(mentor, teacher)
    teacher.edit(plan, [WriteProse("notes", NOTES[3:])])
    first, last = teacher.view(plan).comments

    assert (first.body, first.start) == ("最后一句", 6)
    assert (last.body, last.start, last.end, last.quote) == ("第一句", None, None, "先看图")


def test_a_comment_in_a_row_is_without_a_place_once_the_row_is_removed(world: World) -> None:
    """The cell is kept for undoing, but nobody sees it."""
    teacher, mentor = world.pair()
    steps: list[Row] = [{"name": "导入", "teacher": "看图说话"}]
    plan = teacher.create("lesson_plan", {"topic": "秋天", "steps": steps}, world.shared())
    settle(teacher, mentor)
    rows = mentor.view(plan).values["steps"]
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    path = f"steps/{rows[0]['id']}/teacher"
    mentor.comment(plan, path, 0, 2, "哪张图？")
    assert only_comment(mentor, plan).start == 0
    settle(mentor, teacher)
    teacher.edit(plan, [RemoveRow("steps", str(rows[0]["id"]))])

    assert (only_comment(teacher, plan).start, only_comment(teacher, plan).quote) == (None, "看图")
    assert refused(lambda: teacher.comment(plan, path, 0, 1, "还在吗")) == "record.no_such_field"


def test_a_comment_between_two_characters_quotes_nothing_and_moves_too(world: World) -> None:
    """A remark on what is missing stands where it is missing."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 9, 9, "这里少一步")
    mentor.comment(plan, "reflection", 0, 0, "课后请写一写")
    mentor.edit(plan, [WriteProse("notes", "导入。" + NOTES)])
    places = {comment.body: (comment.start, comment.end, comment.quote) for comment in mentor.view(plan).comments}

    assert places == {"这里少一步": (12, 12, ""), "课后请写一写": (0, 0, "")}


@pytest.mark.parametrize(
    ("path", "start", "end", "code"),
    [
        ("notes", -1, 2, "record.bad_value"),
        ("notes", 3, 2, "record.bad_value"),
        ("notes", 0, len(NOTES) + 1, "record.bad_value"),
        ("steps", 0, 0, "record.no_such_field"),
        ("no_such", 0, 0, "record.no_such_field"),
        ("steps/nobody/teacher", 0, 0, "record.no_such_field"),
        ("steps/a.b:c/teacher", 0, 0, "record.no_such_field"),
    ],
)
def test_a_place_that_is_not_there_takes_no_comment(world: World, path: str, start: int, end: int, code: str) -> None:
    """The text may have changed under the screen that asks."""
    teacher, _ = world.pair()
    plan = shared_plan(world, teacher)

    assert refused(lambda: teacher.comment(plan, path, start, end, "什么？")) == code
    assert teacher.view(plan).comments == ()


def test_a_long_quote_is_kept_in_part_and_the_place_whole(world: World) -> None:
    """The quote is for understanding; two lines of it are enough."""
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"notes": "长" * 500}, world.shared())
    teacher.comment(plan, "notes", 0, 500, "太长")

    assert len(only_comment(teacher, plan).quote) == 200
    assert only_comment(teacher, plan).end == 500


@pytest.mark.parametrize(("ahead", "later"), [(0, 0), (5_000_000, -5_000_000)], ids=["right", "ahead"])
def test_a_comment_bears_the_day_on_which_it_was_written(world: World, ahead: int, later: int) -> None:
    """Not that on which a link brought it; a clock that was ahead is not believed beyond the present."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    world.clock.pass_seconds(ahead)
    written = world.clock.now()
    mentor.comment(plan, "notes", 4, 8, "数什么？")
    world.clock.pass_seconds(300_000 + later)
    settle(mentor, teacher)

    assert only_comment(teacher, plan).written == min(written, world.clock.now())


def test_an_answer_names_the_comment_that_it_answers(world: World) -> None:
    """A talk beside the text stays together on both sides."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 4, 8, "数什么？")
    settle(mentor, teacher)
    question = only_comment(teacher, plan)
    teacher.comment(plan, "notes", 4, 8, "数树叶。", question.record)
    settle(teacher, mentor)
    answer = next(comment for comment in mentor.view(plan).comments if comment.parent is not None)

    assert (answer.parent, answer.body, answer.author) == (question.record, "数树叶。", "李秀兰")


@pytest.mark.parametrize(("role", "code"), [("writer", None), ("commenter", None), ("reader", "access.no_right")])
def test_who_may_comment_and_set_steps(world: World, role: str, code: str | None) -> None:
    """Writers and commenters; a reader only reads, and nothing of hers is stored."""
    guest, keeper = world.pair(role)
    plan = shared_plan(world, keeper, guest)
    assert guest.view(plan).may_comment is (code is None)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: guest.comment(plan, "notes", 0, 1, "看"),
        lambda: guest.set_step(plan, "试一次", "", keeper.me.person),
    )
    for verb in verbs:
        if code is None:
            verb()
        else:
            assert refused(verb) == code
    settle(guest, keeper)

    expected = 0 if code else 1
    for workspace in (guest, keeper):
        view = workspace.view(plan)
        assert (len(view.comments), len(view.steps)) == (expected, expected)


def test_a_reader_can_neither_settle_a_comment_nor_answer_a_step(world: World) -> None:
    """Both are writing."""
    reader, keeper = world.pair("reader")
    plan = shared_plan(world, keeper, reader)
    keeper.comment(plan, "notes", 0, 1, "看")
    keeper.set_step(plan, "试一次", "", reader.me.person)
    settle(keeper, reader)

    assert refused(lambda: reader.resolve(only_comment(reader, plan).record)) == "access.no_right"
    assert refused(lambda: reader.answer_step(only_step(reader, plan).record, "试了", True)) == "access.no_right"
    assert not only_comment(reader, plan).resolved


def test_a_commenter_settles_a_comment_but_does_not_rewrite_it(world: World) -> None:
    """Somebody else's words stay hers; only she takes them back."""
    commenter, keeper = world.pair("commenter")
    plan = shared_plan(world, keeper, commenter)
    keeper.comment(plan, "notes", 0, 1, "看")
    settle(keeper, commenter)
    comment = only_comment(commenter, plan).record
    for verb in (
        lambda: commenter.edit(comment, [WriteProse("body", "改了")]),
        lambda: commenter.edit(comment, [SetValue("resolved", True), WriteProse("body", "改了")]),
        lambda: commenter.delete(comment),
    ):
        assert refused(verb) == "access.no_right"
    commenter.resolve(comment)
    settle(commenter, keeper)
    assert (only_comment(keeper, plan).resolved, only_comment(keeper, plan).body) == (True, "看")
    keeper.resolve(comment, False)
    settle(keeper, commenter)

    assert not only_comment(commenter, plan).resolved
    keeper.delete(comment)
    settle(keeper, commenter)
    assert commenter.view(plan).comments == ()


def test_nothing_is_put_beside_a_draft(world: World) -> None:
    """It would stay behind in the private space when the draft is shared; and nobody but the author reads there."""
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": NOTES})

    assert not teacher.view(plan).may_comment
    assert refused(lambda: teacher.comment(plan, "notes", 0, 1, "看")) == "access.no_right"
    assert refused(lambda: teacher.set_step(plan, "试", "", "")) == "access.no_right"


def test_only_a_comment_can_be_settled_and_only_a_step_answered(world: World) -> None:
    """A record of another kind has no such fields, and is not changed."""
    teacher, _ = world.pair()
    plan = shared_plan(world, teacher)

    assert refused(lambda: teacher.resolve(plan)) == "record.no_such_field"
    assert refused(lambda: teacher.answer_step(plan, "试了", True)) == "record.no_such_field"
    assert refused(lambda: teacher.set_step(plan, "试", "明天", "")) == "record.bad_value"


def test_a_step_goes_there_and_its_answer_comes_back(world: World) -> None:
    """Set by the mentor for the teacher, answered by the teacher in the mentor's own record."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.set_step(plan, "请每个学生数一遍", "2026-12-04", teacher.me.person)
    settle(mentor, teacher)
    (waiting,) = teacher.today().steps
    assert (waiting.text, waiting.due, waiting.owner_name) == ("请每个学生数一遍", "2026-12-04", "李秀兰")
    assert waiting.target_title == "秋天"
    teacher.answer_step(waiting.record, "试过了，很好。", True)
    settle(teacher, mentor)
    answered = only_step(mentor, plan)

    assert (answered.answer, answered.done, answered.author, answered.mine) == ("试过了，很好。", True, "王敏", True)
    assert teacher.today().steps == ()


def test_a_step_keeps_the_day_on_which_it_was_tried(world: World) -> None:
    """Also when more is written about it later; it goes when the step turns out not to have been tried."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.set_step(plan, "等三秒", "", teacher.me.person)
    settle(mentor, teacher)
    step = teacher.today().steps[0].record
    teacher.tick_step(step)
    first = only_step(teacher, plan).tried
    world.clock.pass_seconds(3 * 86_400)
    teacher.answer_step(step, "真的有人举手了", True)
    later = only_step(teacher, plan).tried
    teacher.tick_step(step, done=False)

    assert first == later == "2026-11-18"
    assert only_step(teacher, plan).tried == ""


@pytest.mark.parametrize("name", ["张老师", "dada", "Abe", "de ad be ef", "00" * 7, "@0011223344556677", ""])
def test_a_step_can_be_for_somebody_who_is_no_member(world: World, name: str) -> None:
    """A name as typed, also one made of letters that hexadecimal digits have."""
    teacher, _ = world.pair()
    plan = shared_plan(world, teacher)
    teacher.set_step(plan, "试一次", "", name)
    step = only_step(teacher, plan)

    if name == "@0011223344556677":
        assert (step.owner, step.owner_name) == ("0011223344556677", "")
    else:
        assert (step.owner, step.owner_name) == ("", name)
    assert teacher.today().steps == ()


def test_reading_tells_the_author_and_empties_ones_own_list(world: World) -> None:
    """The comments beside the plan count as read with it."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    assert [row.record for row in mentor.today().to_read] == [plan]
    changes = mentor.mark_read(plan)
    assert changes == Changes(frozenset({plan}), sync=True)
    assert mentor.today().to_read == ()
    settle(mentor, teacher)

    assert teacher.view(plan).travel is Travel.READ


def test_a_reader_who_may_write_nothing_still_tells_that_she_has_read(world: World) -> None:
    """Her receipts leave in an envelope of their own."""
    reader, keeper = world.pair("reader")
    plan = shared_plan(world, keeper, reader)
    reader.mark_read(plan)
    settle(reader, keeper)

    assert keeper.view(plan).travel is Travel.READ


def test_reading_again_what_holds_nothing_new_costs_nothing(world: World) -> None:
    """Opening one's own plan, or a plan for the third time, must not cost its space an envelope."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.mark_read(plan)
    settle(teacher, mentor)
    own, again = teacher.mark_read(plan), mentor.mark_read(plan)

    assert own == again == Changes()
    assert (teacher.visit().sent, mentor.visit().sent) == (0, 0)


def test_comments_become_read_with_the_plan_they_stand_beside(world: World) -> None:
    """A plan of one's own is not new, but what stands beside it is."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    mentor.comment(plan, "notes", 0, 3, "看什么图？")
    settle(mentor, teacher)
    (comment,) = teacher.today().comments
    changes = teacher.mark_read(plan)

    assert changes.records == {comment.record}
    assert teacher.today().comments == ()


def test_reading_what_is_not_there_is_a_known_failure(world: World) -> None:
    """The list on the screen may be older than the store."""
    teacher = world.person("李秀兰")
    with pytest.raises(RecordError):
        teacher.mark_read(RecordId("AAAAAAAAAAAA"))
    with pytest.raises(RecordError):
        teacher.comment(RecordId("AAAAAAAAAAAA"), "notes", 0, 0, "x")


def test_a_damaged_anchor_loses_the_place_and_nothing_else(world: World) -> None:
    """A colleague's program may write what ours would not."""
    teacher, _ = world.pair()
    plan = shared_plan(world, teacher)
    for start, end in (("!!", "??"), ("", ""), ("教案", "AAAA"), ("AQ", "AQ")):
        values = {"target": plan, "field": "notes", "anchor_start": start, "anchor_end": end}
        teacher.create("comment", {**values, "quote": "图", "body": "看"}, world.shared())
    teacher.create("comment", {"target": plan, "field": "gone/x/y", "quote": "图", "body": "看"}, world.shared())

    assert [(seen.start, seen.quote, seen.body) for seen in teacher.view(plan).comments] == [(None, "图", "看")] * 5


def test_a_removed_member_comments_no_more(world: World) -> None:
    """Her copy stays readable; what she would write could reach nobody."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, mentor)
    desk = desk_of(teacher)
    membership = desk.owner.membership(world.shared())
    assert membership is not None
    members = {person: member for person, member in membership.members.items() if person != desk.person}
    desk.owner.keep_membership(replace(membership, members=members))
    with pytest.raises(AccessError):
        teacher.comment(plan, "notes", 0, 1, "看")

    view = teacher.view(plan)
    assert (view.may_write, view.may_comment, view.values["notes"]) == (False, False, NOTES)
