"""From a hit to its place: the record's page scrolls there and marks the words, without touching them."""

from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.ui.forms.beside import Beside
from app.ui.forms.form import Form
from app.ui.forms.marks import highlight
from app.ui.forms.place import Place
from app.ui.forms.texts import ProseInput
from app.ui.positions import to_points, to_units

#: A form is built piece by piece; until it is whole, the place is looked for again.
_AGAIN_MS, _TRIES = 60, 80


class Page(Protocol):
    """What is asked of a record's page."""

    form: Form | None
    beside: Beside

    def frame_of(self, path: str) -> ProseInput | None:
        """The input of the prose at a path; None where the record has none there."""

    def scroll_to(self, place: QWidget) -> None:
        """Bring a part of the form into sight."""


def arrive(page: Page, place: Place, tries: int = _TRIES) -> None:
    """Bring a place of an open record into sight; nothing happens if the record no longer has it."""
    form = page.form
    if form is not None and form.whole:
        if place.said is None or page.beside.show_said(place.said):
            _show(page, place)
            return
    elif form is not None and place.said is None:
        # It may move on while the sections above it are built; but she sees at once that she is being taken there.
        _scroll(page, place)
    if tries:
        QTimer.singleShot(_AGAIN_MS, page.beside, lambda: arrive(page, place, tries - 1))


def _scroll(page: Page, place: Place) -> QWidget | None:
    found = _control(page, place.path) if place.path else None
    if found is not None:
        page.scroll_to(found)
    return found


def _show(page: Page, place: Place) -> None:
    found = _scroll(page, place)
    if found is not None and place.said is None:
        _mark(found, place)


def _control(page: Page, path: str) -> QWidget | None:
    """The control at a path: its text box where it is one, else the field that holds it."""
    prose = page.frame_of(path)
    if prose is not None:
        return prose.box
    frame = page.form.frame(path.split("/")[0]) if page.form is not None else None
    if frame is None:
        return None
    inside: list[QWidget] = list(frame.findChildren(QWidget))
    return next((one for one in inside if getattr(one, "path", "") == path), frame)


def _mark(control: QWidget, place: Place) -> None:
    control.setFocus()
    if not isinstance(control, QPlainTextEdit):
        return
    text = control.toPlainText()
    cursor = QTextCursor(control.document())
    cursor.setPosition(to_units(text, place.start))
    control.setTextCursor(cursor)
    if place.end <= place.start:
        return
    marked = QTextCursor(cursor)
    marked.setPosition(to_units(text, place.end), QTextCursor.MoveMode.KeepAnchor)
    control.setExtraSelections([*control.extraSelections(), highlight(marked, strong=True)])


def writing_at(page: QWidget) -> Place | None:
    """Where the caret stands in a page's fields; None when it is in none of them."""
    at: QWidget | None = page.focusWidget()
    caret = to_points(at.toPlainText(), at.textCursor().position()) if isinstance(at, QPlainTextEdit) else 0
    while at is not None and at is not page:
        path = getattr(at, "path", "")
        if isinstance(path, str) and path:
            return Place(path, caret, caret)
        at = at.parentWidget()
    return None
