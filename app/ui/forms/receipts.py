"""Beside a shared record: to whom it has come, so that a stick can be taken to whom it has not. Never how diligent
anybody is: no times, no counts of a person."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.desk import Desk
from app.ui.widgets.labels import label
from app.workspace.arrivals import ArrivalsView, ArrivalView, Arrived


class ReceiptsPanel(QFrame):
    """Three lines of names; hidden for a record that nobody else is to have."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._say = desk.texts.say
        self.setProperty("role", "sunken")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(3)
        self._head = label("", "field", wrap=True)
        self._lines = {state: label("", "small", wrap=True) for state in Arrived}
        self._why = label(self._say("receipts.why"), "small", wrap=True)
        for line in (self._head, *(self._lines[state] for state in reversed(Arrived)), self._why):
            column.addWidget(line)
        self.hide()

    def show_arrivals(self, found: ArrivalsView | None) -> None:
        """Show who has it, who still waits for it first."""
        self.setVisible(found is not None and bool(found.people))
        if found is None:
            return
        self._head.setText(self._say("receipts.head", space=found.space_name))
        for state, line in self._lines.items():
            names = self._by_school([one for one in found.people if one.state is state], found)
            line.setText(self._say(f"receipts.{state.value}", names=names))
            line.setVisible(bool(names))
        waits = found.names(Arrived.NOT_YET)
        self._why.setText(self._say("receipts.leaves" if found.leaves else "receipts.why"))
        self._why.setVisible(bool(waits))
        self.setAccessibleName(self.words)

    def _by_school(self, people: Sequence[ArrivalView], found: ArrivalsView) -> str:
        """Names; under their schools where there are several, for a stick is taken to a school."""
        comma = self._say("form.comma")
        if not found.several_schools:
            return comma.join(one.name for one in people)
        schools = dict.fromkeys(one.school for one in people)
        told = []
        for school in schools:
            names = comma.join(one.name for one in people if one.school == school)
            told.append(self._say("receipts.of_school", school=school, names=names) if school else names)
        return "\n".join(["", *told]) if len(told) > 1 else "".join(told)

    @property
    def words(self) -> str:
        """All that is said."""
        lines = (self._head, *(self._lines[state] for state in reversed(Arrived)), self._why)
        return " ".join(line.text() for line in lines if not line.isHidden())
