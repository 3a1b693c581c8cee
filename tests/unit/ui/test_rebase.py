"""What was typed is carried onto a text that a merge changed; nobody's words are undone by a save."""

from collections.abc import Sequence
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.rebase import common_head, differences, edits, moved, rebase

TEXTS = st.text(st.sampled_from("春夏秋冬ab \n😀"), max_size=30)


def test_both_sides_words_stand() -> None:
    """She wrote at the end while he wrote at the beginning."""
    assert rebase("先猜。", "先猜。再翻。", "请先猜。") == "请先猜。再翻。"
    assert rebase("一二三四", "一三四", "一二三五四") == "一三五四"


def test_the_same_place_keeps_both() -> None:
    """What came first by the file stands first."""
    assert rebase("雨", "雨大", "雨小") == "雨小大"


@given(TEXTS, TEXTS)
def test_a_side_that_changed_nothing_takes_the_other(base: str, other: str) -> None:
    """Either way round."""
    assert rebase(base, other, base) == other
    assert rebase(base, base, other) == other


@given(TEXTS, TEXTS)
def test_edits_make_the_new_text(old: str, new: str) -> None:
    """Applied from the end, so that places stay right."""
    text = old
    for start, end, put in reversed(edits(old, new)):
        text = text[:start] + put + text[end:]

    assert text == new


@given(TEXTS, TEXTS)
def test_as_few_characters_as_can_be_are_exchanged(old: str, new: str) -> None:
    """As the plain, slow table of longest common texts counts them."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at, one in enumerate(old, 1):
        for place, other in enumerate(new, 1):
            above, left = longest[at - 1][place], longest[at][place - 1]
            longest[at][place] = longest[at - 1][place - 1] + 1 if one == other else max(above, left)
    fewest = len(old) + len(new) - 2 * longest[-1][-1]
    made = differences(old, new, 60)

    assert made is not None
    assert sum(end - start + to - from_ for start, end, from_, to in made) == fewest
    assert fewest == 0 or differences(old, new, fewest - 1) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一二三\n" * 900, "二一三\n" * 900),
        ("好" * 3_900 + "终", "始" + "好" * 3_800 + "末"),
        ("的一是" * 1_300, "是的的一" * 970),
        ("\n" * 3_999, "a\n" * 1_999),
    ],
)
def test_texts_that_repeat_themselves_freeze_nothing(old: str, new: str) -> None:
    """Undoing a paste that replaced such a text held the window for a hundred seconds. Counted in comparisons: a
    figure of time would be the machine's."""
    counted = _Counted(old)
    differences(counted, _Counted(new), 200)

    assert _Counted.looks < 3_000_000
    made = old
    for start, end, put in reversed(edits(old, new)):
        made = made[:start] + put + made[end:]
    assert made == new


class _Counted(Sequence[str]):
    """A text that counts how often somebody looks at one of its characters."""

    looks = 0

    def __init__(self, text: str) -> None:
        self._text = text
        _Counted.looks = 0

    def __len__(self) -> int:
        return len(self._text)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        _Counted.looks += 1
        return self._text[at]


def test_a_few_words_in_a_long_text_are_found_line_by_line() -> None:
    """So that a colleague's words between them stay where she put them."""
    lines = [f"第{number}行：今天我们学习秋天的雨\n" for number in range(2_000)]
    changed = [line.replace("秋天", "冬天") if number in (3, 1_990) else line for number, line in enumerate(lines)]

    assert [put for _, _, put in edits("".join(lines), "".join(changed))] == ["冬", "冬"]


@given(TEXTS, st.text(st.sampled_from("XYZ"), min_size=1, max_size=5), st.data())
def test_every_typed_word_stands_in_the_result(base: str, typed: str, data: st.DataObject) -> None:
    """Mine is base with something put in; theirs is anything at all."""
    place = data.draw(st.integers(0, len(base)))
    theirs = data.draw(TEXTS)

    assert typed in rebase(base, base[:place] + typed + base[place:], theirs)


@given(TEXTS, TEXTS)
def test_the_common_beginning_is_found(first: str, second: str) -> None:
    """By halving, as a slow search would find it."""
    length = common_head(first, second)

    assert first[:length] == second[:length]
    assert first[length : length + 1] != second[length : length + 1] or length == min(len(first), len(second))


def test_a_place_moves_with_the_character_that_it_leans_on() -> None:
    """What is put in right at it stands before or behind it, as it leans."""
    assert (moved(2, "一二三四", "〇一二三四"), moved(2, "一二三四", "二三四"), moved(2, "一二三四", "一二三四五")) == (
        3,
        1,
        2,
    )
    assert (moved(2, "一二三四", "一二新三四", behind=True), moved(2, "一二三四", "一二新三四")) == (3, 2)
    assert moved(2, "一二三四", "甲乙") == 0


@given(TEXTS, TEXTS, st.data())
def test_a_moved_place_is_in_the_new_text(old: str, new: str, data: st.DataObject) -> None:
    """And a stretch stays one."""
    start, end = sorted((data.draw(st.integers(0, len(old))), data.draw(st.integers(0, len(old)))))
    first, last = moved(start, old, new, behind=True), moved(end, old, new)

    assert 0 <= first <= len(new)
    assert 0 <= last <= len(new)
    if old == new:
        assert (first, last) == (start, end)
