"""Which field a heading means."""

import pytest

from app.records.fields import columns_of
from app.records.headings import ALSO, Headings
from app.records.kinds import ALL
from app.records.kinds.lesson_plan import LESSON_PLAN

HEADINGS = Headings(LESSON_PLAN)


@pytest.mark.parametrize(
    ("heading", "key", "whole"),
    [
        ("教学目标", "objectives", True),
        ("一、教学目标", "objectives", True),
        ("（二）教学重点：", "key_point", True),
        ("3. **教 学 难 点**", "difficult_point", True),
        ("第一部分：教材分析", "textbook", True),
        ("学情", "pupils", True),
        ("教学后记", "reflection", True),
        ("Curriculum standard", "standard", True),
        ("procedure:", "steps", True),
        ("教学过程（40分钟）", "steps", False),
        ("本课教学目标与要求", "objectives", False),
    ],
)
def test_a_heading_finds_its_field(heading: str, key: str, whole: bool) -> None:
    match = HEADINGS.find(heading)
    assert match is not None
    assert (match.field.key, match.whole) == (key, whole)


@pytest.mark.parametrize("heading", ["", "课程反思", "关键问题", "学以致用", "课程活动", "重点词语", "12", "（）"])
def test_another_heading_finds_none(heading: str) -> None:
    assert HEADINGS.find(heading) is None


def test_a_word_before_a_colon_is_a_heading_when_it_is_a_whole_one() -> None:
    found = HEADINGS.inline("- 课题：秋天：一")
    assert found is not None
    assert (found[0].field.key, found[1]) == ("topic", "秋天：一")
    assert HEADINGS.inline("topic: Autumn") is not None
    for line in ("说明：秋天", "本课课题：秋天", "课题 秋天", "x" * 50 + "课题：秋天"):
        assert HEADINGS.inline(line) is None


def test_every_other_word_belongs_to_a_label_that_some_kind_has() -> None:
    fields = [field for kind in ALL for field in kind.fields()]
    labels = {column.label.zh for field in fields for column in (field, *columns_of(field))}
    assert set(ALSO) <= labels
