"""A copy and a PIN are enough on a laptop that has nothing."""

import os
from pathlib import Path

import pytest

from app.errors import AccessError, StoreError
from app.paths import open_home
from app.workspace.arriving import bring_here
from tests.helpers.copies import PERSON_PIN, copy_files, with_card
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import World, desk_of


def _copy(world: World) -> tuple[Path, str]:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="一。")
    settle(teacher, mentor)
    with_card(teacher).copy_now()
    return copy_files(teacher)[-1], plan


def test_a_person_comes_to_another_laptop_as_a_new_device(world: World) -> None:
    file, plan = _copy(world)
    home = open_home(world.folder / "other")
    here = bring_here(home, file, PERSON_PIN, world.clock, os.urandom)
    world.people["再来"] = here
    here._open_link = world.open_link
    settle(here, world.people["王敏"])
    assert here.me.name == "李秀兰"
    assert here.view(plan).values["notes"] == "一。"  # type: ignore[arg-type]  # a record's id
    old, new = desk_of(world.people["李秀兰"]).owner, desk_of(here).owner
    assert old.device_id != new.device_id
    with pytest.raises(StoreError) as raised:
        bring_here(home, file, PERSON_PIN, world.clock, os.urandom)
    assert raised.value.code == "backup.is_here"


def test_a_wrong_pin_or_a_harmed_file_leaves_nothing_behind(world: World) -> None:
    file, _ = _copy(world)
    home = open_home(world.folder / "other")
    with pytest.raises(AccessError):
        bring_here(home, file, "0000", world.clock, os.urandom)
    raw = bytearray(file.read_bytes())
    raw[30_000] ^= 1
    file.write_bytes(raw)
    with pytest.raises(StoreError) as raised:
        bring_here(home, file, PERSON_PIN, world.clock, os.urandom)
    assert raised.value.code == "backup.unreadable"
    assert list(home.people.iterdir()) == []
