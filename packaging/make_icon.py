"""Draw the program's icon in the sizes that desktops ask for: ``python packaging/make_icon.py``.

From ``resources/icons/tongxing.svg`` come ``tongxing-<size>.png`` beside it (Linux desktops, the window) and
``packaging/windows/tongxing.ico`` (the launcher, the installer and both links on Windows), and
``packaging/windows/side.bmp`` (the left of the installer's first and last page). The outcome is kept in the
repository, so that a build needs no Qt on the building machine. Same drawing, same files.
"""

import struct
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "tongxing.svg"
WINDOWS_ICON = ROOT / "packaging" / "windows" / "tongxing.ico"

INSTALLER_SIDE = WINDOWS_ICON.with_name("side.bmp")
#: Pixels that NSIS gives the left of a page, the icon's place on it, and the colour of the program's own first page.
_SIDE, _ON_SIDE, _PAPER = (164, 314), (42, 36, 80), "#E8EDE7"
_COLOURS = 256

#: Pixels. Windows shows 16 to 48 in lists, 256 on large tiles; Linux desktops take 48, 128 and 256.
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
LINUX_SIZES = (48, 128, 256)


def drawn(size: int) -> bytes:
    """The drawing as a PNG of ``size`` times ``size`` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know file names only
    return bytes(buffer.data().data())


def installer_side() -> QImage:
    """The icon on a quiet ground, in its commonest colours: a third of the bytes, and nothing is dithered."""
    image = QImage(*_SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(_PAPER))
    painter = QPainter(image)
    left, top, size = _ON_SIDE
    QSvgRenderer(str(DRAWING)).render(painter, QRectF(left, top, size, size))
    painter.end()
    seen = Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))
    common = [colour for colour, _count in seen.most_common(_COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, common, Qt.ImageConversionFlag.AvoidDither)


def windows_icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico file of PNG pictures: a header, one line of 16 bytes for each size, then the pictures.

    Source: Microsoft's description of ICONDIR and ICONDIRENTRY. A size of 256 is written as 0.
    """
    header = struct.pack("<HHH", 0, 1, len(pictures))
    at, lines, bodies = len(header) + 16 * len(pictures), b"", b""
    for size, picture in pictures.items():
        lines += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), at + len(bodies))
        bodies += picture
    return header + lines + bodies


def main() -> int:
    """Write every size; says what was written."""
    application = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    WINDOWS_ICON.write_bytes(windows_icon({size: drawn(size) for size in WINDOWS_SIZES}))
    installer_side().save(str(INSTALLER_SIDE), "BMP")  # type: ignore[call-overload]  # the stubs know bytes only
    for size in LINUX_SIZES:
        DRAWING.with_name(f"tongxing-{size}.png").write_bytes(drawn(size))
    print(f"{WINDOWS_ICON.name}: {WINDOWS_ICON.stat().st_size} bytes; and {len(LINUX_SIZES)} pictures for Linux")
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
