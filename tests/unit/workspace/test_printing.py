"""Records as pages, with names in place of ids and with what stands beside them."""

import pytest

from app.errors import RecordError
from app.export.docx_reading import read_docx
from app.ids import PersonId, RecordId
from app.records.blocks import Picture, Table
from app.records.edits import AddRow, SetValue, WriteProse
from app.records.paper import Layout, PrintChoice
from app.records.people import person_value
from app.records.values import Row
from app.workspace.attachments import NewFile
from app.workspace.workspace import Workspace
from tests.helpers.paper import words_in
from tests.helpers.world import World

CHOICE = PrintChoice("zh")
PHOTO = NewFile("黑板.jpg", "jpeg", bytes(range(256)) * 4)


def said(workspace: Workspace, record: RecordId, choice: PrintChoice = CHOICE) -> list[str]:
    return list(words_in(workspace.pages(record, choice).blocks))


def test_members_and_linked_records_are_printed_by_name(world: World) -> None:
    teacher, _mentor = world.pair()
    her = person_value(PersonId(bytes.fromhex(teacher.me.person)))
    linked = teacher.create("lesson_plan", {"topic": "春天的雨"}, world.shared())
    resources: list[Row] = [
        {"id": "r", "record": linked, "about": "可以借鉴"},
        {"id": "s", "record": "AAECAwQFBgcI", "about": "旧"},
    ]
    log = teacher.create("mentoring_log", {"step": "等三秒", "mentee": her, "resources": resources}, world.shared())
    words = said(teacher, log)
    assert teacher.me.name in words
    assert "春天的雨" in words
    assert "AAECAwQFBgcI" in words


def test_the_space_stands_at_the_head_and_a_private_record_has_none(world: World) -> None:
    teacher, _mentor = world.pair()
    shared = teacher.create("lesson_plan", {"topic": "秋天的雨"}, world.shared())
    private = teacher.create("lesson_plan", {"topic": "秋天的雨"})
    name = next(space.name for space in teacher.spaces() if not space.private)
    assert teacher.pages(shared, CHOICE).above == name
    assert teacher.pages(private, CHOICE).above == ""


def test_comments_and_steps_stand_behind_where_they_are_asked_for(world: World) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨", "key_point": "体会词语"}, world.shared())
    teacher.visit()
    mentor.visit()
    mentor.comment(plan, "key_point", 0, 2, "怎么体会？")
    mentor.set_step(plan, "等三秒", "2026-11-27", teacher.me.person)
    mentor.visit()
    teacher.visit()
    assert "怎么体会？" not in said(teacher, plan)
    both = said(teacher, plan, PrintChoice("zh", comments=True, steps=True))
    assert ["体会", "怎么体会？", mentor.me.name] == both[both.index("怎么体会？") - 1 : both.index("怎么体会？") + 2]
    assert ["等三秒", "2026年11月27日", teacher.me.name] == both[both.index("等三秒") : both.index("等三秒") + 3]


def test_what_can_be_printed_is_named_without_being_opened(world: World) -> None:
    teacher, _mentor = world.pair()
    first, second = (teacher.create("lesson_plan", {"topic": topic}) for topic in ("一", "二"))
    found = teacher.printables([second, RecordId("AAECAwQFBgcI"), first])
    assert [(one.record, one.title, one.kind_key) for one in found] == [
        (second, "二", "lesson_plan"),
        (first, "一", "lesson_plan"),
    ]


def test_a_record_that_is_not_here_is_refused(world: World) -> None:
    teacher, _mentor = world.pair()
    with pytest.raises(RecordError) as raised:
        teacher.pages(RecordId("AAECAwQFBgcI"), PrintChoice("zh", Layout.TEXT))
    assert raised.value.code == "record.missing"


def test_a_picture_is_on_the_page_where_it_is_and_named_where_it_is_not_yet(world: World) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨"}, world.shared())
    teacher.attach(plan, "attachments", [PHOTO])
    teacher.visit()
    mentor.visit()

    def pictures(workspace: Workspace) -> list[Picture]:
        tables = [block for block in workspace.pages(plan, CHOICE).blocks if isinstance(block, Table)]
        cells = [cell for table in tables for row in table.rows for cell in row]
        return [block for cell in cells for block in cell.blocks if isinstance(block, Picture)]

    assert pictures(teacher) == [Picture(PHOTO.name, PHOTO.content)]
    assert [picture.name for picture in pictures(mentor)] == [PHOTO.name]


def test_several_records_make_one_word_file(world: World) -> None:
    teacher, _mentor = world.pair()
    records = [teacher.create("lesson_plan", {"topic": topic}) for topic in ("春天", "秋天")]
    pieces = str(read_docx(teacher.word_file(records, CHOICE)).pieces)
    assert pieces.index("春天") < pieces.index("秋天")


def test_one_s_own_second_preparation_is_printed_beside_the_common_plan(world: World) -> None:
    """The mentor's pages hold the mentor's, the teacher's hold hers; neither is in the other's."""
    teacher, mentor = world.pair()
    steps: list[Row] = [{"id": "a", "name": "导入", "teacher": "看图"}]
    plan = teacher.create(
        "lesson_plan", {"topic": "秋天", "steps": steps, "second_preparation": "原先写的"}, world.shared()
    )
    teacher.visit()
    mentor.visit()
    assert "原先写的" in "".join(said(mentor, plan))
    hers, his = teacher.begin_preparation(plan), mentor.begin_preparation(plan)
    teacher.edit(hers, [WriteProse("body", "原先写的，多读两遍")])
    mentor.edit(his, [WriteProse("body", "我班先分组"), AddRow("notes", row_id="a"), SetValue("notes/a/name", "导入")])
    mentor.edit(his, [WriteProse("notes/a/text", "换成本地的树叶")])
    mine, other = "".join(said(teacher, plan)), "".join(said(mentor, plan))
    assert mine.count("原先写的") == 1
    assert "多读两遍" in mine
    assert "我班先分组" not in mine
    for words in ("原先写的", "我班先分组", "【导入】换成本地的树叶"):
        assert words in other
    assert "多读两遍" not in other
