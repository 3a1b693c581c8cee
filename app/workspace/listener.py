"""The verbs of asking and answering; a part of ``Workspace``, which has all verbs."""

from app.ids import RecordId, SpaceId
from app.workspace import boxes, unsigned
from app.workspace import questions as asked
from app.workspace.boxes import BoxView
from app.workspace.desk import Desk
from app.workspace.questions import Addressee, Questions, QuestionView
from app.workspace.unsigned import UnsignedView
from app.workspace.views import Changes


class Listener:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # Questions: questions.py

    def addressees(self) -> list[Addressee]:
        """Whom this person may ask."""
        return asked.addressees(self._desk)

    def ask(self, text: str, to: Addressee, *, details: str = "", subject: str = "", urgent: bool = False) -> RecordId:
        """Ask somebody, or everybody, in a space; it leaves with the next visit, before anything else."""
        return asked.ask(self._desk, text, to, details=details, subject=subject, urgent=urgent)

    def answer(self, question: RecordId, text: str) -> Changes:
        """Answer a question, in the open."""
        return asked.answer(self._desk, question, text)

    def answer_view(self, question: QuestionView, text: str) -> Changes:
        """Answer a question as it is shown, in the open."""
        return asked.answer_view(self._desk, question, text)

    def settle(self, question: RecordId, settled: bool = True) -> Changes:
        """Say that a question is settled, or open again."""
        return asked.settle(self._desk, question, settled)

    def questions_waiting(self) -> tuple[QuestionView, ...]:
        """The questions that wait for an answer of hers, the urgent and the oldest first."""
        return asked.waiting(self._desk)

    # Without a name: boxes.py, unsigned.py

    def may_open_box(self) -> list[SpaceId]:
        """The schools' spaces that this person keeps and in which no box is open."""
        return boxes.may_open(self._desk)

    def open_box(self, school: SpaceId, name: str) -> Changes:
        """Open a question box for a school that one keeps."""
        boxes.open_box(self._desk, school, name)
        return Changes(spaces=True, sync=True)

    def open_boxes(self) -> list[BoxView]:
        """The boxes into which this person may put a question."""
        return unsigned.open_boxes(self._desk)

    def ask_unsigned(self, school: SpaceId, text: str, urgent: bool = False) -> Changes:
        """Keep a question for a school's box; it is put in at the next visit by a throw-away person."""
        return unsigned.ask_unsigned(self._desk, school, text, urgent)

    def unsigned_questions(self) -> list[UnsignedView]:
        """What this person asked without a name."""
        return unsigned.unsigned(self._desk)

    def questions(self) -> Questions:
        """What waits for her, what she asked, and what was answered in the open."""
        return asked.questions(self._desk)
