"""One table per kind, from its declaration: made, widened, and renewed after a declaration changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.records.fields import FIELD_TYPES, Date, Line, Number, Prose
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section
from app.records.registry import Registry
from app.records.searching import Searchable
from app.records.values import Row
from app.store.database import open_database
from app.store.documents import Content
from app.store.store import Store
from app.store.tables import COLUMN, columns_in, quoted, shape_of, stored_value, table_of
from tests.helpers.stores import KEY, KINDS, new_store, open_store, record_id, save

NAME = Label("名", "Name")
NOTE = Kind(
    key="note",
    group=LESSONS,
    version=1,
    label=NAME,
    title="topic",
    columns=("topic",),
    main="text",
    sections=(Section(NAME, (Line("topic", "t", NAME), Prose("text", "p", NAME), Number("order", "o", NAME))),),
)
WIDER = replace(
    NOTE, version=2, sections=(*NOTE.sections, Section(NAME, (Date("day", "d", NAME), Line('odd "name"', "q", NAME))))
)


def note(topic: str, **row: str | int) -> Content:
    """A note as a save leaves it."""
    return Content("note", 1, b"state", Searchable(topic), {"topic": topic, **row})


def test_every_field_type_has_a_column() -> None:
    """A new field type without one is found here, not by a teacher."""
    assert set(COLUMN) == set(FIELD_TYPES)


@pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.key)
def test_every_kind_has_a_table_with_all_its_columns(tmp_path: Path, kind: Kind) -> None:
    """Read back from SQLite's own catalogue."""
    new_store(tmp_path).close()
    database = open_database(tmp_path / "store.db", KEY)
    rows = database.rows(f"SELECT name, type FROM pragma_table_info({quoted(table_of(kind))})")
    database.close()

    assert {row["name"]: row["type"] for row in rows} == {"_record": "TEXT", **columns_in(kind)}


def test_a_field_may_be_named_like_a_word_of_sql(tmp_path: Path) -> None:
    """``order`` is one; quotes in a name do no harm either."""
    store = new_store(tmp_path, Registry([WIDER]))
    save(store, 1, note("一", order=3, **{'odd "name"': "two words"}))

    (listed,) = store.queries.list_records("note", equals={"order": 3, 'odd "name"': "two words"}, order="order")

    assert listed.values == {"topic": "一", "order": 3, 'odd "name"': "two words"}
    store.close()


def test_a_declaration_that_grew_widens_the_table_and_names_what_to_renew(tmp_path: Path) -> None:
    """What was written before is still there, and is projected again from the document."""
    store = new_store(tmp_path, Registry([NOTE]))
    for number in range(3):
        save(store, number, note(f"第{number}篇", order=number))
    assert store.documents.stale() == []
    store.close()

    store = open_store(tmp_path, Registry([WIDER]))

    assert store.documents.stale() == [record_id(number) for number in range(3)]
    assert store.documents.stale(2) == [record_id(0), record_id(1)]
    assert [listed.values["order"] for listed in store.queries.where("note")] == [0, 1, 2]
    for record in store.documents.stale():
        store.documents.project(record, note("新", day="2026-09-01"))
    assert store.documents.stale() == []
    assert store.queries.count("note", equals={"day": "2026-09-01"}) == 3
    store.close()


def test_a_kind_that_becomes_known_names_what_it_can_show_now(tmp_path: Path) -> None:
    """A record of a newer program was kept; after the update it gets its row."""
    store = new_store(tmp_path, Registry([]))
    save(store, 1, note("早来的"))
    assert store.documents.stale() == []
    store.close()

    store = open_store(tmp_path, Registry([NOTE]))

    assert store.documents.stale() == [record_id(1)]
    assert [(listed.title, listed.values) for listed in store.queries.list_records("note")] == [("早来的", {})]
    store.documents.project(record_id(1), note("早来的"))
    assert [listed.values for listed in store.queries.list_records("note")] == [{"topic": "早来的"}]
    store.close()


def test_an_older_program_keeps_columns_that_it_does_not_know(tmp_path: Path) -> None:
    """Going back and forth between two versions loses nothing of the projection."""
    store = new_store(tmp_path, Registry([WIDER]))
    save(store, 1, note("一", day="2026-09-01"))
    store.close()
    store = open_store(tmp_path, Registry([NOTE]))
    save(store, 1, note("二"))
    store.close()

    store = open_store(tmp_path, Registry([WIDER]))
    assert [listed.values for listed in store.queries.where("note")] == [{"topic": "二", "day": "2026-09-01"}]
    store.close()


def test_values_that_a_declaration_does_not_have_are_left_out(store: Store) -> None:
    """They are in the document; the row shows what this program knows."""
    content = Content("lesson_plan", 9, b"s", Searchable("一"), {"topic": "一", "from_the_future": "x"})
    save(store, 1, content)

    assert store.queries.list_records("lesson_plan")[0].values == {"topic": "一"}


def test_a_shape_changes_with_fields_and_not_with_labels() -> None:
    """A better label must not cost a renewal of every record."""
    relabelled = replace(NOTE, label=Label("笔记", "Jotting"))
    retyped = replace(
        NOTE, sections=(Section(NAME, (Line("topic", "t", NAME), Prose("text", "p", NAME), Line("order", "o", NAME))),)
    )

    assert shape_of(relabelled) == shape_of(NOTE)
    assert len({shape_of(kind) for kind in (NOTE, WIDER, retyped)}) == 3


def test_sets_and_rows_are_stored_as_readable_json() -> None:
    """Chinese as itself, so that a copy of the table can be read."""
    assert stored_value(["语文", "数学"]) == '["语文","数学"]'
    assert stored_value([Row(id="r1", minutes=5)]) == '[{"id":"r1","minutes":5}]'
    assert (stored_value(True), stored_value(0), stored_value(None), stored_value("")) == (1, 0, None, "")
