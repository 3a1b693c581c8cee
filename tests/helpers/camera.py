"""Takes pictures of windows for the documents: once nothing moves any more, in few colours, so that they are small."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.forms.form import Form
from app.ui.tasks import Tasks

_COLOURS = 256


def forms_are_whole() -> bool:
    """Does every form in sight show all of its own record? One that was made ahead is filled a moment later."""
    forms: list[Form] = []
    for top in QApplication.topLevelWidgets():
        forms += top.findChildren(Form)
    return all(form.whole and not form.ahead for form in forms if form.isVisible())


class Camera:
    """Takes pictures of windows once nothing moves any more."""

    def __init__(
        self, application: QApplication, tasks: Tasks, folder: Path, language: str, theme: str = "light"
    ) -> None:
        self._application, self.tasks, self._folder = application, tasks, folder
        self._ending = language if theme == "light" else f"{language}-{theme}"

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let everything that is under way come to its end."""
        self._wait(until, 12, 0.01)

    def _wait(self, until: Callable[[], bool], rounds: int, pause: float) -> None:
        """For as many rounds (each with a pause in seconds) nothing is under way, and every form in sight is whole."""
        quiet, end = 0, time.monotonic() + 20
        while quiet < rounds and time.monotonic() < end:
            self._application.processEvents()
            quiet = quiet + 1 if self.tasks.idle and until() else 0
            if quiet == rounds and not forms_are_whole():
                quiet = 0
            time.sleep(pause)

    def take(self, name: str, window: QWidget) -> None:
        """One picture, in its most common colours, so that it stays small."""
        self.settle()
        self.keep(name, window.grab().toImage())

    def take_once(self, name: str, window: QWidget) -> None:
        """A screen of which one picture is enough: the Chinese one in the light."""
        if self._ending == "zh":
            self.take(name, window)

    def keep(self, name: str, drawn: QImage) -> None:
        """A picture that was drawn already, likewise."""
        path = self._folder / f"{name}-{self._ending}.png"
        image = drawn.convertToFormat(QImage.Format.Format_RGB32)
        common = Counter(memoryview(image.constBits()).cast("I")).most_common(_COLOURS)
        few = [colour for colour, _count in common]
        packed = image.convertToFormat(QImage.Format.Format_Indexed8, few, Qt.ImageConversionFlag.AvoidDither)
        packed.save(str(path), quality=0)
