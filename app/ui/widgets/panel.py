"""A card with a heading, and the friendly words that stand in it while it is empty."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme.icons import picture
from app.ui.widgets.labels import label


class Panel(QFrame):
    """A titled card; ``body`` takes the lines."""

    def __init__(self, title: str, icon: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._count = label("", "count")
        self._empty = label(empty, "quiet", wrap=True)
        self._empty.setContentsMargins(6, 0, 6, 6)
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.setSpacing(8)
        head.addWidget(picture(icon, "accent"))
        head.addWidget(label(title, "head"))
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 11, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._empty)
        self.body = QVBoxLayout()
        self.body.setSpacing(1)
        column.addLayout(self.body)

    def show_lines(self, lines: list[QWidget], count: int | None = None) -> None:
        """Put these lines in place of the former ones; ``count`` when there are more than are shown."""
        empty(self.body)
        for line in lines:
            self.body.addWidget(line)
        self.show_count(len(lines) if count is None else count)
        self._empty.setVisible(not lines)

    def show_count(self, number: int) -> None:
        """How many there are; none brings the friendly words."""
        self._count.setText(str(number))
        self._count.setVisible(number > 0)
        self._empty.setVisible(number == 0)


class PageBody(QWidget):
    """What scrolls on a page: as high as its words are at the page's width, and no higher.

    A wrapped text does not know its width when it is asked for its least height, and asks for more than it needs: the
    page would scroll on into emptiness.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page-body")

    def minimumSizeHint(self) -> QSize:
        """Nothing; the height follows from the width."""
        return QSize(0, 0)


def page_column(page: QScrollArea) -> QVBoxLayout:
    """Make a page of cards that scrolls up and down alone; what stands on it goes into the column."""
    page.setProperty("role", "page")
    page.setWidgetResizable(True)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body = PageBody()
    page.setWidget(body)
    column = QVBoxLayout(body)
    column.setContentsMargins(24, 18, 24, 18)
    column.setSpacing(12)
    return column


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item: QLayoutItem | None = layout.takeAt(0)
        if item is None:
            return
        widget: QWidget | None = item.widget()
        inner: QLayout | None = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
