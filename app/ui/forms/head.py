"""The bar above a form: which record, is it saved, who can read it, and what can be done with it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.errors import FileError
from app.ids import RecordId
from app.records.purposes import GUEST
from app.ui.beginning.menu import copied
from app.ui.beginning.templates import ask_name
from app.ui.desk import Desk
from app.ui.keys import bind
from app.ui.sharing.dialog import share
from app.ui.theme.icons import icon
from app.ui.widgets.buttons import button, wordless
from app.ui.widgets.labels import OneLine, label
from app.workspace.views import Changes, RecordView, Travel


class FormHead(QFrame):
    """Title, state, readers; share, review, delete, write to a file."""

    turn_side = Signal()
    to_guests = Signal(str)  # her record's title; whoever made the page asks for the guests
    said = Signal(str)  # what was done, to be read at leisure

    def __init__(self, desk: Desk, record: RecordId, save_now: Callable[[], bool]) -> None:
        super().__init__()
        self._desk, self._record, self._say, self._save_now = desk, record, desk.texts.say, save_now
        self._view: RecordView | None = None
        self.setProperty("role", "bar")
        self.title = OneLine("", "head")
        self.state = label("", "small")
        self.readers = OneLine("", "small")
        self.back = wordless("back", self._say("ui.back"), desk.shell.go_back)
        self.share = button(self._say("form.share"), self._choose_space, icon="share")
        self.review = button(
            self._say("form.review"), lambda: desk.shell.open_review(self._record), role="quiet", icon="review"
        )
        self.side = button(self._say("form.beside"), self.turn_side.emit, role="quiet", icon="panel")
        self.side.setCheckable(True)
        self.print = wordless("print", self._say("paper.open"), self.print_it)
        bind("print", self, self.print_it)
        self.more = wordless("more", self._say("form.more"))
        self.restore = button(self._say("form.undelete"), self._undelete, role="primary", icon="undo")
        self._lay_out()

    def be_about(self, record: RecordId) -> None:
        """Be about this record: what was made ahead knows none."""
        self._record = record

    def take_tools(self, *tools: QWidget) -> None:
        """Give further controls a place before the others."""
        for one in tools:
            self._row.insertWidget(self._row.indexOf(self.restore), one)

    def refresh(self, view: RecordView) -> None:
        """Show how the record stands now."""
        self._view = view
        self.title.setText(view.title or self._say("ui.untitled"))
        kind = self._desk.texts.label(view.kind.label) if view.kind else self._say("ui.newer_kind")
        what = self._say("begin.is_template") if view.template else kind
        self.readers.setText(f"{what} · {self._who_reads(view)}")
        self.share.setVisible(view.may_share and not view.deleted)
        self.review.setVisible(view.may_comment and not view.deleted)
        self.restore.setVisible(view.deleted)
        if view.deleted:
            self.state.setText(self._say("form.deleted"))
        elif not self.state.text() or self.state.text() == self._say("form.deleted"):
            reading = "form.answering" if view.answers else "form.reading"
            self.state.setText(self._say(reading) if not view.may_write else "")
        self.more.setMenu(self._menu(view))

    def say_state(self, state: str) -> None:
        """Say whether what was typed is in the file: writing, saved, unsaved."""
        self.state.setText(self._say(f"form.{state}"))

    def _who_reads(self, view: RecordView) -> str:
        if view.space.private and view.kind is not None and view.kind.copied:
            return self._say("form.all_spaces")
        if view.space.private:
            return self._say("form.only_me")
        names = self._say("form.comma").join(view.space.readers)
        travel = self._say(f"travel.{view.travel.value}")
        if view.travel is Travel.ON_STICK and view.on_stick is not None:
            travel = self._say("form.on_stick_since", when=self._desk.words.moment(view.on_stick, self._desk.now()))
        return self._say("form.readers", space=view.space.name, names=names, travel=travel)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self.title)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(upper)
        words.addWidget(self.readers)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addLayout(words, 1)
        row.addWidget(self.state)
        row.addSpacing(4)
        for control in (self.restore, self.share, self.review, self.side, self.print, self.more):
            row.addWidget(control)

    def _menu(self, view: RecordView) -> QMenu:
        menu = QMenu(self)
        if view.kind is not None and view.kind.alone:
            again = "begin.use" if view.template else "begin.copy_this"
            menu.addAction(icon("copy"), self._say(again), self.copy)
            if not view.template:
                menu.addAction(icon("template"), self._say("begin.save_as"), self.save_as_template)
        menu.addAction(icon("history"), self._say("history.open"), self.open_history)
        menu.addAction(icon("save"), self._say("form.export"), self.export)
        if view.mine and not view.template and view.kind is not None and view.kind.alone:
            menu.addAction(icon("share"), self._say("nameless.open"), self.share_without_names)
        if _for_guests(view):
            menu.addAction(icon("people"), self._say("guests.open"), self.show_to_guests)
        if view.may_write and not view.deleted:
            menu.addSeparator()
            menu.addAction(icon("delete"), self._say("form.delete"), self.delete)
        return menu

    # Sharing

    def _choose_space(self) -> None:
        share(self._desk, self, [self._record], self._save_now)

    def print_it(self) -> None:
        """Show the record as it goes on paper."""
        if self._save_now():
            self._desk.shell.open_page(f"print:{self._record}")

    def share_without_names(self) -> None:
        """See how the record reads without names, and share a copy that reads so."""
        if self._save_now():
            self._desk.shell.open_page(f"nameless:{self._record}")

    def show_to_guests(self) -> None:
        """Let somebody who is not of the group read a copy, until a day."""
        if self._save_now():
            self.to_guests.emit(self.title.text())

    # Copies and templates

    def copy(self) -> None:
        """Begin another record like this one."""
        if self._save_now():
            copied(self, self._desk, self._record)

    def save_as_template(self) -> None:
        """Keep what this record holds as a template, under a name."""
        name = ask_name(self, self._desk, self._say("begin.save_title"), self.title.text())
        if name and self._save_now():
            self._desk.ask(
                self,
                lambda workspace: workspace.save_as_template(self._record, name),
                lambda _template: self.said.emit(self._say("begin.saved_as", name=name)),
            )

    def open_history(self) -> None:
        """Look back, compare, restore."""
        if self._save_now():
            self._desk.shell.open_history(self._record)

    # Deleting, and writing to a file

    def delete(self) -> None:
        """Mark the record deleted."""
        if self._save_now():
            self._desk.ask(self, lambda workspace: workspace.delete(self._record), self._changed)

    def _undelete(self) -> None:
        self._desk.ask(self, lambda workspace: workspace.undelete(self._record), self._changed)

    def _changed(self, changes: Changes) -> None:
        self._desk.news.announce(changes)

    def export(self) -> None:
        """Write the record as text into a file that the person chooses."""
        name = "".join(one for one in self.title.text()[:40] if one.isalnum() or one in " -_") or self._record
        chosen, _filter = QFileDialog.getSaveFileName(self, self._say("form.export"), f"{name}.md", "Markdown (*.md)")
        if chosen:
            self._save_now()
            language = self._desk.texts.language
            self._desk.ask(self, lambda workspace: _write(Path(chosen), workspace.export_text(self._record, language)))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise FileError("file.unwritable", type(error).__name__) from error


def _for_guests(view: RecordView) -> bool:
    """May guests be shown a copy of such a record?"""
    kind = view.kind
    fits = kind is not None and kind.alone and (not kind.places or GUEST in kind.places)
    return fits and view.may_write and not view.deleted and not view.template
