"""What every page has on which something is put on paper: the sheets as they will come out, and the ways out of the
house: printer, PDF, Word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import FileError
from app.text import Sentence
from app.ui.desk import Desk
from app.ui.paper.job import Printed
from app.ui.paper.pdf import pdf_of
from app.ui.paper.preview import Preview
from app.ui.paper.progress import Under
from app.ui.paper.saving import save, with_ending
from app.ui.paper.setting import Setting
from app.ui.tasks import Stop
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.workspace.workspace import Workspace

_SIDE = 300
PDF, WORD = ".pdf", ".docx"
#: Characters without a shape that are named; the others are counted.
_NAMED = 12


class PaperPage(QWidget):
    """A subclass fills ``side`` with what can be chosen, and lets ``setting`` begin. ``choose_printer`` and
    ``choose_file`` ask the person."""

    def __init__(self, desk: Desk, choices: str = "paper.choices") -> None:
        """``choices`` is the key of the words above what can be chosen."""
        super().__init__()
        self._desk, self._say = desk, desk.texts.say
        self._printed = Printed(())
        self._stop = Stop()
        self._greeted = False
        self.copies = 1  # that are proposed to the printer
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.choose_file: Callable[[str], str] = self._ask_file
        self.setProperty("role", "page")
        self.title = OneLine("", "head")
        self.count = label("", "small")
        self.to_pdf = button(self._say("paper.to_pdf"), self.save_pdf, icon="save")
        self.to_word = button(self._say("paper.to_word"), self.save_word, icon="save")
        self.to_printer = button(self._say("paper.to_printer"), self.print_now, role="primary", icon="print")
        self.larger = button(self._say("paper.larger"), role="quiet", icon="search")
        self.notice, self.missing = Notice(), Notice()
        self.under = Under(self._say("paper.stop"), self.stop)
        self.preview = Preview(desk.tasks, desk.texts)
        self.setting = Setting(desk, self._foot, self)
        self._lay_out(self._say(choices))
        self._ready(False)
        self.setting.progress.connect(partial(self._progress, "paper.setting"))
        self.setting.done.connect(self._show)
        self.setting.failed.connect(self._failed)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the printer's button. (A focus proxy would let Tab pass by what stands before it.)"""
        self.to_printer.setFocus(reason)

    def word_file(self) -> Callable[[Workspace], bytes] | None:
        """What writes the same contents as a Word file; None while there is nothing to write."""
        return None

    def good_name(self) -> str:
        """A name for the file, without an ending."""
        return self.setting.file_name

    def _foot(self, page: int, pages: int) -> str:
        return self._say("paper.page_of", page=page, pages=pages)

    def _show(self, printed: Printed) -> None:
        self.under.end()
        self._printed = printed
        self.preview.show_sheets(printed.sheets)
        self.count.setText(self._say("paper.sheets", count=len(printed.sheets)))
        self._ready(bool(printed.sheets))
        self._tell_missing(printed.missing)
        if printed.sheets and not self._greeted:
            # What most people came for is one key away.
            self._greeted = True
            self.to_printer.setFocus()

    def _tell_missing(self, missing: str) -> None:
        if not missing:
            self.missing.clear()
            return
        named = missing[:_NAMED] + ("…" if len(missing) > _NAMED else "")
        words = "paper.missing_one" if len(missing) == 1 else "paper.missing_more"
        codes = " ".join(f"{one} (U+{ord(one):04X})" for one in named if one != "…")
        self.missing.say(
            self._say(words, count=len(missing), characters=codes), self._say("paper.missing_next"), look="note"
        )

    # Out of the house

    def save_pdf(self) -> None:
        """Ask where to, and write the file."""
        path = self._path(PDF)
        if path is None:
            return
        printed, title = self._printed, self.title.text()
        self._begin("paper.writing")
        told = self._told("paper.writing")

        def write() -> bool:
            data = pdf_of(printed.sheets, title, told, self._stop)
            if data:
                save(path, data)
            return bool(data)

        def done(written: bool) -> None:
            self._end()
            if written:
                self._saved(path)
            else:
                self.notice.say(self._say("paper.stopped"))

        self._desk.tasks.aside(self, write, done, self._broke)

    def save_word(self) -> None:
        """Ask where to, and write the same contents as a Word file, to be changed and sent on."""
        written = self.word_file()
        path = self._path(WORD) if written is not None else None
        if path is None or written is None:
            return
        self._begin("paper.writing")

        def work(workspace: Workspace) -> None:
            save(path, written(workspace))

        def done(_nothing: None) -> None:
            self._end()
            self._saved(path)

        self._desk.ask(self, work, done, self._not_written)

    def _path(self, ending: str) -> Path | None:
        chosen = self.choose_file(self.good_name() + ending)
        return with_ending(chosen, ending) if chosen else None

    def _saved(self, path: Path) -> None:
        self.notice.say(self._say("paper.saved"), self._say("paper.saved_at", path=str(path)), look="good")

    def _not_written(self, sentence: Sentence) -> None:
        self._end()
        self._failed(sentence)

    def print_now(self) -> None:
        """Ask for a printer, and send the sheets to it."""
        try:
            printer = self.choose_printer()
        except FileError as error:
            self._failed(self._desk.explain(error))
            return
        if printer is None:
            return
        from app.ui.paper.printer import send

        self._begin("paper.printing")
        told, sheets = self._told("paper.printing"), self._printed.sheets

        def done(whole: bool) -> None:
            self._end()
            self.notice.say(self._say("paper.sent" if whole else "paper.stopped"), look="good" if whole else "note")

        self._desk.tasks.aside(self, lambda: send(printer, sheets, told, self._stop), done, self._broke)

    def stop(self) -> None:
        """Stop what is under way."""
        self._stop.ask()
        if self.setting.busy:
            self.setting.stop()
            self.under.end()
            self.count.setText("")

    def _ask_printer(self) -> QPrinter | None:
        from app.ui.paper.printer import choose_printer

        return choose_printer(self.title.text(), len(self._printed.sheets), self, self.copies)

    def _ask_file(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        sort = "word" if name.endswith(WORD) else "pdf"
        words = f"{self._say(f'paper.{sort}_files')} (*{WORD if sort == 'word' else PDF})"
        chosen, _ = QFileDialog.getSaveFileName(self, self._say(f"paper.to_{sort}"), str(Path(folder) / name), words)
        return chosen

    # Under way

    def _begin(self, words: str) -> None:
        self._stop = Stop()
        self.notice.clear()
        self._ready(False)
        self._progress(words, 0, len(self._printed.sheets))

    def _told(self, words: str) -> Callable[[int], None]:
        count = len(self._printed.sheets)

        def tell(done: int) -> None:
            self._desk.tasks.on_main(self, lambda: self._progress(words, done, count))

        return tell

    def _progress(self, words: str, done: int, count: int) -> None:
        self.under.show_progress(self._say(words, done=done, count=count), done, count)

    def _end(self) -> None:
        self.under.end()
        self._ready(bool(self._printed.sheets))

    def _broke(self, error: BaseException) -> None:
        self._end()
        self._failed(self._desk.explain(error))

    def _failed(self, sentence: Sentence) -> None:
        self.under.end()
        self.notice.explain(sentence)

    def _ready(self, ready: bool) -> None:
        for control in (self.to_pdf, self.to_word, self.to_printer):
            control.setEnabled(ready)

    # Looks

    def _lay_out(self, choices: str) -> None:
        back = wordless("back", self._say("ui.back"), self._desk.shell.go_back)
        self.larger.setCheckable(True)
        self.larger.toggled.connect(self._make_larger)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(back)
        row.addWidget(self.title, 1)
        for control in (self.count, self.larger, self.to_word, self.to_pdf, self.to_printer):
            row.addWidget(control)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left(choices))
        right = QVBoxLayout()
        right.setContentsMargins(10, 8, 10, 0)
        right.setSpacing(6)
        for widget in (self.notice, self.missing, self.under):
            right.addWidget(widget)
        right.addWidget(self.preview, 1)
        body.addLayout(right, 1)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)

    def _left(self, choices: str) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "page-body")
        self.side = QVBoxLayout(inside)
        self.side.setContentsMargins(14, 12, 14, 12)
        self.side.setSpacing(8)
        self.side.addWidget(label(choices, "head"))
        scroll = QScrollArea()
        scroll.setProperty("role", "page")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hold(scroll, width=_SIDE)
        return scroll

    def _make_larger(self, larger: bool) -> None:
        self.larger.setText(self._say("paper.smaller" if larger else "paper.larger"))
        self.preview.make_larger(larger)
