"""A row of people of whom one is chosen with one click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.widgets.buttons import button
from app.ui.widgets.flow import Flow
from app.ui.widgets.panel import empty


class PersonRow(QWidget):
    """Everybody who can be chosen; ``chosen`` is the hexadecimal id of whoever is, or empty."""

    def __init__(self, title: str, on_choice: Callable[[], object]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title, self._on_choice = title, on_choice
        self.buttons: dict[str, QPushButton] = {}
        self._flow = Flow(self, gap=6)

    @property
    def chosen(self) -> str:
        """Who is chosen."""
        return next((person for person, one in self.buttons.items() if one.isChecked()), "")

    def show_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Put these people, by id and name, in place of the former ones; who is chosen stays so."""
        before = self.chosen
        empty(self._flow)
        self.buttons = {}
        for person, name in people:
            one = button(name, partial(self._choose, person), role="chip")
            one.setCheckable(True)
            one.setAccessibleName(f"{self._title}: {name}")
            one.setChecked(person == before)
            self._flow.addWidget(one)
            self.buttons[person] = one

    def _choose(self, wanted: str) -> None:
        """One at a time; a group of buttons would let Tab reach but one of them."""
        for person, one in self.buttons.items():
            one.setChecked(person == wanted)
        self._on_choice()

    def leave_out(self, person: str) -> None:
        """Let somebody not be chosen here, because she is chosen elsewhere."""
        for key, one in self.buttons.items():
            one.setEnabled(key != person)
