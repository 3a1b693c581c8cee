"""How wide the columns of a table of rows are, and whether the table has room at all."""

from collections.abc import Sequence

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


def widths(columns: Sequence[Field], room: int) -> list[int] | None:
    """The width of each column where ``room`` is left for the whole line; None where a table would not fit."""
    least = [px(WIDTHS[type(column)][0]) for column in columns]
    shares = [WIDTHS[type(column)][1] for column in columns]
    rest = room - sum(least) - px(HANDLE_WIDTH) - px(_DELETE_WIDTH) - px(GAP) * (len(columns) + 2)
    if rest < 0:
        return None
    whole = sum(shares) or 1
    return [width + rest * share // whole for width, share in zip(least, shares, strict=True)]
