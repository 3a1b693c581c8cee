"""Times on a stop-watch: written, read in any usual way, and how long each stage took."""

import pytest

from app.records.elapsed import StageTime, elapsed_text, seconds_of, stage_times
from app.records.values import Row

ROWS: list[Row] = [
    {"id": "a", "time": 0, "stage": "导入"},
    {"id": "b", "time": 190},
    {"id": "c", "time": 310, "stage": "新授"},
    {"id": "d", "stage": "没有时间"},
    {"id": "e", "time": 1300, "stage": "导入"},
]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12:30", 750), ("12：30", 750), ("12′30″", 750), ("12分30秒", 750), ("１２３０", 750), ("12", 720), ("12分", 720),
     ("95:00", 5700), ("12:75", None), ("", None), ("很久", None), ("123456", None), ("999:00", None)],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


def test_what_is_written_is_read_again() -> None:
    assert [seconds_of(elapsed_text(one)) for one in (0, 59, 60, 754, 35_999)] == [0, 59, 60, 754, 35_999]
    assert elapsed_text(310) == "05:10"


def test_each_stage_takes_until_the_next_one() -> None:
    """A row without a stage goes on with the one before, and a stage that comes back is one stage."""
    assert stage_times(ROWS, "time", "stage", 2400) == [StageTime("导入", 310 + 1100), StageTime("新授", 990)]


def test_while_the_lesson_goes_on_its_last_stage_has_no_end() -> None:
    assert stage_times(ROWS[:3], "time", "stage", None) == [StageTime("导入", 310), StageTime("新授", 0, True)]


def test_times_that_were_put_right_are_taken_in_their_order() -> None:
    assert stage_times([*reversed(ROWS[:3])], "time", "stage", 600) == [StageTime("导入", 310), StageTime("新授", 290)]
    assert stage_times(ROWS[:3], "time", "stage", 100)[1] == StageTime("新授", 0)
