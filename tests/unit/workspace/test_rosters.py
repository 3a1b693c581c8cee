"""A list of pupils from a file: looked at before anything is stored, taken in pieces, and never twice."""

import pytest

from app.errors import FileError
from app.workspace.rosters import MOST_PUPILS, STEP
from tests.helpers.school import School
from tests.helpers.shared_data import shared_file
from tests.helpers.sheets import sheets


def test_a_sheet_is_looked_at_then_taken_and_the_class_teacher_is_the_member_of_that_name(school: School) -> None:
    rows = [["姓名", "班级", "年级", "班主任"], ["王芳", "三（1）班", "三年级", "李秀兰"], ["", "三（1）班", "", ""]]
    preview = school.head.preview_roster(school.home, "名单.xlsx", sheets(名单=rows))
    assert [one.values["name"] for one in preview.taken] == ["王芳"]
    assert [(one.line.number, one.problem) for one in preview.not_taken] == [(3, "no_name")]
    assert school.head.pupils(school.home) == []

    school.head.take_pupils(school.home, preview.taken)
    (pupil,) = school.head.pupils(school.home)
    assert pupil.class_teacher is not None
    assert (pupil.name, pupil.grade, pupil.class_teacher.person) == ("王芳", "3", school.staff[0].me.person)

    again = school.head.preview_roster(school.home, "名单.xlsx", sheets(名单=rows))
    assert [one.problem for one in again.lines] == ["there", "no_name"]
    other = school.head.roster_with(again, ("name", "", "", ""))
    assert [one.values for one in other.taken] == [{"name": "王芳"}]  # a pupil without a class is another one


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_as_every_program_writes_it_with_rare_names(school: School, encoding: str) -> None:
    names = [name for name in shared_file("zh-people-schools/people.txt").read_text("utf-8").split("\n") if name]
    rare = ["𠮷田", *[name for name in names if "·" in name or any(ord(letter) > 0xFFFF for letter in name)][:9]]
    data = ("姓名,班级\r\n" + "".join(f"{name},三（1）班\r\n" for name in dict.fromkeys(rare))).encode(encoding)
    preview = school.head.preview_roster(school.home, "名单.csv", data)
    assert [one.values["name"] for one in preview.taken] == list(dict.fromkeys(rare))
    assert preview.not_taken == ()


def test_three_hundred_pupils_are_taken_in_pieces_and_those_before_stay_where_one_fails(school: School) -> None:
    names = list(dict.fromkeys(shared_file("zh-people-schools/people.txt").read_text("utf-8").split()))[:300]
    rows = [["姓名", "班级"], *([name, f"三（{1 + at // 50}）班"] for at, name in enumerate(names))]
    preview = school.head.preview_roster(school.home, "全校.xlsx", sheets(名单=rows))
    taken = preview.taken
    assert len(taken) == 300
    for at in range(0, 60, STEP):
        school.head.take_pupils(school.home, taken[at : at + STEP])
    # Broken off, and begun again: nobody is there twice.
    rest = school.head.preview_roster(school.home, "全校.xlsx", sheets(名单=rows)).taken
    assert len(rest) == 240
    school.head.take_pupils(school.home, taken[40:80])
    assert len(school.head.pupils(school.home)) == 80


def test_more_lines_than_a_school_has_are_told(school: School) -> None:
    data = "姓名\n" + "".join(f"{'甲乙丙丁'[at % 4]}{chr(0x4E00 + at)}\n" for at in range(MOST_PUPILS + 2))
    preview = school.head.preview_roster(school.home, "名单.csv", data.encode())
    assert (len(preview.lines), [(one.code, one.count) for one in preview.left]) == (MOST_PUPILS, [("rows_over", 2)])


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("名单.xlsx", b"no zip", "file.not_sheet"),
        ("名单.xls", b"\xd0\xcf\x11\xe0" + bytes(99), "file.old_sheet"),
        ("名单.csv", b"\x89PNG\x00", "file.not_text"),
        ("名单.csv", b" \n", "file.empty"),
        ("名单.csv", "姓名,班级\n".encode(), "file.no_names"),
    ],
)
def test_what_cannot_be_read_ends_in_a_sentence(school: School, name: str, data: bytes, code: str) -> None:
    with pytest.raises(FileError) as raised:
        school.head.preview_roster(school.home, name, data)
    assert raised.value.code == code
