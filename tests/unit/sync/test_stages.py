"""What merging did adds up over runs."""

from app.ids import RecordId
from app.sync.stages import Merge


def test_merges_add_up() -> None:
    first = Merge(2, frozenset({RecordId("a")}), 1, 0)
    second = Merge(3, frozenset({RecordId("a"), RecordId("b")}), 0, 4)
    assert first + second == Merge(5, frozenset({RecordId("a"), RecordId("b")}), 1, 4)
