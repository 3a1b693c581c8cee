"""Where the words that somebody looks for stand in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.sought import MAX_QUERY, Span, find, find_all, find_name, fold, is_pinyin, pieces_of


def test_a_query_is_cut_at_white_space_folded_and_each_piece_kept_once() -> None:
    assert pieces_of(" ＪＸ 教学\u3000jx ") == ["jx", "教学"]
    assert pieces_of("") == pieces_of("\u3000 ") == []
    assert len(pieces_of("教 " * MAX_QUERY)) == 1


@pytest.mark.parametrize(
    ("piece", "text", "marked"),
    [
        ("教学", "五年级教学设计", "教学"),
        ("plan", "My ＰＬＡＮ b", "ＰＬＡＮ"),
        ("m2", "面积 3㎡", "㎡"),
        ("ss", "Straße", "ß"),
        ("𠮷野", "在𠮷野家", "𠮷野"),
    ],
)
def test_a_mark_lies_on_the_words_as_they_were_written(piece: str, text: str, marked: str) -> None:
    span = find(piece, text)
    assert span is not None
    assert text[span.start : span.end] == marked


def test_all_places_are_marked() -> None:
    assert find_all("雨", "雨，大雨") == [Span(0, 1), Span(3, 4)]
    assert find_all("", "雨") == find_all("雪", "雨") == []


@pytest.mark.parametrize(
    ("piece", "name", "marked"),
    [
        ("jxsj", "五年级教学设计", "教学设计"),
        ("jiaoxues", "教学设计", "教学设"),
        ("jiaoxsj", "教学设计", "教学设计"),
        ("教xsj", "教学设计", "教学设计"),
        ("lxl", "李秀兰", "李秀兰"),
        ("lixiul", "李秀兰", "李秀兰"),
        ("zhs", "中华书局", "中华书"),
        ("zhhs", "中华书局", "中华书"),
        ("cq", "去重庆", "重庆"),
        ("xi'an", "在西安", "西安"),
        ("xian", "在西安", "西安"),
        ("san2b", "三2班", "三2班"),
        ("jiaxue", "教学", None),
        ("xj", "教学", None),
        ("学", "教学", "学"),
        ("a", "", None),
    ],
)
def test_a_name_is_found_as_it_is_read(piece: str, name: str, marked: str | None) -> None:
    span = find_name(piece, name)
    assert (name[span.start : span.end] if span else None) == marked


def test_characters_alone_are_no_pinyin() -> None:
    assert is_pinyin("jx")
    assert is_pinyin("教x")
    assert not is_pinyin("教学")
    assert not is_pinyin("123")


@given(st.text(max_size=20), st.text(max_size=20), st.text(min_size=1, max_size=4))
def test_what_is_written_in_a_text_is_found_in_it(before: str, after: str, middle: str) -> None:
    """A mark, where there is one, folds to what was looked for, or to more where one sign stands for several."""
    for piece in pieces_of(middle):
        span = find(piece, before + middle + after)
        if span is not None:
            assert piece in fold((before + middle + after)[span.start : span.end])
