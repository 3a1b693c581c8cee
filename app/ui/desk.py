"""What every page is handed: the person's workspace, the workers, the words, the news, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import Bug, TongxingError
from app.ids import RecordId
from app.logs import note_failure
from app.settings import Settings
from app.text import Sentence, Texts
from app.ui.refresh import News
from app.ui.tasks import Done, Tasks
from app.ui.words import Words
from app.workspace.signing_in import People

if TYPE_CHECKING:
    from app.workspace.workspace import Workspace

T = TypeVar("T")

#: The preference that holds a person's idle time, in minutes.
LOCK_AFTER = "lock_after"


class Shell(Protocol):
    """What a page may ask of the window around it."""

    def open_record(self, record: RecordId) -> None:
        """Open a record's form."""

    def open_place(self, record: RecordId, path: str, start: int, end: int, said: RecordId | None = None) -> None:
        """Open a record's form at code points [start, end) of a field, or where ``said`` is shown beside it."""

    def open_review(self, record: RecordId) -> None:
        """Open a record to read and comment on."""

    def open_history(self, record: RecordId) -> None:
        """Open a record's history."""

    def open_list(self, kind: str) -> None:
        """Turn to the list of a kind, by its key."""

    def open_people(self) -> None:
        """Turn to the page of people and spaces."""

    def go_back(self) -> None:
        """Turn to the page before this one."""

    def tell(self, sentence: Sentence, look: str = "trouble") -> None:
        """Say a failure that has no place on the page, above it; with ``look`` "note" what is no failure."""

    def sync_now(self) -> None:
        """Begin a visit to the relays, in the background."""

    def open_stick(self) -> None:
        """Open the dialog that exchanges with a stick."""

    def begin_record(self, kind: str) -> None:
        """Make a record of a kind, by its key, private until it is shared, and open it."""

    def open_page(self, name: str) -> None:
        """Turn to a page by its name in the rail; what stands behind a colon says which of its sort."""


@dataclass(frozen=True)
class Protection:
    """What a page may do about PIN and lock: the people of this computer, and who hears of another idle time."""

    people: People
    lock_after: Callable[[int], None]


@dataclass(frozen=True)
class Computer:
    """What a page may do about the settings of this computer: ask for them, and choose others."""

    settings: Callable[[], Settings]
    choose: Callable[[Settings], None]


@dataclass(frozen=True)
class Desk:
    """The things on a page's desk; handed in, never fetched."""

    workspace: Workspace
    tasks: Tasks
    texts: Texts
    words: Words
    news: News
    shell: Shell
    now: Callable[[], int]
    protection: Protection | None = None
    computer: Computer | None = None
    #: What a page leaves for the next one: forms/spare.py.
    spares: dict[str, QWidget] = field(default_factory=dict)

    def ask(
        self,
        owner: QObject,
        work: Callable[[Workspace], T],
        done: Done[T] | None = None,
        failed: Callable[[Sentence], None] | None = None,
    ) -> None:
        """Ask the workspace something on its worker; a failure is told at ``failed``, else by the window.

        Once the person has signed out nothing is asked: an answer of before may still come to a page of hers, and what
        the page would ask then has nobody to be shown to.
        """
        if self.workspace.signed_out:
            return
        show = failed or self.shell.tell
        self.tasks.document(owner, lambda: work(self.workspace), done, lambda error: show(self.explain(error)))

    def explain(self, error: BaseException) -> Sentence:
        """The sentence for a failure; one that nobody foresaw is logged first."""
        return explained(self.texts, error)


def explained(texts: Texts, error: BaseException) -> Sentence:
    """The sentence for any exception; everything but the world's doing is logged."""
    if isinstance(error, TongxingError) and not isinstance(error, Bug):
        return texts.explain(error)
    note_failure(error)
    return texts.explain(Bug("bug"))
