"""What a form insists on: little, and in the work of groups what was thought before who and when."""

import pytest

from app.records.fields import Choice, Choices, Date, Moment, People, Person, Prose, Rows
from app.records.groups import PLC
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.registry import MOST_REQUIRED

#: Who, when and of what sort: what an office asks for.
_OFFICE = (Choice, Choices, Date, Moment, People, Person)
#: Requirement 4.25: research groups that serve administration do not grow.
_MOST_OFFICE = 3


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_a_form_asks_for_little(kind: Kind) -> None:
    """Six reminders at most; a form that asks for more is left empty."""
    assert sum(field.required for field in kind.fields()) <= MOST_REQUIRED == 6


@pytest.mark.parametrize("kind", [one for one in ALL if one.group == PLC], ids=lambda kind: kind.key)
def test_growth_is_asked_for_beside_every_form_s_basics(kind: Kind) -> None:
    """Each form of a group asks for something that was thought or agreed, and for three facts of the office at most."""
    required = [field for field in kind.fields() if field.required]

    assert any(isinstance(field, Prose | Rows) for field in required)
    assert sum(isinstance(field, _OFFICE) for field in required) <= _MOST_OFFICE
