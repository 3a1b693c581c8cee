"""The fonts of paper."""

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication

from app.ui.paper.faces import POINT, TEXT, faces, sized
from app.ui.theme.rare import rare_family


def test_every_face_ends_with_the_shipped_font(qapp: QApplication) -> None:
    made = faces()
    for font in (made.text, made.head, made.even):
        assert font.families()[-1] == rare_family()
        assert len(font.families()) == len(set(font.families()))


def test_a_size_is_in_points(qapp: QApplication) -> None:
    font = sized(faces().text, TEXT)
    assert QFontInfo(font).pixelSize() == round(TEXT * POINT)
