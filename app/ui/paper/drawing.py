"""Sheets drawn: as a picture for the screen, or with any painter whose unit is that of faces.py."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.ui.paper.composing import Sheet
from app.ui.paper.lines import THIN, Image, Rule, Words

_INK = QColor(0, 0, 0)
_WHITE = QColor(255, 255, 255)


def draw(painter: QPainter, sheet: Sheet) -> None:
    """Draw a sheet at the painter's origin."""
    pen = QPen(_INK, THIN)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    broken = QPen(_INK, THIN / 2, Qt.PenStyle.DashLine)
    for thing in sheet.things:
        match thing:
            case Words():
                painter.setPen(_INK)
                painter.drawGlyphRun(QPointF(thing.x, thing.y), thing.run)
            case Rule():
                painter.setPen(broken if thing.broken else pen)
                painter.drawLine(QPointF(thing.x, thing.y), QPointF(thing.to_x, thing.to_y))
            case Image():
                painter.drawImage(QRectF(thing.x, thing.y, thing.width, thing.height), thing.image)


def picture(sheet: Sheet, width: int, ratio: float = 1.0) -> QImage:
    """A sheet as a picture ``width`` device-independent pixels wide; black on white whatever the theme, as paper is."""
    scale = width * ratio / sheet.width
    image = QImage(round(sheet.width * scale), round(sheet.height * scale), QImage.Format.Format_RGB32)
    image.fill(_WHITE)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    draw(painter, sheet)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
