"""Text can be read on its ground by eyes that are tired."""

import pytest

from app.ui.theme.colours import COLOURS, PAIRS, contrast


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_keeps_its_contrast(text: str, ground: str) -> None:
    """WCAG 2, level AA."""
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("ground", [COLOURS.surface, COLOURS.paper])
def test_the_edges_of_fields_can_be_seen(ground: str) -> None:
    """WCAG 2: 3 to 1 for the outline of a control."""
    assert contrast(COLOURS.edge, ground) >= 3.0
    assert contrast(COLOURS.accent, ground) >= 3.0


def test_contrast_of_the_extremes() -> None:
    """The two ends of the scale."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1
