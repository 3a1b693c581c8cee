"""The field types and the questions that consumers ask about them."""

import dataclasses

import pytest

from app.records.fields import (
    FIELD_TYPES,
    LIMIT,
    Checklist,
    Field,
    Line,
    Prose,
    Rows,
    columns_of,
    is_prose,
    is_rows,
    is_set,
)
from tests.helpers.kinds import EVERY_TYPE


def test_each_field_answers_to_one_shape() -> None:
    assert [field.key for field in EVERY_TYPE.fields() if is_prose(field)] == ["prose"]
    assert [field.key for field in EVERY_TYPE.fields() if is_set(field)] == ["choices", "people", "file"]
    assert [field.key for field in EVERY_TYPE.fields() if is_rows(field)] == ["rows", "checklist"]


def test_only_repeated_groups_have_columns() -> None:
    with_columns = {type(field) for field in EVERY_TYPE.fields() if columns_of(field)}
    assert with_columns == {Rows, Checklist}


@pytest.mark.parametrize("field_type", FIELD_TYPES)
def test_a_field_cannot_be_changed(field_type: type[Field]) -> None:
    field = next(field for field in EVERY_TYPE.fields() if type(field) is field_type)
    with pytest.raises(dataclasses.FrozenInstanceError):
        field.key = "other"  # type: ignore[misc]  # the very thing that must fail


def test_a_line_of_a_prose_fits_and_a_prose_fits_one_delta() -> None:
    assert LIMIT[Line] == 500
    assert LIMIT[Line] < LIMIT[Prose] * 4 <= 1_000_000
