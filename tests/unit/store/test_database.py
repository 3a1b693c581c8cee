"""Everything that can go wrong below the store has a code, and what was written is still there afterwards."""

import errno
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlite_utils.db
from sqlcipher3 import dbapi2 as driver

from app.errors import CODES, Bug, StoreError
from app.store import database as module
from app.store.database import CODE_OF, CODE_OF_ERRNO, Database, copy_durably, open_database, translated
from tests.helpers.source import ROOT, name_of, python_files

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one table and ten rows of 3,000 bytes in it, not open."""
    path = tmp_path / "store.db"
    made = open_database(path, KEY, create=True)
    made.run("CREATE TABLE kept (id INTEGER PRIMARY KEY, value BLOB)")
    made.run_many("INSERT INTO kept (value) VALUES (?)", [(bytes([number]) * 3000,) for number in range(10)])
    made.close()
    return path


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """That file, open."""
    database = open_database(path, KEY)
    yield database
    database.close()


def rows_there(path: Path) -> int:
    """How many rows the file still has, read to their last byte."""
    database = open_database(path, KEY)
    try:
        return len({row["value"] for row in database.rows("SELECT value FROM kept")})
    finally:
        database.close()


def fails(code: str, act: Callable[[], object]) -> None:
    """Assert that ``act`` raises the StoreError with this code."""
    with pytest.raises(StoreError) as raised:
        act()
    assert raised.value.code == code


def test_a_full_disk_is_named_and_undoes_only_what_did_not_fit(database: Database, path: Path) -> None:
    """A real SQLITE_FULL: the file may not grow by more than a few pages. Afterwards there is room again."""
    pages = int(database.value("PRAGMA page_count"))
    database.rows(f"PRAGMA max_page_count = {pages + 3}")

    def write_two() -> None:
        with database.transaction():
            database.run("INSERT INTO kept (value) VALUES (?)", (b"fits",))
            database.run("INSERT INTO kept (value) VALUES (?)", (b"x" * 100_000,))

    fails("store.full", write_two)
    assert database.value("SELECT count(*) FROM kept") == 10
    assert not database.in_transaction

    database.rows("PRAGMA max_page_count = 1000000")
    write_two()
    database.close()
    assert rows_there(path) == 12


def test_a_file_that_turns_read_only_is_named(database: Database) -> None:
    """A real SQLITE_READONLY in the middle of work; reading goes on."""
    database.run("PRAGMA query_only = ON")

    fails("store.read_only", lambda: database.run("DELETE FROM kept"))
    assert database.value("SELECT count(*) FROM kept") == 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_a_file_or_folder_without_the_right_to_write_is_refused_as_read_only() -> None:
    """The file of another user, or a folder on a read-only disk; as root the test gives up its rights meanwhile."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "store.db"
        open_database(path, KEY, create=True).close()
        folder.chmod(0o755)
        path.chmod(0o444)
        with ordinary_user(folder):
            fails("store.read_only", lambda: open_database(path, KEY))
        path.chmod(0o666)
        folder.chmod(0o555)
        with ordinary_user(folder):
            fails("store.read_only", lambda: open_database(path, KEY))
        folder.chmod(0o755)
        open_database(path, KEY).close()


class ordinary_user:  # noqa: N801  # reads as a verb in a with statement
    """Root may write everywhere; inside, the process is the user ``nobody``, who owns the file and its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> None:
        if os.geteuid() == 0:
            nobody = 65534
            for file in (self._folder, *self._folder.iterdir()):
                os.chown(file, nobody, nobody)
            os.setresuid(nobody, nobody, 0)

    def __exit__(self, *_: object) -> None:
        if os.getresuid()[2] == 0:
            os.setresuid(0, 0, 0)


def test_a_second_process_is_told_that_the_store_is_in_use(database: Database, path: Path) -> None:
    """Also within one process. When the first one is done, or dead, the next may open it."""
    code = (
        "import sys; from pathlib import Path; from app.store.database import open_database\n"
        "from app.errors import StoreError\n"
        "try: open_database(Path(sys.argv[1]), bytes(range(32)))\n"
        "except StoreError as error: print(error.code)\n"
        "else: print('opened')\n"
    )

    def other_process() -> str:
        run = subprocess.run(
            [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT
        )
        return run.stdout.strip()

    fails("store.in_use", lambda: open_database(path, KEY))
    assert other_process() == "store.in_use"
    database.close()
    assert other_process() == "opened"
    assert rows_there(path) == 10


def test_a_file_locked_by_a_stranger_is_named_and_works_again_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program, such as a backup, may hold SQLite's own lock without asking for ours."""
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)
    stranger = driver.connect(str(path), isolation_level=None)
    stranger.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    database = open_database(path, KEY)
    stranger.execute("BEGIN IMMEDIATE")

    fails("store.locked", lambda: database.run("DELETE FROM kept"))

    stranger.execute("ROLLBACK")
    stranger.close()
    assert database.run("DELETE FROM kept WHERE id = 1") == 1
    database.close()


