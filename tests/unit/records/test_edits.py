"""Row ids that edits bring along."""

from app.crdt.shape import is_name
from app.records.edits import new_row_id


def test_row_ids_differ_and_can_be_used_in_names() -> None:
    made = {new_row_id() for _ in range(50)}
    assert len(made) == 50
    assert all(is_name(f"s.{row}.m") for row in made)


def test_a_row_id_comes_from_the_chance_that_is_handed_in() -> None:
    assert new_row_id(lambda count: bytes(count)) == new_row_id(lambda count: bytes(count))
