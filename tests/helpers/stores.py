"""A real store on a real file, and short ways to fill it. Nothing here is a double."""

from pathlib import Path

from app.ids import DeviceId, RecordId, SpaceId, record_id_from
from app.records.kinds import ALL
from app.records.registry import Registry
from app.records.searching import Place, Searchable
from app.records.sought import pieces_of
from app.records.values import Value
from app.store.documents import Content
from app.store.search import NOWHERE, Hit, Narrowed, Piece
from app.store.store import Store

KEY = bytes(range(32))
OWN = SpaceId(b"own space 16 byt")
SHARED = SpaceId(b"a shared space..")
DEVICE = DeviceId(b"device 1")
OTHER = DeviceId(b"device 2")
RELAY = b"r" * 32
KINDS = Registry(ALL)


def new_store(folder: Path, kinds: Registry = KINDS) -> Store:
    """A new, empty store in this folder."""
    return Store.create(folder / "store.db", KEY, kinds)


def open_store(folder: Path, kinds: Registry = KINDS) -> Store:
    """The store of this folder, once more."""
    return Store.open(folder / "store.db", KEY, kinds)


def record_id(number: int) -> RecordId:
    """The same id for the same number."""
    return record_id_from(number.to_bytes(9, "big"))


def plan(title: str, body: str = "", *, state: bytes = b"state", deleted: bool = False, **row: Value) -> Content:
    """A lesson plan as a save leaves it."""
    words = Searchable(title, (Place("notes", body),), (title,))
    return Content("lesson_plan", 1, state, words, {"topic": title, **row}, deleted)


def remark(target: RecordId, body: str) -> Content:
    """A comment on a record."""
    return Content("comment", 1, b"state", Searchable(body), {"target": target, "body": body})


def save(store: Store, number: int, content: Content, *, space: SpaceId = OWN, now: int = 100) -> RecordId:
    """Save ``content`` as record ``number``, and give its id."""
    record = record_id(number)
    store.documents.save(record, space, content, b"delta of " + content.state, DEVICE, now)
    return record


def receive(store: Store, number: int, content: Content, *, space: SpaceId = SHARED, now: int = 200) -> RecordId:
    """Merge ``content`` as record ``number``, made on the other device; its envelope has the same number."""
    record = record_id(number)
    with store.transaction():
        store.deltas.add_received(record, space, OTHER, number, 0, b"delta of " + content.state, now)
        store.documents.merged(record, space, content, now, author=OTHER, pending=False)
    return record


def find(store: Store, text: str, limit: int = 50, narrowed: Narrowed = NOWHERE) -> list[Hit]:
    """What a query without names finds; nothing for an empty one."""
    pieces = [Piece(piece) for piece in pieces_of(text)]
    return store.search.find(pieces, limit, narrowed) if pieces else []