def test_another_key_is_damage_and_changes_nothing(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """SQLCipher cannot tell a wrong key from damage; it is not to write about it on the standard error stream."""
    before = path.read_bytes()

    fails("store.damaged", lambda: open_database(path, bytes(32)))

    assert path.read_bytes() == before
    assert capfd.readouterr().err == ""
    assert rows_there(path) == 10


def test_a_flipped_byte_is_damage_and_the_other_pages_are_still_there(path: Path) -> None:
    """Each page carries a seal: a changed one is refused, never read as something else."""
    good = path.read_bytes()
    place = len(good) - 2000
    path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
    database = open_database(path, KEY)

    assert not database.intact()
    fails("store.damaged", lambda: database.rows("SELECT * FROM kept"))
    assert database.value("SELECT length(value) FROM kept WHERE id = 1") == 3000
    database.close()

    path.write_bytes(good)
    assert rows_there(path) == 10


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_no_store_is_damage(tmp_path: Path, content: bytes) -> None:
    """Emptied by a failing disk, overwritten, or some other program's file."""
    path = tmp_path / "store.db"
    path.write_bytes(content)

    fails("store.damaged", lambda: open_database(path, KEY))
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    """An empty store in place of a lost one would look as if everything were gone."""
    fails("store.missing", lambda: open_database(tmp_path / "store.db", KEY))
    fails("store.missing", lambda: open_database(tmp_path / "no folder" / "store.db", KEY))

    assert list(tmp_path.iterdir()) == []


def test_a_key_of_another_length_is_our_mistake(tmp_path: Path) -> None:
    """A passphrase as a key would silently cost a second and other bytes."""
    with pytest.raises(Bug):
        open_database(tmp_path / "store.db", b"short", create=True)


def below(root: type[BaseException]) -> list[type[BaseException]]:
    """An exception class and all its descendants."""
    return [root, *(found for child in root.__subclasses__() for found in below(child))]


def test_every_exception_class_from_below_has_one_of_ours() -> None:
    """SQLite's, sqlite_utils' and the file system's; each becomes a StoreError with a known code, or a Bug."""
    theirs: list[type[BaseException]] = [
        value
        for value in vars(sqlite_utils.db).values()
        if isinstance(value, type) and issubclass(value, Exception) and value.__module__ == "sqlite_utils.db"
    ]
    assert len(theirs) >= 10
    kinds: list[type[BaseException]] = [
        *below(driver.Error),
        *theirs,
        *below(OSError),
        OverflowError,
        UnicodeEncodeError,
        ValueError,
    ]
    for kind in kinds:
        error = kind.__new__(kind)
        found = translated(error)
        assert isinstance(found, StoreError | Bug)
        assert found.code in CODES[type(found)]


def test_every_result_code_of_sqlite_has_a_code_or_is_a_bug() -> None:
    """Primary and extended codes, as the library counts them."""
    for code in range(1, 29):
        for extended in (code, code | 1 << 8, code | 13 << 8):
            error = driver.OperationalError("as SQLite says it")
            error.sqlite_errorcode = extended
            found = translated(error)
            assert found.code == CODE_OF.get(code, "bug")
    assert set(CODE_OF.values()) | set(CODE_OF_ERRNO.values()) <= set(CODES[StoreError])


def test_failures_of_the_file_system_are_named_by_their_number() -> None:
    """One that has no name of its own is taken for a failing disk."""
    for number, code in CODE_OF_ERRNO.items():
        assert translated(OSError(number, "as the system says it")).code == code
    assert translated(OSError(errno.EIO, "input/output error")).code == "store.damaged"


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT", ()),
        ("SELECT * FROM nowhere", ()),
        ("INSERT INTO kept (id) VALUES (1)", ()),
        ("SELECT ?", ()),
        ("SELECT ?", (1 << 70,)),
        ("SELECT ?", ("\ud800",)),
        ("SELECT ?", (object(),)),
    ],
)
def test_a_wrong_statement_or_value_is_our_mistake(database: Database, sql: str, values: tuple[object, ...]) -> None:
    """By each way into the database, and with nothing left open behind it."""
    for act in (database.run, database.insert, database.rows, database.row, database.value):
        with pytest.raises(Bug):
            act(sql, values)
        assert not database.in_transaction
    with pytest.raises(Bug):
        database.run_many(sql, [values])
    assert not database.in_transaction


