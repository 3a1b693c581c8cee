"""The codes, shown once: large enough to be read out, with what a ticket on a stick is worth, and ways onto paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from app.errors import FileError
from app.ui.desk import Desk
from app.ui.kit.slips import Code, slips
from app.ui.paper.pdf import pdf_of
from app.ui.paper.saving import save, with_ending
from app.ui.safekeeping.card import SectionCard
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import OneLine, label
from app.ui.widgets.notice import Notice
from app.ui.widgets.panel import empty

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PDF = ".pdf"


class CodesCard(SectionCard):
    """Hidden until there are codes. ``choose_printer`` and ``choose_file`` ask the person."""

    hidden = Signal()
    open_stick = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.texts.say("kit.card_codes"), "phone")
        self._desk, self._say = desk, desk.texts.say
        self.codes: tuple[Code, ...] = ()
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.choose_file: Callable[[], str] = self._ask_file
        self.body.addWidget(label(self._say("kit.codes_done"), "strong", wrap=True))
        self.body.addWidget(label(self._say("kit.codes_why"), wrap=True))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.body.addWidget(label(self._say("kit.codes_withdraw"), "quiet", wrap=True))
        self.notice = Notice()
        self.body.addWidget(self.notice)
        self.print = button(self._say("kit.print_slips"), self.print_slips, role="primary", icon="print")
        self.save = button(self._say("kit.save_slips"), self.save_slips, icon="save")
        self.stick = button(self._say("kit.open_stick"), self.open_stick.emit, icon="stick")
        self.hide_them = button(self._say("kit.hide_codes"), self._hide, icon="done")
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.print, self.save, self.stick):
            row.addWidget(one)
        row.addStretch(1)
        row.addWidget(self.hide_them)
        self.body.addLayout(row)
        self.hide()

    def show_codes(self, codes: Sequence[Code]) -> None:
        """Show them; a line each."""
        self.codes = tuple(codes)
        empty(self._lines)
        for code in codes:
            self._lines.addWidget(self._line(code))
        self.notice.clear()
        self.show()
        self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show them no more; they are kept nowhere."""
        self.codes = ()
        empty(self._lines)
        self.hide()

    def print_slips(self) -> None:
        """Ask for a printer, and send the slips to it."""
        from app.ui.paper.printer import send

        try:
            printer = self.choose_printer()
        except FileError as error:
            self._failed(error)
            return
        if printer is not None:
            texts, codes, me = self._desk.texts, self.codes, self._desk.workspace.me.name
            self._desk.tasks.aside(
                self,
                lambda: send(printer, slips(texts, codes, me).sheets, lambda _done: None, lambda: False),
                lambda _sent: self.notice.say(self._say("paper.sent"), look="good"),
                self._failed,
            )

    def save_slips(self) -> None:
        """Ask where to, and write them as a PDF."""
        chosen = self.choose_file()
        if not chosen:
            return
        path = with_ending(chosen, _PDF)
        texts, codes, me, title = (
            self._desk.texts,
            self.codes,
            self._desk.workspace.me.name,
            self._say("kit.slips_file"),
        )
        self._desk.tasks.aside(
            self,
            lambda: save(path, pdf_of(slips(texts, codes, me).sheets, title)),
            lambda _saved: self.notice.say(
                self._say("paper.saved"), self._say("paper.saved_at", path=str(path)), look="good"
            ),
            self._failed,
        )

    def _line(self, code: Code) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "good")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(OneLine(self._say("kit.code_of", name=code.name), "field"))
        words.addWidget(label(self._say("kit.code_ends", ends=code.ends, spaces=code.spaces), "small", wrap=True))
        letters = label(code.code, "hero")
        letters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        letters.setAccessibleName(f"{self._say('kit.code_of', name=code.name)}: {' '.join(code.code)}")
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 8, 16, 8)
        row.addLayout(words, 1)
        row.addWidget(letters)
        return frame

    def _hide(self) -> None:
        self.forget()
        self.hidden.emit()

    def _failed(self, error: BaseException) -> None:
        self.notice.explain(self._desk.explain(error))

    def _ask_printer(self) -> QPrinter | None:
        from app.ui.paper.printer import choose_printer

        return choose_printer(self._say("kit.slips_file"), (len(self.codes) + 3) // 4, self)

    def _ask_file(self) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / (self._say("kit.slips_file") + _PDF))
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._say("kit.save_slips"), name, f"{self._say('paper.pdf_files')} (*{_PDF})"
        )
        return chosen
