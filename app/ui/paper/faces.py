"""Which fonts stand on paper: Song for texts, Hei for headings and labels, as schools print; what the computer has.

Everything is measured in tenths of a point, so that a page is the same on a printer, in a PDF and on the screen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

from app.ui.theme.fonts import SANS
from app.ui.theme.rare import rare_family

#: Units in a point, and in a millimetre.
POINT = 10
MM = POINT * 72 / 25.4

#: Serif families, by computer as those of ``SANS``.
SONG = (
    "SimSun",
    "NSimSun",
    "Songti SC",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "AR PL UMing CN",
)
HEI = ("SimHei", *SANS)
#: A character of these is one or two halves wide, so that columns of a blackboard stand below one another.
EVEN = ("NSimSun", "SimSun", "Noto Sans Mono CJK SC", "WenQuanYi Micro Hei Mono", "WenQuanYi Zen Hei Mono")
#: What holds characters beyond the basic plane where the first family stops at it.
BEYOND = ("SimSun-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "HanaMinB", "Plangothic P1", "Plangothic P2")
#: SimHei is dark enough as it is: a bold one is drawn by smearing it.
_DARK = frozenset({"SimHei"})

#: Sizes in points: the paper's name, headings of parts, text (五号), small print.
NAME, HEAD, TEXT, SMALL = 16.0, 12.0, 10.5, 9.0


@dataclass(frozen=True)
class Faces:
    """The fonts of one job, best family first; sizes are given with ``sized``."""

    text: QFont
    head: QFont
    even: QFont


def faces() -> Faces:
    """The fonts that this computer has; the last family of each is the shipped one."""
    known = set(QFontDatabase.families())
    song, hei, even = ([family for family in wanted if family in known] for wanted in (SONG, HEI, EVEN))
    beyond = [*(family for family in BEYOND if family in known), rare_family()]
    head = _font([*hei, *song, *beyond])
    if not hei or hei[0] not in _DARK:
        head.setWeight(QFont.Weight.Bold)
    return Faces(_font([*song, *hei, *beyond]), head, _font([*even, *song, *hei, *beyond]))


def sized(font: QFont, points: float) -> QFont:
    """The font at a size."""
    made = QFont(font)
    made.setPixelSize(round(points * POINT))
    return made


def _font(families: Sequence[str]) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.PreferOutline)
    return font
