"""Does what Qt brought with it work here? Each function gives a line for an engineer, or raises Unsound."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLibraryInfo, QSize, qVersion
from PySide6.QtGui import QFontDatabase, QFontInfo, QGuiApplication, QImage, QImageReader, QRawFont
from PySide6.QtWidgets import QApplication, QStyleFactory

from app.records.blocks import Pages
from app.settings import Settings
from app.ui.application import dress
from app.ui.paper.job import Job
from app.ui.paper.pdf import pdf_of
from app.ui.qt_words import speak
from app.ui.theme.rare import rare_family

#: The pictures that teachers attach, and the one in which icons are shipped.
_FORMATS = ("jpeg", "png")


class Unsound(Exception):
    """Something of Qt's is not as it must be; the message says what. Each check below raises it, or gives what it
    found."""


def application() -> QApplication:
    """The application, dressed as usual; offscreen on a Linux that has no screen."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance() or QApplication(["tongxing"])
    assert isinstance(found, QApplication)  # narrows the type; Qt has no other one here
    dress(found, Settings())
    return found


def platform() -> str:
    """Qt's version, how it reaches the screen, and its style."""
    application()
    styles = QStyleFactory.keys()
    if "Fusion" not in styles:
        raise Unsound(f"styles: {', '.join(styles)}")
    return f"Qt {qVersion()}, {QGuiApplication.platformName()}, Fusion"


def own_words() -> str:
    """Qt's own dialogs and menus speak Chinese."""
    found = application()
    spoken = speak("zh")
    word = found.translate("QPlatformTheme", "Cancel")
    if not spoken or word.isascii():
        raise Unsound(f"Qt's Chinese catalogue is not loaded: {word}")
    return word


def pictures() -> str:
    """A small picture written and read in each format that we use."""
    application()
    for sort in _FORMATS:
        if _through(sort).size() != QSize(8, 8):
            raise Unsound(f"{sort} cannot be written and read")
    return ", ".join(sorted(bytes(form.data()).decode() for form in QImageReader.supportedImageFormats()))


def input_methods() -> str:
    """The input-method plugins that lie beside Qt; on Linux without one nobody types Chinese."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    found = sorted(path.stem for path in folder.glob("*")) if folder.is_dir() else []
    if sys.platform == "linux" and not any("ibus" in name or "fcitx" in name for name in found):
        raise Unsound(f"no plugin for ibus or fcitx in {folder.name}: {found}")
    return ", ".join(found) or "the system's own"


def rare_characters(characters: Sequence[str]) -> str:
    """The program's own font has the characters that old system fonts lack."""
    application()
    font = QRawFont.fromFont(QFontDatabase.font(rare_family(), "", 12))
    lacking = [one for one in characters if not font.supportsCharacter(ord(one))]
    if lacking:
        raise Unsound(f"{rare_family()} lacks {' '.join(lacking)}")
    return rare_family()


def ordinary_characters(text: str) -> str:
    """The system has a face for ordinary Chinese; which."""
    face = application().font()
    font = QRawFont.fromFont(face)
    lacking = [one for one in dict.fromkeys(text) if not font.supportsCharacter(ord(one))]
    if lacking:
        raise Unsound(f"{QFontInfo(face).family()} lacks {len(lacking)} of {len(set(text))} characters")
    return QFontInfo(face).family()


def printed(pages: Pages) -> bytes:
    """Pages as a PDF, as the print page makes it."""
    application()
    job = Job(lambda page, count: f"{page}/{count}")
    job.add(pages)
    made = job.printed()
    if made.missing:
        raise Unsound(f"no font has {made.missing}")
    return pdf_of(made.sheets, pages.file_name)


def _through(sort: str) -> QImage:
    image, kept = QImage(8, 8, QImage.Format.Format_RGB32), QByteArray()
    image.fill(0)
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, sort)  # type: ignore[call-overload]  # the stubs know bytes only
    return QImage.fromData(kept)
