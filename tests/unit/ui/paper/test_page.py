"""The page for printing: what is chosen, seen, sent to a printer, saved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QPushButton

from app.export.docx_reading import read_docx
from app.ids import RecordId
from app.records.paper import Layout
from app.ui.forms.page import FormPage
from app.ui.lists.page import ListPage
from app.ui.paper import leaving
from app.ui.paper import page as page_module
from app.ui.paper.page import PrintPage
from tests.helpers.paper import pdf_text, plan_values, words_on
from tests.helpers.windows import Stage, click, parts, press


def open_page(stage: Stage, *records: RecordId) -> PrintPage:
    page = PrintPage(stage.desk(), records)
    page.resize(1_180, 690)
    stage.show(page)
    page.shown()
    stage.settle(page.to_printer.isEnabled)
    return page


def words(page: PrintPage) -> str:
    return "".join(map(words_on, page._printed.sheets))


def test_a_record_is_shown_as_it_will_come_out_and_follows_what_is_chosen(stage: Stage) -> None:
    page = open_page(stage, stage.plan(**plan_values(4)))
    assert page.title.text() == "打印：二进制数的操作原理"
    assert "一、" not in words(page)
    assert page.choices is not None
    click(page.choices.layouts[Layout.TEXT])
    stage.settle(lambda: "一、教材分析" in words(page))
    assert page.count.text() == f"共 {len(page._printed.sheets)} 页"
    assert not page.boxes[next(iter(page.boxes))].isVisible()


def test_it_is_saved_as_a_pdf_that_others_read(stage: Stage, tmp_path: Path) -> None:
    page = open_page(stage, stage.plan(**plan_values(2)))
    offered: list[str] = []

    def choose(name: str) -> str:
        offered.append(name)
        return str(tmp_path / "给学校")

    page.choose_file = choose
    click(page.to_pdf)
    stage.settle(lambda: page.notice.isVisible())
    assert offered == ["信息科技-二进制数的操作原理-2026-11-24.pdf"]
    assert "文件已存好" in page.notice.text
    assert "二进制数的操作原理" in pdf_text((tmp_path / "给学校.pdf").read_bytes(), tmp_path)


def test_it_is_saved_as_a_word_file_too(stage: Stage, tmp_path: Path) -> None:
    page = open_page(stage, stage.plan(**plan_values(2)))
    offered: list[str] = []

    def choose(name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    page.choose_file = choose
    click(page.to_word)
    stage.settle(lambda: page.notice.isVisible())
    assert offered == ["信息科技-二进制数的操作原理-2026-11-24.docx"]
    pieces = read_docx((tmp_path / offered[0]).read_bytes()).pieces
    assert "二进制数的操作原理" in str(pieces)

    page.choose_file = lambda _name: str(tmp_path / "U盘" / "a.docx")
    click(page.to_word)
    stage.settle(lambda: "不能在这个位置写文件" in page.notice.text)
    assert page.to_word.isEnabled()


def test_giving_up_the_dialog_changes_nothing(stage: Stage) -> None:
    page = open_page(stage, stage.plan())
    page.choose_file = lambda _name: ""
    click(page.to_pdf)
    page.choose_printer = lambda: None
    click(page.to_printer)
    assert page.notice.text == ""
    assert page.to_printer.isEnabled()


def test_a_folder_that_takes_nothing_is_told_in_words(stage: Stage, tmp_path: Path) -> None:
    page = open_page(stage, stage.plan())
    page.choose_file = lambda _name: str(tmp_path / "U盘" / "a.pdf")
    click(page.to_pdf)
    stage.settle(lambda: page.notice.isVisible())
    assert "不能在这个位置写文件" in page.notice.text
    assert page.to_pdf.isEnabled()


def test_it_is_sent_to_the_printer_that_was_chosen(stage: Stage, tmp_path: Path) -> None:
    page = open_page(stage, stage.plan(**plan_values(2)))

    def choose() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return printer

    page.choose_printer = choose
    click(page.to_printer)
    stage.settle(lambda: page.notice.isVisible())
    assert page.notice.text == "已送往打印机。"
    assert (tmp_path / "printed.pdf").stat().st_size > 1_000


def test_without_a_printer_the_page_says_what_to_do(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    page = open_page(stage, stage.plan())
    click(page.to_printer)
    assert "没有找到打印机" in page.notice.text
    assert "PDF" in page.notice.text


def test_of_several_records_each_can_be_left_out(stage: Stage) -> None:
    plans = [stage.teacher.create("lesson_plan", {"topic": topic}) for topic in ("甲", "乙", "丙")]
    page = open_page(stage, *plans)
    assert page.title.text() == "打印 3 条教案"
    assert len(page._printed.sheets) == 3
    page.boxes[plans[1]].click()
    stage.settle(lambda: len(page._printed.sheets) == 2)
    page.choose_all(False)
    stage.settle()
    assert not page.to_printer.isEnabled()
    assert page.count.text() == "还没有选要打印的记录"
    page.choose_all(True)
    stage.settle(lambda: len(page._printed.sheets) == 3)


def test_of_a_long_list_nothing_is_chosen_to_begin_with(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_ALL_AT_ONCE", 1)
    page = PrintPage(stage.desk(), [stage.teacher.create("lesson_plan", {"topic": topic}) for topic in ("甲", "乙")])
    stage.show(page)
    page.shown()
    stage.settle(lambda: bool(page.boxes))
    assert page.chosen() == []


def test_a_character_without_a_shape_is_told_before_it_is_printed(stage: Stage) -> None:
    page = open_page(stage, stage.plan(key_point="甲\U000f1234"))
    assert page.missing.isVisible()
    assert "U+F1234" in page.missing.text
    assert page.to_printer.isEnabled()
    assert open_page(stage, stage.plan(key_point="𪣻")).missing.text == ""


def test_what_was_chosen_for_a_kind_is_kept(stage: Stage) -> None:
    plan = stage.plan()
    page = open_page(stage, plan)
    assert page.choices is not None
    click(page.choices.layouts[Layout.TEXT])
    page.choices.signers.setText("校长")
    page.leave()
    stage.settle()
    again = open_page(stage, plan)
    assert again.choices is not None
    assert again.choices.choice().layout is Layout.TEXT
    assert again.choices.choice().signatures == ("校长",)
    assert "校长" in words(again)


def test_a_long_job_can_be_stopped_and_begun_again(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(stage, stage.plan(**plan_values(40)))
    page.choose_file = lambda _name: str(tmp_path / "a.pdf")

    def slowly(sheets: Any, title: str, told: Any, stop: Any) -> bytes:
        while not stop():
            told(1)
        return b""

    monkeypatch.setattr(leaving, "pdf_of", slowly)
    click(page.to_pdf)
    stage.bot.waitUntil(page.under.isVisible)
    click(page.under.stop)
    stage.settle(lambda: page.notice.isVisible())
    assert "停下" in page.notice.text
    assert not (tmp_path / "a.pdf").exists()
    monkeypatch.undo()
    click(page.to_pdf)
    stage.settle(lambda: (tmp_path / "a.pdf").exists())


class Clicks:
    """Counts what a person clicks."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, control: QPushButton) -> None:
        self.count += 1
        click(control)


