"""Reading: one record with all beside it, lists, the start page, and honest words about how far it has come."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from app.ids import RecordId
from app.records.edits import SetValue, WriteProse
from app.workspace import browsing
from app.workspace.browsing import RECENT, TODAY_LINES
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


def plan_in_space(world: World, author: Workspace, topic: str = "秋天") -> RecordId:
    """A plan in the pair's space."""
    return author.create("lesson_plan", {"topic": topic, "notes": "看图。"}, world.shared())


def test_a_view_says_whose_it_is_who_reads_it_and_what_may_be_done(world: World) -> None:
    """On the author's side and on the reader's."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    mine, hers = teacher.view(plan), mentor.view(plan)

    assert (mine.author, mine.mine, mine.space.readers) == ("李秀兰", True, ("李秀兰", "王敏"))
    assert (hers.author, hers.mine, hers.space.readers) == ("李秀兰", False, ("王敏", "李秀兰"))
    assert (mine.space.name, mine.space.role, hers.space.role) == ("秀兰和王敏", "writer", "keeper")
    assert (mine.may_write, mine.may_comment, mine.may_share) == (True, True, False)
    assert {notice.key for notice in mine.notices} == {"notice.required"}


def test_a_record_of_a_newer_program_is_shown_and_not_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word of it is there, under the names that the newer program gave."""
    teacher = world.person("李秀兰")
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "看图。"})
    desk = desk_of(teacher)
    monkeypatch.delitem(desk.registry._kinds, "lesson_plan")
    view = teacher.view(plan)

    assert view.kind is None
    assert {"秋天", "看图。"} <= set(map(str, view.values.values()))
    assert (view.may_write, view.may_comment, view.may_share) == (False, False, False)
    assert [row.record for row in teacher.list_records()] == [plan]
    assert "看图。" in teacher.export_text(plan, "zh")


def test_travel_says_only_what_is_proved(world: World) -> None:
    """Private, here, on the relay, arrived, read; and here again after the next word."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"})
    seen = [teacher.view(plan).travel]
    teacher.share(plan, world.shared())
    seen.append(teacher.view(plan).travel)
    teacher.visit()
    seen.append(teacher.view(plan).travel)
    mentor.visit()
    seen.append(teacher.view(plan).travel)
    mentor.visit()
    teacher.visit()
    seen.append(teacher.view(plan).travel)
    mentor.mark_read(plan)
    settle(mentor, teacher)
    seen.append(teacher.view(plan).travel)
    world.clock.pass_seconds(60)
    teacher.edit(plan, [SetValue("topic", "秋天来了")])
    seen.append(teacher.view(plan).travel)
    settle(teacher, mentor, teacher)
    seen.append(teacher.view(plan).travel)

    here, sent = Travel.HERE, Travel.ON_RELAY
    assert seen == [Travel.PRIVATE, here, sent, sent, Travel.ARRIVED, Travel.READ, here, Travel.ARRIVED]
    assert [row.travel for row in teacher.list_records("lesson_plan")] == [Travel.ARRIVED]


@pytest.mark.parametrize("uploads", [0, 1])
def test_an_envelope_that_no_relay_acknowledged_is_still_here(world: World, uploads: int) -> None:
    """Also when the relay has it and only its word was lost: what is not known is not said."""
    teacher, _ = world.pair()
    plan = plan_in_space(world, teacher)
    world.weather.uploads, world.weather.answers = uploads, 0
    assert teacher.visit().trouble == ("link.lost",)

    assert teacher.view(plan).travel is Travel.HERE
    world.weather.uploads = world.weather.answers = None
    teacher.visit()
    assert teacher.view(plan).travel is Travel.ON_RELAY


def test_values_set_apart_are_shown_with_their_authors(world: World) -> None:
    """Both are kept until somebody picks one."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    teacher.edit(plan, [SetValue("topic", "秋叶")])
    mentor.edit(plan, [SetValue("topic", "落叶")])
    settle(teacher, mentor)
    for workspace in (teacher, mentor):
        rivals = workspace.view(plan).rivals
        assert {(rival.value, rival.author) for rival in rivals["topic"]} == {("秋叶", "李秀兰"), ("落叶", "王敏")}
    teacher.edit(plan, [SetValue("topic", "落叶")])
    settle(teacher, mentor)

    assert mentor.view(plan).rivals == teacher.view(plan).rivals == {}
    assert mentor.view(plan).title == "落叶"


