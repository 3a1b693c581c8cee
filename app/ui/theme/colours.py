"""The colours, by what they mean, for the light theme and the dark one.

Every pair of text and ground in ``PAIRS`` keeps a contrast of 4.5 to 1 (WCAG AA) in both. A widget writes
``COLOURS.accent`` at the moment in which it paints, and so follows when the theme changes.
"""

from dataclasses import dataclass
from typing import cast


@dataclass(frozen=True)
class Colours:
    """Hexadecimal colours by role; the values given here are the light theme's."""

    paper: str = "#F6F7F4"
    surface: str = "#FFFFFF"
    sunken: str = "#EEF1EC"
    rail: str = "#E9EEE8"
    line: str = "#D8DED6"
    edge: str = "#7F8D85"
    handle: str = "#BAC4BC"
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
    # Who wrote what: the colour of an author's name and edge, and the soft ground under her words.
    author_1: str = "#1B5E8C"
    author_1_soft: str = "#DCEBF6"
    author_2: str = "#6B3FA0"
    author_2_soft: str = "#EBE2F6"
    author_3: str = "#864506"
    author_3_soft: str = "#FBE8D2"
    author_4: str = "#9C2F6B"
    author_4_soft: str = "#F9E0EC"
    author_5: str = "#525F0F"
    author_5_soft: str = "#ECF0CF"
    author_6: str = "#465160"
    author_6_soft: str = "#E3E7EC"


LIGHT = Colours()
DARK = Colours(
    paper="#141A18",
    surface="#1C2421",
    sunken="#26302C",
    rail="#18201D",
    line="#36423C",
    edge="#7D8C84",
    handle="#4C5953",
    ink="#E4EAE6",
    quiet="#A9B6AF",
    accent="#70C2A6",
    accent_deep="#A4DFCA",
    accent_soft="#22423A",
    on_accent="#0C1F18",
    note="#3A2F14",
    note_edge="#B5883A",
    note_ink="#F2D58F",
    mark="#52430F",
    mark_strong="#705610",
    danger="#F09A8B",
    danger_soft="#43221D",
    selection="#2C594C",
    author_1="#8CC4EC",
    author_1_soft="#1D3A50",
    author_2="#C8ABF2",
    author_2_soft="#3A2D52",
    author_3="#EDB678",
    author_3_soft="#4A3319",
    author_4="#EFA3C8",
    author_4_soft="#4E2439",
    author_5="#C5D175",
    author_5_soft="#3A4018",
    author_6="#B8C2CE",
    author_6_soft="#343D47",
)
#: The themes by the name under which a computer remembers them.
THEMES: dict[str, Colours] = {"light": LIGHT, "dark": DARK}

#: How many authors have a colour of their own; a seventh begins again with the first.
AUTHORS = 6

_AUTHOR_PAIRS = tuple(
    pair
    for number in range(1, AUTHORS + 1)
    for pair in (
        (f"author_{number}", f"author_{number}_soft"),
        (f"author_{number}", "surface"),
        (f"author_{number}", "paper"),
        ("ink", f"author_{number}_soft"),
    )
)
#: (role of the text, role of the ground) as they meet on the screens.
PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "rail"),
    ("ink", "line"),
    ("ink", "accent_soft"),
    ("ink", "note"),
    ("ink", "danger_soft"),
    ("ink", "mark"),
    ("ink", "mark_strong"),
    ("ink", "selection"),
    ("surface", "ink"),
    ("quiet", "paper"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("quiet", "rail"),
    ("accent", "surface"),
    ("accent", "paper"),
    ("accent_deep", "accent_soft"),
    ("accent_deep", "surface"),
    ("on_accent", "accent"),
    ("on_accent", "accent_deep"),
    ("note_ink", "note"),
    ("danger", "surface"),
    ("danger", "paper"),
    ("danger", "danger_soft"),
    *_AUTHOR_PAIRS,
)


class _Present:
    """Looks each role up in the theme that is on."""

    _theme = LIGHT

    def __getattr__(self, role: str) -> str:
        return str(getattr(self._theme, role))


_PRESENT = _Present()
#: The colours of the theme that is on. Read them when something is painted; never keep one.
COLOURS: Colours = cast("Colours", _PRESENT)


def use(colours: Colours) -> None:
    """From now on ``COLOURS`` gives these. For ``theme.style`` alone, which dresses the widgets as well."""
    _PRESENT._theme = colours


def is_dark() -> bool:
    """Is the ground darker than the words?"""
    return luminance(COLOURS.surface) < luminance(COLOURS.ink)


def author_roles(number: int) -> tuple[str, str]:
    """The roles of the ``number``-th author, counted from 0: of her name and edge, and of the ground of her words."""
    role = f"author_{number % AUTHORS + 1}"
    return role, f"{role}_soft"


def author_colours(number: int) -> tuple[str, str]:
    """The colours of ``author_roles`` in the theme that is on."""
    name, ground = author_roles(number)
    return str(getattr(COLOURS, name)), str(getattr(COLOURS, ground))


def contrast(text: str, ground: str) -> float:
    """The WCAG 2 contrast ratio of two hexadecimal colours, from 1 to 21."""
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2 of a hexadecimal colour, from 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
