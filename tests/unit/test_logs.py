"""The log helps an engineer and gives nobody away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import StoreError
from app.logs import LOGGER, note_failure, start_log


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """The log belongs to the whole process: what a test starts must not reach the next one."""
    handlers, level, propagate = list(LOGGER.handlers), LOGGER.level, LOGGER.propagate
    yield
    for handler in LOGGER.handlers:
        handler.close()
    LOGGER.handlers, LOGGER.propagate = handlers, propagate
    LOGGER.setLevel(level)


def failure(secret: str) -> BaseException:
    """An exception that has passed through code and whose message holds what nobody may read."""
    with pytest.raises(ValueError, match=secret) as caught:
        int(secret)
    return caught.value


def test_a_failure_is_logged_by_class_and_place_without_its_message(tmp_path: Path) -> None:
    """A message can hold a name, a key or a teacher's sentence."""
    start_log(tmp_path)

    line = note_failure(failure("张老师的教案"))

    written = (tmp_path / "tongxing.log").read_text("utf-8")
    assert "ValueError at test_logs.py:" in written
    assert line in written
    assert "张老师" not in written


def test_one_of_our_failures_is_logged_by_its_code(tmp_path: Path) -> None:
    """Without the detail: it is for the engineer at the screen, not for a file that is handed on."""
    start_log(tmp_path)

    assert note_failure(StoreError("store.full", "/home/zhang")).startswith("store.full at ")
    assert "zhang" not in (tmp_path / "tongxing.log").read_text("utf-8")


def test_a_folder_that_cannot_be_written_leaves_the_program_running(tmp_path: Path) -> None:
    """A log is not worth a teacher's morning."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")

    start_log(blocked)

    assert note_failure(failure("x")).startswith("ValueError")


def test_starting_twice_writes_each_line_once(tmp_path: Path) -> None:
    """A second person signs in on the same run."""
    start_log(tmp_path / "nowhere")
    start_log(tmp_path)
    start_log(tmp_path)

    note_failure(failure("x"))

    assert len((tmp_path / "tongxing.log").read_text("utf-8").splitlines()) == 1
    assert len(LOGGER.handlers) == 1