def test_a_closed_database_is_our_mistake(path: Path) -> None:
    """Also for a transaction; closing twice is none."""
    database = open_database(path, KEY)
    database.close()
    database.close()

    with pytest.raises(Bug):
        database.value("SELECT 1")
    with pytest.raises(Bug), database.transaction():
        pass


def test_a_transaction_is_all_or_nothing_and_nests(database: Database) -> None:
    """An exception undoes its own part; the body's exception goes through as it is."""

    def fail_inside() -> None:
        with database.transaction():
            database.run("DELETE FROM kept WHERE id = 2")
            raise KeyError("the body's own")

    with database.transaction():
        database.run("DELETE FROM kept WHERE id = 1")
        with pytest.raises(KeyError):
            fail_inside()
    assert database.value("SELECT count(*) FROM kept") == 9

    with pytest.raises(KeyError):
        fail_inside()
    assert database.value("SELECT count(*) FROM kept") == 9


def test_what_returns_rows_while_writing_is_committed(database: Database, path: Path) -> None:
    """The driver must not keep a transaction open behind our back."""
    assert database.rows("INSERT INTO kept (value) VALUES (x'00ff') RETURNING id") == [{"id": 11}]
    assert not database.in_transaction
    database.close()
    assert rows_there(path) == 11


def test_the_file_is_written_as_safely_as_sqlite_can(database: Database) -> None:
    """WAL with a flush at each commit; nothing sorted on disk in the clear."""
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA temp_store") == 2


def test_no_word_lies_in_the_clear_in_any_file(database: Database, path: Path) -> None:
    """Neither in the file nor in its log beside it, while it is open."""
    database.run("INSERT INTO kept (value) VALUES (?)", ("教学目标 clear text" * 50,))

    for file in path.parent.iterdir():
        assert b"clear text" not in file.read_bytes()
        assert b"CREATE TABLE" not in file.read_bytes()


def test_a_copy_aside_is_a_store_of_its_own(database: Database, path: Path) -> None:
    """With what was committed last, which may still lie in the log beside the file; work goes on afterwards."""
    database.run("INSERT INTO kept (value) VALUES (x'00ff')")

    copy = database.copy_aside("copy.db")

    database.run("DELETE FROM kept")
    assert rows_there(copy) == 11
    assert database.value("SELECT count(*) FROM kept") == 0


def test_a_copy_that_fails_leaves_no_half_file(tmp_path: Path) -> None:
    """The source is gone, or the target cannot be made."""
    source = tmp_path / "source"
    source.write_bytes(b"whole")
    (tmp_path / "taken").mkdir()

    with pytest.raises(OSError, match="taken"):
        copy_durably(source, tmp_path / "taken")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["source", "taken"]


def test_nothing_else_imports_the_libraries_below() -> None:
    """The alias must be placed before sqlite_utils is first imported, so one module alone imports it."""
    imports = re.compile(r"^\s*(import|from) (sqlite_utils|sqlcipher3|pysqlite3|sqlite3)\b", re.MULTILINE)
    client = [file for file in python_files("app") if not name_of(file).startswith("app/relay/")]

    found = [name_of(file) for file in client if imports.search(file.read_text(encoding="utf-8"))]

    assert found == ["app/store/database.py"]


def test_an_installed_program_needs_no_second_sqlite() -> None:
    """It carries none: sqlite_utils imports `sqlite3` for a type, and is given SQLCipher's."""
    told = "import sys; sys.modules['_sqlite3'] = None; import app.store.database, sqlite3; print(sqlite3.__name__)"

    found = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "sqlcipher3.dbapi2"
