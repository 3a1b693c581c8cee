"""The style sheet is whole in both themes and at every size, and the application wears it."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QListView, QMenu, QPlainTextEdit, QPushButton, QWidget

from app.ui.theme.colours import DARK, LIGHT, THEMES
from app.ui.theme.fonts import BODY
from app.ui.theme.icons import give_icon
from app.ui.theme.scale import SIZES, hold
from app.ui.theme.style import apply_theme, style_sheet
from app.ui.widgets.buttons import button
from tests.helpers.themes import light_again


@pytest.fixture(autouse=True)
def in_light(qapp: QApplication) -> Iterator[None]:
    """The next test begins in the light, at the usual size."""
    yield
    light_again(qapp)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_left_to_fill_in(theme: str, size: int) -> None:
    """Every place has its colour or size, and every brace its partner."""
    sheet = style_sheet(THEMES[theme], size)

    assert not re.search(r"\{\w+\}", sheet)
    assert sheet.count("{") == sheet.count("}")
    assert THEMES[theme].accent in sheet
    other = DARK if theme == "light" else LIGHT
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= set(vars(THEMES[theme]).values())
    assert other.accent not in sheet


def test_lengths_grow_and_borders_stay_fine() -> None:
    """And a control does not jump when it gets the focus: its frame and its room together stay what they were."""
    for size in SIZES:
        sheet = style_sheet(LIGHT, size)
        usual = re.search(r"QPushButton, QToolButton \{[^}]*border: 1px[^}]*padding: (\d+)px (\d+)px", sheet)
        focus = re.search(
            r"QPushButton:focus, QToolButton:focus \{[^}]*border: 2px[^}]*padding: (\d+)px (\d+)px", sheet
        )
        assert usual is not None
        assert focus is not None
        assert [int(one) + 1 for one in usual.groups()] == [int(one) + 2 for one in focus.groups()]
    assert "font-size: 30px" in style_sheet(LIGHT, 150)
    assert "max-height: 1px" in style_sheet(LIGHT, 150)


def test_every_control_that_can_have_the_focus_shows_it() -> None:
    """A teacher without a mouse must see where she is."""
    sheet = style_sheet()

    for control in (
        "QPushButton",
        "QToolButton",
        "QLineEdit",
        "QPlainTextEdit",
        "QComboBox",
        "QCheckBox",
        "QTableView",
    ):
        assert re.search(rf"{control}[^{{]*:focus", sheet), control


def test_the_application_is_dressed(qapp: QApplication) -> None:
    """By our sheet, and a palette for what no sheet reaches."""
    apply_theme(qapp)

    assert qapp.styleSheet() == style_sheet()
    assert qapp.palette().highlight().color().name().upper() == LIGHT.accent


def test_a_window_that_is_open_changes_where_it_is(qapp: QApplication) -> None:
    """Nothing is built anew: text that is half typed, its caret and its undo stay."""
    window = QWidget()
    field, go = QPlainTextEdit(window), button("去", icon="add")
    go.setParent(window)
    hold(go, width=100)
    field.setPlainText("")
    field.textCursor().insertText("今天")
    window.resize(640, 480)
    window.show()
    apply_theme(qapp, DARK, 125)
    typed = field.toPlainText(), field.document().availableUndoSteps(), field.textCursor().position()

    assert typed == ("今天", 1, 2)
    assert field.font().pixelSize() == 18
    assert go.width() == 125
    image = window.grab().toImage()
    assert image.pixelColor(image.width() - 2, image.height() - 2).name().upper() == DARK.paper


def test_who_keeps_colours_of_her_own_is_asked_to_change_them(qapp: QApplication) -> None:
    """By a method ``retheme``."""
    asked = []

    class Painted(QPushButton):
        def retheme(self) -> None:
            asked.append(self.icon().isNull())

    painted = Painted()
    give_icon(painted, "add")
    apply_theme(qapp, DARK)

    assert asked == [False]


@pytest.mark.parametrize("kind", [QListView, QMenu])
def test_lists_and_menus_are_as_large_as_the_rest_whatever_the_system_gives_them(
    qapp: QApplication, kind: type[QListView | QMenu]
) -> None:
    """As Windows does: it has smaller faces of its own for them, and sets them whenever its look changes."""
    tiny = QFont()
    tiny.setPixelSize(9)
    apply_theme(qapp)

    QApplication.setFont(tiny, kind.__name__)  # type: ignore[arg-type]  # the stubs know bytes, Qt takes words
    widget = kind()
    widget.ensurePolished()

    assert widget.font().pixelSize() == BODY
    widget.deleteLater()
