"""A log in which a byte went bad is told from one that a power cut tore."""

from pathlib import Path

import pytest

from app.store.wal import is_spoilt, seal_anew
from tests.helpers.copies import harm
from tests.helpers.stores import new_store, open_store, plan, save


def _left(folder: Path, saves: int = 5) -> Path:
    """A store as a sudden stop leaves it, with its last saves in the log."""
    (folder / "made").mkdir()
    store = new_store(folder / "made")
    store._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(saves):
        save(store, number, plan(f"第{number}课", "话" * 300))
    (folder / "left").mkdir()
    for end in ("", "-wal"):
        (folder / "left" / f"store.db{end}").write_bytes((folder / "made" / f"store.db{end}").read_bytes())
    store.close()
    return folder / "left" / "store.db"


def _titles(path: Path) -> list[str]:
    store = open_store(path.parent)
    found = sorted(row.title for row in store.queries.list_records("lesson_plan"))
    store.close()
    return found


def test_a_sound_log_and_none_are_sound(tmp_path: Path) -> None:
    path = _left(tmp_path)
    assert not is_spoilt(path)
    assert len(_titles(path)) == 5
    assert not is_spoilt(path)


def test_a_log_that_a_power_cut_tore_is_read_as_sqlite_does(tmp_path: Path) -> None:
    path = _left(tmp_path)
    log = path.with_name("store.db-wal")
    log.write_bytes(log.read_bytes()[:-3_000])
    assert not is_spoilt(path)
    assert len(_titles(path)) == 4


@pytest.mark.parametrize("place", [3, 17, 40, 60, 3_000])
def test_a_bad_byte_is_found_and_what_stands_behind_it_is_read(tmp_path: Path, place: int) -> None:
    path = _left(tmp_path)
    harm(path.with_name("store.db-wal"), place, size=1)
    assert is_spoilt(path)
    seal_anew(path)
    assert not is_spoilt(path)


def _begun_anew(folder: Path, saves: int) -> Path:
    """A log that SQLite has begun anew from its start: behind its frames stand those of the generation before."""
    (folder / "made").mkdir()
    store = new_store(folder / "made")
    for number in range(8):
        save(store, number, plan(f"第{number}课", "话" * 900))
    store._database.run("PRAGMA wal_checkpoint(RESTART)")
    for number in range(8, 8 + saves):
        save(store, number, plan(f"第{number}课", "新的话" * 30))
    (folder / "left").mkdir()
    for end in ("", "-wal"):
        (folder / "left" / f"store.db{end}").write_bytes((folder / "made" / f"store.db{end}").read_bytes())
    store.close()
    return folder / "left" / "store.db"


@pytest.mark.parametrize("saves", [1, 2])
@pytest.mark.parametrize("place", [None, 3, 17, 60, 3_000])
def test_frames_of_an_older_generation_are_not_brought_back(tmp_path: Path, place: int | None, saves: int) -> None:
    """They hold pages as they were before: with a good checksum they would take the place of newer ones."""
    path = _begun_anew(tmp_path, saves)
    log = path.with_name("store.db-wal")
    before = log.read_bytes()
    salts = [before[at + 8 : at + 16] for at in range(32, len(before) - 4_119, 4_120)]
    assert len(set(salts)) == 2
    if place is not None:
        harm(log, place, size=1)
    seal_anew(path)

    after = log.read_bytes()
    assert len(after) == 32 + salts.count(salts[0]) * 4_120
    assert after[16:24] == after[40:48] == salts[0]
    if place is None or place < 32:
        # Only the harmed header differs, or which byte order it tells.
        assert place == 3 or after == before[: len(after)]
        assert _titles(path) == sorted(f"第{number}课" for number in range(8 + saves))


def test_sealing_a_sound_log_changes_nothing_that_is_read(tmp_path: Path) -> None:
    path = _left(tmp_path)
    before = path.with_name("store.db-wal").read_bytes()
    seal_anew(path)
    assert path.with_name("store.db-wal").read_bytes() == before
    assert len(_titles(path)) == 5
