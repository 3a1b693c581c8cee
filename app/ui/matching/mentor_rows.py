"""The mentors beside a matching: each with how many pupils she has of how many, and what speaks for her with one pupil.

Who is wished for by the chosen pupil comes first, then who is suggested, then all others by name. Nobody is sorted by
anything that was achieved.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.records.sought import find_name
from app.records.terms import Terms
from app.ui.desk import Desk
from app.ui.theme.colours import COLOURS
from app.ui.theme.fonts import SMALL
from app.ui.theme.scale import px
from app.workspace.pupil_views import MentorView, PupilView, Suggestion

_Index = QModelIndex | QPersistentModelIndex
_EDGE, _BAR_WIDE, _BAR_HIGH = 10, 64, 6


class MentorRows(QAbstractListModel):
    """What the list of mentors shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say, self._terms, self._language = desk.texts.say, Terms(), desk.texts.language
        self._all: tuple[MentorView, ...] = ()
        self._pupil: PupilView | None = None
        self._suggested: Suggestion | None = None
        self._typed, self._idle = "", False
        self.mentors: tuple[MentorView, ...] = ()

    def show_mentors(self, mentors: Sequence[MentorView]) -> None:
        """Show these in place of the former ones."""
        self._all = tuple(mentors)
        self._order()

    def about(self, pupil: PupilView | None, suggested: Suggestion | None) -> None:
        """Put those first who are wished for, or suggested, for this pupil."""
        self._pupil, self._suggested = pupil, suggested
        self._order()

    def narrow(self, typed: str, idle: bool) -> None:
        """Only those whose name, or its pinyin, holds what was typed; ``idle``: only those without pupils."""
        self._typed, self._idle = typed.strip(), idle
        self._order()

    def why(self, mentor: MentorView) -> str:
        """What speaks for a mentor with the chosen pupil."""
        if self._pupil is not None and any(wish.key == mentor.who.key for wish in self._pupil.wishes):
            return self._say("matching.wished")
        if self._suggested is not None and self._suggested.mentor.key == mentor.who.key:
            return self._say(f"matching.suggested_{self._suggested.why}")
        return ""

    def known(self, mentor: MentorView) -> str:
        """What she teaches and is good at."""
        show, comma = self._terms.show, self._say("form.comma")
        subjects = comma.join(show("subjects", one, self._language) for one in mentor.subjects)
        room = self._say("matching.room", count=mentor.room) if mentor.room is not None else ""
        return " · ".join(part for part in (subjects, mentor.strengths, room) if part)

    def count(self, mentor: MentorView) -> str:
        """How many pupils of how many."""
        return self._say("matching.meter", count=mentor.pupils, limit=mentor.limit)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.mentors)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        mentor = self.mentors[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            parts = (mentor.who.name, self.count(mentor), self.why(mentor), self.known(mentor))
            return " · ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.known(mentor)
        return None

    def _order(self) -> None:
        wished = {wish.key for wish in self._pupil.wishes} if self._pupil is not None else set()
        suggested = self._suggested.mentor.key if self._suggested is not None else ""
        fitting = [
            one
            for one in self._all
            if (not self._typed or find_name(self._typed, one.who.name) is not None)
            and (not self._idle or (not one.pupils and one.room != 0))
        ]
        self.beginResetModel()
        self.mentors = tuple(
            sorted(fitting, key=lambda one: (one.who.key not in wished, one.who.key != suggested))  # by name otherwise
        )
        self.endResetModel()


class MentorPainter(QStyledItemDelegate):
    """Draws a mentor: name and what speaks for her, what she is good at, and the meter at the right."""

    def __init__(self, model: MentorRows, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines."""
        strong, small = _fonts(option)
        return QSize(px(200), QFontMetrics(strong).height() + QFontMetrics(small).height() + 2 * px(_EDGE) - px(6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        mentor, state = self._model.mentors[index.row()], option.state  # type: ignore[attr-defined]  # missing in the stubs
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
        strong, small = _fonts(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.fillRect(rect, QColor(COLOURS.accent_soft if chosen else COLOURS.surface))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(COLOURS.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        area = rect.adjusted(px(_EDGE), px(_EDGE) - px(3), -px(_EDGE), 0)
        high, taken = QFontMetrics(strong).height(), px(_BAR_WIDE)
        self._meter(painter, small, QRect(area.right() - taken, area.top(), taken, area.height()), mentor)
        room = area.width() - taken - px(_EDGE)
        name = _write(painter, strong, QRect(area.left(), area.top(), room, high), mentor.who.name, COLOURS.ink)
        why = QRect(area.left() + name + px(8), area.top(), room - name - px(8), high)
        _write(painter, small, why, self._model.why(mentor), COLOURS.accent)
        below = QRect(area.left(), area.top() + high + px(1), room, QFontMetrics(small).height())
        _write(painter, small, below, self._model.known(mentor), COLOURS.quiet)
        painter.restore()

    def _meter(self, painter: QPainter, font: QFont, area: QRect, mentor: MentorView) -> None:
        """The number in words, and a bar beneath; one that is full is of another colour, and says so in words too."""
        high = QFontMetrics(font).height()
        colour = COLOURS.note_ink if mentor.full else COLOURS.quiet
        _write(painter, font, QRect(area.left(), area.top(), area.width(), high), self._model.count(mentor), colour)
        bar = QRectF(area.left(), area.top() + high + px(4), area.width(), px(_BAR_HIGH))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS.sunken))
        painter.drawRoundedRect(bar, 3, 3)
        part = min(1.0, mentor.pupils / max(1, mentor.limit))
        painter.setBrush(QColor(COLOURS.note_edge if mentor.full else COLOURS.accent))
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * part, bar.height()), 3, 3)


def _fonts(option: QStyleOptionViewItem) -> tuple[QFont, QFont]:
    plain: QFont = option.font  # type: ignore[attr-defined]  # missing in the stubs
    strong, small = QFont(plain), QFont(plain)
    strong.setWeight(QFont.Weight.DemiBold)
    small.setPixelSize(px(SMALL))
    return strong, small


def _write(painter: QPainter, font: QFont, area: QRect, text: str, colour: str) -> int:
    """Write on one line, cut at its end with …; gives the width that it took."""
    if not text or area.width() <= 0:
        return 0
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)
