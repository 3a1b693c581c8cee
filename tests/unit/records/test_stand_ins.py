"""What stands in a name's place: who it was can be told from the others, and not by name."""

import pytest

from app.records.stand_ins import Named, Sort, Style, parts_of, stand_ins


def nobody(_text: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("name", "parts"),
    [("张三", ("张", "三")), ("欧阳修", ("欧阳", "修")), ("欧阳", ("欧", "阳")), ("𠮷野家", ("𠮷", "野家")),
     ("买买提·艾力", ("", "买买提·艾力")), ("Ann", ("", "Ann")), ("李", ("", "李"))],
)  # fmt: skip
def test_a_chinese_name_has_a_surname_and_others_have_none(name: str, parts: tuple[str, str]) -> None:
    assert parts_of(name) == parts


def test_pupils_teachers_and_others_are_named_by_what_they_are() -> None:
    people = [Named("张伟", Sort.PUPIL), Named("王敏", Sort.TEACHER), Named("李四"), Named("买买提·艾力", Sort.PUPIL)]
    assert list(stand_ins(people, Style.SURNAME, "zh", nobody).values()) == ["张同学", "王老师", "李某", "M同学"]
    assert list(stand_ins(people, Style.SURNAME, "en", nobody).values()) == ["pupil Z", "teacher W", "L.", "pupil M"]


def test_two_of_one_surname_are_told_apart() -> None:
    people = [Named("张伟", Sort.PUPIL), Named("张敏", Sort.PUPIL)]
    assert list(stand_ins(people, Style.SURNAME, "zh", nobody).values()) == ["张同学甲", "张同学乙"]


def test_letters_leave_nothing_of_a_name() -> None:
    people = [Named("张伟", Sort.PUPIL), Named("张敏", Sort.TEACHER)]
    assert list(stand_ins(people, Style.LETTER, "zh", nobody).values()) == ["A同学", "B老师"]


def test_a_stand_in_that_holds_somebodys_name_is_not_taken() -> None:
    people = [Named("张伟", Sort.PUPIL)]
    assert stand_ins(people, Style.SURNAME, "zh", lambda text: "张同" in text) == {"张伟": "A同学"}
    assert stand_ins(people, Style.SURNAME, "zh", lambda text: text != "□□") == {"张伟": "□□"}
