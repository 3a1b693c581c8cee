"""A list's columns follow from the declaration, and give way in a narrow window."""

import pytest

from app.records.kinds import ALL
from app.records.terms import Terms
from app.text import Texts
from app.ui.lists.columns import LEAST_TITLE, columns_of_kind, hidden_columns
from app.ui.widgets.cells import Manner
from app.ui.words import Words

TEXTS = Texts("zh")
KINDS = [kind for kind in ALL if kind.alone]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_title_first_then_fields_then_who_where_when(kind) -> None:  # type: ignore[no-untyped-def]  # a Kind
    """One column for each that the kind names."""
    columns = columns_of_kind(kind, TEXTS, Manner(Words(TEXTS), Terms(), "zh", {}, 0))
    labels = [TEXTS.label(kind.field(key).label) for key in kind.columns if key != kind.title]

    assert columns[0].heading == TEXTS.label(kind.field(kind.title).label)
    assert [column.heading for column in columns[1:]] == [*labels, "作者", "谁能看", "修改", "送达"]


@pytest.mark.parametrize("room", [300, 500, 700, 900, 1_100, 1_400])
def test_the_title_keeps_its_room(room: int) -> None:
    """Fields give way first; where and when stay as long as they can."""
    columns = columns_of_kind(KINDS[0], TEXTS, Manner(Words(TEXTS), Terms(), "zh", {}, 0))
    hidden = hidden_columns(columns, room)
    left = room - sum(column.width for at, column in enumerate(columns) if at not in hidden)

    assert 0 not in hidden
    assert left >= LEAST_TITLE or len(columns) - len(hidden) <= 3
    assert (room < 1_100) == bool(hidden)
