"""The recovery card: after the PIN it is shown and can be saved as a page to print; then three words are asked back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QTextBrowser, QWidget

from app.errors import FileError
from app.ui.desk import Desk, Protection
from app.ui.people.frame import SpaceDialog
from app.ui.start.parts import pin_box
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_LONGEST_WORD = 20
#: As much of the page as fits: with all around it the dialog is below 600 pixels.
_WIDTH, _PAPER = 720, 390


class CardDialog(SpaceDialog):
    """Asks the PIN, shows the card as it will be printed, and saves it."""

    def __init__(self, desk: Desk, protection: Protection, parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(
            desk, parent, say("protection.card"), say("protection.card_warning"), say("protection.show_card")
        )
        self._protection = protection
        self._page = ""
        hold(self, width=_WIDTH)
        self.pin = pin_box(desk.texts, "start.pin")
        self._pin_title = self.field(say("start.pin"), self.pin)
        self.paper = QTextBrowser()
        self.paper.setAccessibleName(say("card.title"))
        self.paper.setMinimumHeight(_PAPER)
        self.body.addWidget(self.paper)
        self.paper.hide()
        self.pin.setFocus()

    def begin(self) -> None:
        """Show the card, or save it once it is shown."""
        if self._page:
            self._save()
            return
        pin, person, language = self.pin.text(), self.desk.workspace.me.person, self.desk.texts.language
        people = self._protection.people

        def shown(workspace: Workspace) -> str:
            people.check(person, pin)
            return workspace.recovery_page(language)

        self.busy(True)
        self.desk.ask(self, shown, self._show, self.failed)

    def _show(self, page: str) -> None:
        self.busy(False)
        self._page = page
        self.pin.clear()
        self.pin.hide()
        self._pin_title.hide()
        self.why.setText(self.say("protection.card_shown"))
        self.paper.setHtml(page)
        self.paper.show()
        self.go.setText(self.say("protection.save_card"))
        self.cancel.setText(self.say("ui.close"))
        self.go.setFocus()
        self.adjustSize()

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.say("protection.save_card"), self.say("protection.card_file"), "PDF (*.pdf);;HTML (*.html)"
        )
        if name:
            self.save_to(Path(name))
            QDesktopServices.openUrl(QUrl.fromLocalFile(name))

    def save_to(self, path: Path) -> None:
        """Write the page: as PDF by that ending, else as HTML."""
        try:
            if path.suffix.lower() == ".pdf":
                _write_pdf(self._page, path)
            else:
                path.write_text(self._page, "utf-8")
        except OSError as error:
            self.failed(self.desk.explain(FileError("file.unwritable", type(error).__name__)))
            return
        self.notice.say(self.say("protection.card_saved"), self.say("protection.card_saved_next"), look="good")


class RehearsalDialog(SpaceDialog):
    """Asks three words back from the card in her hand."""

    def __init__(self, desk: Desk, places: tuple[int, ...], parent: QWidget) -> None:
        say = desk.texts.say
        super().__init__(
            desk, parent, say("protection.rehearse"), say("protection.rehearse_why"), say("protection.rehearse_do")
        )
        self.words: dict[int, LineBox] = {}
        row = QHBoxLayout()
        for place in places:
            box = self.words[place] = LineBox(_LONGEST_WORD)
            box.setAccessibleName(say("protection.word", place=place))
            row.addWidget(label(say("protection.word", place=place), "field"))
            row.addWidget(box)
        self.body.addLayout(row)
        next(iter(self.words.values())).setFocus()

    def begin(self) -> None:
        """Compare with the card."""
        typed = {place: box.text() for place, box in self.words.items()}
        self.busy(True)
        self.desk.ask(self, lambda workspace: workspace.rehearse(typed), self._compared, self.failed)

    def _compared(self, right: bool) -> None:
        self.busy(False)
        if right:
            self.accept()
            return
        self.notice.say(self.say("protection.rehearse_wrong"), self.say("protection.rehearse_wrong_next"))
        self.adjustSize()


def _write_pdf(page: str, path: Path) -> None:
    from PySide6.QtGui import QPageSize, QPdfWriter

    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.setHtml(page)
    document.print_(writer)
    del writer
    if not path.exists() or not path.stat().st_size:
        raise OSError("nothing was written")
