"""Pictures and files of a record: adding one, what it holds, how far a missing one has come, and asking for it now."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from app.crypto.signing import digest
from app.errors import FileError
from app.ids import FileId, RecordId, SpaceId
from app.protocol.attachment import pieces_of
from app.protocol.limits import MAX_ATTACHMENT
from app.records.edits import Edit, Mark
from app.records.files import Attached, clean_name, new_file_id
from app.store.attachments import Waits
from app.sync.attachments import freely
from app.sync.budget import Pace, pace_name
from app.workspace.desk import Desk
from app.workspace.editing import edit
from app.workspace.views import Changes, Saved


class Presence(enum.Enum):
    """Where the content of a file is, as far as this laptop knows."""

    HERE = "here"
    COMING = "coming"  # a part of it is here
    WAITS = "waits"  # it comes when the link is good
    ASKED = "asked"  # it comes with the next visit, over any link
    SPOILT = "spoilt"  # what came was not what the record names

    @property
    def missing(self) -> bool:
        """Is its content not here?"""
        return self is not Presence.HERE


@dataclass(frozen=True)
class FileState:
    """How a file stands: ``percent`` of it is here."""

    presence: Presence
    percent: int = 0


@dataclass(frozen=True)
class NewFile:
    """Something to be attached: its bytes as they are kept, and what sort of file it is."""

    name: str
    sort: str
    content: bytes


@dataclass(frozen=True)
class FilesWaiting:
    """Pictures and files that wait to travel, either way, and their bytes; ``asked``: so many of them over any link;
    ``freely``: the next visit takes them along."""

    files: int = 0
    size: int = 0
    asked: int = 0
    freely: bool = False


def attach(desk: Desk, record: RecordId, path: str, files: Sequence[NewFile]) -> Saved:
    """Add files to a field, all or none, with what they hold, in one transaction. Raises FileError, RecordError."""
    now = desk.clock.now()
    edits: list[Edit] = []
    with desk.store.transaction():
        for place, file in enumerate(files):
            if not 0 < len(file.content) <= MAX_ATTACHMENT:
                raise FileError("file.attachment_too_large", file.sort, limit=MAX_ATTACHMENT // 1_000_000)
            named = Attached(
                max(now, 0) + place,  # so that they stay in their order
                new_file_id(desk.chance),
                len(file.content),
                file.sort,
                digest(file.content),
                desk.person,
                clean_name(file.name, file.sort),
            )
            desk.store.attachments.put(file.content, now)
            edits.append(Mark(path, named.member()))
        return edit(desk, record, edits)


def content(desk: Desk, file: Attached) -> bytes:
    """What a file holds. Raises FileError("file.not_here")."""
    found = desk.store.attachments.content(file.digest)
    if found is None:
        raise FileError("file.not_here", name=file.name)
    return found


def states(desk: Desk, record: RecordId, files: Sequence[Attached]) -> dict[FileId, FileState]:
    """How each of these files of a record stands."""
    opened = desk.store.documents.load(record)
    space = opened.space if opened is not None else desk.private_space
    return {file.file: _state(desk, space, file) for file in files}


def _state(desk: Desk, space: SpaceId, file: Attached) -> FileState:
    store = desk.store.attachments
    if store.has(file.digest):
        return FileState(Presence.HERE, 100)
    wish, coming = store.wish(file.file), store.coming(space, file.file)
    percent = min(99, 100 * coming.pieces // pieces_of(file.size))
    if wish.asked:
        return FileState(Presence.ASKED, percent)
    if wish.spoilt:
        return FileState(Presence.SPOILT)
    return FileState(Presence.COMING if coming.pieces or coming.part else Presence.WAITS, percent)


def fetch_now(desk: Desk, record: RecordId | None, files: Sequence[FileId] = ()) -> Changes:
    """Let files travel with the next visit over any link: these; else all of a record; else everything that waits."""
    wanted = list(files)
    if not wanted and record is not None:
        wanted = desk.store.attachments.of_record(record)
    elif not wanted:
        wanted = [one.file for space in _shared(desk) for one in _waiting(desk, space)]
    desk.store.attachments.ask(wanted)
    return Changes(frozenset({record} if record is not None else ()), sync=True)


def waiting(desk: Desk) -> FilesWaiting:
    """What waits to travel, for the line at the window's foot."""
    files, size, asked = desk.store.attachments.waiting(desk.clock.now())
    if not files:
        return FilesWaiting()
    paces = [desk.store.identity.text(pace_name(relay.relay)) for relay in desk.store.spaces.relays()]
    return FilesWaiting(files, size, asked, freely=any(freely(Pace.decode(pace)) for pace in paces))


def _shared(desk: Desk) -> list[SpaceId]:
    return [row.space for row in desk.store.spaces.all() if row.active and not row.private and row.relay is not None]


def _waiting(desk: Desk, space: SpaceId) -> list[Waits]:
    row, store, now = desk.space(space), desk.store.attachments, desk.clock.now()
    return [*store.outgoing(space, row.relay or b"", now, again=False), *store.incoming(space, now)]
