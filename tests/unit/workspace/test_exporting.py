"""Text files in and out: every encoding that teachers' computers write, and nothing that is no text."""

from pathlib import Path

import pytest

from app.errors import FileError, RecordError
from app.export.text_reading import MOST_MEGABYTES, decoded
from app.records.people import person_value
from app.records.values import Row
from app.workspace.views import Travel
from tests.helpers.world import World, desk_of

PLAN = "# 二进制\n\n## 教学目标\n\n学生能数到三十一。\n"
BARE = "学生能用二进制数到三十一，并说出理由。"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01"
DOCX = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("text", [PLAN, BARE, PLAN.replace("\n", "\r\n"), "Binary digits\n", "数𠮷到"])
def test_a_text_is_read_in_what_it_was_written_in(text: str, encoding: str) -> None:
    """By new programs, by Windows' Notepad, by WPS."""
    if encoding == "gbk" and "𠮷" in text:
        text = text.replace("𠮷", "吉")

    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        JPEG,
        DOCX,
        bytes(range(256)),
        b"text\x00text",
        PLAN.encode("utf-16-le"),
        PLAN.encode("utf-16-be"),
        BARE.encode("utf-16-le"),
        BARE.encode("utf-16-be"),
        "Binary digits\n".encode("utf-16-le"),
        b"\xff\xfe\x00",
        b"\xff",
    ],
)
def test_what_is_no_text_is_refused_and_never_read_as_nonsense(data: bytes) -> None:
    """Pictures, office files, and UTF-16 that lost its mark: a page of wrong characters would be worse than none."""
    with pytest.raises(FileError) as raised:
        decoded(data)

    assert raised.value.code == "file.not_text"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "　\n".encode()])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    """It may be the wrong file."""
    with pytest.raises(FileError) as raised:
        decoded(data)

    assert raised.value.code == "file.empty"


def test_a_file_that_is_too_large_is_refused_with_both_sizes() -> None:
    """Before anything is decoded."""
    with pytest.raises(FileError) as raised:
        decoded(b"\x00" * (MOST_MEGABYTES * 1_000_000 + 1))

    assert raised.value.code == "file.too_large"
    assert raised.value.fields == {"size": MOST_MEGABYTES + 1, "limit": MOST_MEGABYTES}


def test_an_imported_file_is_a_draft(world: World) -> None:
    """Nobody else reads it before she says so."""
    teacher = world.person("李秀兰")
    plan = teacher.import_text("lesson_plan", PLAN.encode())
    view = teacher.view(plan)

    assert (view.title, view.travel) == ("二进制", Travel.PRIVATE)
    assert "学生能数到三十一。" in teacher.export_text(plan, "zh")


def test_a_file_that_is_refused_leaves_no_record(world: World) -> None:
    """Neither does a kind that is not known."""
    teacher = world.person("李秀兰")
    with pytest.raises(FileError):
        teacher.import_text("lesson_plan", PNG)
    with pytest.raises(RecordError) as raised:
        teacher.import_text("poem", PLAN.encode())

    assert raised.value.code == "record.unknown_kind"
    assert teacher.list_records() == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_written_out_comes_in_again(world: World, language: str) -> None:
    """In either language, word for word."""
    teacher = world.person("李秀兰")
    steps: list[Row] = [{"name": "导入", "minutes": 5, "teacher": "看图。"}]
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "一句。\n\n二句。", "steps": steps})
    text = teacher.export_text(plan, language)
    again = teacher.import_text("lesson_plan", text.encode())
    first, second = teacher.view(plan).values, teacher.view(again).values

    assert (second["topic"], second["notes"]) == (first["topic"], first["notes"])
    assert teacher.export_text(again, language) == text


def test_members_are_written_out_by_their_names(world: World) -> None:
    """An id means nothing on paper; a name that was typed stays as typed."""
    teacher, mentor = world.pair()
    person = person_value(desk_of(mentor).person)
    plan = teacher.create("lesson_plan", {"topic": "秋天", "teacher": person}, world.shared())
    other = teacher.create("lesson_plan", {"topic": "冬天", "teacher": "张老师"}, world.shared())

    assert "王敏" in teacher.export_text(plan, "zh")
    assert person not in teacher.export_text(plan, "zh")
    assert "张老师" in teacher.export_text(other, "en")


def test_the_real_plan_keeps_every_line(world: World) -> None:
    """The plan that the demo plays with, or our own one where that does not lie beside the repository."""
    shared = Path(__file__).parents[4] / "shared/data/zh-lesson-plan-csunplugged/how-binary-digits-work.md"
    source = shared.read_text("utf-8") if shared.exists() else PLAN
    teacher = world.person("李秀兰")
    written = teacher.export_text(teacher.import_text("lesson_plan", source.encode()), "zh")
    words = [line.strip("#*- \t") for line in source.splitlines()]

    assert [word for word in words if word.isalnum() and word not in written] == []
