"""Sheets sent to a printer: the printer writes into a file here, everything before it is real."""

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import FileError
from app.ui.paper.flow import A4
from app.ui.paper.printer import choose_printer, layout_of, send, wanted_sheets
from tests.helpers.paper import bare, pdf_text, plan_pages, printed


def into(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_comes_out_at_its_size(qapp: QApplication, tmp_path: Path) -> None:
    sheets = printed(plan_pages()).sheets
    told: list[int] = []
    assert send(into(tmp_path / "a.pdf"), sheets, told.append, lambda: False)
    assert told == list(range(1, len(sheets) + 1))
    text = pdf_text((tmp_path / "a.pdf").read_bytes(), tmp_path)
    assert text.count("\f") == len(sheets)
    assert bare("一二三").strip()


def test_it_stops_between_two_pages(qapp: QApplication, tmp_path: Path) -> None:
    told: list[int] = []
    sheets = printed(plan_pages(), plan_pages()).sheets
    assert not send(into(tmp_path / "a.pdf"), sheets, told.append, lambda: len(told) >= 1)
    assert told == [1]


def test_the_pages_that_were_asked_for_come_in_the_order_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    sheets = printed(plan_pages(), plan_pages()).sheets
    printer = into(tmp_path / "a.pdf")
    assert wanted_sheets(printer, sheets) == list(sheets)
    printer.setFromTo(2, 3)
    assert wanted_sheets(printer, sheets) == list(sheets[1:3])
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_sheets(printer, sheets) == [sheets[2], sheets[1]]


def test_lying_pages_are_printed_lying(qapp: QApplication) -> None:
    upright, lying = printed(plan_pages()).sheets[0], printed(plan_pages()).sheets[0]
    lying = type(lying)(A4[1], A4[0], lying.things)
    assert layout_of(lying).orientation() != layout_of(upright).orientation()


def test_a_printer_that_takes_nothing_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FileError) as raised:
        send(into(tmp_path / "no" / "a.pdf"), printed(plan_pages()).sheets, lambda _done: None, lambda: False)
    assert raised.value.code == "print.refused"


def test_without_a_printer_nobody_is_sent_through_a_dialog(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with pytest.raises(FileError) as raised:
        choose_printer("教案", 3, QWidget())
    assert raised.value.code == "print.no_printer"
