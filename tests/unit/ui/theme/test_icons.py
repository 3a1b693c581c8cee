"""Every icon draws something, follows the theme, and every kind has one."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from app.errors import Bug
from app.records.kinds import ALL
from app.ui.theme.colours import DARK, LIGHT
from app.ui.theme.icons import DRAWINGS, KIND_ICONS, RAIL, draw_again, give_icon, icon, picture, pixmap
from app.ui.theme.style import apply_theme
from tests.helpers.themes import light_again


@pytest.fixture(autouse=True)
def in_light(qapp: QApplication) -> Iterator[None]:
    """The next test begins in the light, at the usual size."""
    yield
    light_again(qapp)


@pytest.mark.parametrize("name", DRAWINGS)
def test_an_icon_draws_something(qapp: QApplication, name: str) -> None:
    """And leaves the corners free."""
    image = pixmap(name, "#000000", 24, 2.0).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(48) for y in range(48))

    assert 20 < inked < 48 * 48 * 0.6
    assert pixmap(name, "#000000", 24, 2.0).devicePixelRatio() == 2.0


def test_icons_are_wider_by_their_gap(qapp: QApplication) -> None:
    """Words stand clear of them."""
    assert icon("add", gap=4).availableSizes()[0].width() == 22
    assert not icon("today", RAIL).isNull()


@pytest.mark.parametrize(("name", "role"), [("unicorn", "ink"), ("add", "#1D2925")])
def test_an_unknown_icon_or_colour_is_our_mistake(qapp: QApplication, name: str, role: str) -> None:
    """Found by whoever first opens the page. A colour is named by what it means, so that it can follow the theme."""
    with pytest.raises(Bug):
        icon(name, role)


def test_kinds_have_drawings() -> None:
    """A kind without one has the plain sheet; a name that is no drawing would be a mistake."""
    assert set(KIND_ICONS.values()) <= set(DRAWINGS)
    assert set(KIND_ICONS) <= {kind.key for kind in ALL}


def inks(image: QImage) -> set[str]:
    """The colours that are fully painted."""
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {one.name().upper() for one in found if one.alpha() == 255}


def test_icons_that_are_on_the_screen_follow_theme_and_size(qapp: QApplication) -> None:
    """In a button, beside words, and in a menu."""
    button, entry, label = QPushButton(), QAction(), picture("lock", "accent")
    give_icon(button, "add")
    give_icon(entry, "add")
    light = inks(label.pixmap().toImage())
    apply_theme(qapp, DARK, 150)
    for one in (button, entry, label):
        draw_again(one)

    assert light == {LIGHT.accent}
    assert inks(label.pixmap().toImage()) == {DARK.accent}
    assert label.pixmap().width() == 27
    assert button.iconSize().width() == 27
    for shown in (button.icon(), entry.icon()):
        assert QColor(DARK.ink).name().upper() in inks(shown.pixmap(27, 27).toImage())


def test_the_chosen_entry_of_the_rail_is_deeper(qapp: QApplication) -> None:
    """The same drawing in two colours."""
    both = icon("panel", RAIL, 48)
    on = both.pixmap(48, 48, QIcon.Mode.Normal, QIcon.State.On).toImage()

    assert inks(on) == {LIGHT.accent_deep}
    assert inks(both.pixmap(48, 48).toImage()) == {LIGHT.quiet}
