"""Every sentence exists in both languages with the same places to fill, and every failure has its three parts."""

import ast
from string import Formatter

import pytest

from app.errors import CODES
from app.resources import resource
from app.text import LANGUAGES, read_sentences
from tests.helpers.source import name_of, python_files, tree_of

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


def test_every_failure_raised_in_code_is_listed_under_its_class() -> None:
    """Looks at each place that makes one of our exceptions with a code written out."""
    strays = [
        f"{name_of(file)}:{node.lineno} {code}"
        for file in python_files("app")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES and node.args
        for code in [node.args[0]]
        if isinstance(code, ast.Constant) and code.value not in CLASSES[node.func.id]
        for code in [code.value]
    ]

    assert strays == []


def test_every_sentence_asked_for_exists() -> None:
    """Looks at each place that says a key written out in full."""
    strays = [
        f"{name_of(file)}:{node.lineno} {node.args[0].value}"
        for file in python_files("app")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say"
        if node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value not in SENTENCES["zh"]
    ]

    assert strays == []
