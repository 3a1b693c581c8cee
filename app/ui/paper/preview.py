"""Sheets as they will come out, side by side; only those in sight are ever drawn, and away from the main thread."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.text import Texts
from app.ui.paper.composing import Sheet
from app.ui.paper.drawing import picture
from app.ui.tasks import Tasks
from app.ui.theme.colours import COLOURS
from app.ui.theme.scale import px

#: Pictures that are kept: what is in sight and a little around it.
_KEPT = 24
_GAP = 14
#: The width of a sheet of which several stand side by side; and the least one.
_SMALL, _LEAST = 400, 220


class Preview(QScrollArea):
    """The sheets of a job. ``larger``: one beside another gives way to one that fills the width."""

    def __init__(self, tasks: Tasks, texts: Texts) -> None:
        super().__init__()
        self._say = texts.say
        self.sheets = _Sheets(tasks)
        self.setProperty("role", "page")
        self.setWidget(self.sheets)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that came and went would change the width, and with it whether it is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(px(40))
        self.setAccessibleName(self._say("paper.preview"))
        self._fit()

    def show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        """Show these from now on; whoever looks at a page goes on looking at that place."""
        self.sheets.take(sheets)
        self.setAccessibleName(self._say("paper.preview_of", count=len(sheets)))
        self._fit()

    def make_larger(self, larger: bool) -> None:
        """One sheet as wide as the view, or several beside one another."""
        self.sheets.larger = larger
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.sheets.fit(self.viewport().size())


class _Sheets(QWidget):
    """Paints the pictures that it has, and asks for those that it lacks."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._sheets: tuple[Sheet, ...] = ()
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._asked: set[int] = set()
        self._places: list[QRect] = []
        self._turn = 0
        self.larger = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def drawn(self) -> int:
        """How many sheets have a picture now."""
        return len(self._pictures)

    def take(self, sheets: tuple[Sheet, ...]) -> None:
        """Other sheets."""
        self._sheets = sheets
        self._forget()

    def fit(self, room: QSize) -> None:
        """Place the sheets in a view of this size."""
        wide = room.width() - 2 * px(_GAP)
        across = 1 if self.larger else max(1, min(len(self._sheets), (wide + px(_GAP)) // (px(_SMALL) + px(_GAP))))
        width = max((wide - (across - 1) * px(_GAP)) // across, px(_LEAST))
        if not self.larger:
            width = min(width, px(_SMALL) * 5 // 4)
        places, x, y, tallest = [], px(_GAP), px(_GAP), 0
        left = max(px(_GAP), (room.width() - across * width - (across - 1) * px(_GAP)) // 2)
        for at, sheet in enumerate(self._sheets):
            if at % across == 0:
                x, y, tallest = left, y + (tallest + px(_GAP) if at else 0), 0
            height = round(width * sheet.height / sheet.width)
            places.append(QRect(x, y, width, height))
            x, tallest = x + width + px(_GAP), max(tallest, height)
        if [place.size() for place in places] != [place.size() for place in self._places]:
            self._forget()
        self._places = places
        self.setFixedSize(room.width(), max(room.height(), y + tallest + px(_GAP)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White sheets with what is known of them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, place in enumerate(self._places):
            if not place.intersects(event.rect()):
                continue
            image = self._pictures.get(at)
            if image is None:
                painter.fillRect(place, QColor(COLOURS.sunken))
                self._ask(at, place)
            else:
                self._pictures.move_to_end(at)
                painter.drawImage(place, image)
            painter.setPen(QPen(QColor(COLOURS.line), 1))
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _ask(self, at: int, place: QRect) -> None:
        if at in self._asked:
            return
        self._asked.add(at)
        sheet, width, ratio, turn = self._sheets[at], place.width(), self.devicePixelRatioF(), self._turn
        self._tasks.aside(self, lambda: picture(sheet, width, ratio), partial(self._came, turn, at))

    def _came(self, turn: int, at: int, image: QImage) -> None:
        if turn != self._turn:
            return
        self._asked.discard(at)
        self._pictures[at] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.update(self._places[at] if at < len(self._places) else QRect(QPoint(), self.size()))

    def _forget(self) -> None:
        self._turn += 1
        self._pictures.clear()
        self._asked.clear()
        self.update()
