"""Reading a store row by row: a damaged page costs what stood on it."""

import random
from pathlib import Path

import pytest

from app.errors import StoreError
from app.store.salvage import read_store
from tests.helpers.copies import harm
from tests.helpers.stores import DEVICE, KEY, OWN, new_store, plan, save


def _filled(folder: Path, records: int = 60) -> Path:
    store = new_store(folder)
    for number in range(records):
        save(store, number, plan(f"第{number}课", "话" * 200))
        for part in range(5):
            save(store, number, plan(f"第{number}课", "话" * (200 + part)))
    store.close()
    return folder / "store.db"


def test_a_sound_store_is_read_whole(tmp_path: Path) -> None:
    found = read_store(_filled(tmp_path), KEY)
    assert found.lost == 0
    assert sum(len(rows) for rows in found.deltas.values()) == 360
    records = list(found.records())
    assert len(records) == 60
    assert {(record.author, record.space, record.mine) for record in records} == {(DEVICE, OWN, True)}


@pytest.mark.parametrize("seed", range(12))
def test_most_is_saved_wherever_the_damage_lies(tmp_path: Path, seed: int) -> None:
    """Damage of one page in the middle: all records but those on it, and a count of what could not be read."""
    path = _filled(tmp_path)
    place = random.Random(seed).randrange(4096, path.stat().st_size)
    harm(path, place)
    found = read_store(path, KEY)
    saved = sum(len(rows) for rows in found.deltas.values())
    assert saved + found.lost >= 360 - 60
    assert saved >= 200
    assert found.lost <= 120  # of what nobody can count, one


def test_a_store_without_its_first_page_gives_nothing(tmp_path: Path) -> None:
    path = _filled(tmp_path, 2)
    harm(path, 100)
    with pytest.raises(StoreError) as raised:
        read_store(path, KEY)
    assert raised.value.code == "store.damaged"
