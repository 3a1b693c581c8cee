"""Lists of pupils as schools keep them: headings in both languages, titles above, merged cells, feet, doubles."""

import pytest

from app.records.incoming import Grid, Incoming, Words
from app.records.roster import clean_pupil_name, grade_of, identity, pupils_in, read_roster
from tests.helpers.shared_data import shared_file

NOBODY: frozenset[tuple[str, str, str]] = frozenset()


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid.of(rows)


def test_headings_are_known_below_a_title_and_lines_keep_their_numbers() -> None:
    roster = read_roster(
        Incoming(
            (
                grid(
                    ("柳河镇中心小学学生名单",),
                    ("序号", "学生姓名（必填）", "所在班级", "班主任老师", "身份证号"),
                    ("1", "王 芳", "三（1）班", "李秀兰", "5113"),
                    ("2", "买买提・艾力", "", "", "5114"),
                    ("", "合计 2 人", "", "", ""),
                    ("3", "", "三（1）班", "", ""),
                    ("4", "王芳", "三（1）班", "", ""),
                    ("5", "张三", "四年级2班", "", ""),
                )
            ,)
        )
    )  # fmt: skip
    assert roster.columns == ("", "name", "class_name", "class_teacher", "")
    lines = pupils_in(roster, roster.columns, frozenset({identity({"name": "张三", "class_name": "四（2）班"})}))
    assert [(one.line.number, one.values.get("name", ""), one.problem) for one in lines] == [
        (3, "王芳", ""),
        (4, "买买提·艾力", ""),
        (5, "合计 2 人", "not_a_name"),
        (6, "", "no_name"),
        (7, "王芳", "twice"),
        (8, "张三", "there"),
    ]
    # What a merged cell covers stands as in the line above, and it is told.
    assert lines[1].values == {
        "name": "买买提·艾力", "class_name": "三（1）班", "grade": "3", "class_teacher": "李秀兰",
    }  # fmt: skip
    assert lines[1].filled == ("class_name", "class_teacher")
    assert not any("5113" in value for one in lines for value in one.values.values())


def test_english_heads_and_columns_that_the_person_changed() -> None:
    roster = read_roster(
        Incoming((grid(("Name", "Class", "Grade", "Homeroom teacher"), ("Tom Li", "3.1", "Grade 3", "Ms Wang")),))
    )
    assert roster.columns == ("name", "class_name", "grade", "class_teacher")
    (line,) = pupils_in(roster, ("name", "", "", "class_name"), NOBODY)
    assert line.values == {"name": "Tom Li", "class_name": "Ms Wang"}


def test_a_list_without_heads_is_known_by_what_stands_in_it() -> None:
    roster = read_roster(
        Incoming((grid(("1", "王芳", "三（1）班", "三年级"), ("2", "欧阳军", "三（1）班", "三年级")),))
    )
    assert roster.columns == ("", "name", "class_name", "grade")
    assert len(roster.lines) == 2


def test_a_sheet_for_each_class_gives_its_name_to_the_class() -> None:
    rows = grid(("姓名",), ("王芳",))
    roster = read_roster(
        Incoming((Words("三（1）班"), rows, Words("三（2）班"), rows, Words("说明"), grid(("怎么填",))))
    )
    lines = pupils_in(roster, roster.columns, NOBODY)
    assert [(one.line.sheet, one.values["class_name"], one.problem) for one in lines] == [
        ("三（1）班", "三（1）班", ""), ("三（2）班", "三（2）班", ""),
    ]  # fmt: skip


def test_two_pupils_of_one_name_are_told_apart_by_their_numbers() -> None:
    roster = read_roster(Incoming((grid(("学号", "姓名", "班级"), ("1", "王芳", "一班"), ("2", "王芳", "一班")),)))
    assert [one.problem for one in pupils_in(roster, roster.columns, NOBODY)] == ["", ""]


def test_every_name_of_the_shared_list_is_kept_as_it_is() -> None:
    names = shared_file("zh-people-schools/people.txt").read_text("utf-8").split("\n")
    for name in filter(None, names):
        assert clean_pupil_name(name) == name
        spread = " ".join(name) if len(name) == 2 else name
        assert clean_pupil_name(f"　{spread} ") == name


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("三年级", "3"), ("Grade 3", "3"), ("三（1）班", "3"), ("3.1", "3"), ("初一（2）班", "7"), ("初中三年级", "9"),
        ("七年级", "7"), ("学前班", "0"), ("高一", ""), ("火箭班", ""), ("六年级2班", "6"), ("3年级", "3"),
    ],
)  # fmt: skip
def test_grades_as_schools_write_them(said: str, code: str) -> None:
    assert grade_of(said) == code
