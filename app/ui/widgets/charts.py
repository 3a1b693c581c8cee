"""Two charts of a few painter lines: bars by week, and steps along a line of time.

A chart says at a glance what the table beside it says in words: the table is what a keyboard and a screen reader use,
and a chart takes no focus.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme.colours import COLOURS, author_colours
from app.ui.theme.fonts import SMALL, sized
from app.ui.theme.scale import px

_BARS_HIGH, _STEP_HIGH, _LEFT, _BELOW, _MARK = 180, 26, 34, 22, 9
#: Lines across the bars, and the width of the widest bar.
_LINES, _WIDEST_BAR = 4, 34


class _Chart(QWidget):
    """What both have in common: a name for those who do not see it, and no focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def retheme(self) -> None:
        """Another height, perhaps."""
        self.updateGeometry()

    def _painter(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(sized(SMALL))
        return painter


class Bars(_Chart):
    """Numbers by week, those of one kind on those of another, each in its colour."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.labels: Sequence[str] = ()
        self.series: Sequence[Sequence[int]] = ()

    def show_numbers(self, labels: Sequence[str], series: Sequence[Sequence[int]]) -> None:
        """One label a bar, and for each series one number a bar."""
        self.labels, self.series = labels, series
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(_BARS_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines across with their numbers, bars, and as many labels as there is room for."""
        painter = self._painter()
        totals = [sum(numbers) for numbers in zip(*self.series, strict=True)]
        most = nice_top(max(totals, default=0))
        place = QRectF(px(_LEFT), px(8), self.width() - px(_LEFT) - 2, self.height() - px(8 + _BELOW))
        for line in range(_LINES + 1):
            height = place.bottom() - place.height() * line / _LINES
            painter.setPen(QColor(COLOURS.line))
            painter.drawLine(QPointF(place.left(), height), QPointF(place.right(), height))
            painter.setPen(QColor(COLOURS.quiet))
            beside = QRectF(0, height - px(10), px(_LEFT - 6), px(20))
            painter.drawText(
                beside, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(most * line // _LINES)
            )
        if not totals:
            return
        step = place.width() / len(totals)
        wide = min(step * 0.7, px(_WIDEST_BAR))
        shown = 1 + int(px(46) // step)
        for at, label in enumerate(self.labels):
            left, foot = place.left() + step * at + (step - wide) / 2, place.bottom()
            for number, numbers in enumerate(self.series):
                high = place.height() * numbers[at] / most
                ink, _ground = author_colours(number)
                painter.fillRect(QRectF(left, foot - high, wide, high), QColor(ink))
                foot -= high
            if at % shown == 0:
                painter.setPen(QColor(COLOURS.quiet))
                under = QRectF(place.left() + step * at - px(20), place.bottom() + 3, step + px(40), px(_BELOW - 3))
                painter.drawText(under, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), label)


def nice_top(most: int) -> int:
    """The number at the chart's upper edge: one that the lines divide evenly."""
    return max(_LINES, -(-most // _LINES) * _LINES)


@dataclass(frozen=True)
class StepLine:
    """One step: from the day on which it was set to the day until which it was meant, done or not."""

    begun: date
    due: date
    done: bool
    mine: bool


class Steps(_Chart):
    """One line a step along the term; filled where it is done. One's own in one colour, the other's in another."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.lines: Sequence[StepLine] = ()

    def show_steps(self, lines: Sequence[StepLine]) -> None:
        """These, from the top down."""
        self.lines = lines
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), px(_STEP_HIGH) * max(1, len(self.lines)) + px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line from the day it was set to the day it was due, with a mark at its end."""
        painter = self._painter()
        if not self.lines:
            return
        first = min(line.begun for line in self.lines)
        days = max(1, (max(max(line.due, line.begun) for line in self.lines) - first).days)
        room = self.width() - 2 * px(_MARK) - 4
        for number, line in enumerate(self.lines):
            ink, _ground = author_colours(0 if line.mine else 2)
            colour = QColor(ink)
            height = px(4) + px(_STEP_HIGH) * (number + 0.5)
            left = px(_MARK) + room * (line.begun - first).days / days
            right = px(_MARK) + room * (max(line.due, line.begun) - first).days / days
            painter.setPen(QPen(QColor(COLOURS.line), 1))
            painter.drawLine(QPointF(px(_MARK), height), QPointF(px(_MARK) + room, height))
            painter.setPen(QPen(colour, px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(left, height), QPointF(right, height))
            painter.setPen(QPen(colour, px(2)))
            painter.setBrush(colour if line.done else QColor(COLOURS.surface))
            painter.drawEllipse(QPointF(right, height), px(_MARK) / 2, px(_MARK) / 2)
