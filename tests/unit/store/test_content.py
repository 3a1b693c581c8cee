"""A record as the store keeps it, from the document that merges."""

from app.crdt import Document
from app.ids import DeviceId
from app.records.edits import AddRow, SetValue, WriteProse
from app.records.record import Record
from app.store.content import content_of
from app.store.store import Store
from tests.helpers.stores import DEVICE, KINDS, OWN, find, record_id


def a_plan() -> Record:
    """A lesson plan with a line, a prose and a row."""
    kind = KINDS.get("lesson_plan")
    assert kind is not None
    edits = (SetValue("topic", "二进制"), WriteProse("standard", "理解进位"), AddRow("objectives", None, "row1"))
    return Record.create(kind, DeviceId(b"\0" * 7 + b"\1"), 100, edits)


def test_a_record_is_stored_listed_found_and_opened_again(store: Store) -> None:
    """The state that is stored holds the same values as the row that is shown."""
    record = a_plan()
    content = content_of(record)
    store.documents.save(record_id(1), OWN, content, record.document.export(), DEVICE, 100)

    stored = store.documents.load(record_id(1))
    assert stored is not None
    again = Record.open(Document.load(DeviceId(b"\0" * 7 + b"\2"), stored.state), KINDS)
    (listed,) = store.queries.list_records("lesson_plan")
    assert (listed.title, dict(listed.values)) == ("二进制", again.values())
    assert [hit.record for hit in find(store, "理解进位")] == [record_id(1)]
    assert (stored.kind, stored.version, stored.deleted) == ("lesson_plan", 1, False)


def test_a_deleted_record_says_so() -> None:
    """The mark is part of what is stored."""
    record = a_plan()
    record.delete()
    record.save(200)

    assert content_of(record).deleted
