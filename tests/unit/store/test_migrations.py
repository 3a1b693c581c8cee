"""The schema's steps: once each, after a copy aside, and never on a newer file."""

from pathlib import Path

import pytest

from app.errors import Bug, StoreError
from app.store import migrations
from app.store.database import open_database
from app.store.migrations import STEPS, migrate
from tests.helpers.stores import KEY, new_store, open_store, plan, record_id, save


def file_with_one_record(folder: Path) -> Path:
    """A store in which record 1 was saved, closed again."""
    store = new_store(folder)
    save(store, 1, plan("分数的认识"))
    store.close()
    return folder / "store.db"


def test_a_new_file_takes_every_step_and_an_open_one_none(tmp_path: Path) -> None:
    """No copy is made of an empty file."""
    database = open_database(tmp_path / "store.db", KEY, create=True)

    assert migrate(database) == list(STEPS)
    assert migrate(database) == []
    database.close()
    assert not list(tmp_path.glob("*before*"))


def test_an_older_file_is_copied_aside_and_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both hold the record: the copy as it was, the file with the new column."""
    path = file_with_one_record(tmp_path)
    added = {**STEPS, "0002_colour": ("ALTER TABLE records ADD COLUMN colour TEXT",)}
    monkeypatch.setattr(migrations, "STEPS", added)

    store = open_store(tmp_path)

    assert store.documents.load(record_id(1)) is not None
    store.close()
    for file, columns in ((path, 1), (tmp_path / "store.db.before-0002_colour", 0)):
        database = open_database(file, KEY)
        named = "SELECT count(*) FROM pragma_table_info('records') WHERE name = 'colour'"
        assert database.value(named) == columns
        assert database.value("SELECT title FROM records") == "分数的认识"
        assert database.intact()
        database.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The step's first statement is undone with the rest."""
    file_with_one_record(tmp_path)
    with monkeypatch.context() as patched:
        wrong = ("ALTER TABLE records ADD COLUMN colour TEXT", "ALTER TABLE nowhere ADD COLUMN colour TEXT")
        patched.setattr(migrations, "STEPS", {**STEPS, "0002_wrong": wrong})
        with pytest.raises(Bug):
            open_store(tmp_path)

    store = open_store(tmp_path)

    assert store.documents.load(record_id(1)) is not None
    store.close()


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    """It was written by a newer program, whose steps this one does not know."""
    path = file_with_one_record(tmp_path)
    database = open_database(path, KEY)
    database.run("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('store', '0099_future')")
    database.close()
    before = path.read_bytes()

    with pytest.raises(StoreError) as raised:
        open_store(tmp_path)

    assert raised.value.code == "store.too_new"
    assert path.read_bytes() == before
    database = open_database(path, KEY)
    assert database.value("SELECT title FROM records") == "分数的认识"
    database.close()


def test_every_column_of_the_schema_can_be_read_about() -> None:
    """Steps are numbered in their order, no number twice."""
    numbers = [int(name.partition("_")[0]) for name in STEPS]

    assert numbers == sorted(set(numbers))
