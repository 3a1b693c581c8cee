"""Times, sizes and durations as people say them."""

from datetime import date, datetime

import pytest

from app.text import Texts
from app.ui.words import Words

NOW = int(datetime(2026, 11, 21, 16, 20).timestamp())


@pytest.fixture
def words() -> Words:
    return Words(Texts("zh"))


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (datetime(2026, 11, 21, 7, 5), "今天 07:05"),
        (datetime(2026, 11, 20, 23, 59), "昨天 23:59"),
        (datetime(2026, 11, 17, 16, 20), "周二 16:20"),
        (datetime(2026, 11, 3, 8, 0), "11月3日"),
        (datetime(2025, 11, 3, 8, 0), "2025年11月3日"),
        (datetime(2027, 1, 1, 8, 0), "2027年1月1日"),
    ],
)
def test_a_moment_is_said_more_exactly_the_nearer_it_is(words: Words, then: datetime, said: str) -> None:
    """A moment that lies ahead, by a clock that was wrong, is said as a day."""
    assert words.moment(int(then.timestamp()), NOW) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 字节"),
        (999, "999 字节"),
        (1_400, "1.4 KB"),
        (14_400, "14 KB"),
        (2_340_000, "2.3 MB"),
        (15_700_000_000, "15.7 GB"),
    ],
)
def test_a_size_has_no_more_figures_than_anybody_needs(words: Words, count: int, said: str) -> None:
    """In thousands, as links are paid for."""
    assert words.size(count) == said


def test_durations(words: Words) -> None:
    """Never nothing: the shortest is a second."""
    assert [words.duration(seconds) for seconds in (0, 12, 119, 300)] == ["1 秒", "12 秒", "119 秒", "5 分钟"]


@pytest.mark.parametrize(
    ("text", "said", "late"),
    [
        ("2026-11-21", "今天到期", False),
        ("2026-11-22", "明天到期", False),
        ("2026-11-27", "11月27日到期", False),
        ("2026-11-20", "11月20日已过期", True),
        ("", "没有约定日期", False),
        ("下周", "下周", False),
    ],
)
def test_when_a_step_is_due(words: Words, text: str, said: str, late: bool) -> None:
    """A day past is said so; what is no day is shown as it stands."""
    assert words.due(text, NOW) == (said, late)


def test_english_says_the_same() -> None:
    """In its own order of words."""
    words = Words(Texts("en"))

    assert words.moment(NOW - 86_400 * 4, NOW) == "Tue 16:20"
    assert words.day(date(2026, 11, 3), date(2026, 12, 1)) == "3 Nov"
    assert words.greeting(NOW, "Li") == "Good afternoon, Li"
