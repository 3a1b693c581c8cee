"""What can be seen to be wrong with a window: each check gives the list of what it found, empty when all is well.

nameless       a control that a screen reader could not name
unreachable    a control that Tab does not come to, or that a mouse alone can use
unseen_focus   a control that looks the same with the focus and without it
cut_off        words of ours that have less room than they need
untranslated   words of the other language that nobody typed
faint          words that are hard to read on their ground
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TypeVar, cast

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from app.ui.keys import KEYS, native
from app.ui.theme.colours import contrast
from app.ui.widgets.labels import OneLine

W = TypeVar("W", bound=QWidget)
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractItemView)
_MOUSE = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent")
_MOST_STOPS = 600
_RING = 3
_LONG = 7
#: WCAG AA. The ink of thin strokes is mixed with the ground at their edges, and a few points are all that is measured.
READABLE, MIXED = 4.5, 0.3
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
LATIN = re.compile(r"[A-Za-z]{2,}")
#: Tickets, cards, letters for help, and the numbers of devices: the same in every language, and never the same twice.
CODE = re.compile(r"\b[A-Z]{2}1-[0-9A-Z\s-]*|\b[0-9A-Z]{8}\b(?:-[0-9A-Z]+)*|\b[0-9a-f]{8}\b")


def inside(window: QWidget, kind: type[W]) -> list[W]:
    """Everything of a kind in a window, and not in another window that hangs on it."""
    found = cast("list[W]", window.findChildren(kind))
    return [one for one in found if isinstance(one, kind) and one.window() is window]


def seen(widget: QWidget) -> bool:
    """Is any of it on the screen?"""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def called(widget: QWidget) -> str:
    """How a finding names a widget."""
    words = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {widget.objectName() or widget.property('role') or ''} {str(words)[:30]!r}"


def is_part(widget: QWidget) -> bool:
    """Is it a part of one of Qt's own controls, such as the button in a line that clears it?"""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(parent, QLineEdit | QComboBox | QAbstractItemView)


def controls(window: QWidget) -> list[QWidget]:
    """What a person can do something with, as far as it is shown and enabled."""
    every = [one for one in inside(window, QWidget) if seen(one) and one.isEnabled() and not is_part(one)]
    return [one for one in every if isinstance(one, CONTROLS) or takes_mouse(one)]


def takes_mouse(widget: QWidget) -> bool:
    """Does a class of ours do something when it is clicked?"""
    return type(widget).__module__.startswith("app.") and any(
        name in vars(kind) for kind in type(widget).__mro__ if kind.__module__.startswith("app.") for name in _MOUSE
    )


# For those who hear the screen, and those without a mouse


def nameless(window: QWidget) -> list[str]:
    """A screen reader would say no more than "button"."""
    found = []
    for one in controls(window):
        heard = QAccessible.queryAccessibleInterface(one)
        if heard is not None and not heard.text(QAccessible.Text.Name).strip():
            found.append(called(one))
    return found