def test_a_field_that_one_emptied_and_one_filled_has_a_rival_without_words(world: World) -> None:
    """ "Nothing" is a value that somebody meant."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    teacher.edit(plan, [SetValue("topic", None)])
    mentor.edit(plan, [SetValue("topic", "落叶")])
    settle(teacher, mentor)

    rivals = teacher.view(plan).rivals["topic"]
    assert {(rival.value, rival.author) for rival in rivals} == {("", "李秀兰"), ("落叶", "王敏")}


def test_history_names_who_wrote_what_newest_first(world: World) -> None:
    """Each save with its author, its fields, and how much it put in and took out."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    world.clock.pass_seconds(3_600)
    mentor.edit(plan, [WriteProse("notes", "再看图。"), SetValue("class_name", "三班")])
    settle(mentor, teacher)
    newest, oldest = teacher.history(plan)

    assert (newest.author, newest.inserted, newest.deleted) == ("王敏", 1, 0)
    assert set(newest.fields) == {"notes", "class_name"}
    assert (oldest.author, set(oldest.fields)) == ("李秀兰", {"topic", "notes"})
    assert newest.written - oldest.written == 3_600


def test_a_list_gives_its_kind_changed_last_first(world: World) -> None:
    """With the values of the columns, its space, and whether it is private."""
    teacher, _ = world.pair()
    first = plan_in_space(world, teacher, "一")
    world.clock.pass_seconds(1)
    second = teacher.create("lesson_plan", {"topic": "二", "class_name": "三班"})
    teacher.create("mentoring_log", {})
    rows = teacher.list_records("lesson_plan")

    assert [(row.record, row.title, row.private) for row in rows] == [(second, "二", True), (first, "一", False)]
    assert rows[0].columns["class_name"] == "三班"
    assert [row.space_name for row in rows] == ["", "秀兰和王敏"]
    assert [row.record for row in teacher.list_records("lesson_plan", space=world.shared())] == [first]
    assert [row.record for row in teacher.list_records("lesson_plan", offset=1, limit=1)] == [first]


def test_comments_are_no_lines_of_a_mixed_list_and_take_no_room_in_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page holds as many records as were asked for, however many comments lie between them."""
    monkeypatch.setattr(browsing, "_LOOK", 3)
    teacher, _ = world.pair()
    plans: list[RecordId] = []
    for number in range(5):
        plans.insert(0, plan_in_space(world, teacher, f"第{number}课"))
        world.clock.pass_seconds(1)
        for _ in range(4):
            teacher.comment(plans[0], "notes", 0, 1, "看")
            world.clock.pass_seconds(1)

    assert [row.record for row in teacher.list_records()] == plans
    assert [row.record for row in teacher.list_records(limit=2)] == plans[:2]
    assert [row.record for row in teacher.list_records(offset=2, limit=2)] == plans[2:4]
    assert teacher.list_records(offset=5) == []


def test_search_finds_a_record_by_what_stands_beside_it(world: World) -> None:
    """The words of a comment or a step bring the plan, once, and not a line that leads nowhere."""
    teacher, _ = world.pair()
    plan = plan_in_space(world, teacher)
    plan_in_space(world, teacher, "别的课")
    teacher.comment(plan, "notes", 0, 1, "哪一张图画呢")
    teacher.comment(plan, "notes", 0, 1, "另一张图画")
    teacher.set_step(plan, "请带图画来", "", "")

    (row,) = teacher.list_records(text="图画")
    assert (row.record, row.title, row.kind_key) == (plan, "秋天", "lesson_plan")
    assert teacher.list_records(text="没有写过") == []
    teacher.delete(plan)
    assert teacher.list_records(text="图画") == []


def test_today_shows_what_waits_is_due_is_being_written_and_came(world: World) -> None:
    """Each box holds what belongs there, for the teacher and for the mentor."""
    teacher, mentor = world.pair()
    draft = teacher.create("lesson_plan", {"topic": "草稿"})
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    waiting = mentor.today()
    assert [row.record for row in waiting.to_read] == [plan]
    assert (waiting.drafts, waiting.comments, waiting.steps, waiting.came) == ((), (), (), ())
    mentor.mark_read(plan)
    mentor.comment(plan, "notes", 0, 1, "看什么？")
    mentor.set_step(plan, "再试一次", "2026-12-04", teacher.me.person)
    mentor.set_step(plan, "先试这个", "2026-11-30", teacher.me.person)
    mentor.edit(plan, [SetValue("class_name", "三班")])
    settle(mentor, teacher)
    today = teacher.today()

    assert [row.record for row in today.drafts] == [draft]
    assert [(comment.body, comment.target) for comment in today.comments] == [("看什么？", plan)]
    assert [step.text for step in today.steps] == ["先试这个", "再试一次"]
    assert [row.record for row in today.came] == [plan]
    assert (today.to_read, today.line) == ((), teacher.sync_line())
    teacher.mark_read(plan)
    again = teacher.today()
    assert (again.came, again.comments) == ((), ())
    assert len(again.steps) == 2


def test_drafts_are_found_however_much_others_wrote_since(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy space must not push her own unfinished work from the start page."""
    monkeypatch.setattr(browsing, "_LOOK", 3)
    teacher, _ = world.pair()
    drafts: list[RecordId] = []
    for number in range(TODAY_LINES + 2):
        world.clock.pass_seconds(1)
        drafts.insert(0, teacher.create("lesson_plan", {"topic": f"草稿{number}"}))
    for number in range(5):
        world.clock.pass_seconds(1)
        plan_in_space(world, teacher, f"第{number}课")

    assert [row.record for row in teacher.today().drafts] == drafts[:TODAY_LINES]


