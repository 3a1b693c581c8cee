"""The light theme at the usual size, in which every test and every benchmark begins."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.ui.theme import scale
from app.ui.theme.colours import COLOURS, LIGHT
from app.ui.theme.style import apply_theme, style_sheet


def clear_away() -> None:
    """Let the closed windows of earlier tests go: each of their widgets would be dressed, too."""
    for left in QApplication.topLevelWidgets():
        left.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def themed_application() -> QApplication:
    """The application of a program that opens windows itself: the one there is, or a new one, in the light theme."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application)
    return application


def light_again(application: QApplication) -> None:
    """Put it on if something else is worn: dressing every window that other tests left open takes seconds."""
    worn = application.styleSheet() == style_sheet(LIGHT, 100) and COLOURS.ink == LIGHT.ink and scale.percent() == 100
    if not worn:
        clear_away()
        apply_theme(application)
