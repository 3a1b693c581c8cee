"""A school's numbers: each with its public default and a named source, and written nowhere else."""

import ast
import re
from collections.abc import Iterator

import pytest

from app.records.kinds import ALL
from app.records.numbers import BY_KEY, DEFAULTS, NUMBERS, numbers_in
from app.resources import LANGUAGES, resource
from app.text import read_sentences
from tests.helpers.source import name_of, python_files, tree_of

#: Values so small that they stand in code for a hundred other reasons.
_EVERYWHERE = 4


def test_each_number_names_its_default_and_its_source_in_both_languages() -> None:
    """What a leader reads beside the field before she changes it."""
    for number in NUMBERS:
        told = number.field().help
        assert told is not None
        for language in LANGUAGES:
            assert str(number.default) in told.in_language(language)
            assert number.source.in_language(language) in told.in_language(language)
            assert number.default >= number.least


def test_the_school_s_form_has_a_field_for_each_number() -> None:
    """A number that nobody can set would be a constant after all."""
    (school,) = (kind for kind in ALL if kind.key == "school")

    fields = {field.key: field for field in school.fields()}
    assert [fields.get(number.key) for number in NUMBERS] == [number.field() for number in NUMBERS]


@pytest.mark.parametrize(("typed", "holds"), [(12, 12), (0, 15), (-3, 15), ("十二", 15), (True, 15), (None, 15)])
def test_what_is_no_number_leaves_the_default(typed: int | str | None, holds: int) -> None:
    """Also below what may be."""
    values = {} if typed is None else {"pupils_per_mentor": typed}

    assert numbers_in(values) == {**DEFAULTS, "pupils_per_mentor": holds}


def test_a_group_can_be_made_larger_and_never_smaller_than_three() -> None:
    """Whoever keeps the school's settings must not be able to look at one person."""
    assert numbers_in({"smallest_group": 5})["smallest_group"] == 5
    assert numbers_in({"smallest_group": 1})["smallest_group"] == 3


def constants_of(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Places at which a number of a school is written out: something called after it that is given a number, or its
    default in a module that speaks of it."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    spoken = {key for key in BY_KEY for name in names if _means(name, key)}
    for node in ast.walk(tree):
        given = _given_a_number(node)
        for key in BY_KEY if given else ():
            if any(_means(name, key) for name in given):
                yield getattr(node, "lineno", 0), key
        if isinstance(node, ast.Constant):
            for key in spoken:
                default = BY_KEY[key].default
                if default > _EVERYWHERE and node.value in (default, str(default)):
                    yield node.lineno, key


def _means(name: str, key: str) -> bool:
    return key in name.casefold()


def _given_a_number(node: ast.AST) -> list[str]:
    """The names to which a number is given here."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        given: object = node.value.value
        return [ast.unparse(target).rpartition(".")[2] for target in targets] if _is_number(given) else []
    if isinstance(node, ast.arguments):
        plain = [*node.posonlyargs, *node.args]
        pairs = [*zip(plain[len(plain) - len(node.defaults) :], node.defaults, strict=True)]
        pairs += [(one, value) for one, value in zip(node.kwonlyargs, node.kw_defaults, strict=True) if value]
        return [one.arg for one, value in pairs if isinstance(value, ast.Constant) and _is_number(value.value)]
    return []


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def test_no_number_of_a_school_stands_elsewhere_in_the_code() -> None:
    """Else a school could change it in one place and meet it unchanged in another."""
    found = [
        f"{name_of(file)}:{line} {key}"
        for file in python_files("app")
        if name_of(file) != "app/records/numbers.py"
        for line, key in constants_of(tree_of(file))
    ]

    assert found == []


@pytest.mark.parametrize(
    "code",
    ["PUPILS_PER_MENTOR = 15", "def f(lesson_minutes=40): ...", "lesson_minutes: int = 45",
     "if len(pupils) > 15 and pupils_per_mentor: ...", "text.get(LESSON_MINUTES, '40')"],
)  # fmt: skip
def test_a_number_that_is_written_out_is_found(code: str) -> None:
    """The search above finds what it is meant to find."""
    assert list(constants_of(ast.parse(code)))


def test_no_sentence_names_a_number_that_a_school_may_change() -> None:
    """A sentence that says 1:15 is wrong in a school with another ratio."""
    written_out = re.compile(r"1\s*[:：]\s*15|40 ?(分钟|minutes)|15 ?(位学生|pupils)")
    found = [
        f"{language} {key}"
        for language in LANGUAGES
        for key, sentence in read_sentences(resource("i18n", language)).items()
        if written_out.search(sentence)
    ]

    assert found == []
