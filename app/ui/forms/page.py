"""The page of one record: its form, who can read it, what stands beside it. Everything is saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import RecordError
from app.ids import RecordId
from app.records.edits import field_of
from app.text import Sentence
from app.ui.autosave import Autosave, Draft
from app.ui.desk import Desk
from app.ui.forms import spare
from app.ui.forms.agreeing import Agreeing
from app.ui.forms.apart import Apart, stand_apart
from app.ui.forms.around import Around
from app.ui.forms.arrive import arrive, writing_at
from app.ui.forms.beside import Beside
from app.ui.forms.extras import Extras
from app.ui.forms.form import Form
from app.ui.forms.format_bar import FormatBar
from app.ui.forms.head import FormHead
from app.ui.forms.input import Input
from app.ui.forms.marks import mark_comments
from app.ui.forms.memory import PREFERENCE as HABITS
from app.ui.forms.memory import Memory
from app.ui.forms.place import Place
from app.ui.forms.texts import LineInput, ProseInput
from app.ui.forms.undoing import Undoing
from app.ui.theme.scale import px
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_boxes import LineBox, ProseBox
from app.workspace.beginning import Known
from app.workspace.views import Changes, CommentView, RecordView, Saved, Undoable, Undone

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

_WIDE_ENOUGH = 1_000
#: Seconds in which a record that is opened has just been made.
_JUST_MADE = 2
#: Milliseconds without anything to do after which the next form is begun.
_REST_MS = 1_500


@dataclass(frozen=True)
class Fetched:
    """What a page is drawn from: the record, what can be taken back in it, the length of a lesson, the person's habits
    with forms of this kind, who may be named, and what was begun beside it and not sent."""

    view: RecordView
    undoable: Undoable
    lesson: int
    habits: str
    known: Known
    begun: dict[str, str]


class FormPage(QWidget):
    """One open record. ``as_text`` draws one whose kind this program does not know."""

    def __init__(self, desk: Desk, record: RecordId, as_text: Callable[[RecordView], QWidget]) -> None:
        super().__init__()
        self._as_text = as_text
        self._desk, self.record, self._say = desk, record, desk.texts.say
        self._view: RecordView | None = None
        self._around: Around | None = None
        self.form: Form | None = None
        self.apart: Apart | None = None
        self.setProperty("role", "page")
        self.autosave = Autosave(desk.tasks, desk.workspace, record, self)
        self.head = FormHead(desk, record, self.save_now)
        self.undoing = Undoing(desk, record, self.save_now, self)
        self.format_bar = FormatBar(desk.texts, self)
        self.head.take_tools(self.undoing, self.format_bar)
        self._goal = ""  # the place to go to when it has been drawn
        self.notice = Notice()
        self.beside = Beside(desk, record)
        self.agreeing = Agreeing(desk)
        self._chosen: CommentView | None = None
        self._left: Place | None = None
        self._side_wanted: bool | None = None
        self._awaited = False
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._prepare_next)
        self._scroll = QScrollArea()
        self.extras = Extras(desk, self.save_now)
        self._lay_out()
        self.autosave.saved.connect(self._saved)
        self.autosave.refused.connect(self._refused)
        self.autosave.trouble.connect(self._trouble)
        self.head.turn_side.connect(self._turn_side)
        self.head.said.connect(lambda words: self.notice.say(words, look="good"))
        self.undoing.done.connect(self._undone)
        self.beside.place.connect(self._show_place)
        self.beside.awaited.connect(self._tell_awaited)
        desk.news.changed.connect(self._changed)

    @property
    def unsaved(self) -> bool:
        """Is there anything that the file does not have yet?"""
        return self.autosave.unsaved or (self.apart is not None and self.apart.unsaved)

    @property
    def unsent(self) -> bool:
        """Is an answer to a comment begun beside the form that was not sent? The page stays until it is."""
        return self.beside.unsent

    def shown(self) -> None:
        """Fetch and draw; called whenever the page comes to the front."""
        self._desk.ask(self, self._fetch, self._show, self._not_there)

    def leave(self) -> None:
        """Send what is in the fields; the file takes it while another page is looked at."""
        self.autosave.flush()
        self.beside.begun.keep()
        if self.apart is not None:
            self.apart.flush()
        self._note_place()

    def _note_place(self) -> None:
        """Remember where she was writing: the start page leads back there."""
        place = writing_at(self)
        if place is not None and place != self._left and self._view is not None and self._view.may_write:
            self._left = place
            self._desk.ask(self._desk.news, lambda workspace: workspace.left_at(self.record, place.path, place.start))

    def save_now(self) -> bool:
        """Save and wait. False if the file would not take it."""
        saved = [self.autosave.flush_and_wait(), self.beside.begun.keep_and_wait()]
        return (self.apart is None or self.apart.save_now()) and all(saved)

    def frame_of(self, path: str) -> ProseInput | None:
        """The text field at a path, a field or a cell of a row."""
        key, *cell = path.split("/")
        frame = self.form.frame(key) if self.form is not None else None
        if frame is None:
            return None
        if not cell:
            return frame.input if isinstance(frame.input, ProseInput) else None
        found = frame.input.cell(path)
        return found if isinstance(found, ProseInput) else None

    # Fetching and drawing

    def _fetch(self, workspace: Workspace) -> Fetched:
        view = workspace.view(self.record)
        return Fetched(
            view,
            workspace.undoable(self.record),
            workspace.lesson_minutes(),
            workspace.preference(HABITS + view.kind_key, ""),
            workspace.known_names(self.record),
            workspace.begun(self.record),
        )

    def _show(self, fetched: Fetched) -> None:
        self._draw(fetched)
        self.setUpdatesEnabled(True)

    def _draw(self, fetched: Fetched) -> None:
        view, known = fetched.view, fetched.known
        if self._view is None:
            self.beside.take_up(fetched.begun)
        self._view = view
        if view.kind is None and self._is_ahead:
            self._leave_form()
        if view.kind is not None and (self._around is None or self._is_ahead):
            memory = Memory.read(fetched.habits)
            around = Around(self._desk, self.record, view.kind, today=self._today, memory=memory)
            around.lesson_minutes = fetched.lesson
            self._surround(around)
        if self._around is not None:
            self._around.members, self._around.names = known.members, known.names
            self._around.values = dict(view.values)
            self._around.lesson_minutes = fetched.lesson
        self.head.refresh(view)
        self.agreeing.refresh(view)
        self._show_undo(view, fetched.undoable)
        QTimer.singleShot(0, self.beside, partial(self.beside.refresh, view))
        self.extras.refresh(view)
        if self.form is None and self._around is not None:
            self._put_in(Form(self._around, view))
            self._begin(view)
        elif self.form is not None and self._is_ahead:
            self.form.adopt(view)
            self._begin(view)
        elif self.form is not None:
            self.form.refresh(view, self.autosave)
        elif view.kind is None:
            self._show_as_text(view)
        if view.may_write:
            self._mark()
        self._show_apart()
        self._fit_side()
        self._reach_goal()

    @property
    def _is_ahead(self) -> bool:
        return self.form is not None and self.form.ahead

    def _surround(self, around: Around) -> None:
        """Take the surroundings of the record; a form that was made ahead takes them over, if it can show it."""
        if self.form is not None and spare.fits(self.form, around):
            self.form.around.become(around)
            around = self.form.around
        else:
            self._leave_form()
        self._around = around

    def _leave_form(self) -> None:
        """The form that was made ahead cannot show this record."""
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _put_in(self, form: Form) -> None:
        self.form = form
        form.edited.connect(self.autosave.put)
        form.edited_many.connect(self.autosave.put_new)
        form.edited_many.connect(self.undoing.typed)
        form.grew.connect(self._mark)
        form.edited.connect(lambda _draft: self.head.say_state("writing"))
        form.edited.connect(self.undoing.typed)
        form.edited.connect(lambda _draft: self._rest.start() if self._rest.isActive() else None)
        form.left.connect(self.autosave.flush)
        form.composed.connect(self.shown)
        self._column.insertWidget(2, form, 1)

    def _begin(self, view: RecordView) -> None:
        """The form shows its record for the first time."""
        self._rest.start()
        form, around = self.form, self._around
        if form is None or around is None:
            return
        self.apart = stand_apart(self._desk, self.record, around)
        if self.apart is not None:
            self._column.insertWidget(3, self.apart)
            self.apart.trouble.connect(self._trouble)
            self.apart.composed.connect(self.shown)
            form.grew.connect(self._show_apart)
        title = form.frame(around.kind.title)
        if title is not None and view.may_write and (not view.title or self._is_new_copy(view)):
            QTimer.singleShot(0, title, partial(_to_be_typed, title.input))

    def _is_new_copy(self, view: RecordView) -> bool:
        """Was it made a moment ago, with the title of what it was copied from?"""
        return view.mine and view.space.private and 0 <= self._desk.now() - view.changed <= _JUST_MADE

    def _show_apart(self) -> None:
        """Everybody's own preparation, beneath the rows of the plan and at its end."""
        if self.apart is None or self._view is None or self.form is None or self._around is None:
            return
        rows = self.form.rows_of(self._around.kind.main_rows or "")
        if rows is not None:
            self.apart.attach(rows)
        self.apart.refresh(self._view)

    def be_about(self, record: RecordId) -> None:
        """A page that was made ahead is opened for this record."""
        self.record = record
        for part in (self.autosave, self.head, self.undoing, self.beside):
            part.be_about(record)

    def _prepare_next(self) -> None:
        """While nothing else is to be done: the page for the next record of this kind."""
        if self.form is None or self._around is None or self._view is None or spare.is_kept(self._desk):
            return
        composing = getattr(self.focusWidget(), "composing", False)
        if self.autosave.unsaved or composing or not self.form.whole:
            self._rest.start()
        elif self.isVisible():
            page = FormPage(self._desk, RecordId(""), self._as_text)
            page._put_in(spare.form_like(self._around, self._view))
            spare.keep(self._desk, page, self)

    def _show_as_text(self, view: RecordView) -> None:
        self._column.insertWidget(2, self._as_text(view), 1)
        self.notice.explain(self._desk.texts.explain(RecordError("record.unknown_kind")), "note")

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (self.record in changes.records or changes.spaces or changes.sync):
            self.shown()

    def _not_there(self, sentence: Sentence) -> None:
        self.notice.explain(sentence)
        self.setUpdatesEnabled(True)

    # Saving

    def _saved(self, saved: Saved, drafts: tuple[Draft, ...]) -> None:
        if self.form is not None:
            self.form.was_saved(drafts)
        if not self.autosave.unsaved:
            self.head.say_state("saved")
            self.undoing.show_undoable(saved.undoable)
        if saved.changes.records:
            self._desk.news.announce(saved.changes)
        elif self.form is not None and self.form.behind and not self.autosave.unsaved:
            # What was on its way came to nothing, as a word that was begun and given up: nobody hears of it.
            self.shown()

    def _refused(self, draft: Draft, error: RecordError) -> None:
        frame = self.form.frame(field_of(draft.edit)) if self.form is not None else None
        if frame is not None:
            frame.refuse(error)

    def _trouble(self, error: BaseException | None) -> None:
        if error is None:
            self.notice.clear()
        else:
            self.notice.explain(self._desk.explain(error))
            self.head.say_state("unsaved")

    # Taking back

    def _show_undo(self, view: RecordView, undoable: Undoable) -> None:
        for tools in (self.undoing, self.format_bar):
            tools.setVisible(view.may_write and not view.deleted and view.kind is not None)
        self.undoing.show_kind(view.kind)
        if not self.autosave.unsaved:
            self.undoing.show_undoable(undoable)

    def _undone(self, undone: Undone) -> None:
        if undone.changes.records:
            self._goal = next(iter(undone.paths), "")
            self._desk.news.announce(undone.changes)

    def _reach_goal(self) -> None:
        """To the place that has just changed, with the caret behind what changed."""
        goal, self._goal = self._goal, ""
        frame = self.form.frame(goal.partition("/")[0]) if self.form is not None and goal else None
        if frame is None:
            return
        place: Input = frame.input.cell(goal) or frame.input
        if isinstance(place, ProseInput):
            place.box.go_to_change()
        if not place.isAncestorOf(self.focusWidget() or self):
            place.setFocus()
        if place.visibleRegion().isEmpty():
            QTimer.singleShot(0, place, partial(self.scroll_to, place))

    # Comments in the text

    def _mark(self) -> None:
        if self._view is None:
            return
        for path in {comment.path for comment in self._view.comments}:
            place = self.frame_of(path) if self._made(path) else None
            if place is not None:
                comments = [one for one in self._view.comments if one.path == path]
                mark_comments(place.box, comments, self._chosen)

    def _made(self, path: str) -> bool:
        key = path.split("/")[0]
        return self.form is not None and any(frame.field.key == key for frame in self.form.frames())

    def _show_place(self, comment: CommentView) -> None:
        self._chosen = comment
        place = self.frame_of(comment.path)
        if place is None:
            return
        self._mark()
        QTimer.singleShot(0, place, partial(self.scroll_to, place))

    def go_to(self, place: Place) -> None:
        """Show a place of the record, as soon as it is there."""
        if place.said is not None:
            self._side_wanted = True
            self._fit_side()
        arrive(self, place)

    def scroll_to(self, place: QWidget) -> None:
        """Bring a control of the form into sight."""
        top = place.mapTo(self._scroll.widget(), QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(max(0, top - 80))

    # Looks

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("role", "page-body")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(20, 14, 20, 20)
        self._column.setSpacing(10)
        self._column.addWidget(self.notice)
        upper = QVBoxLayout()
        upper.addWidget(self.agreeing)
        upper.addLayout(self.extras)
        self._column.addLayout(upper)
        self._scroll.setProperty("role", "page")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._tell_caret())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._scroll, 1)
        middle.addWidget(self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        self.beside.hide()
        self.setUpdatesEnabled(False)  # painted once, when the record is there

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to what scrolls. (A focus proxy would let Tab pass by the head, which stands before it.)"""
        self._scroll.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the text there is room for comments only in a window that is wide enough."""
        super().resizeEvent(event)
        self._fit_side()

    def _tell_caret(self) -> None:
        """The page moves under a caret: the window of an input method's candidates moves along."""
        focus = self.focusWidget()
        if isinstance(focus, ProseBox | LineBox) and focus.hasFocus():
            focus.updateMicroFocus()

    def _turn_side(self) -> None:
        self._side_wanted = not self.beside.isVisible()
        self._fit_side()

    def _tell_awaited(self) -> None:
        """Her own record has not come to everybody: said when it is opened."""
        if self._view is not None and self._view.mine:
            self._awaited = True
            self._fit_side()

    def _fit_side(self) -> None:
        something = self._view is not None and bool(self._view.comments or self._view.steps or self._awaited)
        wanted = self._side_wanted if self._side_wanted is not None else something and self.width() >= px(_WIDE_ENOUGH)
        self.beside.setVisible(wanted)
        self.head.side.setChecked(wanted)

    def _today(self) -> str:
        return datetime.fromtimestamp(self._desk.now()).date().isoformat()


def _to_be_typed(field: Input) -> None:
    """Put the focus into a field, with all that it holds chosen, so that the first word typed takes its place."""
    field.setFocus()
    if isinstance(field, LineInput):
        field.box.selectAll()
