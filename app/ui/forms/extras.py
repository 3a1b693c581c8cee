"""What stands above the fields of a form besides the notice: what belongs to the record, a pair's promises, the two
sides of an assessment. Each part shows itself where the kind declares what it is for.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from app.ui.desk import Desk
from app.ui.forms.counters import CountersCard
from app.ui.forms.mutual import MutualCard
from app.ui.forms.related import RelatedStrip
from app.workspace.views import RecordView


class Extras(QVBoxLayout):
    """The parts, one below the other; takes no room while all of them are hidden."""

    def __init__(self, desk: Desk, save_now: Callable[[], bool]) -> None:
        super().__init__()
        self.related = RelatedStrip(desk, save_now)
        self.counters = CountersCard(desk)
        self.mutual = MutualCard(desk, save_now)
        self.setSpacing(10)
        for part in (self.related, self.counters, self.mutual):
            self.addWidget(part)

    def refresh(self, view: RecordView) -> None:
        """Show how the record stands now."""
        for part in (self.related, self.counters, self.mutual):
            part.refresh(view)
