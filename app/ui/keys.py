"""Every key of the program in one list: what binds it takes it from here, and the page of keys (F1) shows it.

A new key is a line in ``KEYS``, a sentence under its name in resources/i18n/<language>/keys.toml, and ``bind`` where it
works. Keys that Qt or a field understands by itself stand here too (``ours`` is False), so that a teacher finds them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.errors import Bug


@dataclass(frozen=True)
class Key:
    """What is done by which keys, in Qt's portable writing; ``place`` is where it works (keys.at_<place>)."""

    name: str
    keys: tuple[str, ...]
    place: str = "window"
    ours: bool = True


def _native(name: str, place: str, *keys: str) -> Key:
    return Key(name, keys, place, ours=False)


#: In the order of the page of keys.
KEYS: tuple[Key, ...] = (
    Key("keys", ("F1",)),
    Key("pages", tuple(f"Ctrl+{number}" for number in range(1, 10))),
    Key("find", ("Ctrl+K", "Ctrl+F")),
    Key("back", ("Alt+Left",)),
    Key("sync", ("F9",)),
    Key("lock", ("Ctrl+L",)),
    Key("settings", ("Ctrl+,",)),
    _native("next", "everywhere", "Tab"),
    _native("former", "everywhere", "Shift+Tab"),
    _native("press", "everywhere", "Space", "Return"),
    _native("give_up", "everywhere", "Esc"),
    _native("choose", "list", "Up", "Down"),
    _native("open", "list", "Return"),
    Key("print_list", ("Ctrl+P",), "list"),
    Key("save", ("Ctrl+S",), "form"),
    Key("done", ("Ctrl+Return",), "pupils"),
    Key("next_pupil", ("Alt+Down", "Alt+Up"), "pupils"),
    Key("print", ("Ctrl+P",), "form"),
    Key("undo", ("Ctrl+Z",), "form"),
    Key("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "form"),
    Key("heading", ("Alt+1",), "form"),
    Key("bullets", ("Alt+2",), "form"),
    Key("numbers", ("Alt+3",), "form"),
    Key("table", ("Alt+4",), "form"),
    _native("indent", "form", "Tab", "Shift+Tab"),
    Key("time_line", ("F2",), "rows"),
    _native("row_next", "rows", "Return", "Ctrl+Return"),
    _native("row_walk", "rows", "Tab", "Shift+Tab", "Up", "Down"),
    _native("row_move", "rows", "Alt+Up", "Alt+Down"),
    _native("row_again", "rows", "Ctrl+D"),
    _native("row_menu", "rows", "Alt+Return"),
    _native("row_paste", "rows", "Ctrl+V"),
    _native("select", "review", "Shift+Right", "Shift+Down"),
    _native("comment", "review", "Return"),
    Key("next_change", ("F3", "Shift+F3"), "review"),
    Key("show_changes", ("F4",), "review"),
    Key("comment_all", ("F6",), "review"),
    Key("next_comment", ("F7", "Shift+F7"), "review"),
    Key("step", ("F8",), "review"),
    Key("read", ("Ctrl+Return",), "review"),
    _native("match", "matching", "Return"),
    _native("send", "comment", "Return"),
    _native("new_line", "comment", "Shift+Return"),
)
_BY_NAME = {key.name: key for key in KEYS}


def key(name: str) -> Key:
    """The declaration of a name."""
    if name not in _BY_NAME:
        raise Bug("bug", f"key {name!r}")
    return _BY_NAME[name]


def bind(name: str, owner: QWidget, call: Callable[[], object], place: int = 0, *, inside: bool = False) -> QShortcut:
    """Have a declared key call something while ``owner``'s window is in front; ``place`` chooses among several keys.

    ``inside`` binds it only while the focus is in ``owner``.
    """
    made = QShortcut(QKeySequence(key(name).keys[place]), owner)
    if inside:
        made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(lambda: call())
    return made


def written(name: str) -> str:
    """How this computer writes the keys of a name: Ctrl+L; of a longer row the first and the last."""
    words = [native(one) for one in key(name).keys]
    return f"{words[0]} … {words[-1]}" if len(words) > 2 else " / ".join(words)


def native(keys: str) -> str:
    """One key as this computer writes it."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
