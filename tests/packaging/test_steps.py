"""A step is made once, and again whenever something that it was made from has changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from shipping import figures, steps, tools
from shipping.context import Context


def write(text: str) -> Callable[[Path], None]:
    """A step that leaves one file."""

    def make(folder: Path) -> None:
        (folder / "made.txt").write_text(text, encoding="utf-8")

    return make


def test_a_step_is_made_once(context: Context) -> None:
    first = steps.step(context, "thing", write("first"), ["flag"])
    second = steps.step(context, "thing", write("second"), ["flag"])

    assert second == first
    assert (second / "made.txt").read_text(encoding="utf-8") == "first"


def test_a_changed_input_makes_it_anew(context: Context, tmp_path: Path) -> None:
    """A word, a file's contents, a folder's contents, a module's code."""
    folder = tmp_path / "source"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text("one", encoding="utf-8")
    before = [steps.key(["flag"]), steps.key([file]), steps.key([folder]), steps.key([tools])]
    file.write_text("two", encoding="utf-8")
    after = [steps.key(["other flag"]), steps.key([file]), steps.key([folder]), steps.key([figures])]

    assert len({*before, *after}) == 8


def test_dates_do_not_count_but_names_and_executable_bits_do(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    file = folder / "run.sh"
    file.write_text("true", encoding="utf-8")
    plain = steps.key([folder])
    os.utime(file, (0, 0))
    assert steps.key([folder]) == plain
    file.chmod(0o755)
    executable = steps.key([folder])
    file.rename(folder / "other.sh")

    assert len({plain, executable, steps.key([folder])}) == 3


def test_a_step_that_fails_leaves_nothing_that_looks_finished(context: Context) -> None:
    def fail(folder: Path) -> None:
        (folder / "half.txt").write_text("half", encoding="utf-8")
        raise OSError("no room on the disk")

    with pytest.raises(OSError, match="no room"):
        steps.step(context, "thing", fail, [])

    assert [*(context.cache / "steps").iterdir()] == []


def test_a_second_build_repeats_quick_steps_and_keeps_slow_ones(context: Context) -> None:
    """`--twice` compares what was really made twice, without an hour of compiling."""
    again = context.made_again("again")
    quick = steps.step(context, "quick", write("x"), [])
    slow = steps.step(context, "slow", write("x"), [], slow=True)

    assert steps.step(again, "quick", write("x"), []) != quick
    assert steps.step(again, "slow", write("x"), [], slow=True) == slow
