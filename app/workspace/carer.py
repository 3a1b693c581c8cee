"""The verbs of whoever cares for pupils; a part of ``Workspace``, which has all verbs."""

from collections.abc import Mapping, Sequence

from app.ids import RecordId
from app.records.values import Value
from app.workspace import contacts, growth, jotting
from app.workspace.contacts import FamilyView, RequestView, Terms
from app.workspace.desk import Desk
from app.workspace.growth import MessageRow, MessagesView
from app.workspace.jotting import PupilChoice
from app.workspace.views import Changes


class Carer:
    """Verbs on ``_desk``, which ``Workspace`` sets."""

    _desk: Desk

    # The short way: jotting.py

    def pupil_choices(self) -> tuple[PupilChoice, ...]:
        """Whom a record can be about, one's own pupils first."""
        return jotting.pupil_choices(self._desk)

    def jot(self, kind: str, values: Mapping[str, Value]) -> RecordId:
        """Begin a record by the short way: a draft of today, by oneself."""
        return jotting.jot(self._desk, kind, values)

    # Growth messages: growth.py

    def messages(self, language: str) -> MessagesView:
        """One's own pupils, and how far each message of this term is."""
        return growth.messages(self._desk, language)

    def begin_message(self, row: MessageRow, language: str) -> RecordId:
        """The message of this term for a pupil, begun if there is none."""
        return growth.begin_message(self._desk, row, language)

    def gather_spots(self, message: RecordId, row: MessageRow) -> None:
        """Take the bright spots of the term into a message, each once."""
        growth.gather(self._desk, message, row.spots)

    def finish_message(self, message: RecordId, finished: bool = True) -> Changes:
        """Sign a message, or take that back."""
        return growth.finish(self._desk, message, finished)

    # Who may reach families: contacts.py

    def families(self) -> tuple[FamilyView, ...]:
        """The pupils of one's spaces: the key to the family's data, or whom to ask."""
        return contacts.families(self._desk)

    def begin_contact(self, family: FamilyView) -> RecordId:
        """How a family is reached, to be typed by one of those who have the key."""
        return contacts.begin_contact(self._desk, family)

    def ask_contact(self, family: FamilyView, mentor: str, scope: Sequence[str], why: str, until: str) -> Changes:
        """Ask a mentor (hexadecimal id) for access to a family."""
        made = contacts.ask(self._desk, family, mentor, scope, why, until)
        return Changes(frozenset({made}), sync=True)

    def contact_requests(self) -> tuple[RequestView, ...]:
        """The requests that wait for this person's answer."""
        return contacts.requests(self._desk)

    def answer_contact(self, request: RecordId, code: str, words: str) -> Changes:
        """Answer a request without opening anything."""
        return contacts.answer(self._desk, request, code, words)

    def grant_contact(self, request: RecordId, terms: Terms) -> Changes:
        """Agree: what is opened, until a day."""
        return contacts.grant(self._desk, request, terms)
