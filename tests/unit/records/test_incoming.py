"""What readers of files give."""

from app.records.incoming import Grid


def test_rows_of_a_table_are_made_equally_long() -> None:
    assert Grid.of([("a",), ("b", "c"), ()]).rows == (("a", ""), ("b", "c"), ("", ""))
    assert Grid.of([]).rows == ()
