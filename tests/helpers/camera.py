"""Takes pictures of windows for the documents: once nothing moves any more, in few colours, so that they are small."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.tasks import Tasks

_COLOURS = 256


class Camera:
    """Takes pictures of windows once nothing moves any more."""

    def __init__(
        self, application: QApplication, tasks: Tasks, folder: Path, language: str, theme: str = "light"
    ) -> None:
        self._application, self.tasks, self._folder = application, tasks, folder
        self._ending = language if theme == "light" else f"{language}-{theme}"

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that is under way come to its end."""
        quiet = 0
        end = time.monotonic() + 20
        while quiet < 12 and time.monotonic() < end:
            self._application.processEvents()
            quiet = quiet + 1 if self.tasks.idle and until() else 0
            time.sleep(0.01)

    def take(self, name: str, window: QWidget) -> None:
        """One picture, in its most common colours, so that it stays small."""
        self.settle()
        self.keep(name, window.grab().toImage())

    def keep(self, name: str, drawn: QImage) -> None:
        """A picture that was drawn already, likewise."""
        path = self._folder / f"{name}-{self._ending}.png"
        image = drawn.convertToFormat(QImage.Format.Format_RGB32)
        common = Counter(memoryview(image.constBits()).cast("I")).most_common(_COLOURS)
        few = [colour for colour, _count in common]
        packed = image.convertToFormat(QImage.Format.Format_Indexed8, few, Qt.ImageConversionFlag.AvoidDither)
        packed.save(str(path), quality=0)
