"""Pictures as cameras and other programs make them, made on the spot: with a place in them; and bad ones."""

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

PLACE = b"GPS 27.1 N 103.7 E, camera 12345"


def blackboard(width: int = 1_200, height: int = 900, text: str = "12 x 3 = 36") -> QImage:
    """A green board with chalk on it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    light = QLinearGradient(0, 0, width, height)
    light.setColorAt(0, QColor("#2f6b52"))
    light.setColorAt(1, QColor("#153a2c"))
    painter.fillRect(image.rect(), light)
    painter.setPen(QColor("#f4f4ea"))
    font = painter.font()
    font.setPixelSize(height // 8)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, text)
    for line in range(0, width, 7):
        painter.setPen(QColor(255, 255, 255, 12 + line * 37 % 23))
        painter.drawLine(line, 0, (line * 13) % width, height)
    painter.end()
    return image


def encoded(image: QImage, sort: str = "jpeg", quality: int = 92) -> bytes:
    """The bytes of an image in a format."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, sort, quality)  # type: ignore[call-overload]  # the stubs know bytes only
    return bytes(data.data())


def photograph(width: int = 1_200, height: int = 900, turned: int = 1) -> bytes:
    """A JPEG as a telephone writes it: with a place, a camera, and the turn (1 to 8) in its Exif part."""
    plain = encoded(blackboard(width, height))
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack("<HHII", 0x010F, 2, len(PLACE), 38)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + bytes(4) + PLACE
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that says it has 900 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )
