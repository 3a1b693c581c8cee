"""What was typed is carried onto a text that a merge changed; nobody's words are undone by a save."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.rebase import common_head, edits, rebase

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
