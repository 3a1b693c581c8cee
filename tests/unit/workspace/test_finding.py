"""What a person finds, each hit with its line."""

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.people import person_value
from app.records.values import Row
from app.workspace import finding
from app.workspace.finding import Found, FoundRow, Marked, Query
from app.workspace.workspace import Workspace
from tests.helpers.world import World, desk_of, keys_of


def marked(line: Marked) -> list[str]:
    return [line.text[span.start : span.end] for span in line.marks]


def only(found: Found) -> FoundRow:
    (row,) = found.rows
    return row


def shared_plan(world: World, who: Workspace, topic: str = "秋天的雨", **values: str) -> RecordId:
    return who.create("lesson_plan", {"topic": topic, **values}, world.shared())


def test_a_hit_shows_its_title_and_the_line_in_which_the_words_stand(world: World) -> None:
    teacher = world.person("李秀兰")
    teacher.create("lesson_plan", {"topic": "观察", "notes": "前面很长的一段话。\n接着读《秋天的雨》，再画一画雨。"})

    row = only(teacher.find(Query("秋天 雨")))

    assert (row.title.text, marked(row.title)) == ("观察", [])
    assert row.line.text == "…接着读《秋天的雨》，再画一画雨。"
    assert marked(row.line) == ["秋天", "雨", "雨"]
    assert row.label is not None
    assert (row.path, row.start, row.end) == ("notes", 14, 16)


def test_a_title_is_found_by_its_pinyin_and_marked(world: World) -> None:
    teacher = world.person("李秀兰")
    teacher.create("lesson_plan", {"topic": "五年级教学设计"})

    for typed in ("jxsj", "jiaoxuesheji", "教xsj"):
        assert marked(only(teacher.find(Query(typed))).title) == ["教学设计"]


def test_words_in_a_row_are_found_with_the_way_to_their_cell(world: World) -> None:
    teacher = world.person("李秀兰")
    steps: list[Row] = [{"name": "导入", "teacher": "讲一个关于落叶的故事"}]
    teacher.create("lesson_plan", {"topic": "观察", "steps": steps})

    row = only(teacher.find(Query("落叶")))

    assert row.path.split("/")[0::2] == ["steps", "teacher"]
    assert row.label is not None
    assert row.label.zh != ""


def test_authors_members_and_spaces_are_found_by_the_names_that_they_have_now(world: World) -> None:
    teacher, mentor = world.pair()
    plan = shared_plan(world, mentor, "她的课")
    teacher.create(
        "mentoring_log", {"step": "多等三秒", "mentee": person_value(keys_of(teacher).person)}, world.shared()
    )
    mentor.visit()
    teacher.visit()

    by_author = only(teacher.find(Query("wangmin 课")))
    assert (by_author.record, marked(by_author.author)) == (plan, ["王敏"])
    assert {row.title.text for row in teacher.find(Query("秀兰和王敏")).rows} == {"她的课", "多等三秒"}
    named = only(teacher.find(Query("lxl 三秒")))
    assert named.label is not None
    assert (named.line.text, marked(named.line), named.label.zh) == ("李秀兰", ["李秀兰"], "徒弟")


def test_comments_and_steps_are_found_under_the_record_beside_which_they_stand(world: World) -> None:
    teacher, mentor = world.pair()
    plan = shared_plan(world, teacher, notes="第一句。第二句。")
    teacher.visit()
    mentor.visit()
    mentor.comment(plan, "notes", 0, 4, "这里可以请孩子猜一猜")
    mentor.set_step(plan, "提问以后等三秒", "2026-12-01", teacher.me.person)

    comment, step = only(mentor.find(Query("猜一猜"))), only(mentor.find(Query("等三秒")))

    assert (comment.record, comment.title.text, comment.said_kind, comment.path) == (
        plan, "秋天的雨", "comment", "notes",
    )  # fmt: skip
    assert marked(comment.line) == ["猜一猜"]
    assert (step.record, step.said_kind) == (plan, "action_step")
    mentor.delete(comment.said or plan)
    assert mentor.find(Query("猜一猜")).rows == ()