def stops(window: QWidget) -> list[QWidget]:
    """Where Tab stops, in order, by pressing it."""
    first: QWidget | None = window.focusWidget()
    found: list[QWidget] = []
    for _ in range(_MOST_STOPS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        QApplication.processEvents()  # a table of rows may have got another one, which then finds its place
        now: QWidget | None = window.focusWidget()
        table = now
        while table is not None and not isinstance(table, QAbstractItemView):
            table = table.parentWidget()
        stop = table or now
        if found and stop is found[-1] and table is not None:
            continue  # from cell to cell, and out of it at the last one
        if stop is None or stop in found:
            break
        found.append(stop)
    if first is not None and seen(first):
        first.setFocus(Qt.FocusReason.OtherFocusReason)
    return found


def unreachable(wanted: Collection[QWidget], reached: Collection[QWidget]) -> list[str]:
    """Tab passes it by. In a group of which at most one is chosen, arrows go on from the one that Tab reaches; and what
    names a key of its own in its tool tip, as the buttons for a field that is being written in, needs no Tab."""
    found = []
    for one in wanted:
        if not shiboken6.isValid(one) or not one.isVisible():
            continue  # made anew while Tab was pressed, as after a save; or shown only beside the row with the focus
        group = one.group() if isinstance(one, QAbstractButton) else None
        if group is not None and any(other in reached for other in group.buttons()):
            continue
        if one not in reached and one.focusProxy() not in reached and not has_key(one):
            found.append(called(one))
    return found


def has_key(widget: QWidget) -> bool:
    """Does its tool tip name a declared key, or what it stands in say by which key the same is done?"""
    holder: QWidget | None = widget
    while holder is not None:
        if any(holder.property("keys") == key.name for key in KEYS):
            return True
        holder = holder.parentWidget()
    return any(native(keys) in widget.toolTip() for key in KEYS if key.ours for keys in key.keys)


def unseen_focus(reached: Collection[QWidget], known: set[tuple[object, ...]]) -> list[str]:
    """It looks the same with the focus; ``known`` remembers what has been looked at."""
    found = []
    for one in reached:
        if not shiboken6.isValid(one):
            continue  # a row of a list was made anew meanwhile
        mark = (type(one), one.property("role"), one.size().toTuple(), called(one))
        if mark in known or not seen(one):
            continue
        known.add(mark)
        holder: QWidget | None = QApplication.focusWidget()
        if holder is not None:
            holder.clearFocus()
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus() and differing(without, one.grab().toImage()) < (one.width() + one.height()) // 2:
            found.append(called(one))
    return found


def differing(one: QImage, other: QImage) -> int:
    """How many points near the edges differ between two pictures of a size."""
    wide, high = one.width(), one.height()
    ring = [QRect(0, 0, wide, _RING), QRect(0, high - _RING, wide, _RING)]
    ring += [QRect(0, 0, _RING, high), QRect(wide - _RING, 0, _RING, high)]
    return sum(
        before != after for edge in ring for before, after in zip(points(one, edge), points(other, edge), strict=True)
    )


def points(image: QImage, place: QRect) -> memoryview:
    """The colours of a part of a picture as numbers."""
    part = image.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(part.constBits())).cast("I")


# Room


def cut_off(window: QWidget, ours: Collection[str]) -> list[str]:
    """Labels, buttons, chips, fields' hints and heads of tables; a title that somebody typed may end in …"""
    found = [called(one) for one in inside(window, QLabel) if seen(one) and one.text() and label_is_cut(one, ours)]
    found += [
        called(button)
        for button in (*inside(window, QPushButton), *inside(window, QToolButton), *inside(window, QCheckBox))
        if seen(button) and not is_part(button) and button.text() and button.width() < button.sizeHint().width()
    ]
    found += [
        f"{called(combo)} {combo.currentText()!r}"
        for combo in inside(window, QComboBox)
        if seen(combo) and combo.fontMetrics().horizontalAdvance(combo.currentText()) > room_of(combo)
    ]
    for line in inside(window, QLineEdit):
        hint = "" if line.text() else line.placeholderText()
        if seen(line) and line.fontMetrics().horizontalAdvance(hint) > line.contentsRect().width() - 12:
            found.append(f"{called(line)} {hint!r}")
    for head in inside(window, QHeaderView):
        found += cut_heads(head) if seen(head) else []
    return found + outside(window)


def label_is_cut(one: QLabel, ours: Collection[str]) -> bool:
    """Has a label less room than its words need?"""
    metrics, room = one.fontMetrics(), one.contentsRect()
    if isinstance(one, OneLine):
        return one.text() in ours and metrics.horizontalAdvance(one.text()) > room.width()
    if one.wordWrap():
        return one.heightForWidth(one.width()) > one.height() + 2
    return one.sizeHint().width() > one.width() or one.sizeHint().height() > one.height() + 2


def room_of(combo: QComboBox) -> int:
    """The width that the chosen entry has."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    place = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    return place.width() + 1


def cut_heads(head: QHeaderView) -> list[str]:
    """Heads of columns that end in …"""
    model = head.model()
    return [
        f"{head.sectionSizeHint(at)} > {head.sectionSize(at)} column {model.headerData(at, head.orientation())!r}"
        for at in range(head.count())
        if not head.isSectionHidden(at) and head.sectionSizeHint(at) > head.sectionSize(at)
    ]


def _says(one: QWidget) -> bool:
    """Are there words on it? A field of ours has its text as a property, Qt's have a method."""
    said = getattr(one, "text", "x")
    return bool(said() if callable(said) else said)


