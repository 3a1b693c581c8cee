"""Inputs that offer words: terms of a list, or members by name; a word that is not offered is kept as typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ids import PersonId
from app.records.edits import Mark, SetValue
from app.records.fields import MEMBER_LIMIT, Choice, Choices, Field
from app.records.people import person_value
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import CalmCombo, Input
from app.ui.theme.scale import hold
from app.ui.widgets.buttons import Button
from app.ui.widgets.flow import Flow
from app.ui.widgets.text_boxes import LineBox

_TYPED_WIDTH = 164


class OneOfInput(Input):
    """One word, chosen or typed."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self._known = ""  # a combo box tells of a choice also when its words are merely shown again
        self.line = LineBox(self.limit)
        self.combo = CalmCombo()
        self.combo.setLineEdit(self.line)  # which makes it editable, without the line and completer of Qt's own
        self.combo.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none; the stubs do not know
        self.combo.setInsertPolicy(CalmCombo.InsertPolicy.NoInsert)
        self.combo.setAccessibleName(self.name)
        self.line.setAccessibleName(self.name)
        self.line.setPlaceholderText(around.say("form.choose"))
        for value, words in self.offers():
            self.combo.addItem(words, value)
        self.combo.setCurrentIndex(-1)
        hold(self.combo, least_width=90)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        self.begins_with(self.combo)
        self.combo.activated.connect(lambda _index: self._typed())
        self.line.typed.connect(self._typed)
        self.line.refused.connect(self.too_long)
        self.line.left.connect(self.left)
        self.line.composed.connect(self.composed)

    def offers(self) -> Sequence[tuple[str, str]]:
        """(stored value, words) of everything that is offered."""
        raise NotImplementedError

    def words(self, value: str) -> str:
        """What people read for a stored value."""
        raise NotImplementedError

    def stored(self, words: str) -> str:
        """What is stored for a word."""
        wanted = words.strip().casefold()
        return next((value for value, offered in self.offers() if offered.casefold() == wanted), words.strip())

    def show_value(self, value: Value | None) -> None:
        self._known = value if isinstance(value, str) else ""
        self.line.receive(self.words(self._known) if self._known else "")

    def set_editable(self, editable: bool) -> None:
        self.combo.setEnabled(editable)

    def _typed(self) -> None:
        self.refused.emit(None)
        value = self.stored(self.line.text())
        if value != self._known:
            self._known = value
            self.edited.emit(Draft(SetValue(self.path, value or None)))


class ChoiceInput(OneOfInput):
    """One term of a list."""

    def offers(self) -> Sequence[tuple[str, str]]:
        return _terms(self.field, self.around)

    def words(self, value: str) -> str:
        return _term_words(self.field, self.around, value)


class PersonInput(OneOfInput):
    """One human."""

    def offers(self) -> Sequence[tuple[str, str]]:
        return _members(self.around)

    def words(self, value: str) -> str:
        return self.around.name_of(value)


class SeveralOfInput(Input):
    """Several words: chips to press, and a line for those that are not offered."""

    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.chips: dict[str, QPushButton] = {}
        self._editable, self._whole = True, False
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self.line = LineBox(MEMBER_LIMIT)
        self.line.setPlaceholderText(around.say("form.other_word"))
        self.line.setAccessibleName(around.say("form.other_word_for", field=self.name))
        hold(self.line, width=_TYPED_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._holder)
        for value, words in self.offers():
            self._chip(value, words)
        self._flow.addWidget(self.line)
        self._whole = True
        self.line.returnPressed.connect(self._take_typed)
        self.line.left.connect(self._take_typed)
        self.line.refused.connect(self.too_long)
        self.line.composed.connect(self.composed)
        self.begins_with(next(iter(self.chips.values()), self.line))

    def offers(self) -> Sequence[tuple[str, str]]:
        """(stored value, words) of everything that is offered."""
        raise NotImplementedError

    def words(self, value: str) -> str:
        """What people read for a stored value."""
        raise NotImplementedError

    def show_value(self, value: Value | None) -> None:
        members = {str(member) for member in value} if isinstance(value, list) else set()
        offered = {offer for offer, _words in self.offers()}
        for gone in [one for one in self.chips if one not in members and one not in offered]:
            chip = self.chips.pop(gone)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        for member in sorted(members - set(self.chips)):
            self._chip(member, self.words(member))
        for member, chip in self.chips.items():
            chip.setChecked(member in members)

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self.line.setVisible(editable)
        for chip in self.chips.values():
            chip.setEnabled(editable)

    def _chip(self, value: str, words: str) -> QPushButton:
        chip = Button(words.replace("&", "&&"))
        chip.setProperty("role", "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setAccessibleName(f"{self.name}: {words}")
        chip.setEnabled(self._editable)
        chip.clicked.connect(lambda checked, of=value: self._mark(of, bool(checked)))
        self.chips[value] = chip
        self._flow.removeWidget(self.line)
        self._flow.addWidget(chip)
        if self._whole:
            self._flow.addWidget(self.line)
        return chip

    def _mark(self, member: str, present: bool) -> None:
        self.refused.emit(None)
        self.edited.emit(Draft(Mark(self.path, member, present)))

    def _take_typed(self) -> None:
        words = self.line.text().strip()
        if not words:
            self.left.emit()
            return
        wanted = words.casefold()
        value = next((value for value, offered in self.offers() if offered.casefold() == wanted), words)
        chip = self.chips.get(value) or self._chip(value, words)
        chip.setChecked(True)
        self.line.clear()
        self._mark(value, True)


class ChoicesInput(SeveralOfInput):
    """Several terms of a list."""

    def offers(self) -> Sequence[tuple[str, str]]:
        return _terms(self.field, self.around)

    def words(self, value: str) -> str:
        return _term_words(self.field, self.around, value)


class PeopleInput(SeveralOfInput):
    """Several humans: the members as chips to tick, others by name."""

    def offers(self) -> Sequence[tuple[str, str]]:
        return _members(self.around)

    def words(self, value: str) -> str:
        return self.around.name_of(value)


def _terms(field: Field, around: Around) -> Sequence[tuple[str, str]]:
    if not isinstance(field, Choice | Choices):
        return ()
    return [(term.code, around.desk.texts.label(term.label)) for term in around.terms.offer(field.terms)]


def _term_words(field: Field, around: Around, value: str) -> str:
    if not isinstance(field, Choice | Choices):
        return value
    return around.terms.show(field.terms, value, around.desk.texts.language)


def _members(around: Around) -> Sequence[tuple[str, str]]:
    return [(person_value(PersonId(bytes.fromhex(member.person))), member.name) for member in around.members]
