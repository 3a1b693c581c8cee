"""The verbs of a signed-in person. Each blocks; a window calls them on its one document worker.

The verbs are short here, because each is written out in the module that its section names.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.ids import FileId, RecordId, SpaceId
from app.records.blocks import Pages
from app.records.edits import Edit
from app.records.files import Attached
from app.records.paper import PrintChoice
from app.records.registry import Registry
from app.records.values import Value
from app.spaces.recovery import Place
from app.sync.carrying import Post
from app.sync.engine import OpenLink, directly, never, no_progress
from app.sync.restoring import Restored
from app.sync.stages import Do, Progress, Stop
from app.text import Texts
from app.workspace import (
    aside,
    attachments,
    beginning,
    browsing,
    editing,
    exporting,
    finding,
    gathering,
    importing,
    keeping,
    listing,
    naming,
    people,
    preparing,
    printing,
    recovery,
    safekeeping,
    sticks,
    striking,
    syncing,
    today,
    undoing,
    unsigned,
    updating,
)
from app.workspace import circle as circles
from app.workspace.carer import Carer
from app.workspace.chronicler import Chronicler
from app.workspace.circle_places import check_circle
from app.workspace.companion import Companion
from app.workspace.desk import Desk
from app.workspace.finding import Found, Query
from app.workspace.importing import FilePreview
from app.workspace.kitting import Kitting
from app.workspace.listener import Listener
from app.workspace.listing import Outline, Sorting
from app.workspace.partnering import Partnering
from app.workspace.people import TicketInfo
from app.workspace.pupil_keeper import PupilKeeper
from app.workspace.reviewer import Reviewer
from app.workspace.safekeeping import Cared, CopyInfo, Safekeeping, TestResult
from app.workspace.schooling import Schooling
from app.workspace.together import Together
from app.workspace.views import (
    AsideItem,
    Changes,
    HistoryEntry,
    LeftSpace,
    MemberView,
    OpenTicket,
    Printable,
    RecordRow,
    RecordView,
    Saved,
    SpaceView,
    SyncLine,
    TicketText,
    Today,
    Undoable,
    Undone,
    VisitReport,
)

_PREFERENCE = "preference "


class Workspace(
    Carer, Chronicler, Listener, Reviewer, Schooling, Together, Companion, Partnering, PupilKeeper, Kitting
):
    """One person's work. ``open_link`` makes the way to a relay, ``post`` the one for letters on a stick; tests hand in
    ways that are slow or cut."""

    def __init__(self, desk: Desk, open_link: OpenLink = syncing.open_http, post: Post = sticks.post_by_http) -> None:
        self._desk, self._open_link, self._post = desk, open_link, post
        self.kinds: Registry = desk.registry
        self.me: MemberView = browsing.me(desk)
        #: Is the person's file closed?
        self.signed_out = False

    def close(self) -> None:
        """Close the person's file; no verb may be called after this."""
        self.signed_out = True
        self._desk.store.close()

    # Reading: browsing.py

    def today(self) -> Today:
        """The start page."""
        return browsing.today(self._desk)

    def left_at(self, record: RecordId, path: str, caret: int) -> None:
        """Note where in a record she was writing when she left it."""
        today.left_at(self._desk, record, path, caret)

    def sync_line(self) -> SyncLine:
        """What waits to leave, and how the last visit went."""
        return syncing.sync_line(self._desk)

    def ask_for_update(self, do: Do[Any]) -> updating.Found | None:
        """The newest version of the program that her relays offer. Raises UpdateError, LinkError."""
        return updating.ask_relays(self._desk, do)

    def list_records(
        self,
        kind: str | None = None,
        text: str = "",
        space: SpaceId | None = None,
        offset: int = 0,
        limit: int = 200,
        deleted: bool = False,
    ) -> list[RecordRow]:
        """A page of a list, changed last first; with ``text``, what search finds; the deleted ones on request."""
        return browsing.list_records(self._desk, kind, text, space, offset, limit, deleted)

    def view(self, record: RecordId) -> RecordView:
        """A record with everything beside it. Raises RecordError("record.missing")."""
        return browsing.view(self._desk, record)

    def history(self, record: RecordId) -> list[HistoryEntry]:
        """Every save of a record, newest first."""
        return browsing.history(self._desk, record)

    # Finding: finding.py, listing.py

    def outline(
        self,
        kind: str,
        query: Query,
        sorting: Sorting,
        *,
        deleted: bool = False,
        language: str = "zh",
        first: int = 60,
    ) -> Outline:
        """The whole list of a kind in its order, and its first rows."""
        return listing.outline(self._desk, kind, query, sorting, deleted=deleted, language=language, first=first)

    def rows(self, records: Sequence[RecordId]) -> list[RecordRow]:
        """These records as lines of a list."""
        return browsing.rows_of(self._desk, records)

    def find(self, query: Query, before: int | None = None, limit: int = finding.PAGE) -> Found:
        """A page of what a query finds, each hit with its line."""
        return finding.find_records(self._desk, query, before, limit)

    def index_some(self) -> int:
        """Enter some records into the index that are not in it yet; gives how many still wait."""
        return finding.index_some(self._desk)

    # Writing: editing.py

    def create(self, kind: str, values: Mapping[str, Value] | None = None, space: SpaceId | None = None) -> RecordId:
        """A new record, private unless a space is given."""
        return editing.create(self._desk, kind, values, space)

    def edit(self, record: RecordId, edits: Sequence[Edit]) -> Saved:
        """One save. Raises RecordError or AccessError with nothing applied."""
        return editing.edit(self._desk, record, edits)

    def delete(self, record: RecordId) -> Changes:
        """Mark a record deleted; nothing is lost."""
        return editing.set_deleted(self._desk, record, True)

    def undelete(self, record: RecordId) -> Changes:
        """Take the mark away."""
        return editing.set_deleted(self._desk, record, False)

    def share(self, record: RecordId, space: SpaceId) -> Changes:
        """Give a draft to a space; what is about a pupil to her own circle. Raises AccessError."""
        check_circle(self._desk, record, space)
        return editing.share(self._desk, record, space)

    # Beginning from another record or a template: beginning.py

    def beginnings(self, kind: str, language: str) -> beginning.Beginnings:
        """What a new record of a kind may begin from."""
        return beginning.beginnings(self._desk, kind, language)

    def copy(self, record: RecordId, language: str) -> RecordId:
        """A private copy of a record, or a record begun from a template."""
        return beginning.copy(self._desk, record, language)

    def from_built_in(self, kind: str, key: str, language: str) -> RecordId:
        """A private record begun from a template that ships with the program."""
        return beginning.from_built_in(self._desk, kind, key, language)

    def save_as_template(self, record: RecordId, name: str) -> RecordId:
        """A private template of a record. Raises RecordError without a name."""
        return beginning.save_as_template(self._desk, record, name)

    def rename_template(self, record: RecordId, name: str) -> Changes:
        """Give a template another name."""
        return beginning.rename_template(self._desk, record, name)

    def known_names(self, record: RecordId) -> beginning.Known:
        """Who may be named in a record."""
        return beginning.known_names(self._desk, record)

    # One's own preparation of a common plan: preparing.py

    def begin_preparation(self, record: RecordId) -> RecordId:
        """One's own second preparation of a plan, private until it is shared."""
        return preparing.begin_preparation(self._desk, record)

    # Taking back: undoing.py

    def undoable(self, record: RecordId) -> Undoable:
        """What this person could take back next in a record, and what make again."""
        return undoing.undoable_of(self._desk, record)

    def undo(self, record: RecordId) -> Undone:
        """Take back the last save of this person's; what others wrote stays."""
        return undoing.take_back(self._desk, record)

    def redo(self, record: RecordId) -> Undone:
        """Make again what was taken back last."""
        return undoing.take_back(self._desk, record, again=True)

    # Pictures and files: attachments.py

    def attach(self, record: RecordId, path: str, files: Sequence[attachments.NewFile]) -> Saved:
        """Add files to a field of a record, all or none. Raises FileError, RecordError, AccessError."""
        return attachments.attach(self._desk, record, path, files)

    def file_content(self, file: Attached) -> bytes:
        """What a file holds. Raises FileError("file.not_here")."""
        return attachments.content(self._desk, file)

    def file_states(self, record: RecordId, files: Sequence[Attached]) -> dict[FileId, attachments.FileState]:
        """How each of these files of a record stands."""
        return attachments.states(self._desk, record, files)

    def fetch_files(self, record: RecordId | None = None, files: Sequence[FileId] = ()) -> Changes:
        """Let files travel with the next visit over any link: these, or a record's, or all that wait."""
        return attachments.fetch_now(self._desk, record, files)

    # People and spaces: people.py

    def spaces(self) -> list[SpaceView]:
        """The private space first, then those shared with others."""
        rows = self._desk.store.spaces.all()
        return [browsing.space_view(self._desk, row.space) for row in rows if row.active]

    def found_space(self, name: str, relay_card_text: str) -> SpaceView:
        """Found a space on the relay whose card is given."""
        return browsing.space_view(self._desk, people.found_space(self._desk, name, relay_card_text))

    def make_ticket(self, space: SpaceId, role: str, days: int = 14) -> TicketText:
        """A ticket for one person; it works once the relay has heard of it. Raises AccessError unless she keeps the
        space."""
        return people.make_ticket(self._desk, space, role, days)

    def read_ticket(self, text: str) -> TicketInfo:
        """What a ticket says before it is used."""
        return people.read_ticket(self._desk, text)

    def join(self, ticket_text: str, do: Do[Any] | None = None) -> SpaceView:
        """Join a space by ticket; uses the network."""
        run = do or directly
        space = people.join(self._desk, ticket_text, self._open_link, run)
        view: SpaceView = run(lambda: browsing.space_view(self._desk, space))
        return view

    # Keeping a space: keeping.py

    def open_tickets(self, space: SpaceId) -> list[OpenTicket]:
        """The tickets that nobody has used yet."""
        return keeping.open_tickets(self._desk, space)

    def withdraw_ticket(self, space: SpaceId, ticket: str) -> Changes:
        """Close a ticket (hexadecimal id)."""
        keeping.withdraw_ticket(self._desk, space, ticket)
        gathering.forget(self._desk, space, ticket)
        return Changes(spaces=True, sync=True)

    def set_role(self, space: SpaceId, person: str, role: str) -> Changes:
        """Give a member (hexadecimal id) another role."""
        keeping.set_role(self._desk, space, person, role)
        return Changes(spaces=True, sync=True)

    def remove_member(self, space: SpaceId, person: str) -> Changes:
        """Remove a member (hexadecimal id); a new key follows with the next visit."""
        keeping.remove_member(self._desk, space, person)
        return Changes(spaces=True, sync=True)

    def strike_device(self, device: str, space: SpaceId | None = None) -> Changes:
        """Let a device (hexadecimal id) write no more: another of one's own everywhere, or one of a space's members."""
        if space is None:
            striking.strike_own(self._desk, device)
        else:
            striking.strike_in(self._desk, space, device)
        return Changes(spaces=True, sync=True)

    def leave_space(self, space: SpaceId) -> Changes:
        """Leave with the next visit."""
        keeping.leave_space(self._desk, space)
        return Changes(spaces=True, sync=True)

    def stay(self, space: SpaceId) -> Changes:
        """Take the wish to leave back."""
        keeping.stay(self._desk, space)
        return Changes(spaces=True, sync=True)

    def left_spaces(self) -> list[LeftSpace]:
        """The spaces in which one is no longer."""
        return keeping.left_spaces(self._desk)

    def take_along(self, space: SpaceId) -> Changes:
        """Copy what never went out of a space that was left into the private one."""
        return Changes(frozenset(keeping.take_along(self._desk, space)))

    def aside(self) -> list[AsideItem]:
        """What came and waits, or was set aside."""
        return aside.aside(self._desk)

    # Other names: naming.py

    def rename_me(self, name: str) -> Changes:
        """Another name for oneself in all one's spaces; the others see it after their next visits."""
        naming.rename_me(self._desk, name)
        self._look_at_name()
        return Changes(spaces=True, sync=True)

    def rename_space(self, space: SpaceId, name: str) -> Changes:
        """Another name for a space that one keeps."""
        naming.rename_space(self._desk, space, name)
        return Changes(spaces=True, sync=True)

    # Syncing: syncing.py

    def visit(
        self,
        do: Do[Any] | None = None,
        progress: Progress | None = None,
        stop: Stop | None = None,
        seconds: float | None = None,
    ) -> VisitReport:
        """One visit to each relay; ``do`` runs a piece of document work on the worker and gives its result. With
        ``seconds``, about so long: what goes first goes, the rest waits for the next visit."""
        run, told, halt = do or directly, progress or no_progress, stop or never

        def visit() -> VisitReport:
            return syncing.visit_all(self._desk, self._open_link, run, told, halt, seconds)

        report = recovery.visit_around(self._desk, self._open_link, run, visit)
        unsigned.deliver(self._desk, self._open_link, run)
        run(self._look_at_name)
        return report

    # Never losing one's key: recovery.py

    def recovery_card(self) -> recovery.RecoveryCard:
        """The card as it would be printed now: secret, to be shown only after her PIN."""
        return recovery.recovery_card(self._desk)

    def recovery_page(self, language: str) -> str:
        """The card as a page to print, in HTML; notes that it was printed."""
        page = recovery.card_as_page(self._desk, Texts(language))
        recovery.card_printed(self._desk)
        return page

    def card_state(self) -> recovery.CardState:
        """When the card was printed and rehearsed."""
        return recovery.card_state(self._desk)

    def rehearsal(self) -> tuple[int, ...]:
        """The places of three words to ask back."""
        return recovery.rehearsal(self._desk)

    def rehearse(self, typed: dict[int, str]) -> bool:
        """Were these words, by their places, read from the card?"""
        return recovery.rehearse(self._desk, typed)

    def circle(self) -> circles.CircleView:
        """The colleagues who can help her back, and those who could be chosen."""
        return circles.circle(self._desk)

    def choose_circle(self, persons: Sequence[str]) -> circles.CircleView:
        """Choose at least two colleagues (hexadecimal ids); any two of them can help her back."""
        return circles.choose_circle(self._desk, persons)

    def open_request(self, text: str) -> circles.HelpView:
        """Read somebody's request for help."""
        return circles.open_request(self._desk, text)

    def answer_request(self, request: str, giver: str, asked: str, heard: str) -> str:
        """The answer to a request, once the number heard on the telephone is right."""
        return circles.answer_request(self._desk, request, giver, asked, heard)

    def bring_back(self, places: tuple[Place, ...]) -> None:
        """Fetch these spaces at the next visits."""
        striking.begin_again(self._desk)
        recovery.bring_places_back(self._desk, places)

    # Keeping safe: safekeeping.py, mending.py

    def safekeeping(self) -> Safekeeping:
        """Copies, the last test of them, this person's devices."""
        return safekeeping.state(self._desk)

    def copy_now(self, do: Do[Any] | None = None, folder: Path | None = None) -> CopyInfo:
        """Make a copy of everything, and put it into a folder too; for a worker beside the document worker."""
        return safekeeping.copy_now(self._desk, do or directly, folder)

    def look_after(self, do: Do[Any] | None = None) -> Cared:
        """What is due: check the store, make the copy of the day, test the copies; for a worker beside."""
        return safekeeping.look_after(self._desk, do or directly)

    def test_copies(self, do: Do[Any] | None = None) -> TestResult:
        """Open the newest copy and bring it back on trial."""
        return safekeeping.test_newest(self._desk, do or directly)

    def restore(self, file: Path, pin: str, do: Do[Any] | None = None) -> Restored:
        """Merge what a copy holds and this store has not. Raises StoreError, AccessError."""
        return safekeeping.restore(self._desk, file, pin, do or directly)

    def keep_no_copies_beside(self) -> None:
        """Put copies nowhere but on this laptop."""
        safekeeping.no_folder(self._desk)

    def repair_understood(self) -> None:
        """The person has read what became of her damaged store."""
        safekeeping.understood(self._desk)

    # Files and preferences

    def preview_file(self, kind: str, name: str, data: bytes, language: str) -> FilePreview:
        """What would become of a .docx, .csv, .md or .txt file; stores nothing. Raises FileError."""
        return importing.preview_file(self._desk, kind, name, data, language)

    def take_file(self, preview: FilePreview) -> list[RecordId]:
        """Make the drafts that were previewed."""
        return importing.take_file(self._desk, preview)

    def import_text(self, kind: str, data: bytes) -> RecordId:
        """A draft made from a text file. Raises FileError."""
        return importing.import_text(self._desk, kind, data)

    def export_text(self, record: RecordId, language: str) -> str:
        """A record as Markdown."""
        return exporting.export_text(self._desk, record, language)

    def printables(self, records: Sequence[RecordId]) -> tuple[Printable, ...]:
        """What these records are called, without opening them; those that are not here are left out."""
        return printing.printables(self._desk, records)

    def pages(self, record: RecordId, choice: PrintChoice) -> Pages:
        """A record as it goes on paper, in the layout and length chosen. Raises RecordError("record.missing")."""
        return printing.pages(self._desk, record, choice)

    def word_file(self, records: Sequence[RecordId], choice: PrintChoice) -> bytes:
        """The records as one .docx, in the layout and length chosen. Raises RecordError("record.missing")."""
        return printing.word_file(self._desk, records, choice)

    def preference(self, key: str, default: str) -> str:
        """A small setting of this person's."""
        return self._desk.store.identity.text(_PREFERENCE + key, default)

    def set_preference(self, key: str, value: str) -> None:
        """Keep a small setting."""
        self._desk.store.identity.set_text(_PREFERENCE + key, value)
