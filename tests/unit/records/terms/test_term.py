"""A list of terms as it is written down."""

from app.records.label import Label
from app.records.terms.term import Term, terms


def test_a_list_is_written_as_codes_with_both_words() -> None:
    """In the order in which it is offered."""
    assert terms(("f", "面谈", "Face to face"), ("p", "电话", "Telephone")) == (
        Term("f", Label("面谈", "Face to face")),
        Term("p", Label("电话", "Telephone")),
    )
