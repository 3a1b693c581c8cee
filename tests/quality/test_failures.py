"""Every failure in app/errors.py is produced somewhere, and wherever it is, its sentence has what it wants to say.

What happened, what is safe and what to do next stand in resources/i18n; test_texts.py sees that none is missing.
"""

import ast
from collections.abc import Iterator

import pytest

from app.errors import CODES, Known, LinkError, TongxingError
from app.protocol.failures import FAILURES
from app.resources import LANGUAGES, resource
from app.text import Texts, read_sentences
from tests.helpers.source import name_of, python_files, strings, tree_of
from tests.quality.test_texts import places

CLASSES = {error.__name__: error for error in CODES}
ALL = [(kind, code) for kind, codes in CODES.items() for code in codes]
SENTENCES = read_sentences(resource("i18n", "zh"))

#: Raised without a place that its sentence fills, and why nobody ever reads it so.
NEVER_READ = {
    "app/crdt/replica.py": "workspace/editing.py asks before it stores, and raises it with both numbers",
    "app/spaces/membership_log.py": "names of people and spaces are measured in the workspace before they get here",
}


def wanted(code: str) -> set[str]:
    """The places that the sentences of a code have."""
    return set().union(*(places(SENTENCES[f"{code}.{part}"]) for part in ("what", "safe", "next")))


def mentioned() -> dict[str, set[str]]:
    """For every string of the program that is a code: the files that hold it. The table itself does not count."""
    found: dict[str, set[str]] = {}
    for file in python_files("app"):
        if name_of(file) != "app/errors.py":
            for _, text in strings(file):
                found.setdefault(text, set()).add(name_of(file))
    return found


def raised() -> Iterator[tuple[str, str, set[str]]]:
    """Every place where a failure is made with its code written out: the file, the code, the fields it is given."""
    for file in python_files("app"):
        for node in ast.walk(tree_of(file)):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            code = node.args[0].value
            if ast.unparse(node.func).rpartition(".")[2] in CLASSES and isinstance(code, str):
                yield name_of(file), code, {keyword.arg or "" for keyword in node.keywords}


MENTIONED = mentioned()


@pytest.mark.parametrize(("kind", "code"), ALL, ids=[code for _, code in ALL])
def test_a_failure_that_is_listed_can_happen(kind: type[TongxingError], code: str) -> None:
    """Raised with its code written out, or given by a table: of the wire's failures, of SQLite's, of the network's."""
    by_wire = {failure.sentence for failure in FAILURES.values()}

    assert MENTIONED.get(code) or code in by_wire, f"nothing raises {kind.__name__} {code}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "code"), ALL, ids=[code for _, code in ALL])
def test_a_failure_is_explained_whole(kind: type[TongxingError], code: str, language: str) -> None:
    """Three parts, all places filled, no brace left; each but a bug in words of its own."""
    texts = Texts(language)
    sentence = texts.explain(kind(code, "detail for engineers", **dict.fromkeys(wanted(code), 7)))

    assert len(sentence.parts()) == 3
    assert not [mark for mark in ("{", "}", "…", "detail") if mark in sentence.whole()]
    assert (sentence.what == texts.say("bug.what")) is (code == "bug")


def test_whoever_raises_a_failure_gives_what_its_sentence_names() -> None:
    """Otherwise a teacher would read "more than the … that fit"."""
    lacking = {file for file, code, given in raised() if wanted(code) - given}

    assert lacking == set(NEVER_READ)


def test_what_ends_a_visit_needs_no_more_than_its_code() -> None:
    """A visit reports codes, which are stored and shown at the next start."""
    codes = {failure.sentence for failure in FAILURES.values()} | set(CODES[LinkError])

    assert [code for code in sorted(codes) if wanted(code)] == []
    assert all(Texts("en").explain(Known(code)).what for code in codes)


def test_no_two_failures_say_the_same() -> None:
    """Two codes with one sentence would be one failure, or one of them is explained by the other's words."""
    for language in LANGUAGES:
        sentences = read_sentences(resource("i18n", language))
        whats = [sentences[f"{code}.what"] for _, code in ALL]
        assert len(set(whats)) == len(whats)
