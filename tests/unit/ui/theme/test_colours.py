"""Text can be read on its ground by eyes that are tired, in both themes."""

from collections.abc import Iterator

import pytest

from app.ui.theme import colours
from app.ui.theme.colours import (
    AUTHORS,
    COLOURS,
    DARK,
    LIGHT,
    PAIRS,
    THEMES,
    Colours,
    author_colours,
    contrast,
    is_dark,
    use,
)


@pytest.fixture(autouse=True)
def in_light() -> Iterator[None]:
    """Whatever a test turns on, the next begins in the light."""
    yield
    use(LIGHT)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_keeps_its_contrast(text: str, ground: str, theme: str) -> None:
    """WCAG 2, level AA."""
    assert contrast(getattr(THEMES[theme], text), getattr(THEMES[theme], ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_the_edges_of_controls_can_be_seen(theme: Colours) -> None:
    """WCAG 2: 3 to 1 for the outline of a control and for what shows the focus."""
    for ground in (theme.surface, theme.paper):
        assert contrast(theme.edge, ground) >= 3.0
        assert contrast(theme.accent, ground) >= 3.0
    assert contrast(theme.accent, theme.rail) >= 3.0
    assert contrast(theme.ink, theme.accent) >= 1.5  # the frame of a primary button that has the focus


def test_every_role_of_text_is_measured_on_some_ground() -> None:
    """A role that no pair names could be given any colour; grounds and edges are not text."""
    grounds = {ground for _, ground in PAIRS}
    fine = {"line", "edge", "handle", "note_edge"}

    assert set(Colours.__dataclass_fields__) - {text for text, _ in PAIRS} - grounds - fine == set()


def test_both_themes_have_colours_of_their_own() -> None:
    """A role that the dark theme left out would keep the light one's."""
    assert [role for role in Colours.__dataclass_fields__ if getattr(DARK, role) == getattr(LIGHT, role)] == []


def test_the_colours_follow_the_theme_that_is_on() -> None:
    """Read at the moment of painting."""
    assert (COLOURS.paper, is_dark()) == (LIGHT.paper, False)
    use(DARK)
    assert (COLOURS.paper, is_dark()) == (DARK.paper, True)


def test_authors_are_told_apart_and_a_seventh_begins_again() -> None:
    """Six people on one record are many."""
    pairs = [author_colours(number) for number in range(AUTHORS)]

    assert len(set(pairs)) == AUTHORS
    assert author_colours(AUTHORS) == pairs[0]


def test_contrast_of_the_extremes() -> None:
    """The two ends of the scale."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


def test_the_module_knows_one_present_theme() -> None:
    """Everything that paints asks the same place."""
    assert colours.COLOURS is COLOURS
