"""docs/requirements.md answers for every requirement of the first two priorities, with tests that are there."""

import re
from pathlib import Path

import pytest

from tests.helpers.source import ROOT

PAGE = (ROOT / "docs" / "requirements.md").read_text("utf-8")
LIST = ROOT.parent / "shared" / "domain" / "requirements.md"
_ROW = re.compile(r"^\| (\d\.\d+) \| (P\d) \| (.+?) \| (.+?) \| (.*?) \|$", re.MULTILINE)


def answers() -> dict[str, tuple[str, str, str, str]]:
    """Priority, state, place and tests by the number of a row."""
    return {number: (priority, state, where, tests) for number, priority, state, where, tests in _ROW.findall(PAGE)}


def test_every_row_says_what_there_is_where_and_what_shows_it() -> None:
    found = answers()
    assert len(found) >= 89
    assert [number for number, (_, state, where, _) in found.items() if not state or len(where) < 2] == []
    assert [number for number, (priority, state, _, tests) in found.items() if state == "done" and not tests] == []


def test_every_file_of_tests_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)", PAGE))
    assert len(named) > 30
    assert [name for name in sorted(named) if not Path(ROOT, name).is_file()] == []


def test_no_row_of_the_first_priorities_is_left_out() -> None:
    if not LIST.exists():
        pytest.skip("NOT TESTED: no list of requirements beside the repository")
    wanted = dict(re.findall(r"^\| (\d\.\d+) \|.*\| (P[01]) \|$", LIST.read_text("utf-8"), re.MULTILINE))
    assert len(wanted) == 89
    found = answers()
    assert sorted(wanted.keys() - found.keys()) == []
    assert {number: found[number][0] for number in wanted} == wanted
