"""The characters that old system fonts lack, in a small font that ships with the program (see resources/fonts)."""

from functools import cache

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from app.errors import Bug
from app.resources import resource_bytes


@cache
def rare_family() -> str:
    """The family of the shipped font; the first call gives it to Qt. To be the last in a list of families."""
    number = QFontDatabase.addApplicationFontFromData(QByteArray(resource_bytes("fonts", "rare-hanzi.otf")))
    families = QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise Bug("bug", "the shipped font cannot be read")
    return families[0]
