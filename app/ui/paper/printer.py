"""Sheets sent to a printer; which one, how many copies and which pages, the system's own dialog asks."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from app.errors import FileError
from app.ui.paper.composing import Sheet
from app.ui.paper.drawing import draw
from app.ui.paper.faces import POINT


def choose_printer(title: str, pages: int, parent: QWidget, copies: int = 1) -> QPrinter | None:
    """The printer that a person chose, who is proposed so many copies; None if she gave up.

    Raises FileError("print.no_printer").
    """
    if not QPrinterInfo.availablePrinterNames():
        raise FileError("print.no_printer", "none installed")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setCopyCount(copies)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def send(printer: QPrinter, sheets: Sequence[Sheet], told: Callable[[int], None], stop: Callable[[], bool]) -> bool:
    """Print the pages that were asked for; False when stopped. Raises FileError("print.refused")."""
    wanted = wanted_sheets(printer, sheets)
    printer.setFullPage(True)
    painter = QPainter()
    for number, sheet in enumerate(wanted):
        if stop():
            if number:
                printer.abort()
                painter.end()
            return False
        printer.setPageLayout(layout_of(sheet))
        if not (painter.begin(printer) if number == 0 else printer.newPage()):
            raise FileError("print.refused", "the printer takes no page")
        painter.save()
        scale = printer.resolution() / 72 / POINT
        painter.scale(scale, scale)
        draw(painter, sheet)
        painter.restore()
        told(number + 1)
    if not painter.end():
        raise FileError("print.refused", "the printer did not end")
    return True


def wanted_sheets(printer: QPrinter, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The pages from and to which the dialog says; as often as asked where the printer cannot do that itself."""
    first, last = printer.fromPage(), printer.toPage()
    chosen = list(sheets[first - 1 : last] if first else sheets)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    if printer.supportsMultipleCopies():
        return chosen
    count = printer.copyCount()
    return chosen * count if printer.collateCopies() else [one for one in chosen for _copy in range(count)]


def layout_of(sheet: Sheet) -> QPageLayout:
    """A4, upright or lying as the sheet is."""
    lying = sheet.width > sheet.height
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), orientation, QMarginsF())
