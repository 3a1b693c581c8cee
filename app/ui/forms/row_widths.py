"""How wide the columns of a table of rows are, and whether the table has room at all."""

from collections.abc import Callable, Mapping, Sequence

from app.records.fields import (
    Choice,
    Choices,
    Date,
    Elapsed,
    Field,
    File,
    Line,
    Link,
    Moment,
    Number,
    People,
    Person,
    Prose,
    Signature,
    YesNo,
)
from app.records.terms import Terms
from app.text import Texts
from app.ui.forms.row_box import GAP, HANDLE_WIDTH
from app.ui.theme.scale import px

#: Least width of a column by its type, and its share of the room that is left.
WIDTHS: dict[type[Field], tuple[int, int]] = {
    Line: (100, 4),
    Prose: (150, 5),
    Date: (132, 0),
    Moment: (176, 0),
    Number: (58, 0),
    Elapsed: (66, 0),
    YesNo: (58, 0),
    Choice: (110, 1),
    Choices: (210, 3),
    Person: (110, 1),
    People: (210, 3),
    Link: (112, 1),
    File: (160, 2),
    Signature: (170, 1),
}
_DELETE_WIDTH = 30
#: What a box of choices has around its word, with the arrow; and the most that a word may ask for.
_AROUND_WORD, _LONGEST_WORD = 62, 200


def widths(columns: Sequence[Field], room: int, words: Mapping[str, int]) -> list[int] | None:
    """The width of each column where ``room`` is left for the whole line; None where a table would not fit. ``words``
    say by a column's key how wide its longest word is (pixels, as of ``longest_words``)."""
    least = [max(px(WIDTHS[type(one)][0]), words.get(one.key, 0) + px(_AROUND_WORD)) for one in columns]
    shares = [WIDTHS[type(column)][1] for column in columns]
    rest = room - sum(least) - px(HANDLE_WIDTH) - px(_DELETE_WIDTH) - px(GAP) * (len(columns) + 2)
    if rest < 0:
        return None
    whole = sum(shares) or 1
    return [width + rest * share // whole for width, share in zip(least, shares, strict=True)]


def longest_words(columns: Sequence[Field], texts: Texts, width: Callable[[str], int]) -> dict[str, int]:
    """How wide the longest word is that a column of choices offers, for all but those that are sentences."""
    offered = {
        one.key: [width(texts.label(term.label)) for term in Terms().offer(one.terms)]
        for one in columns
        if isinstance(one, Choice)
    }
    return {key: min(max(found, default=0), px(_LONGEST_WORD)) for key, found in offered.items()}
