"""Texts without names: nobody's name is left, and nothing else is cut."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records.nameless import Finder, Wanted, without_names, written
from app.records.stand_ins import Named, Sort, Style

CLASS = [
    Named("王志强", Sort.PUPIL), Named("张伟", Sort.PUPIL), Named("张伟明", Sort.PUPIL),
    Named("买买提·艾力", Sort.PUPIL),
    Named("𠮷田", Sort.PUPIL), Named("李文明", Sort.PUPIL), Named("Ann Lee", Sort.PUPIL), Named("赵敏", Sort.TEACHER),
]  # fmt: skip


AS_USUAL = Wanted()


def said(text: str, wanted: Wanted = AS_USUAL, people: list[Named] = CLASS) -> str:
    (pieces,) = without_names([text], Finder(people), wanted)
    return written(pieces)


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("王志强今天主动举手，志强说他想试试。", "王同学今天主动举手，王同学说他想试试。"),
        ("张伟明和张伟一起值日", "张同学甲和张同学乙一起值日"),
        ("张　伟、张 伟都到了", "张同学、张同学都到了"),
        ("买买提•艾力和买买提艾力是一个人，艾力", "M同学和M同学是一个人，M同学"),
        ("𠮷田的作业", "𠮷同学的作业"),
        ("讲文明，李文明做得好", "讲文明，李同学做得好"),
        ("Annual report by Ann Lee, ANN  LEE", "Annual report by A同学, A同学"),
        ("赵老师说，赵敏老师也说", "赵老师说，赵老师也说"),
        ("王家的王国", "王家的王国"),
    ],
)
def test_names_go_and_words_stay(text: str, without: str) -> None:
    assert said(text) == without


def test_one_person_has_one_stand_in_in_all_texts_of_a_record() -> None:
    pieces = without_names(["张伟", "张伟明来了，张伟也来了"], Finder(CLASS), Wanted())
    assert [written(one) for one in pieces] == ["张同学甲", "张同学乙来了，张同学甲也来了"]


def test_what_is_taken_back_stays_and_the_rest_goes() -> None:
    assert said("张伟和王志强", Wanted(kept=frozenset({"张伟"}))) == "张伟和王同学"


def test_letters_leave_no_surname() -> None:
    assert said("张伟和赵敏", Wanted(style=Style.LETTER)) == "A同学和B老师"


def test_a_stand_in_makes_no_name_with_its_neighbours() -> None:
    people = [Named("张伟", Sort.PUPIL), Named("学华", Sort.PUPIL)]
    assert said("张伟华", Wanted(), people) == "〔张同学〕华"


_HAN = st.sampled_from("张王李同学老师伟华志强文明艾力𠮷𰻝㐂某甲")
_NAMES = st.lists(st.text(_HAN, min_size=2, max_size=4), min_size=1, max_size=6, unique=True)


@settings(max_examples=120, deadline=None)
@given(_NAMES, st.data())
def test_no_name_of_the_roster_survives(names: list[str], data: st.DataObject) -> None:
    """Whatever the names and wherever they stand: rare characters, dots, one name in another, names that stand-ins
    could make."""
    dotted = [name if len(name) < 4 or data.draw(st.booleans()) else f"{name[:2]}·{name[2:]}" for name in names]
    pool = st.one_of(st.sampled_from(dotted), st.text(_HAN, max_size=3), st.sampled_from(["，", "说", " ", "·"]))
    text = "".join(data.draw(st.lists(pool, max_size=12)))
    finder = Finder([Named(name, data.draw(st.sampled_from(Sort))) for name in dotted])
    style, language = data.draw(st.sampled_from(Style)), data.draw(st.sampled_from(("zh", "en")))
    (pieces,) = without_names([text], finder, Wanted(style=style, language=language))
    result = written(pieces)
    assert [name for name in dotted if name in result] == []
    assert "".join(piece.was or piece.text for piece in pieces) == text
