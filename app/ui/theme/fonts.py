"""The fonts: Simplified Chinese faces first, and the locale that makes Han glyphs the Simplified ones."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app.ui.theme.rare import rare_family
from app.ui.theme.scale import px

#: Sans-serif families by computer: Windows, macOS, then the free ones of Debian, UOS and Kylin. Faces of other regions
#: draw 骨 直 角 门 in shapes that pupils here do not learn.
SANS = (
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
#: Those of the screen, in order of preference.
FAMILIES = ("Microsoft YaHei UI", *SANS, "SimSun", "SimSun-ExtB")

#: Usual sizes in device-independent pixels: body text, small print, and the three headings. ``px`` gives the present.
BODY, SMALL, HEAD, TITLE, HERO = 14, 13, 15, 20, 24


def present_families() -> list[str]:
    """Those of ``FAMILIES`` that this computer has, best first, or the system's own face; then the shipped one for rare
    characters."""
    known = set(QFontDatabase.families())
    faces = [family for family in FAMILIES if family in known] or [
        QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    ]
    return [*faces, rare_family()]


def apply_fonts(application: QApplication) -> None:
    """Give the application its face, and Simplified Chinese as the locale of its text layout."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedHanScript, QLocale.Country.China))
    application.setFont(sized(BODY))


def sized(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The application's face at a usual size, as large as the present scale makes it."""
    font = QFont()
    font.setFamilies(present_families())
    font.setPixelSize(px(pixels))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
