"""A disk that is full or may not be written, and a file that another program holds: a sentence, and nothing is lost."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.errors import StoreError
from app.ids import RecordId
from app.records.edits import WriteProse
from app.store.database import connect
from app.workspace.entering import open_store
from app.workspace.workspace import Workspace
from tests.helpers.copies import copy_files, folder_of, harm, with_card
from tests.helpers.world import STORE_KEY, desk_of, world_in

_LONG = "今天的话。" * 3_000


@pytest.fixture
def teacher(tmp_path: Path) -> Iterator[Workspace]:
    with world_in(tmp_path) as world:
        yield with_card(world.person("李秀兰"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of three megabytes; mounting one takes root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True)
    if made.returncode:
        pytest.skip("NOT TESTED: a full disk (no right to mount a small file system)")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _person(teacher: Workspace, disk: Path) -> tuple[Path, RecordId]:
    """A person with a plan, moved to a disk of her own."""
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "昨天的话。"})
    teacher.copy_now()
    desk_of(teacher).store._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(folder_of(teacher), disk / "person", ignore=shutil.ignore_patterns("*.lock", "*-wal", "*-shm"))
    return disk / "person" / "store.db", plan


def _fill(disk: Path) -> Path:
    film = disk / "film.mp4"
    with film.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return film


def _entered(path: Path) -> Workspace:
    return open_store(path, STORE_KEY, SystemClock(), os.urandom)


def test_a_store_without_room_says_so_and_keeps_what_it_has(teacher: Workspace) -> None:
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "昨天的话。"})
    database = desk_of(teacher).store._database
    pages = int(database.value("PRAGMA page_count"))
    database.value(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as raised:
        teacher.edit(plan, [WriteProse("notes", _LONG)])
    assert raised.value.code == "store.full"
    assert teacher.view(plan).values["notes"] == "昨天的话。"
    database.value(f"PRAGMA max_page_count = {pages + 1_000}")
    teacher.edit(plan, [WriteProse("notes", _LONG)])
    assert teacher.view(plan).values["notes"] == _LONG


def test_a_full_disk_takes_no_copy_and_loses_none(teacher: Workspace, small_disk: Path) -> None:
    path, plan = _person(teacher, small_disk)
    person = _entered(path)
    film = _fill(small_disk)
    before = {file.name: file.read_bytes() for file in copy_files(person)}
    with pytest.raises(StoreError) as raised:
        person.copy_now()
    assert raised.value.code == "store.full"
    assert {file.name: file.read_bytes() for file in (path.parent / "copies").iterdir()} == before
    with pytest.raises(StoreError) as raised:
        person.edit(plan, [WriteProse("notes", _LONG)])
    assert raised.value.code == "store.full"
    film.unlink()
    person.edit(plan, [WriteProse("notes", _LONG)])
    person.copy_now()
    person.close()


def test_mending_on_a_full_disk_waits_and_then_mends(teacher: Workspace, small_disk: Path) -> None:
    path, plan = _person(teacher, small_disk)
    harm(path, 0, size=4096)
    before = path.read_bytes()
    film = _fill(small_disk)
    with pytest.raises(StoreError) as raised:
        _entered(path)
    assert raised.value.code == "store.full"
    film.unlink()
    if path.exists():
        assert path.read_bytes() == before
    person = _entered(path)
    assert person.view(plan).values["notes"] == "昨天的话。"
    person.close()


def test_a_disk_that_may_not_be_written_is_said_so(teacher: Workspace, small_disk: Path) -> None:
    path, plan = _person(teacher, small_disk)
    _entered(path).close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StoreError) as raised:
        _entered(path)
    assert raised.value.code == "store.read_only"
    teacher.copy_now()
    with pytest.raises(StoreError) as raised:
        teacher.copy_now(folder=small_disk)
    assert raised.value.code == "store.read_only"
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    person = _entered(path)
    assert person.view(plan).values["notes"] == "昨天的话。"
    person.close()


def test_a_file_that_another_program_holds_is_waited_for_and_said(teacher: Workspace) -> None:
    plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": "昨天的话。"})
    store = desk_of(teacher).store
    store._database.value("PRAGMA busy_timeout = 50")
    other = connect(store.path, STORE_KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as raised:
        teacher.edit(plan, [WriteProse("notes", "后来的话。")])
    assert raised.value.code == "store.locked"
    # A copy only reads, and is made meanwhile.
    teacher.copy_now()
    other.execute("ROLLBACK")
    other.close()
    teacher.edit(plan, [WriteProse("notes", "后来的话。")])
    assert teacher.view(plan).values["notes"] == "后来的话。"