def test_hits_are_narrowed_by_kind_space_person_and_time(world: World) -> None:
    teacher, mentor = world.pair()
    begun = world.clock.now()
    hers = shared_plan(world, mentor, "雨 一")
    mentor.visit()
    teacher.visit()
    world.clock.pass_seconds(100)
    own = shared_plan(world, teacher, "雨 二")
    draft = teacher.create("plc_meeting", {"topic": "雨 三"})

    def found(query: Query) -> set[RecordId]:
        return {row.record for row in teacher.find(query).rows}

    assert found(Query("雨")) == {hers, own, draft}
    assert found(Query("雨", kind="plc_meeting")) == {draft}
    assert found(Query("雨", space=world.shared())) == {hers, own}
    assert found(Query("雨", person=mentor.me.person)) == {hers}
    assert found(Query("雨", since=begun + 100)) == {own, draft}
    assert found(Query("雨", until=begun + 100)) == {hers}
    assert found(Query("", kind="lesson_plan", person=teacher.me.person)) == {own}
    assert found(Query("")) == set()


def test_a_shared_draft_is_found_in_its_new_space_at_once(world: World) -> None:
    teacher, _ = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "雨"})
    assert teacher.find(Query("雨", space=world.shared())).rows == ()

    teacher.share(plan, world.shared())

    assert only(teacher.find(Query("雨", space=world.shared()))).record == plan


def test_pages_follow_one_another_without_a_gap(world: World) -> None:
    teacher = world.person("李秀兰")
    for number in range(7):
        teacher.create("lesson_plan", {"topic": f"雨 {number}"})

    first = teacher.find(Query("雨"), limit=3)
    second = teacher.find(Query("雨"), first.more, limit=3)
    third = teacher.find(Query("雨"), second.more, limit=3)

    titles = [row.title.text[-1] for page in (first, second, third) for row in page.rows]
    assert titles == list("6543210")
    assert third.more is None


def test_what_no_index_knows_is_counted_and_entered_in_steps(world: World) -> None:
    """As after an update. One that cannot be read does not stop the others."""
    teacher = world.person("李秀兰")
    for number in range(3):
        teacher.create("lesson_plan", {"topic": f"雨 {number}", "notes": "下在田里"})
    database = desk_of(teacher).store._database
    database.run("UPDATE records SET entry = NULL, indexed = NULL")
    database.run("DELETE FROM words")
    database.run("DELETE FROM kind_lesson_plan WHERE rowid = 2")
    database.run("UPDATE states SET state = x'00' WHERE id = 3")
    database.run("DELETE FROM kind_lesson_plan WHERE rowid = 3")

    assert teacher.find(Query("田里")) == Found((), None, 3)
    assert teacher.index_some() == 0

    assert {row.title.text for row in teacher.find(Query("田里")).rows} == {"雨 0", "雨 1"}
    assert len(teacher.find(Query("雨")).rows) == 3


def test_a_long_line_is_cut_around_its_first_mark(world: World) -> None:
    teacher = world.person("李秀兰")
    teacher.create("lesson_plan", {"topic": "长文", "notes": "前" * 300 + "落叶" + "后" * 300})

    line = only(teacher.find(Query("落叶"))).line

    assert len(line.text) == finding.LINE + 2
    assert line.text.startswith("…前")
    assert line.text.endswith("后…")
    assert marked(line) == ["落叶"]


def test_ones_own_preparation_of_a_common_plan_is_found_by_herself_alone(world: World) -> None:
    """It is private beside a plan that is not."""
    teacher, mentor = world.pair()
    plan = shared_plan(world, mentor)
    for workspace in (mentor, teacher):
        workspace.visit()
    teacher.edit(teacher.begin_preparation(plan), [WriteProse("body", "我班孩子没见过海")])
    for workspace in (teacher, mentor):
        workspace.visit()

    assert only(teacher.find(Query("没见过海"))).record == plan
    assert mentor.find(Query("没见过海")).rows == ()


def test_a_name_of_several_parts_is_found_by_the_beginnings_of_all_of_them(world: World) -> None:
    """Nobody types the dot among letters, whichever of the dots the name is written with."""
    teacher = world.person("买买提·艾力")
    teacher.create("lesson_plan", {"topic": "阿依努尔・买买提家访"})

    for typed in ("aynemmt", "ayne", "nuermai"):
        assert marked(only(teacher.find(Query(typed))).title) != []
    assert marked(only(teacher.find(Query("mmtal"))).author) == ["买买提·艾力"]
