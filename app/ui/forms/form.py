"""The form: the sections of a kind, each of which folds, with their fields; built piece by piece."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.records.kind import Section
from app.records.rules import Notice
from app.records.values import Value
from app.ui.autosave import Autosave, Draft
from app.ui.forms.around import Around
from app.ui.forms.frame import FieldFrame
from app.ui.forms.input import Input
from app.ui.forms.rows import RowsInput
from app.ui.theme.icons import give_icon
from app.ui.widgets.buttons import button
from app.ui.widgets.text_boxes import UNDOES
from app.workspace.views import RecordView, RivalView

_COLUMN = 250
_MOST_COLUMNS = 3
#: Milliseconds after which the rest of a form is made although nobody has seen its beginning.
_LONGEST_UNSEEN = 150
#: Milliseconds between what is painted first and the making of the rest: the screen is brought up to date in them.
_BREATH = 8


class SectionBox(QFrame):
    """One section; its fields are made when it is first open."""

    built = Signal(object)

    def __init__(self, section: Section, around: Around) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.section, self._around = section, around
        self.frames: list[FieldFrame] = []
        self._short: list[FieldFrame] = []
        self._columns = 0
        self.head: QPushButton = button(around.desk.texts.label(section.label), self._turn, role="section")
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(4, 0, 4, 6)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self._body)
        self._body.hide()
        self._mark()

    @property
    def open(self) -> bool:
        return not self._body.isHidden()

    def set_open(self, wanted: bool) -> None:
        """Open or fold the section."""
        if wanted and not self.frames:
            self._build()
        self._body.setVisible(wanted)
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns of short fields as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _turn(self) -> None:
        self.set_open(not self.open)
        self._around.memory.sections[self.section.label.en] = self.open
        self._around.remember()

    def _mark(self) -> None:
        give_icon(self.head, "down" if self.open else "right", "quiet", 16)
        state = self._around.say("form.section_open" if self.open else "form.section_folded")
        self.head.setAccessibleName(f"{self.head.text()}, {state}")

    def _build(self) -> None:
        alone = len(self.section.fields) == 1 and self.section.fields[0].label == self.section.label
        self.frames = [FieldFrame(field, self._around, titled=not alone) for field in self.section.fields]
        self._columns = 0
        self._arrange()
        self.built.emit(self)

    def _arrange(self) -> None:
        columns = min(_MOST_COLUMNS, max(1, (self.width() - 40) // _COLUMN))
        if columns == self._columns or not self.frames:
            return
        self._columns = columns
        for frame in self.frames:
            self._grid.removeWidget(frame)
        for at in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        line, place = 0, 0
        for frame in self.frames:
            is_title = frame.field.key == self._around.kind.title
            span = columns if frame.input.wide else max(1, columns - 1) if is_title else 1
            if place + span > columns:
                line, place = line + 1, 0
            self._grid.addWidget(frame, line, place, 1, span)
            place += span


class Form(QWidget):
    """All fields of one record."""

    edited = Signal(object)
    edited_many = Signal(object)
    grew = Signal()  # more of it is made than was
    left = Signal()
    composed = Signal()

    def __init__(self, around: Around, view: RecordView, *, ahead: bool = False) -> None:
        """``ahead``: made before a record is there to be shown, which ``adopt`` brings."""
        super().__init__()
        self._around, self._view, self._ahead = around, view, ahead
        self.behind = False  # was a field left alone at the last refresh?
        self.setProperty(UNDOES, True)
        self._tabs = QTimer(self, singleShot=True, interval=0)
        self._tabs.timeout.connect(self._order_tabs)
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_more)
        self._seen = False
        self._unseen = QTimer(self, singleShot=True, interval=_LONGEST_UNSEEN)
        self._unseen.timeout.connect(self._begin_building)
        self.sections = [SectionBox(section, around) for section in around.kind.sections]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for section in self.sections:
            section.built.connect(self._built)
            column.addWidget(section)
        column.addStretch(1)
        self._to_open = [box for box in self.sections if _begins_open(box.section, around, view)]
        if self._to_open:
            self._to_open.pop(0).set_open(True)

    @property
    def around(self) -> Around:
        """The surroundings of its fields."""
        return self._around

    @property
    def ahead(self) -> bool:
        """Is no record there yet?"""
        return self._ahead

    def adopt(self, view: RecordView) -> None:
        """Show a record in a form that was made ahead; its surroundings are those of the record already."""
        self._view, self._ahead = view, False
        wanted = [box for box in self.sections if _begins_open(box.section, self._around, view)]
        for frame in self.frames():
            self._fill(frame)
        for box in self.sections:
            if box.frames:
                box.set_open(box in wanted)
        self._to_open = [box for box in wanted if not box.frames]
        if self._to_open and not any(box.open for box in self.sections):
            self._to_open.pop(0).set_open(True)
        self._grown()

    @property
    def whole(self) -> bool:
        """Is everything built that is open from the beginning?"""
        return not self._to_open and self._unfinished() is None

    def frames(self) -> list[FieldFrame]:
        """The fields that have been made, in the order of the page."""
        return [frame for section in self.sections for frame in section.frames]

    def frame(self, key: str) -> FieldFrame | None:
        """The field with this key; its section is opened for it."""
        for section in self.sections:
            if any(field.key == key for field in section.section.fields):
                section.set_open(True)
        return next((frame for frame in self.frames() if frame.field.key == key), None)

    def refresh(self, view: RecordView, autosave: Autosave) -> None:
        """Show what the document has now; a field with an edit under way, or being composed in, is left alone."""
        self._view, self.behind = view, False
        for frame in self.frames():
            if not autosave.unsaved_in(frame.field.key):
                self._fill(frame)
            else:
                self.behind = True

    def was_saved(self, drafts: Sequence[Draft]) -> None:
        """The file has these edits."""
        for draft in drafts:
            key = (draft.place or "").split("/")[0]
            for frame in self.frames():
                if frame.field.key == key:
                    frame.input.was_saved(draft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is there is shown before more is made."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self._unseen.start(_BREATH)

    def _begin_building(self) -> None:
        self._seen = True
        self._unseen.stop()
        self._building.start()

    def _unfinished(self) -> Input | None:
        return next((frame.input for frame in self.frames() if not frame.input.whole), None)

    def _build_more(self) -> None:
        """One piece, from the top down; keys and clicks are taken between any two."""
        unfinished = self._unfinished()
        if unfinished is not None:
            unfinished.build_more()
        elif self._to_open:
            self._to_open.pop(0).set_open(True)
        else:
            self._building.stop()
            self._order_tabs()
            self.grew.emit()

    def rows_of(self, key: str) -> RowsInput | None:
        """The rows of a field, if they are made."""
        found = next((frame.input for frame in self.frames() if frame.field.key == key), None)
        return found if isinstance(found, RowsInput) else None

    def _built(self, section: SectionBox) -> None:
        for frame in section.frames:
            frame.edited.connect(self.edited)
            frame.input.edited_many.connect(self.edited_many)
            frame.input.left.connect(self.left)
            frame.input.composed.connect(self.composed)
            frame.input.grown.connect(self._grown)
            self._fill(frame)
        self._grown()

    def _grown(self) -> None:
        """There is more to build, or only to reach by Tab."""
        if self._ahead:
            return
        if not self.whole:
            if self._seen and not self._unseen.isActive():
                self._building.start()
            elif not self._seen:
                self._unseen.start(_LONGEST_UNSEEN)
        elif not self._building.isActive():
            self._tabs.start()

    def _fill(self, frame: FieldFrame) -> None:
        key, view = frame.field.key, self._view
        frame.setVisible(not frame.field.former or key in view.values)
        frame.input.show_value(view.values.get(key))
        may = (view.may_write or key in view.answers) and key not in view.locked
        frame.input.set_editable(may and not view.deleted)
        rivals = _of_field(view.rivals, key)
        frame.show_rivals(rivals)
        if rivals:
            self._grown()
        frame.show_remarks(_about(view.notices, key))

    def _order_tabs(self) -> None:
        before: QWidget | None = None
        for section in self.sections:
            for control in (section.head, *(stop for frame in section.frames for stop in frame.stops())):
                if before is not None and before.window() is control.window():
                    QWidget.setTabOrder(before, control)
                before = control


def _begins_open(section: Section, around: Around, view: RecordView) -> bool:
    """As the person left it in the last record of this kind; else if it is not folded, or holds something."""
    remembered = around.memory.sections.get(section.label.en)
    return remembered if remembered is not None else not section.folded or _filled(section, view.values)


def _filled(section: Section, values: Mapping[str, Value]) -> bool:
    return any(field.key in values for field in section.fields)


def _of_field(rivals: Mapping[str, tuple[RivalView, ...]], key: str) -> dict[str, Sequence[RivalView]]:
    return {path: values for path, values in rivals.items() if path.split("/")[0] == key}


def _about(notices: Sequence[Notice], key: str) -> list[Notice]:
    return [notice for notice in notices if notice.about == key]
