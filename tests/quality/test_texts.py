"""Every sentence exists in both languages with the same places to fill, and every failure has its three parts."""

import ast
from collections.abc import Collection, Iterator
from string import Formatter

import pytest

from app.errors import CODES
from app.resources import LANGUAGES, resource
from app.text import read_sentences
from tests.helpers.source import name_of, python_files, strings, tree_of

SENTENCES = {language: read_sentences(resource("i18n", language)) for language in LANGUAGES}
PARTS = ("what", "safe", "next")
ALL_CODES = [code for codes in CODES.values() for code in codes]
CLASSES = {error.__name__: set(codes) for error, codes in CODES.items()}


def places(sentence: str) -> set[str]:
    """The names in braces that a sentence wants filled."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences() -> None:
    """A key in one language only would show as a fault to those who read the other."""
    assert set(SENTENCES["zh"]) == set(SENTENCES["en"])


def test_both_languages_fill_the_same_places() -> None:
    """Otherwise one of them would fail when it is shown, or leave out a number."""
    both = set(SENTENCES["zh"]) & set(SENTENCES["en"])

    assert [key for key in sorted(both) if places(SENTENCES["zh"][key]) != places(SENTENCES["en"][key])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    """An empty sentence looks translated and says nothing."""
    assert [key for key, sentence in SENTENCES[language].items() if not sentence.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_says_what_happened_what_is_safe_and_what_to_do(language: str) -> None:
    """In each language, for each code of app/errors.py."""
    wanted = {f"{code}.{part}" for code in ALL_CODES for part in PARTS}

    assert wanted - set(SENTENCES[language]) == set()


def test_no_explanation_is_left_of_a_failure_that_is_gone() -> None:
    """A table of three parts whose code app/errors.py does not list can never be shown."""
    tables = {key.removesuffix(".safe") for key in SENTENCES["zh"] if key.endswith(".safe")}

    assert tables - set(ALL_CODES) == set()


def literal_calls(names: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Every call of one of these names, with its place and its first argument where that is a string written out."""
    for file in python_files("app"):
        for node in ast.walk(tree_of(file)):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name, first = ast.unparse(node.func).rpartition(".")[2], node.args[0].value
            if name in names and isinstance(first, str):
                yield f"{name_of(file)}:{node.lineno}", name, first


def test_every_failure_raised_in_code_is_listed_under_its_class() -> None:
    """A code that is nowhere listed has no sentence."""
    assert [(place, code) for place, name, code in literal_calls(CLASSES) if code not in CLASSES[name]] == []


def test_every_sentence_asked_for_exists() -> None:
    """Looks at each place that says a key written out in full."""
    assert [(place, key) for place, _, key in literal_calls({"say"}) if key not in SENTENCES["zh"]] == []


def written() -> set[str]:
    """Every string in the program's code, app/errors.py aside."""
    files = [file for file in python_files("app") if name_of(file) != "app/errors.py"]
    return {text for file in files for _, text in strings(file)}


def glued() -> tuple[set[str], set[str]]:
    """Beginnings and ends of keys that code completes with a word of its own: f"words.month_{n}", f"{page}.title"."""
    pieces = [
        (node.values[0], node.values[-1])
        for file in python_files("app")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.JoinedStr)
    ]
    texts = [[str(end.value) if isinstance(end, ast.Constant) else "" for end in ends] for ends in pieces]
    return {first for first, _ in texts if "." in first}, {last for _, last in texts if last.startswith(".")}


def test_every_failure_can_happen() -> None:
    """A code that no module writes is a sentence that nobody will ever read."""
    assert set(ALL_CODES) - written() == set()


def test_every_sentence_can_be_said() -> None:
    """A key counts as used if code has it, or its end after a table's name, or glues it together."""
    names, (beginnings, ends) = written(), glued()
    dead = [
        key
        for key in sorted(SENTENCES["zh"])
        if key.rpartition(".")[0] not in ALL_CODES
        and not any(".".join(key.split(".")[start:]) in names for start in range(key.count(".") + 1))
        and not key.startswith(tuple(beginnings))
        and not key.endswith(tuple(ends))
    ]

    assert dead == []
