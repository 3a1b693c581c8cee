"""A card that is damaged must not take a teacher's work with it."""

from pathlib import Path

import pytest

from app.errors import StoreError
from app.workspace.cards import CARD, FIRST, Card, make_card, read_card, unwritable, write_card


def test_a_damaged_card_is_read_from_its_first_copy(tmp_path: Path) -> None:
    make_card(tmp_path, Card("李秀兰", "locked"))
    write_card(tmp_path, Card("李秀兰", "locked", wrong=2, last_wrong=7))
    assert read_card(tmp_path).wrong == 2
    (tmp_path / CARD).write_bytes(b'{"name": "half')
    assert read_card(tmp_path) == Card("李秀兰", "locked")
    (tmp_path / CARD).unlink()
    assert read_card(tmp_path).locked == "locked"


@pytest.mark.parametrize(("content", "code"), [(None, "store.missing"), (b"\xff\xfe junk", "store.damaged")])
def test_without_any_readable_copy_it_says_which(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / CARD).write_bytes(content)
        (tmp_path / FIRST).write_bytes(content)
    with pytest.raises(StoreError) as raised:
        read_card(tmp_path)
    assert raised.value.code == code


def test_no_half_written_card_is_left(tmp_path: Path) -> None:
    make_card(tmp_path, Card("李秀兰", "locked"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [FIRST, CARD]


def test_a_full_disk_is_told_from_a_locked_folder() -> None:
    assert unwritable(OSError(28, "full")).code == "store.full"
    assert unwritable(OSError(13, "denied")).code == "store.read_only"


@pytest.mark.parametrize(("wrong", "seconds"), [(2, 0), (3, 5), (4, 10), (5, 20), (12, 900), (90, 900)])
def test_each_wrong_try_beyond_the_third_doubles_the_wait(wrong: int, seconds: int) -> None:
    assert Card("李秀兰", "", wrong, last_wrong=1_000).wait(1_000, 0) == seconds


def test_turning_the_clock_back_does_not_shorten_the_wait() -> None:
    assert Card("李秀兰", "", 3, last_wrong=1_000).wait(10, 0) == 5
    assert Card("李秀兰", "", 3, last_wrong=1_000).wait(1_003, 3) == 2


def test_putting_the_clock_ahead_does_not_shorten_the_wait() -> None:
    """The seconds since this computer was started decide, also for a program that was started again meanwhile."""
    card = Card("李秀兰", "", 3, last_wrong=1_000, awake=50.0)
    assert card.wait(999_999, 52.0) == 3
    assert card.wait(999_999, 55.0) == 0


def test_after_the_computer_was_started_anew_its_clock_counts() -> None:
    """What it counted itself began at nothing again."""
    card = Card("李秀兰", "", 3, last_wrong=1_000, awake=5_000.0)
    assert card.wait(1_002, 40.0) == 3
    assert card.wait(1_005, 43.0) == 0
