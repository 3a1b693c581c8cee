"""Rows that are written while a lesson goes on: a stop-watch above them, the time of each stage beneath."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.records.fields import Field, Prose, Rows
from app.records.values import Value
from app.ui.forms.around import Around
from app.ui.forms.rows import RowsInput, enter
from app.ui.forms.stopwatch import StageTimes, StopwatchBar
from app.ui.widgets.text_boxes import LineBox, ProseBox


class TimedRowsInput(RowsInput):
    """A repeated group with a stop-watch."""

    def __init__(self, field: Field, path: str, around: Around) -> None:
        super().__init__(field, path, around)
        watch = field.stopwatch if isinstance(field, Rows) else None
        assert watch is not None  # whoever makes one looks at that first
        self._watch = watch
        self.bar, self.stages = StopwatchBar(watch, around), StageTimes(watch, around)
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(0, self.bar)
        whole.addWidget(self.stages)
        self.bar.row_wanted.connect(self.begin_row)
        self.bar.edited.connect(self.edited)
        around.watchers.append(lambda key: self._count() if key == watch.lasted else None)

    def show_value(self, value: Value | None) -> None:
        self.bar.be_about()
        super().show_value(value)

    def stops(self) -> list[QWidget]:
        return [*(self.bar.stops() if self._editable else ()), *super().stops()]

    def set_editable(self, editable: bool) -> None:
        super().set_editable(editable)
        self.bar.setVisible(editable)

    def begin_row(self, seconds: int) -> None:
        """A new last row at a time; who was writing goes on in the same column of it."""
        at = self._focused()
        if at is not None:
            boxes: list[ProseBox | LineBox] = [*at[0].findChildren(ProseBox), *at[0].findChildren(LineBox)]
            for box in boxes:
                box.finish_composing()
        column = at[0].ordered[at[1]].field.key if at is not None else ""
        if column in ("", self._watch.time):
            column = next((one.key for one in self.columns if isinstance(one, Prose)), self._watch.stage)
        made = self._insert([{"id": "", self._watch.time: seconds}], len(self.rows))
        if made:
            enter(made[0].cells[column])

    def _count(self) -> None:
        super()._count()
        self.stages.show_rows([box.values for box in self.rows])
