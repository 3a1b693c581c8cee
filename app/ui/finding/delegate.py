"""Paints a hit: its title, the line in which the words stand with the words marked, and who, where and when."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.records.sought import Span
from app.ui.finding.model import Hits
from app.ui.theme.colours import COLOURS
from app.ui.theme.fonts import SMALL
from app.ui.theme.icons import KIND_ICONS, pixmap
from app.ui.theme.scale import px
from app.workspace.finding import FoundRow, Marked

_Index = QModelIndex | QPersistentModelIndex
_EDGE, _ICON, _GAP = 10, 18, 3


class HitPainter(QStyledItemDelegate):
    """Draws the rows of ``Hits``; the marked words stand on the colour of marks."""

    def __init__(self, model: Hits, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its lines: two, and a third where the words stand elsewhere than in the title."""
        strong, plain, small = (QFontMetrics(font) for font in self._fonts(option))
        row = self._model.rows[index.row()]
        height = strong.height() + small.height() + 2 * px(_EDGE) - px(6) + px(_GAP)
        if row.line.text:
            height += plain.height() + px(_GAP)
        return QSize(px(300), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.rows[index.row()]
        painter.save()
        self._ground(painter, option)
        strong, plain, small = self._fonts(option)
        area: QRect = option.rect.adjusted(px(_EDGE), px(_EDGE) - px(4), -px(_EDGE), 0)  # type: ignore[attr-defined]  # missing in the stubs
        drawing = KIND_ICONS.get(row.kind_key, "document")
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(area.left(), area.top() + px(2), pixmap(drawing, COLOURS.quiet, px(_ICON), scale))
        left = area.left() + px(_ICON) + px(_EDGE)
        when = self._model.when(row)
        taken = QFontMetrics(small).horizontalAdvance(when)
        corner = QRect(area.right() - taken, area.top(), taken + px(_GAP), QFontMetrics(strong).height())
        self._write(painter, small, corner, [(Marked(when), COLOURS.quiet)])
        beside = QRect(left, area.top(), area.right() - left, area.height())
        self._rows(painter, row, beside, taken, (strong, plain, small))
        painter.restore()

    def _rows(
        self, painter: QPainter, row: FoundRow, area: QRect, taken: int, fonts: tuple[QFont, QFont, QFont]
    ) -> None:
        strong, plain, small = fonts
        top, height = area.top(), QFontMetrics(strong).height()
        title = row.title if row.title.text else Marked(self._model.untitled)
        first = QRect(area.left(), top, area.width() - taken - px(12), height)
        self._write(painter, strong, first, [(title, COLOURS.ink)])
        top += height + px(_GAP)
        if row.line.text:
            height = QFontMetrics(plain).height()
            label = self._model.label(row)
            parts = [(Marked(f"{label}  "), COLOURS.accent)] if label else []
            line = QRect(area.left(), top, area.width(), height)
            self._write(painter, plain, line, [*parts, (row.line, COLOURS.ink)])
            top += height + px(_GAP)
        place = row.space if not row.private else Marked(self._model.place(row))
        below = [(part, COLOURS.quiet) for part in (row.author, place) if part.text]
        dotted = [piece for part in below for piece in (part, (Marked("  ·  "), COLOURS.quiet))][:-1]
        self._write(painter, small, QRect(area.left(), top, area.width(), QFontMetrics(small).height()), dotted)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state = option.state  # type: ignore[attr-defined]  # missing in the stubs
        area: QRect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
        chosen = bool(state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        painter.fillRect(area, QColor(COLOURS.accent_soft if chosen else COLOURS.surface))
        painter.setPen(QColor(COLOURS.sunken))
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(COLOURS.accent))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _write(self, painter: QPainter, font: QFont, area: QRect, parts: Sequence[tuple[Marked, str]]) -> None:
        """Write parts side by side on one line, cut at its end with …"""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        left = area.left()
        for part, colour in parts:
            room = area.right() - left
            if room <= 0:
                return
            shown = metrics.elidedText(part.text, Qt.TextElideMode.ElideRight, room)
            for span in part.marks:
                self._mark(painter, metrics, QRect(left, area.top(), room, area.height()), shown, span)
            painter.setPen(QColor(colour))
            painter.drawText(QRect(left, area.top(), room, area.height()), int(Qt.AlignmentFlag.AlignVCenter), shown)
            left += metrics.horizontalAdvance(shown)

    def _mark(self, painter: QPainter, metrics: QFontMetrics, area: QRect, shown: str, span: Span) -> None:
        if span.start >= len(shown):
            return
        begin = metrics.horizontalAdvance(shown[: span.start])
        end = metrics.horizontalAdvance(shown[: span.end])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS.mark))
        painter.drawRoundedRect(QRectF(area.left() + begin - 1, area.top(), end - begin + 2, area.height()), 3, 3)

    def _fonts(self, option: QStyleOptionViewItem) -> tuple[QFont, QFont, QFont]:
        plain = QFont(option.font)  # type: ignore[attr-defined]  # missing in the stubs
        strong, small = QFont(plain), QFont(plain)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(px(SMALL))
        return strong, plain, small
