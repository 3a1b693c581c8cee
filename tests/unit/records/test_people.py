"""How a person field names a member, or anybody else."""

import pytest

from app.ids import PersonId
from app.records.people import person_of, person_value


def test_a_member_is_found_again() -> None:
    person = PersonId(bytes(range(8)))
    assert person_value(person) == "@0001020304050607"
    assert person_of(person_value(person)) == person


@pytest.mark.parametrize(
    "typed", ["", "王芳", "@王芳", "@00010203040506", "@000102030405060g", "@00 01 02 03 04 05", "0001"]
)
def test_a_typed_name_is_no_member(typed: str) -> None:
    assert person_of(typed) is None
