"""Making a picture small enough to travel, and small ones of it to show: away from the main thread, within limits.

What goes in may come from anybody. Its format is told by its first bytes, its size in pixels is read before any of them
is; then it is decoded at about the wanted size where the format allows, and written anew as JPEG. So nothing of the
original file is left but what one sees: no place, no camera, no hidden preview.
"""

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from app.errors import FileError
from app.records.files import PICTURES

#: The most pixels that are read: the largest cameras of telephones give 200 million, in four bytes each, only scaled.
MAX_PIXELS = 220_000_000
#: The most memory that one picture may take while it is read, in MB; Qt refuses what needs more.
MAX_MEMORY = 256
#: The most pixels of a picture that a colleague's program has made smaller.
MAX_SHOWN_PIXELS = 12_000_000
#: JPEG's qualities that are tried, best first; below the last one the picture is made smaller instead.
_QUALITIES = (82, 72, 60, 48)
_SMALLER = 0.8
_LEAST = 320
#: Paper, whatever the theme: every bit of every pixel.
_ALL_ONES = 0xFFFFFFFF


@dataclass(frozen=True)
class Shrunk:
    """A picture as it will be kept: its bytes (``sort`` jpeg or png), its size in pixels, and ``before`` how many bytes
    it had."""

    content: bytes
    sort: str
    width: int
    height: int
    before: int


def shrink(name: str, data: bytes, picture_format: str, longest: int, most: int) -> Shrunk:
    """A picture no longer than ``longest`` pixels on its longer side, of at most ``most`` bytes.

    Raises FileError: file.not_a_picture, file.picture_too_large.
    """
    image = read_image(name, data, picture_format, longest)
    side = max(image.width(), image.height())
    while True:
        for quality in _QUALITIES:
            content = _written(image, quality)
            if len(content) <= most:
                return Shrunk(content, "jpeg", image.width(), image.height(), len(data))
        side = int(side * _SMALLER)
        if side < _LEAST:
            # Small enough for any link, whatever stands in it.
            return Shrunk(content, "jpeg", image.width(), image.height(), len(data))
        image = _scaled(image, side)


def shrink_image(image: QImage, longest: int, most: int) -> Shrunk:
    """The same for a picture that is here already, as one from the clipboard; its bytes before are what a PNG takes.

    Raises FileError("file.not_a_picture").
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or image.width() * image.height() > MAX_PIXELS or not image.save(buffer, "png"):  # type: ignore[call-overload]  # the stubs know bytes only
        raise FileError("file.not_a_picture", "an empty picture", name="")
    return shrink("", bytes(data.data()), "png", longest, most)


def read_image(name: str, data: bytes, picture_format: str, longest: int) -> QImage:
    """The picture, upright, at most ``longest`` on its longer side. Raises FileError."""
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(MAX_MEMORY)
    reader = QImageReader(buffer, picture_format.encode())
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MAX_PIXELS:
            raise FileError("file.picture_too_large", f"{size.width()} x {size.height()}", name=name)
        if max(size.width(), size.height()) > longest:
            # JPEG is decoded at an eighth, a quarter or a half: a photograph of 50 million pixels takes 20 MB so.
            reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image: QImage = reader.read()
    if image.isNull():
        memory = reader.error() is QImageReader.ImageReaderError.InvalidDataError and size.isValid()
        too_large = memory and size.width() * size.height() * 4 > MAX_MEMORY * 1_000_000
        raise FileError(
            "file.picture_too_large" if too_large else "file.not_a_picture", reader.errorString()[:80], name=name
        )
    return _scaled(image, longest)


def read_shown(name: str, data: bytes, sort: str, longest: int) -> QImage:
    """A picture out of a record, to be shown; ``longest`` in pixels. One that no program of ours would have
    made is refused with a FileError: file.not_a_picture, file.picture_too_large."""
    if sort not in PICTURES:
        raise FileError("file.not_a_picture", sort, name=name)
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    size = QImageReader(buffer, sort.encode()).size()
    if size.width() * size.height() > MAX_SHOWN_PIXELS:
        raise FileError("file.picture_too_large", f"{size.width()} x {size.height()}", name=name)
    return read_image(name, data, sort, longest)


def _scaled(image: QImage, longest: int) -> QImage:
    if max(image.width(), image.height()) <= longest:
        return image
    kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(longest, longest), kept, smooth)


def _written(image: QImage, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(quality)
    writer.setOptimizedWrite(True)
    writer.setProgressiveScanWrite(False)
    writer.write(_plain(image))
    return bytes(data.data())


def _plain(image: QImage) -> QImage:
    """On white where it was transparent, and without the words and profiles that came with it."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(_ALL_ONES)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    return flat
