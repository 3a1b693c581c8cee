"""Colours are named by what they mean, and read when something is painted: else a screen stays light in the dark."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from tests.helpers.source import ROOT, name_of, python_files, strings, tree_of

THEME = "app/ui/theme/"
HEXADECIMAL = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b")
#: What makes a colour out of something else than a role.
MAKERS = ("QColor", "QPalette", "QBrush", "setStyleSheet")
#: Where a colour that is no role may be made, and why.
ALLOWED: dict[str, str] = {
    "app/ui/paper/drawing.py": "paper is black on white in every theme, on the screen as from the printer"
}


def screens() -> list[Path]:
    """The modules of screens, without the theme itself."""
    return [file for file in python_files("app/ui") if not name_of(file).startswith(THEME)]


def literal_colours(tree: ast.AST, written: Iterable[tuple[int, str]]) -> list[str]:
    """Colours that are written out: hexadecimal, Qt's own by name, or made from anything but a role."""
    found = [f"{line} {text}" for line, text in written if HEXADECIMAL.search(text) and "\n" not in text]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("GlobalColor"):
            if node.attr != "transparent":
                found.append(f"{node.lineno} {ast.unparse(node)}")
        elif isinstance(node, ast.Call) and makes_a_colour(node):
            found.append(f"{node.lineno} {ast.unparse(node)}")
    return found


def makes_a_colour(call: ast.Call) -> bool:
    """Is a colour made here from something that is written out?"""
    constants = [part for one in call.args for part in ast.walk(one) if isinstance(part, ast.Constant)]
    return ast.unparse(call.func).split(".")[-1] in MAKERS and bool(constants)


def kept_colours(tree: ast.AST) -> list[int]:
    """Lines on which ``COLOURS`` is read outside a function, and so once for ever."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.Lambda)
        for part in (function.body if isinstance(function.body, list) else [function.body])
        for node in ast.walk(part)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "COLOURS" and id(node) not in inside
    ]


def test_no_screen_names_a_colour() -> None:
    """Only roles: the theme says what they look like."""
    found = [
        f"{name_of(file)}:{place}"
        for file in screens()
        if name_of(file) not in ALLOWED
        for place in literal_colours(tree_of(file), strings(file))
    ]

    assert found == []
    assert [place for place in ALLOWED if not (ROOT / place).exists()] == []


def test_no_screen_keeps_a_colour() -> None:
    """Neither in a constant nor as the default of an argument."""
    found = [f"{name_of(file)}:{line}" for file in screens() for line in kept_colours(tree_of(file))]

    assert found == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("look = '#1D2925'", 1),
        ("QColor('red')", 1),
        ("Qt.GlobalColor.red", 1),
        ("label.setStyleSheet('color: blue')", 1),
        ("Qt.GlobalColor.transparent", 0),
        ("QColor(COLOURS.quiet)", 0),
        ("number = '#1'", 0),
    ],
)
def test_a_colour_is_recognised(text: str, wrong: int) -> None:
    """The search above finds what it is meant to find, and no more."""
    tree = ast.parse(text)
    written = [(1, str(node.value)) for node in ast.walk(tree) if isinstance(node, ast.Constant)]

    assert len(literal_colours(tree, written)) == wrong


def test_a_kept_colour_is_recognised() -> None:
    """At the top of a module, in a class, and as a default."""
    assert kept_colours(
        ast.parse("A = COLOURS.ink\nclass B:\n  c = COLOURS.ink\ndef f(x=COLOURS.ink):\n  return COLOURS.ink")
    ) == [1, 3, 4]


def test_the_palette_is_made_in_the_theme() -> None:
    """A guard on this file: Qt reads what it is given, so a wrong name would be black without a word."""
    assert not QColor("unheard of").isValid()
