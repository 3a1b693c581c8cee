"""What can be chosen before printing: layout, length, the column to write in, what stands behind, who signs.

What a person chose for a kind is kept among her preferences, so that her school's way is asked for once.
"""

from collections.abc import Callable
from dataclasses import replace

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.records.kind import Kind
from app.records.paper import Layout, Length, OnPaper, PrintChoice
from app.text import Texts
from app.ui.widgets.buttons import button
from app.ui.widgets.labels import label
from app.ui.widgets.text_boxes import LineBox

#: A pause in typing after which the pages are set again.
_PAUSE_MS = 400
_LONGEST = 200
PREFERENCE = "paper."


class Choices(QWidget):
    """The choices of one kind; ``changed`` when the pages would be others."""

    changed = Signal()

    def __init__(self, texts: Texts, kind: Kind | None) -> None:
        super().__init__()
        self._texts, self._say, self._kind = texts, texts.say, kind
        paper = kind.on_paper if kind is not None else OnPaper()
        self.layouts = {one: self._chip(f"paper.layout_{one.value}") for one in Layout}
        self.lengths = {one: self._chip(f"paper.length_{one.value}") for one in Length}
        self.margin = QCheckBox(self._margin_words(paper))
        self.comments, self.steps = QCheckBox(self._say("paper.comments")), QCheckBox(self._say("paper.steps"))
        self.signers = LineBox(_LONGEST)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out(paper)
        self.show_choice(self.usual())
        for box in (self.margin, self.comments, self.steps):
            box.toggled.connect(lambda _on: self.changed.emit())
        self.signers.typed.connect(self._pause.start)
        self._pause.timeout.connect(self.changed)

    def usual(self) -> PrintChoice:
        """What is chosen until somebody chooses."""
        return PrintChoice(self._texts.language)

    def choice(self) -> PrintChoice:
        """What is chosen now."""
        comma = self._say("paper.comma").strip()
        typed = tuple(one.strip() for one in self.signers.text().split(comma) if one.strip())
        return PrintChoice(
            self._texts.language,
            next(one for one, chip in self.layouts.items() if chip.isChecked()),
            next(one for one, chip in self.lengths.items() if chip.isChecked()),
            self.margin.isChecked(),
            self.comments.isChecked(),
            self.steps.isChecked(),
            None if typed == self._declared() else typed,
        )

    def show_choice(self, choice: PrintChoice) -> None:
        """Choose this."""
        self.blockSignals(True)
        self.layouts[choice.layout].setChecked(True)
        self.lengths[choice.length].setChecked(True)
        self.margin.setChecked(choice.margin)
        self.comments.setChecked(choice.comments)
        self.steps.setChecked(choice.steps)
        signers = self._declared() if choice.signatures is None else choice.signatures
        self.signers.setText(self._say("paper.comma").join(signers))
        self.signers.setCursorPosition(0)
        self.blockSignals(False)

    def kept(self) -> str:
        """What is chosen, as a preference keeps it: all but the language."""
        return msgspec.json.encode(replace(self.choice(), language="")).decode()

    def show_kept(self, text: str) -> None:
        """Choose what was kept; anything that cannot be read is passed over."""
        try:
            kept = msgspec.json.decode(text or "{}", type=PrintChoice)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return
        self.show_choice(replace(kept, language=self._texts.language))

    def _declared(self) -> tuple[str, ...]:
        labels = self._kind.on_paper.signatures if self._kind is not None else ()
        return tuple(self._texts.label(one) for one in labels)

    def _margin_words(self, paper: OnPaper) -> str:
        if self._kind is None or paper.margin is None:
            return ""
        return self._say("paper.margin", field=self._texts.label(self._kind.field(paper.margin).label))

    def _chip(self, words: str) -> QPushButton:
        chip = button(self._say(words), role="chip")
        chip.setCheckable(True)
        return chip

    def _lay_out(self, paper: OnPaper) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(self._say("paper.layout"), "field"))
        column.addLayout(self._row(list(self.layouts.values()), QHBoxLayout()))
        length = label(self._say("paper.length"), "field")
        column.addWidget(length)
        column.addLayout(self._row(list(self.lengths.values()), QVBoxLayout()))
        for control in (length, *self.lengths.values()):
            control.setVisible(bool(paper.short))
        for box in (self.margin, self.comments, self.steps):
            column.addWidget(box)
        self.margin.setVisible(paper.margin is not None)
        column.addWidget(label(self._say("paper.signers"), "field"))
        self.signers.setAccessibleName(self._say("paper.signers"))
        self.signers.setToolTip(self._say("paper.signers_help"))
        column.addWidget(self.signers)
        column.addWidget(label(self._say("paper.signers_help"), "small", wrap=True))

    def _row(self, chips: list[QPushButton], row: QHBoxLayout | QVBoxLayout) -> QHBoxLayout | QVBoxLayout:
        group = QButtonGroup(self)
        row.setSpacing(6)
        for chip in chips:
            group.addButton(chip)
            row.addWidget(chip)
        group.buttonToggled.connect(self._turned)
        return row

    def _turned(self, _chip: object, on: bool) -> None:
        if on:
            self.changed.emit()


def preference_of(kind: Kind | None) -> str:
    """Where the choices for a kind are kept."""
    return PREFERENCE + (kind.key if kind is not None else "")


#: Words the number of a page: (page, pages) to text.
Foot = Callable[[int, int], str]
