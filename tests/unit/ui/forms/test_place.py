"""A place in a record is a value."""

from app.ids import RecordId
from app.ui.forms.place import Place


def test_a_place_names_a_field_and_what_is_said_there() -> None:
    assert Place("notes", 1, 3) == Place("notes", 1, 3)
    assert Place("notes").said is None
    assert Place("notes", said=RecordId("AAAAAAAAAAAA")) != Place("notes")
