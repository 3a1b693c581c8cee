"""A walk through every window, page and dialog: by ear, without a mouse, on a small screen, in the dark, by language.

The screens are those of ``tests.helpers.screenshots.tour``, so a new one is walked as soon as it has a picture; a
dialog or page that the tour leaves out is named by the last test. Each combination opens every screen once.
"""

import ast
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtGui import QImage, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.records.kinds import ALL
from app.resources import resource
from app.text import Texts, read_sentences
from app.ui import pages
from app.ui.tasks import Tasks
from app.ui.theme.colours import THEMES
from app.ui.theme.style import apply_theme
from tests.helpers import kind_screens, looking, screenshots
from tests.helpers.amounts import FULL
from tests.helpers.camera import Camera
from tests.helpers.source import ROOT, python_files, strings, tree_of

#: Language, theme, size in percent, and the window: 1366x768 without the system's bars, and the same where the system
#: itself is set to 125 %. Each language meets one of them, and one theme.
WALKS = [
    ("zh", "dark", 125, (1366, 720)),
    ("en", "light", 100, (1092, 572)),
]
#: The same languages the other way round; a minute each, so on request only.
if os.environ.get(FULL):
    WALKS += [("zh", "light", 100, (1092, 572)), ("en", "dark", 125, (1366, 720))]
#: Names that are the same in every language.
KNOWN = {
    "zh": {
        "PIN", "Ctrl", "Shift", "Alt", "Tab", "Esc", "Enter", "Space", "Return", "Up", "Down", "Left", "Right",
        "English", "Markdown", "PDF", "KB", "MB", "Word", "WPS", "docx", "jxsj", "jiaoxue", "JPG", "Linux", "Debian",
    },
    "en": {"中文", "教学设计", "秋雨"},
}  # fmt: skip


class Inspector(Camera):
    """Looks at each screen instead of photographing it, and writes down what it finds."""

    def __init__(self, application: QApplication, language: str) -> None:
        super().__init__(application, Tasks(_raise), Path(), language)
        self.language = language
        self.found: dict[str, list[str]] = defaultdict(list)
        self.opened: set[str] = set()
        self.names: set[str] = set()
        self._ours = set(read_sentences(resource("i18n", language)).values())
        self._typed = typed()
        self._looked_at: set[tuple[object, ...]] = set()
        self._front: QWidget | None = None
        self._robbed: list[QWidget] = []
        application.focusWindowChanged.connect(self._turned)

    def take(self, name: str, window: QWidget) -> None:
        """One screen."""
        self.settle()
        self.names.add(name)
        robbed = [looking.called(one) for one in self._robbed if shiboken6.isValid(one) and one.isVisible()]
        self._note(name, "lost the focus to a stray window", robbed)
        self._robbed.clear()
        self.opened |= {kind.__name__ for one in [window, *window.findChildren(QWidget)] for kind in type(one).__mro__}
        self._note(name, "untranslated", looking.untranslated(window, self.language, self._typed, KNOWN[self.language]))
        if isinstance(window, QMenu):
            return
        window.activateWindow()
        QApplication.processEvents()
        self._note(name, "faint", looking.faint(window))
        self._note(name, "cut off", looking.cut_off(window, self._ours))
        if self.language != "zh":
            return  # names are there or not, and Tab goes the same way, in every language
        self._note(name, "nameless", looking.nameless(window))
        wanted = looking.controls(window)
        reached = looking.stops(window)
        self._note(name, "out of Tab's reach", looking.unreachable(wanted, reached))
        self._note(name, "no visible focus", looking.unseen_focus(reached, self._looked_at))

    def take_once(self, name: str, window: QWidget) -> None:
        """It is looked at in every language and theme all the same."""
        self.take(name, window)

    def keep(self, name: str, drawn: QImage) -> None:
        """A page of paper is no screen."""

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """As the camera does, without its patience for pictures."""
        self._wait(until, 4, 0.001)

    def _turned(self, window: QWindow | None) -> None:
        """What is made visible before it stands in a window comes up as a window, takes the focus, and goes again: then
        no window has the focus, and the one that had it can still be seen."""
        if window is None and self._front is not None:
            self._robbed.append(self._front)
        tops = [] if window is None else [one for one in QApplication.topLevelWidgets() if one.windowHandle() is window]
        self._front = tops[0] if tops else None

    def _note(self, name: str, what: str, found: list[str]) -> None:
        self.found[what] += [f"{name}: {one}" for one in found]


@cache
def typed() -> str:
    """All that anybody has typed in the studio: what stands in the helpers as a string, and the plan."""
    written = [text for file in python_files("tests/helpers") for _line, text in strings(file)]
    written += [text for kind in ALL if kind.alone for text in _texts(list(kind_screens.written(kind).values()))]
    plans = [screenshots._PLAN] if screenshots._PLAN.exists() else resource("demo").glob("*.md")
    return "\n".join([*written, *(plan.read_text("utf-8") for plan in plans)])


def _texts(values: Sequence[object]) -> list[str]:
    """Every text in values, rows and sets."""
    found = [one for one in values if isinstance(one, str)]
    for one in values:
        found += _texts(list(one.values()) if isinstance(one, dict) else one if isinstance(one, list) else [])
    return found


def _raise(error: BaseException) -> None:
    raise error


@pytest.mark.share
@pytest.mark.timeout(900)  # most of a minute on a quiet machine, and minutes on one that others use
@pytest.mark.parametrize(("language", "theme", "size", "window"), WALKS)
def test_every_screen_can_be_used(
    qtbot: QtBot, qapp: QApplication, language: str, theme: str, size: int, window: tuple[int, int]
) -> None:
    """Named, reached by Tab with a focus that is seen, whole, translated, readable."""
    apply_theme(qapp, THEMES[theme], size)
    qapp.setCursorFlashTime(0)
    inspector = Inspector(qapp, language)
    try:
        screenshots.tour(inspector, Texts(language), window)
    finally:
        inspector.tasks.close()
        apply_theme(qapp)

    assert {what: found for what, found in inspector.found.items() if found} == {}
    assert forgotten(inspector.opened) == []
    assert {f"form-{kind.key.replace('_', '-')}" for kind in ALL if kind.alone} <= inspector.names


def forgotten(opened: set[str]) -> list[str]:
    """Pages and dialogs of ours that the tour did not open."""
    return [
        f"{file.relative_to(ROOT)}: {node.name}"
        for file in python_files("app/ui")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ClassDef) and is_screen(node) and node.name not in opened
    ]


def is_screen(node: ast.ClassDef) -> bool:
    """A dialog, or a page as the main window asks for one."""
    bases = {ast.unparse(base).split(".")[-1] for base in node.bases}
    methods = {part.name for part in node.body if isinstance(part, ast.FunctionDef)}
    return any(base.endswith("Dialog") for base in bases) or ({"shown", "leave"} <= methods and "Protocol" not in bases)


def test_every_page_of_the_main_window_is_a_screen() -> None:
    """What the tour is compared with would otherwise leave out a page that is made in another way."""
    assert set(pages._PAGES) >= {"today", "list", "reviews", "people", "safekeeping", "settings", "keys"}


def test_a_window_of_its_own_is_noticed(qtbot: QtBot, qapp: QApplication) -> None:
    """A part of a page that is shown before it stands there comes up as a window and takes the focus."""
    inspector, page, part = Inspector(qapp, "zh"), QWidget(), QLabel("山背小学")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    inspector.take("before", page)
    part.show()
    column.addWidget(part)
    inspector.take("after", page)

    assert [one.partition(":")[0] for one in inspector.found["lost the focus to a stray window"]] == ["after"]
