"""Pages that go bad anywhere in a person's file: a mended store or a sentence, never a traceback.

Each seed damages one place, in the store or in its write-ahead log, and signs in as the program does; what is missing
afterwards is told. ``DISK_SEEDS`` in the environment asks for more seeds.
"""

import os
import random
import shutil
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.errors import StoreError
from app.ids import RecordId
from app.records.edits import WriteProse
from app.workspace.entering import open_store
from app.workspace.safekeeping import marked
from app.workspace.workspace import Workspace
from tests.helpers.copies import folder_of, harm, with_card
from tests.helpers.world import STORE_KEY, desk_of, world_in

SEEDS = int(os.environ.get("DISK_SEEDS", "9"))
_PLANS = 12
_EARLY, _LATE = "昨天写的话。", "今天写的话。"


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[RecordId]]:
    """A person's folder as a sudden stop leaves it: a copy of yesterday, today's words partly in the log."""
    folder = tmp_path_factory.mktemp("pristine")
    with world_in(folder) as world:
        teacher = with_card(world.person("李秀兰"))
        plans = [teacher.create("lesson_plan", {"topic": f"第{n}课", "notes": _EARLY * 40}) for n in range(_PLANS)]
        teacher.copy_now()
        desk_of(teacher).store._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        for plan in plans:
            teacher.edit(plan, [WriteProse("notes", _EARLY * 40 + _LATE)])
        shutil.copytree(folder_of(teacher), folder / "kept", ignore=shutil.ignore_patterns("*.lock"))
    return folder / "kept", plans


def _entered(path: Path) -> Workspace:
    return open_store(path, STORE_KEY, SystemClock(), os.urandom)


@pytest.mark.parametrize("part", ["store.db", "store.db-wal"])
@pytest.mark.parametrize("seed", range(SEEDS))
def test_damage_anywhere_costs_at_most_what_stood_there(
    tmp_path: Path, pristine: tuple[Path, list[RecordId]], part: str, seed: int
) -> None:
    """Every word of the copy is there; what is missing of today is told."""
    kept, plans = pristine
    shutil.copytree(kept, tmp_path / "person")
    path = tmp_path / "person" / "store.db"
    chance = random.Random(f"{part} {seed}")
    target = path.with_name(part)
    harm(target, chance.randrange(target.stat().st_size - 64), size=chance.choice([1, 64]))

    teacher = _entered(path)
    cared = teacher.look_after()
    if not cared.sound:
        # What a check finds is mended by the next sign-in.
        teacher.close()
        assert marked(path).exists()
        teacher = _entered(path)
        assert teacher.look_after().sound
    texts = [str(teacher.view(plan).values["notes"]) for plan in plans]
    repair = teacher.safekeeping().repair
    teacher.close()
    assert all(text.startswith(_EARLY * 40) for text in texts)
    missing = sum(_LATE not in text for text in texts)
    assert not missing or (repair is not None and repair.lost != 0)
    assert missing <= _PLANS // 2 or repair is None or repair.lost == -1


def test_damage_without_any_copy_is_said_and_the_file_stays(
    tmp_path: Path, pristine: tuple[Path, list[RecordId]]
) -> None:
    kept, _ = pristine
    shutil.copytree(kept, tmp_path / "person")
    path = tmp_path / "person" / "store.db"
    shutil.rmtree(path.parent / "copies")
    path.with_name("store.db-wal").unlink()
    harm(path, 0, size=4096)
    before = path.read_bytes()
    with pytest.raises(StoreError) as raised:
        _entered(path)
    assert raised.value.code == "store.damaged"
    assert path.read_bytes() == before


def test_a_whole_page_of_every_kind_may_go(tmp_path: Path) -> None:
    """Page by page through a small store: it opens, or is mended, or says why not."""
    (tmp_path / "world").mkdir()
    with world_in(tmp_path / "world") as world:
        teacher = with_card(world.person("李秀兰"))
        plan = teacher.create("lesson_plan", {"topic": "秋天", "notes": _EARLY})
        teacher.copy_now()
        folder = folder_of(teacher)
    pages = (folder / "store.db").stat().st_size // 4096
    for number in random.Random(1).sample(range(pages), 6):
        person = tmp_path / f"page{number}"
        shutil.copytree(folder, person)
        harm(person / "store.db", number * 4096, size=4096)
        entered = _entered(person / "store.db")
        if not entered.look_after().sound:
            entered.close()
            entered = _entered(person / "store.db")
        assert entered.view(plan).values["notes"] == _EARLY
        entered.close()
