"""Copies are whole or not there, and no clock can make the good ones go."""

import contextlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import StoreError
from app.store.backup import (
    DAILY,
    WEEKLY,
    CopyFile,
    Head,
    copies,
    opens,
    read_head,
    sound,
    surplus,
    take_along,
    thin_out,
    unpack,
)
from tests.helpers.stores import KEY, new_store, open_store, plan, save

HEAD = Head("person", "李秀兰", "{}", 1_800_000_000, 3)


def _copy(number: int, day: date, folder: Path = Path()) -> CopyFile:
    return CopyFile(folder / f"{number:06}-{day.isoformat()}.tongxing", number, day.isoformat(), 1)


def test_a_copy_holds_everything_and_nothing_in_the_clear(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    save(store, 1, plan("秋天的雨", "一场秋雨一场寒"))
    made = store.copy_into(tmp_path / "copies", HEAD)
    save(store, 2, plan("后来的课"))
    store.close()
    assert copies(tmp_path / "copies") == [made]
    assert read_head(made.path) == HEAD
    assert "秋雨".encode() not in made.path.read_bytes()
    (tmp_path / "other").mkdir()
    unpack(made.path, tmp_path / "other" / "store.db")
    assert sound(tmp_path / "other" / "store.db", KEY)
    again = open_store(tmp_path / "other")
    assert [row.title for row in again.queries.list_records("lesson_plan")] == ["秋天的雨"]
    again.close()


def test_a_copy_is_made_while_somebody_writes(tmp_path: Path) -> None:
    """It shows what was committed when it began, and nobody waits for it."""
    store = new_store(tmp_path)
    save(store, 1, plan("第一课"))
    with store.transaction():
        save(store, 2, plan("没有存完的课"))
        made = store.copy_into(tmp_path / "copies", HEAD)
    unpack(made.path, tmp_path / "copies" / "look.db")
    store.close()
    (tmp_path / "look").mkdir()
    (tmp_path / "copies" / "look.db").rename(tmp_path / "look" / "store.db")
    again = open_store(tmp_path / "look")
    assert [row.title for row in again.queries.list_records("lesson_plan")] == ["第一课"]
    again.close()


@pytest.mark.parametrize("place", [0, 20, 300, 5_000, 40_000])
def test_a_harmed_copy_is_noticed(tmp_path: Path, place: int) -> None:
    store = new_store(tmp_path)
    for number in range(20):
        save(store, number, plan(f"第{number}课", "话" * 500))
    made = store.copy_into(tmp_path / "copies", HEAD)
    store.close()
    raw = bytearray(made.path.read_bytes())
    raw[place : place + 8] = b"\xff" * 8
    made.path.write_bytes(raw)
    with contextlib.suppress(StoreError):
        unpack(made.path, tmp_path / "out.db")
    assert not sound(tmp_path / "out.db", KEY)


@pytest.mark.parametrize("data", [b"", b"tongxing", b"tongxing copy 1\n", b"tongxing copy 1\n\xff\xff\xff\xff", b"PK"])
def test_what_is_no_copy_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.tongxing").write_bytes(data)
    for tried in (lambda: read_head(tmp_path / "x.tongxing"), lambda: unpack(tmp_path / "x.tongxing", tmp_path / "y")):
        with pytest.raises(StoreError, match=r"backup\.(not_one|unreadable)"):
            tried()
    assert not (tmp_path / "y").exists()


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    made = store.copy_into(tmp_path / "copies", HEAD)
    store.close()
    unpack(made.path, tmp_path / "out.db")
    assert opens(tmp_path / "out.db", KEY)
    assert not opens(tmp_path / "out.db", bytes(32))


def test_a_copy_is_taken_along_whole(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    made = store.copy_into(tmp_path / "copies", HEAD)
    store.close()
    (tmp_path / "stick").mkdir()
    assert take_along(made, tmp_path / "stick").read_bytes() == made.path.read_bytes()
    with pytest.raises(StoreError):
        take_along(made, tmp_path / "not there")


def test_seven_days_and_four_weeks_stay(tmp_path: Path) -> None:
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(60)]
    for number, day in enumerate(days, 1):
        _copy(number, day, tmp_path).path.write_bytes(b"x")
        thin_out(tmp_path)
    kept = copies(tmp_path)
    assert len(kept) == DAILY + WEEKLY
    assert [copy.day for copy in kept[-DAILY:]] == [day.isoformat() for day in days[-DAILY:]]
    assert len({date.fromisoformat(copy.day).isocalendar()[:2] for copy in kept[:WEEKLY]}) == WEEKLY


@given(st.lists(st.dates(date(1970, 1, 2), date(2150, 1, 1)), min_size=1, max_size=60), st.integers(0, 60))
def test_no_clock_makes_the_newest_or_the_tested_one_go(days: list[date], good: int) -> None:
    """Whatever years the clock jumps through."""
    kept: list[CopyFile] = []
    for number, day in enumerate(days, 1):
        kept.append(_copy(number, day))
        gone = surplus(kept, good)
        kept = [copy for copy in kept if copy not in gone]
        assert kept[-1].number == number
        assert len(kept) <= DAILY + WEEKLY + 1
        assert len(kept) >= min(DAILY, len({copy.day for copy in kept}))
    assert good not in range(1, len(days) + 1) or good in {copy.number for copy in kept}
