"""Keys are declared once and do what the page of keys says."""

import ast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.errors import Bug
from app.ui.keys import KEYS, Key, bind, key, native, written
from tests.helpers.source import name_of, python_files, tree_of
from tests.helpers.windows import Stage, press


def calls(*names: str) -> list[tuple[str, ast.Call]]:
    """Every call of one of these names in the screens, with its place."""
    return [
        (f"{name_of(file)}:{node.lineno}", node)
        for file in python_files("app/ui")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in names
    ]


def test_keys_are_bound_here_alone() -> None:
    """Else the page of keys would not know of one."""
    found = [place for place, _ in calls("QShortcut", "QKeySequence", "setShortcut", "setShortcuts")]

    assert [place for place in found if not place.startswith("app/ui/keys.py")] == []


def test_every_key_of_ours_is_bound_and_no_other() -> None:
    """A key that is only promised would be worse than none."""
    bound = {
        str(ast.literal_eval(call.args[0])) for _place, call in calls("bind") if isinstance(call.args[0], ast.Constant)
    }

    assert bound == {one.name for one in KEYS if one.ours}


def test_no_key_has_two_meanings_in_one_place() -> None:
    """Those of the window hold everywhere."""
    for place in {one.place for one in KEYS}:
        here = [keys for one in KEYS if one.place in (place, "window") for keys in one.keys]
        assert len(here) == len(set(here)), place


@pytest.mark.parametrize("one", KEYS, ids=lambda one: one.name)
def test_every_key_is_one_that_qt_knows(one: Key) -> None:
    """A slip of the pen would bind nothing."""
    assert all(native(keys) for keys in one.keys)


def test_a_bound_key_calls(stage: Stage) -> None:
    """In the window, or only while the focus is inside."""
    window, inside = QWidget(), QLineEdit()
    outside = QLineEdit()
    column = QVBoxLayout(window)
    for box in (inside, outside):
        column.addWidget(box)
    heard: list[str] = []
    bind("sync", window, lambda: heard.append("sync"))
    bind("save", inside, lambda: heard.append("save"), inside=True)
    stage.show(window)
    window.activateWindow()
    outside.setFocus()
    press(outside, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    press(outside, Qt.Key.Key_F9)
    inside.setFocus()
    press(inside, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert heard == ["sync", "save"]


def test_keys_are_written_as_this_computer_writes_them() -> None:
    """A row of keys by its ends."""
    assert written("pages") == "Ctrl+1 … Ctrl+9"
    assert written("press") == "Space / Return"


def test_an_unknown_key_is_our_mistake() -> None:
    """Found by whoever first opens the page."""
    with pytest.raises(Bug):
        key("unheard of")
