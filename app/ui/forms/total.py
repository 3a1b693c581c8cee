"""The sum beneath a table, of minutes or of money; against a lesson's length where a rule of the kind compares them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.records.fields import Number, Rows
from app.records.numbers import BY_KEY
from app.records.rules import MinutesAgainstLesson
from app.records.values import Row
from app.ui.forms.around import Around
from app.ui.forms.input import CalmCombo
from app.ui.theme.scale import hold
from app.ui.widgets.labels import label

#: Lengths of a lesson that are offered; whoever chooses her school's own follows her school.
LESSONS = BY_KEY["lesson_minutes"].offers


class TotalLine(QWidget):
    """Adds up, and says calmly how it fits."""

    lesson_changed = Signal()

    def __init__(self, rows: Rows, around: Around) -> None:
        """``rows`` name the column that is added up; its unit is said with the sum."""
        super().__init__()
        field = self._field = rows.key
        self._around = around
        column = next(one for one in rows.row if one.key == rows.total)
        unit = column.unit if isinstance(column, Number) else None
        self._unit = around.desk.texts.label(unit) if unit is not None else ""
        self.words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        hold(self._bar, width=120)
        self._bar.setAccessibleName(around.say("form.minutes_used"))
        self.lesson = CalmCombo()
        self.lesson.setAccessibleName(around.say("form.lesson_length"))
        rules = [rule for rule in around.kind.rules if isinstance(rule, MinutesAgainstLesson)]
        self._compared = any(rule.rows == field and rule.minutes == column.key for rule in rules)
        for minutes in sorted({*LESSONS, around.lesson_minutes}):
            self.lesson.addItem(around.say("form.lesson_of", minutes=minutes), minutes)
        self.lesson.setCurrentIndex(self.lesson.findData(around.lesson_minutes))
        self.lesson.activated.connect(self._choose)
        self.said = label("", "small", wrap=True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.words)
        row.addWidget(self._bar)
        row.addWidget(self.lesson)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self.said)
        self._bar.setVisible(self._compared)
        self.lesson.setVisible(self._compared)
        self.said.setVisible(self._compared)

    def show_total(self, total: int, rows: list[Row]) -> None:
        """Show a sum and what the kind's rules say of these rows."""
        notices = self._around.notices_about(self._field, rows)
        lesson = next((int(n.fields["lesson"]) for n in notices if "lesson" in n.fields), self._around.lesson_minutes)
        key = "form.total_of" if self._compared else "form.total"
        self.words.setText(self._around.say(key, total=total, unit=self._unit, lesson=lesson).strip())
        self.said.setText(" ".join(self._around.notice_words(notice) for notice in notices))
        self._bar.setRange(0, max(lesson, 1))
        self._bar.setValue(min(total, lesson))
        self._bar.setProperty("role", "over" if total > lesson else "")
        self._bar.style().unpolish(self._bar)
        self._bar.style().polish(self._bar)

    def _choose(self, _index: int) -> None:
        minutes = int(self.lesson.currentData())
        self._around.lesson_minutes = minutes
        self._around.desk.ask(self, lambda workspace: workspace.choose_lesson(minutes))
        self.lesson_changed.emit()
