"""The shipped font has what old systems lack."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from app.resources import resource_bytes
from app.ui.theme.rare import rare_family
from tests.helpers.shared_data import hanzi


def shipped() -> QRawFont:
    font = QRawFont()
    data = QByteArray(resource_bytes("fonts", "rare-hanzi.otf"))
    font.loadFromData(data, 20, QFont.HintingPreference.PreferNoHinting)
    return font


def in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def test_it_is_given_to_qt_once(qapp: QApplication) -> None:
    assert rare_family() == "Tongxing Rare Hanzi"
    assert rare_family() in QFontDatabase.families()


def test_it_has_every_standard_character_that_gbk_lacks(qapp: QApplication) -> None:
    """The shared lists hold every other one of the third level; the font is made from the whole table."""
    font = shipped()
    rare = [one for one in hanzi() if not one.isspace() and not in_gbk(one)]
    assert len(rare) > 100
    assert [one for one in rare if not font.supportsCharacter(ord(one))] == []
    assert font.supportsCharacter(ord("𠮷"))


def test_it_is_no_second_font_for_everything(qapp: QApplication) -> None:
    assert not shipped().supportsCharacter(ord("一"))
    assert len(resource_bytes("fonts", "rare-hanzi.otf")) < 120_000
