"""A hit is painted with its words marked."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem

from app.ui.finding.delegate import HitPainter
from app.ui.theme.colours import COLOURS
from tests.helpers.windows import Stage
from tests.unit.ui.finding.test_model import hit, hits


def painted(painter_of: HitPainter, view: QListView, row: int, width: int = 600) -> set[str]:
    """The colours in the picture of a row."""
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 90)  # type: ignore[attr-defined]  # missing in the stubs
    option.font = view.font()  # type: ignore[attr-defined]  # missing in the stubs
    picture = QImage(width, 90, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter_of.paint(painter, option, view.model().index(row, 0))
    painter.end()
    return {QColor(picture.pixel(x, y)).name().upper() for x in range(0, width, 2) for y in range(0, 90, 2)}


def test_the_words_are_marked_and_a_narrow_row_is_cut(stage: Stage) -> None:
    model, view = hits([]), QListView()
    stage.bot.addWidget(view)
    model.begin_anew([hit(), hit("没有", ""), hit("", "长" * 300)], more=False)
    view.setModel(model)
    delegate = HitPainter(model, view)

    assert COLOURS.mark.upper() in painted(delegate, view, 0)
    assert COLOURS.surface.upper() in painted(delegate, view, 2, 120)
    option = QStyleOptionViewItem()
    assert delegate.sizeHint(option, model.index(0)).height() > delegate.sizeHint(option, model.index(1)).height()
