"""Every test says what it holds: it asserts, or calls a helper of the tests that does.

Read as text, by indentation: the trees of all tests would take seconds.
"""

import re
from functools import cache
from pathlib import Path

from tests.helpers.source import ROOT, name_of, python_files

_FUNCTION = re.compile(r"^(?:async )?def (\w+)\(.*?(?=^(?:@|def |async |class |\w+ =|if )|\Z)", re.M | re.S)
_METHOD = re.compile(r"^    (?:async )?def (\w+)\(.*?(?=^ {0,4}[^\s)]|\Z)", re.M | re.S)
_ASSERTS = re.compile(r"^\s+assert\b|\b(pytest\.raises|pytest\.fail|waitUntil|run_state_machine_as_test)\(", re.M)
_CALLED = re.compile(r"(?<![\w.])(\w+)\(")
_METHOD_CALLED = re.compile(r"\.(\w+)\(")
_TAKEN = re.compile(r"^from (tests\.[\w.]+) import (\([^)]*\)|.*)", re.M)

#: Tests whose assertions stand where the text does not show them.
ELSEWHERE: dict[str, str] = {
    "tests/kinds/test_every_kind.py::test_kind_and_consumer": "each consumer that it is handed asserts",
    "tests/stories/test_stories.py::test_an_entry_that_was_sent_last_is_waited_for": "``teardown`` calls ending.check",
    "tests/unit/sync/test_stick_pulled.py::"
    "test_whatever_the_order_nothing_is_lost_nothing_twice_and_no_state_goes_back": "``Story.check`` and ``Story.end``",
}


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _functions(file: Path) -> dict[str, str]:
    """The text of each function of a module, by its name."""
    return {found[1]: found[0] for found in _FUNCTION.finditer(_text(file))}


@cache
def _homes(file: Path) -> dict[str, Path]:
    """The modules of the tests from which a module takes names, by name."""
    return {
        name: ROOT / f"{module.replace('.', '/')}.py"
        for module, names in _TAKEN.findall(_text(file))
        for name in re.findall(r"\w+", names)
    }


@cache
def _asserting_methods() -> frozenset[str]:
    """Names of the tests' methods that assert. Whose method is called, a text does not say: the program itself must
    have none of that name."""
    inside = {
        found[1]
        for file in python_files("tests")
        for found in _METHOD.finditer(_text(file))
        if _ASSERTS.search(found[0])
    }
    program = {name for file in python_files("app", "packaging") for name in re.findall(r"\bdef (\w+)\(", _text(file))}
    return frozenset(inside - program)


@cache
def asserts(file: Path, function: str) -> bool:
    """Does this function of a module assert, itself or through a helper?"""
    text = _functions(file).get(function, "")
    if _ASSERTS.search(text) or not _asserting_methods().isdisjoint(_METHOD_CALLED.findall(text)):
        return True
    called = {name: _homes(file).get(name, file) for name in _CALLED.findall(text) if name != function}
    return any(home.is_file() and asserts(home, name) for name, home in called.items())


def test_every_test_asserts_something() -> None:
    silent = [
        f"{name_of(file)}::{function}"
        for file in python_files("tests")
        if file.name.startswith("test_")
        for function in _functions(file)
        if function.startswith("test_") and not asserts(file, function)
    ]

    assert sorted(silent) == sorted(ELSEWHERE)
