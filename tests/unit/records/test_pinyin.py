"""How characters are read, and in which order lists put them."""

import pytest

from app.records.pinyin import LONGEST, readings, shortenings, sort_key, spoken, streams, syllables
from tests.helpers.shared_data import hanzi


def test_a_character_has_its_readings_of_today_the_commonest_first() -> None:
    assert readings("教") == ("jiao",)
    assert readings("重") == ("zhong", "chong")
    assert readings("长") == ("zhang", "chang")
    assert readings("女") == ("nv",)
    assert set(readings("略")) == {"lve", "lue"}
    assert readings("a") == readings("。") == readings("🙂") == ()


def test_every_character_of_the_standard_lists_is_read() -> None:
    """Also the rare ones of names and places outside the basic plane, as far as the table goes."""
    characters = [one for one in hanzi() if one.strip()]
    assert [one for one in characters if not readings(one)] == []
    assert any(ord(one) > 0xFFFF for one in characters)
    assert {said for one in characters for said in readings(one)} <= syllables()


@pytest.mark.parametrize(
    ("phrase", "first"),
    [("重庆", "chong qing"), ("长江", "chang jiang"), ("音乐", "yin yue"), ("银行", "yin hang"), ("重要", "zhong yao")],
)
def test_a_phrase_says_which_reading_comes_first(phrase: str, first: str) -> None:
    assert " ".join(said[0] for said in spoken(phrase)) == first


def test_a_title_is_read_out_in_every_way_and_punctuation_ends_a_run() -> None:
    assert streams("重庆") == [("chong", "qing"), ("zhong", "qing")]
    assert streams("《雨》 3班Ab") == [("yu",), ("3", "ban", "a", "b")]
    assert streams("") == streams("，。！") == []


def test_many_odd_readings_are_taken_one_at_a_time() -> None:
    """So that a title of nothing but such characters costs little."""
    ways = streams("长重行乐长重行乐")
    assert len(ways) < 20
    assert all(any(way[at] == said for way in ways) for at, said in enumerate(("zhang", "zhong", "xing", "le")))


def test_a_reading_may_be_shortened_to_how_it_begins() -> None:
    assert shortenings("zhong") == ("zhong", "zh", "z")
    assert shortenings("an") == ("an", "a")


def test_lists_are_sorted_by_pinyin_and_numbers_by_size() -> None:
    texts = ["第10课", "重庆", "第2课", "", "安徽", "北京", "Zebra", "成都", "abc", "第02课"]
    assert sorted(texts, key=sort_key) == [
        "abc", "安徽", "北京", "成都", "重庆", "第2课", "第02课", "第10课", "Zebra", "",
    ]  # fmt: skip
    assert sort_key("雨" * (LONGEST + 5)) == sort_key("雨" * LONGEST)
