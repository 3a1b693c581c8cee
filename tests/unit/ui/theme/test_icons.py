"""Every icon draws something, and every kind has one."""

import pytest
from PySide6.QtWidgets import QApplication

from app.errors import Bug
from app.records.kinds import ALL
from app.ui.theme.icons import DRAWINGS, KIND_ICONS, icon, pixmap, rail_icon


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
    assert not rail_icon("today").isNull()


def test_an_unknown_icon_is_our_mistake(qapp: QApplication) -> None:
    """Found by whoever first opens the page."""
    with pytest.raises(Bug):
        pixmap("unicorn", "#000000", 18, 1.0)


def test_kinds_have_drawings() -> None:
    """A kind without one has the plain sheet; a name that is no drawing would be a mistake."""
    assert set(KIND_ICONS.values()) <= set(DRAWINGS)
    assert set(KIND_ICONS) <= {kind.key for kind in ALL}