def test_news_grows_old(world: World) -> None:
    """What came a month ago is in the list, and no longer on the start page."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    mentor.edit(plan, [SetValue("class_name", "三班")])
    settle(mentor, teacher)
    assert [row.record for row in teacher.today().came] == [plan]
    world.clock.pass_seconds(RECENT)

    assert teacher.today().came == ()
    assert [row.record for row in teacher.list_records()] == [plan]


def test_a_comment_on_what_was_deleted_calls_nobody(world: World) -> None:
    """It leads to a record that is in no list any more; when the record comes back, so does the call."""
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    settle(teacher, mentor)
    mentor.comment(plan, "notes", 0, 1, "看什么？")
    settle(mentor, teacher)
    teacher.delete(plan)
    assert teacher.today().comments == ()

    teacher.undelete(plan)
    assert len(teacher.today().comments) == 1


def test_a_comment_whose_record_has_not_come_waits(world: World) -> None:
    """Two envelopes may come apart; nothing fails on the one that came first."""
    teacher, mentor = world.pair()
    teacher.create("comment", {"target": "AAAAAAAAAAAA", "body": "先到的"}, world.shared())
    settle(teacher, mentor)

    assert mentor.today().comments == ()
    assert mentor.list_records(text="先到的") == []


def test_the_private_space_has_one_member_and_a_shared_one_all(world: World) -> None:
    """With role and name, oneself marked; the relay's address only where there is one."""
    teacher, mentor = world.pair("commenter")
    settle(teacher, mentor)
    private, shared = teacher.spaces()

    assert (private.private, private.readers, private.role, private.relay_url) == (True, ("李秀兰",), "keeper", "")
    assert {(member.name, member.role, member.me) for member in shared.members} == {
        ("李秀兰", "commenter", True),
        ("王敏", "keeper", False),
    }
    assert shared.relay_url == "https://relay.example:8443"


@pytest.mark.parametrize(
    "look",
    [
        lambda workspace: workspace.list_records("lesson_plan"),
        lambda workspace: workspace.list_records(),
        lambda workspace: workspace.list_records(text="秋天"),
        lambda workspace: workspace.today().steps,
    ],
)
def test_a_page_costs_a_few_questions_however_long_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch, look: Callable[[Workspace], Sequence[object]]
) -> None:
    """An old laptop feels each question to the file, and 200 lines once took 1,400."""
    teacher, mentor = world.pair()
    for number in range(30):
        plan = plan_in_space(world, teacher, f"第{number}课")
        teacher.comment(plan, "notes", 0, 2, "秋天")
        teacher.set_step(plan, "试一试", "2026-12-01", mentor.me.person)
    settle(teacher, mentor)
    for row in mentor.list_records("lesson_plan")[:-TODAY_LINES]:
        mentor.mark_read(row.record)
    tables = desk_of(mentor).store._database.tables
    asked: list[str] = []
    execute = tables.execute

    def counted(sql: str, *values: Any) -> object:
        asked.append(sql)
        return execute(sql, *values)

    monkeypatch.setattr(tables, "execute", counted)
    assert len(look(mentor)) == 30
    assert len(asked) <= 60  # a few for each kind that has days or tasks, and none for a line


def test_a_flood_of_comments_hides_no_plan(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_in_space(world, teacher)
    for number in range(210):
        teacher.comment(plan, "notes", 0, 2, f"第{number}条")
    last = plan_in_space(world, teacher, "最后的课")
    settle(teacher, mentor)
    assert last in {row.record for row in mentor.today().to_read}
    assert last in {row.record for row in mentor.list_records(limit=2)}
