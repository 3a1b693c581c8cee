"""A file is one idea and a function one thought: ceilings that a machine holds."""

from tests.helpers.source import ROOT, functions, name_of, python_files

LINES_OF_A_FILE = 500
LINES_OF_A_FUNCTION = 60
FILES = [ROOT / "dev.py", *python_files("app", "tests", "packaging")]


def test_no_file_is_longer_than_the_ceiling() -> None:
    """The remedy for a long file is a second one with a name of its own."""
    lengths = {name_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}

    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_the_ceiling() -> None:
    """From its first line to its last, decorators aside."""
    lengths = {
        f"{name_of(file)}:{function.lineno} {function.name}": (function.end_lineno or 0) - function.lineno + 1
        for file in FILES
        for function in functions(file)
    }

    assert {name: lines for name, lines in lengths.items() if lines > LINES_OF_A_FUNCTION} == {}
