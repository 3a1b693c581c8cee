"""The focus of a page that scrolls: a frame round the whole page for those who walk by Tab, and none otherwise.

A page takes the focus as it opens, and when somebody clicks beside its controls, so that the arrows and Page Down
scroll it. A bright frame round everything would then say "here is something wrong" to somebody who only looked.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_WALKED = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
#: Coming back to the window leaves the frame as it was.
_RETURNED = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class QuietFocus(QObject):
    """Watches how a page and what scrolls in it come by the focus; the style draws the frame from the property."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._reason = Qt.FocusReason.OtherFocusReason
        areas: list[QScrollArea] = [*page.findChildren(QScrollArea)]
        self._areas = {area for area in (page, *areas) if isinstance(area, QScrollArea)}
        for area in self._areas:
            area.setProperty("walked", False)
            area.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # there are widgets
        application.focusChanged.connect(self._moved)

    def eventFilter(self, _area: QObject, event: QEvent) -> bool:
        """Nothing is held up; it only notes why the focus comes."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._reason = event.reason()
        return False

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, QScrollArea) or now not in self._areas or self._reason in _RETURNED:
            return
        # Qt walks on by itself from a control that is hidden or switched off: then nobody pressed Tab.
        could_stay = before is None or (before.isEnabled() and before.isVisible())
        walked = self._reason in _WALKED and could_stay
        if walked != now.property("walked"):
            now.setProperty("walked", walked)
            now.style().unpolish(now)
            now.style().polish(now)
