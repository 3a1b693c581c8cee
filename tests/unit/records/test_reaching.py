"""How a family is reached is asked in the same words wherever it is written down."""

from app.records.fields import Rows
from app.records.kinds import ALL
from app.records.reaching import TO_CALL


def test_what_is_opened_for_a_time_has_the_columns_of_what_it_is_taken_from() -> None:
    """Else a line of the one would lose a cell in the other."""
    rows = {
        kind.key: [field.row for field in kind.fields() if isinstance(field, Rows) and field.key == "people"]
        for kind in ALL
        if kind.key in ("family_contact", "contact_grant")
    }

    assert rows == {"family_contact": [TO_CALL], "contact_grant": [TO_CALL]}