def test_an_open_record_is_printed_in_three_clicks(stage: Stage, tmp_path: Path) -> None:
    """Print, print, and the dialog's own button, which is counted without being there."""
    window = stage.window()
    window.open_record(stage.plan(**plan_values(2)))
    stage.settle()
    form = parts(window, FormPage)[0]
    clicks = Clicks()
    clicks.on(form.head.print)
    stage.settle(lambda: bool(parts(window, PrintPage)))
    page = parts(window, PrintPage)[0]
    stage.settle(page.to_printer.isEnabled)
    page.choose_printer = _printer_of(clicks, tmp_path)
    clicks.on(page.to_printer)
    stage.settle(lambda: page.notice.isVisible())
    assert page.notice.text == "已送往打印机。"
    assert clicks.count <= 3


def test_what_a_list_shows_is_printed_in_five_clicks(stage: Stage, tmp_path: Path) -> None:
    """Choose, all, print, print, and the dialog's own button."""
    for topic in ("甲", "乙", "丙"):
        stage.teacher.create("lesson_plan", {"topic": topic})
    window = stage.window()
    window.open_list("lesson_plan")
    listed = parts(window, ListPage)[0]
    stage.settle(lambda: listed.model.rowCount() == 3)
    clicks = Clicks()
    clicks.on(listed.choose)
    everything = next(one for one in parts(listed, QPushButton) if one.text() == "全选")
    clicks.on(everything)
    clicks.on(listed.print)
    stage.settle(lambda: bool(parts(window, PrintPage)))
    page = parts(window, PrintPage)[0]
    stage.settle(page.to_printer.isEnabled)
    assert len(page._printed.sheets) == 3
    page.choose_printer = _printer_of(clicks, tmp_path)
    clicks.on(page.to_printer)
    stage.settle(lambda: page.notice.isVisible())
    assert clicks.count <= 5


def test_the_key_for_printing_works_in_a_form_and_in_a_list(stage: Stage) -> None:
    plan = stage.plan()
    window = stage.window()
    window.activateWindow()
    window.open_list("lesson_plan")
    listed = parts(window, ListPage)[0]
    stage.settle(lambda: listed.model.rowCount() == 1)
    table = listed.table
    table.setFocus()
    press(table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    stage.settle(lambda: isinstance(window.stack.currentWidget(), PrintPage))
    window.open_record(plan)
    stage.settle()
    form = parts(window, FormPage)[0]
    form.head.print.setFocus()
    press(form.head.print, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert isinstance(window.stack.currentWidget(), PrintPage)


def _printer_of(clicks: Clicks, folder: Path) -> Any:
    def choose() -> QPrinter:
        clicks.count += 1
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(folder / "printed.pdf"))
        return printer

    return choose
