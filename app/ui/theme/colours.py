"""The colours, by what they mean; every pair of text and ground in ``PAIRS`` keeps a contrast of 4.5 to 1 (WCAG AA)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """Hexadecimal colours by role."""

    paper: str = "#F6F7F4"
    surface: str = "#FFFFFF"
    sunken: str = "#EEF1EC"
    rail: str = "#E9EEE8"
    line: str = "#D8DED6"
    edge: str = "#7F8D85"
    ink: str = "#1D2925"
    quiet: str = "#54625B"
    accent: str = "#1F6B57"
    accent_deep: str = "#174F41"
    accent_soft: str = "#DCEBE4"
    on_accent: str = "#FFFFFF"
    note: str = "#FFF4D9"
    note_edge: str = "#D9A441"
    note_ink: str = "#6B4A00"
    mark: str = "#FFE7A8"
    mark_strong: str = "#FFCB57"
    danger: str = "#9E3325"
    danger_soft: str = "#FBE9E5"
    selection: str = "#BFE0D3"


COLOURS = Colours()

#: (text, ground) as they meet on the screens.
PAIRS: tuple[tuple[str, str], ...] = (
    (COLOURS.ink, COLOURS.paper),
    (COLOURS.ink, COLOURS.surface),
    (COLOURS.ink, COLOURS.rail),
    (COLOURS.ink, COLOURS.mark_strong),
    (COLOURS.ink, COLOURS.selection),
    (COLOURS.quiet, COLOURS.paper),
    (COLOURS.quiet, COLOURS.surface),
    (COLOURS.quiet, COLOURS.sunken),
    (COLOURS.quiet, COLOURS.rail),
    (COLOURS.accent, COLOURS.surface),
    (COLOURS.accent, COLOURS.paper),
    (COLOURS.accent_deep, COLOURS.accent_soft),
    (COLOURS.on_accent, COLOURS.accent),
    (COLOURS.note_ink, COLOURS.note),
    (COLOURS.danger, COLOURS.surface),
    (COLOURS.danger, COLOURS.danger_soft),
)


def contrast(text: str, ground: str) -> float:
    """The WCAG 2 contrast ratio of two hexadecimal colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
