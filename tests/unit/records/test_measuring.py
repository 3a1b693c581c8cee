"""How much there is to read."""

from app.records.measuring import characters, minutes
from app.records.values import Row


def test_all_words_are_counted_and_no_ids() -> None:
    """Of texts, sets and rows; a character beyond the basic plane is one."""
    rows: list[Row] = [{"id": "r1", "name": "导入", "minutes": 5, "aspects": ["知识", "𠮷"]}]

    assert characters({"topic": "秋天", "slot": 3, "grades": ["3", "4"], "steps": rows}) == 9
    assert characters({}) == 0


def test_a_short_record_takes_a_minute() -> None:
    assert [minutes(count) for count in (0, 300, 1_000, 3_000)] == [1, 1, 3, 10]
