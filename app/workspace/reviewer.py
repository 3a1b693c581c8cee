"""The verbs of whoever looks back, reads and reviews; a part of ``Workspace``, which has all verbs."""

from collections.abc import Collection, Mapping

from app.ids import RecordId
from app.workspace import arrivals as arriving_at
from app.workspace import begun, editing, review, reviewing, term
from app.workspace import history as histories
from app.workspace.arrivals import ArrivalsView
from app.workspace.desk import Desk
from app.workspace.history import ChangesView, RemovedRow, SittingView
from app.workspace.reviewing import Queue, ReviewView
from app.workspace.term import TermView
from app.workspace.views import Changes, StepView


class Reviewer:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # The way back: history.py

    def timeline(self, record: RecordId) -> list[SittingView]:
        """The history by sittings, newest first."""
        return histories.timeline(self._desk, record)

    def changes_since(self, record: RecordId, point: bytes) -> ChangesView:
        """What became of a record since a point of its history."""
        return histories.changes_between(self._desk, record, point)

    def changes_between(self, record: RecordId, before: bytes, after: bytes) -> ChangesView:
        """What became of a record between two points of its history."""
        return histories.changes_between(self._desk, record, before, after)

    def go_back(self, record: RecordId, point: bytes, fields: Collection[str] | None = None) -> Changes:
        """Make a record, or some of its fields, read as at a point; a new save, which can be undone likewise."""
        return histories.go_back(self._desk, record, point, fields)

    def rows_removed(self, record: RecordId) -> list[RemovedRow]:
        """The rows that were taken out of a record."""
        return histories.rows_removed(self._desk, record)

    def bring_row_back(self, record: RecordId, field: str, row: str) -> Changes:
        """Have a removed row back."""
        return histories.bring_row_back(self._desk, record, field, row)

    def arrivals(self, record: RecordId) -> ArrivalsView | None:
        """To whom a record has come, as far as receipts prove it."""
        return arriving_at.arrivals(self._desk, record)

    # What was begun and not sent: begun.py

    def begun(self, record: RecordId) -> dict[str, str]:
        """Words that were begun beside a record and not sent, by their place there."""
        return begun.begun(self._desk, record)

    def keep_begun(self, record: RecordId, words: Mapping[str, str]) -> None:
        """Keep such words; nothing at a place forgets what stood there."""
        begun.keep_begun(self._desk, record, words)

    # Reviewing: review.py

    def comment(
        self,
        record: RecordId,
        path: str,
        start: int,
        end: int,
        body: str,
        parent: RecordId | None = None,
        quote: str = "",
        seen: bytes = b"",
    ) -> Changes:
        """Put a comment beside code points [start, end) of a prose, beside a value shown as ``quote``, or, with no
        path, beside the whole record, each as it stood at the version ``seen``."""
        return review.comment(self._desk, record, path, start, end, body, parent, quote, seen)

    def reply(self, comment_record: RecordId, body: str) -> Changes:
        """Put a comment beneath another one."""
        return review.reply(self._desk, comment_record, body)

    def reword(self, comment_record: RecordId, body: str) -> Changes:
        """Write one's own comment anew."""
        return review.reword(self._desk, comment_record, body)

    def withdraw(self, comment_record: RecordId) -> Changes:
        """Take one's own comment back; it is marked as deleted, as records are."""
        return editing.set_deleted(self._desk, comment_record, True)

    def resolve(self, comment_record: RecordId, resolved: bool = True) -> Changes:
        """Mark a comment as settled."""
        return review.resolve(self._desk, comment_record, resolved)

    def set_step(self, record: RecordId, text: str, due: str, owner: str) -> Changes:
        """Set one action step beside a record, for a person (hexadecimal id)."""
        return review.set_step(self._desk, record, text, due, owner)

    def answer_step(self, step: RecordId, answer: str, done: bool) -> Changes:
        """Say how a step went."""
        return review.answer_step(self._desk, step, answer, done)

    def tick_step(self, step: RecordId, place: str = "", done: bool = True) -> Changes:
        """Mark a step, or a task at its place in a record, as done."""
        return review.tick_step(self._desk, step, place, done)

    def steps_with(self, person: str) -> tuple[StepView, ...]:
        """The steps between this person and another (hexadecimal id) over time, oldest first."""
        return review.steps_with(self._desk, person)

    def my_term(self) -> TermView:
        """This person's own term in numbers, for her own eyes."""
        return term.my_term(self._desk)

    def queue(self) -> Queue:
        """What waits to be read, the longest waiting first."""
        return reviewing.queue(self._desk)

    def review(self, record: RecordId) -> ReviewView:
        """A record as its reviewer needs it: with what changed since she read it, and the steps before."""
        return reviewing.review(self._desk, record)

    def mark_read(self, record: RecordId, seen: bytes = b"") -> Changes:
        """Note that this person has read a record, as of the version ``seen``, and what stands beside it."""
        return review.mark_read(self._desk, record, seen)
