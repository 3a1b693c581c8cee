"""Inputs that offer words: terms of a list, or members by name; a word that is not offered is kept as typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.ids import PersonId
from app.records.edits import Mark, SetValue
from app.records.fields import MEMBER_LIMIT, Choice, Choices, Field, People
from app.records.people import person_value
from app.records.values import Value
from app.ui.autosave import Draft
from app.ui.forms.around import Around
from app.ui.forms.input import CalmCombo, Input
from app.ui.theme.scale import hold, px
from app.ui.widgets.buttons import Button, button
from app.ui.widgets.flow import Flow
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

_TYPED_WIDTH = 164


class OneOfInput(Input):
    """One word, chosen or typed."""

    one_line = True

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
        self._offered: Sequence[tuple[str, str]] = ()
        self._offer()
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

    def take_tables(self, take: Callable[[QMimeData], bool]) -> None:
        self.line.taking = take

    def be_compact(self, compact: bool) -> None:
        self.combo.setMinimumWidth(px(60 if compact else 90))
        self.line.setPlaceholderText(self.around.say("form.choose_short" if compact else "form.choose"))

    def _offer(self) -> None:
        """Put what is offered now into the list, if it is not there already."""
        offers = self.offers()
        if offers != self._offered:
            self._offered = offers
            self.combo.clear()
            for value, words in offers:
                self.combo.addItem(words, value)
            self.combo.setCurrentIndex(-1)

    def show_value(self, value: Value | None) -> None:
        self._known = value if isinstance(value, str) else ""
        if not self.line.composing and not self.line.hasFocus():
            self._offer()
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
        return _people(self.field, self.around)

    def words(self, value: str) -> str:
        return self.around.name_of(value)


class SeveralOfInput(Input):
    """Several words: chips to press, and a line for those that are not offered."""

    wide = True

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.chips: dict[str, QPushButton] = {}
        self._editable, self._whole, self._few = True, False, False
        self._holder = QWidget()
        self._flow = Flow(self._holder)
        self.line = LineBox(MEMBER_LIMIT)
        self.line.setPlaceholderText(around.say("form.other_word"))
        self.line.setAccessibleName(around.say("form.other_word_for", field=self.name))
        hold(self.line, width=_TYPED_WIDTH)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._holder)
        for value, words in self.offers():
            self._chip(value, words)
        self._flow.addWidget(self.line)
        self.pick = button(around.say("form.choose_some"), self._ask, role="quiet", icon="down")
        self.pick.setAccessibleName(f"{self.name}: {around.say('form.choose_some')}")
        self.pick.hide()
        self._flow.addWidget(self.pick)
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
        offers = dict(self.offers())
        offered = set(offers)
        for gone in [one for one in self.chips if one not in members and one not in offered]:
            chip = self.chips.pop(gone)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        missing = [offer for offer in offers if offer not in self.chips]
        for member in (*missing, *sorted(members - offered - set(self.chips))):
            self._chip(member, self.words(member))
        for member, chip in self.chips.items():
            chip.setChecked(member in members)
        self._show_few()

    def be_compact(self, compact: bool) -> None:
        """In a table only what is chosen is shown; the rest is in a menu."""
        self._few = compact
        self._show_few()

    def _show_few(self) -> None:
        for chip in self.chips.values():
            chip.setVisible(chip.isChecked() or not self._few)
        self.line.setVisible(self._editable and not self._few)
        self.pick.setVisible(self._editable and self._few)

    def _ask(self) -> None:
        menu = QMenu(self)
        for chip in self.chips.values():
            entry = menu.addAction(chip.text(), chip.click)
            entry.setCheckable(True)
            entry.setChecked(chip.isChecked())
        menu.addSeparator()
        menu.addAction(self.around.say("form.other_word"), self._type)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.pick.mapToGlobal(QPoint(0, self.pick.height())))

    def _type(self) -> None:
        self.line.show()
        self.line.setFocus()

    def set_editable(self, editable: bool) -> None:
        self._editable = editable
        self._show_few()
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
            self._flow.removeWidget(self.pick)
            self._flow.addWidget(self.pick)
        return chip

    def marked(self) -> list[str]:
        """What is chosen, as it stands in the form."""
        return [value for value, chip in self.chips.items() if chip.isChecked()]

    def _mark(self, member: str, present: bool) -> None:
        self.refused.emit(None)
        self.edited.emit(Draft(Mark(self.path, member, present)))
        self.around.note(self.path, self.marked())
        if self._few:
            self._show_few()

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
    """Several humans: the members and those named before as chips to tick, others by name.

    Where they are ticked out of another field (those present out of those expected), one button ticks all of them.
    """

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        self.all = button(around.say("form.tick_all"), self._mark_all, role="quiet", icon="done")
        self.all.setAccessibleName(f"{self.name}: {around.say('form.tick_all')}")
        self.count = label("", "small")
        self._among = {name for name in _others(field) if name}
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.all)
        foot.addWidget(self.count)
        foot.addStretch(1)
        self.column.addWidget(self._foot)
        self._foot.setVisible(bool(self._among))
        if self._among:
            around.watchers.append(self._heard)

    def offers(self) -> Sequence[tuple[str, str]]:
        return _people(self.field, self.around)

    def words(self, value: str) -> str:
        return self.around.name_of(value)

    def show_value(self, value: Value | None) -> None:
        super().show_value(value)
        self._say_how_many()

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self._say_how_many()

    def _say_how_many(self) -> None:
        offered, chosen = self.offers(), len(self.marked())
        self.count.setText(self.around.say("form.ticked_of", chosen=chosen, offered=max(len(offered), chosen)))
        self.all.setVisible(bool(self._among) and self._editable and chosen < len(offered))

    def _mark(self, member: str, present: bool) -> None:
        super()._mark(member, present)
        self._say_how_many()

    def _mark_all(self) -> None:
        for value, _words in self.offers():
            if not self.chips[value].isChecked():
                self.chips[value].setChecked(True)
                self._mark(value, True)

    def _heard(self, key: str) -> None:
        if key in self._among:
            self.show_value(list(self.marked()))


def _terms(field: Field, around: Around) -> Sequence[tuple[str, str]]:
    if not isinstance(field, Choice | Choices):
        return ()
    return [(term.code, around.desk.texts.label(term.label)) for term in around.terms.offer(field.terms)]


def _term_words(field: Field, around: Around, value: str) -> str:
    if not isinstance(field, Choice | Choices):
        return value
    return around.terms.show(field.terms, value, around.desk.texts.language)


def _others(field: Field) -> tuple[str | None, str | None]:
    return (field.among, field.but) if isinstance(field, People) else (None, None)


def _people(field: Field, around: Around) -> Sequence[tuple[str, str]]:
    """Who is offered: those in another field, or the members and the names typed in this field before."""
    among, but = _others(field)
    if among is not None:
        left_out = _named(around, but) if but is not None else []
        return [(value, around.name_of(value)) for value in _named(around, among) if value not in left_out]
    members = [(person_value(PersonId(bytes.fromhex(member.person))), member.name) for member in around.members]
    known = {name for _value, name in members}
    return [*members, *((name, name) for name in around.names.get(field.key, ()) if name not in known)]


def _named(around: Around, key: str) -> list[str]:
    value = around.values.get(key)
    return [str(one) for one in value] if isinstance(value, list) else []