def outside(window: QWidget) -> list[str]:
    """Controls and words that reach over the right edge of what holds them, where nothing scrolls to them."""
    found = []
    for one in (*inside(window, QLabel), *controls(window)):
        holder: QWidget | None = one.parentWidget()
        while holder is not None and holder is not window and not isinstance(holder, QAbstractScrollArea):
            holder = holder.parentWidget()
        if holder is None or isinstance(holder, QAbstractItemView) or not one.isVisible():
            continue
        frame = holder.viewport() if isinstance(holder, QAbstractScrollArea) else holder
        right = one.mapTo(frame, one.rect().topRight()).x()
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        sideways = isinstance(holder, QAbstractScrollArea) and holder.horizontalScrollBarPolicy() != never
        if right > frame.width() and not sideways and one.width() and _says(one):
            found.append(f"{called(one)} ends at {right} of {frame.width()}")
    return found


# Words


def words_in(window: QWidget) -> Iterator[str]:
    """All that can be read or heard in a window, and what its menus say."""
    yield window.windowTitle()
    for one in inside(window, QWidget):
        if not one.isVisible() and not isinstance(one, QMenu):
            continue
        yield from (one.toolTip(), one.accessibleName(), one.accessibleDescription())
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit):
            yield from (one.text(), one.placeholderText())
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            yield from (one.toPlainText(), one.placeholderText())
        elif isinstance(one, QComboBox):
            yield from (one.itemText(at) for at in range(one.count()))
        elif isinstance(one, QTableView):
            yield from cells(one)
    for menu in cast("list[QMenu]", [window, *window.findChildren(QMenu)]):
        if isinstance(menu, QMenu):
            yield from (action.text() for action in menu.actions())


def cells(table: QTableView) -> Iterator[str]:
    """Heads, and the first rows."""
    model = table.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), 8)):
            yield str(model.index(row, column).data() or "")


def untranslated(window: QWidget, language: str, typed: str, known: Collection[str]) -> list[str]:
    """Chinese in English, or Latin in Chinese, that is neither somebody's words (``typed``) nor a known name."""
    strange = HAN if language == "en" else LATIN
    return [
        f"{run!r} in {text[:60]!r}"
        for text in set(words_in(window))
        for run in strange.findall(CODE.sub("", text.replace("&", "")))
        if run not in known and not is_typed(run, typed)
    ]


def is_typed(run: str, typed: str) -> bool:
    """Is it somebody's own? Of two versions set side by side, most pairs of characters are, not the whole."""
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return run in typed or (len(run) > _LONG and sum(pair in typed for pair in pairs) >= 0.7 * len(pairs))


# Contrast


def faint(window: QWidget) -> list[str]:
    """Words whose ink and ground are too near to each other. What is disabled may be."""
    picture = window.grab().toImage()
    scale = picture.devicePixelRatio()
    found = []
    for one in inside(window, QWidget):
        words = shown_words(one)
        if not words or not seen(one) or not one.isEnabled():
            continue
        place = one.visibleRegion().boundingRect().translated(one.mapTo(window, one.rect().topLeft()))
        if place.width() < min(one.width(), 12) or place.height() < one.height():
            continue  # scrolled out in part: what is left may have no ink
        part = QRect(place.topLeft() * scale, place.size() * scale).adjusted(2, 2, -2, -2)
        if part.isEmpty():
            continue  # no room for ink: what is cut off is another finding
        ratio = readable(picture, part)
        if ratio < READABLE - MIXED:
            found.append(f"{called(one)} {words[:20]!r} {ratio:.1f}")
    return found


def shown_words(widget: QWidget) -> str:
    """What is painted on it in one colour on one ground."""
    if isinstance(widget, QLabel | QPushButton | QToolButton | QCheckBox):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return ""


def readable(image: QImage, place: QRect) -> float:
    """The best contrast of any ink with the ground, which is the commonest colour."""
    counted = Counter(points(image, place))
    ground = counted.most_common(1)[0][0]
    return max(between(ink, ground) for ink in counted)


@lru_cache(100_000)
def between(ink: int, ground: int) -> float:
    """The contrast of two colours; the same few of the theme are met on every screen."""
    return contrast(colour(ink), colour(ground))


def colour(number: int) -> str:
    """A colour as the theme writes it."""
    return f"#{number & 0xFFFFFF:06X}"
