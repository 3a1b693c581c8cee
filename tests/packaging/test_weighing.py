"""What an update of our own code weighs is measured on real layers of real commits, and said to be unknown without."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from shipping import cpython, weighing
from shipping.context import Context
from shipping.figures import FIGURES

#: A module that is long enough for a delta to be worth one.
MODULE = "".join(f"def step_{number}(x):\n    return x * {number} + {number * 7919}\n" for number in range(200))


def git(root: Path, *words: str) -> None:
    """Run git as somebody."""
    names = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *words], cwd=root, check=True, capture_output=True)


def commit(root: Path, text: str) -> None:
    """A commit in which our code is this."""
    (root / "app" / "steps.py").write_text(text, "utf-8")
    git(root, "add", ".")
    git(root, "commit", "-m", "a change")


@pytest.fixture
def checkout(context: Context, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, compiled by the Python that runs this."""
    root = context.root
    for name, text in {"app/version.py": '__version__ = "1.2.3"\n', "resources/words.toml": "word = 1\n"}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "-q")
    commit(root, MODULE)
    python = context.cache / "steps" / "cpython-1" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    monkeypatch.setattr(cpython, "interpreter", lambda _context: python)
    monkeypatch.setattr(weighing, "APART", 2)
    monkeypatch.setattr(weighing, "SINGLE", 1)
    monkeypatch.setattr(FIGURES, "values", {})
    return root


def test_a_small_change_weighs_far_less_than_the_layer(checkout: Path, tmp_path: Path) -> None:
    """And the same code twice weighs nothing."""
    commit(checkout, MODULE + "LAST = 1\n")
    weigher = weighing.Weigher(checkout, Path(sys.executable), tmp_path)

    small, nothing = weigher.weigh("HEAD^", "HEAD"), weigher.weigh("HEAD", "HEAD")

    assert 0 < small.fetched < small.whole / 4
    assert nothing.fetched == 0


def test_it_is_weighed_from_the_last_release_or_from_some_changes_ago(
    checkout: Path, context: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    """A tag takes the place of the fixed distance; what did not change our code does not count as a change."""
    for number in range(2):
        commit(checkout, MODULE + f"LAST = {number}\n")
    git(checkout, "commit", "--allow-empty", "-m", "something else")

    weighing.tell(context)
    assert "2 changes ago" in capsys.readouterr().out
    assert set(FIGURES.values) == {
        "update-of-our-code", "update-of-our-code-by-one-change", "whole-layer-of-our-code"
    }  # fmt: skip
    git(checkout, "tag", "v1.2.2", "HEAD^")
    git(checkout, "tag", "v1.2.3", "HEAD")
    weighing.tell(context)
    assert "from v1.2.2 to now" in capsys.readouterr().out
    assert FIGURES.values["update-of-our-code"] == (0, "kB")


@pytest.mark.parametrize("history", [False, True])
def test_a_clone_without_history_says_that_it_was_not_weighed(
    context: Context, checkout: Path, capsys: pytest.CaptureFixture[str], history: bool
) -> None:
    """A shallow clone, and a folder that is no repository at all."""
    outside = replace(context, root=context.cache)
    weighing.tell(context if history else outside)

    assert "was not weighed" in capsys.readouterr().out
    assert not FIGURES.values
