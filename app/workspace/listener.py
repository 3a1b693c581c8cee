"""The verbs of asking and answering; a part of ``Workspace``, which has all verbs."""

from app.ids import RecordId
from app.workspace import questions as asked
from app.workspace.desk import Desk
from app.workspace.questions import Addressee, Questions, QuestionView
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

    def questions(self) -> Questions:
        """What waits for her, what she asked, and what was answered in the open."""
        return asked.questions(self._desk)
