"""A copy and a PIN are enough on a laptop that has nothing."""

import base64
import os
from pathlib import Path

import pytest

from app.crypto.passphrase import lock
from app.errors import AccessError, StoreError
from app.paths import open_home
from app.text import Texts
from app.workspace.arriving import bring_here
from app.workspace.cards import Card, make_card
from tests.helpers.copies import PERSON_PIN, copy_files, folder_of, with_card
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import STORE_KEY, World, desk_of


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


def test_a_bound_copy_is_refused_with_the_way_out(world: World) -> None:
    """Its other half lies in another computer: the sentence names the card and where the copy is restored then."""
    teacher, _ = world.pair()
    locked = lock(STORE_KEY, PERSON_PIN, half=bytes(32), memory_kib=8, rounds=1)
    make_card(folder_of(teacher), Card("李秀兰", base64.b64encode(locked).decode("ascii")))
    teacher.copy_now()
    home = open_home(world.folder / "other")
    with pytest.raises(StoreError) as raised:
        bring_here(home, copy_files(teacher)[-1], PERSON_PIN, world.clock, os.urandom)
    assert raised.value.code == "backup.bound"
    assert list(home.people.iterdir()) == []
    assert "恢复卡" in Texts("zh").explain(raised.value).next
    assert "recovery card" in Texts("en").explain(raised.value).next


def test_what_a_killed_arrival_left_is_no_part_of_the_next(world: World) -> None:
    """A log beside the half-made file would be played into the new one."""
    file, plan = _copy(world)
    home = open_home(world.folder / "other")
    folder = home.people / desk_of(world.people["李秀兰"]).person.hex()
    folder.mkdir()
    for end in ("", "-wal", "-shm", ".lock"):
        (folder / f"coming.db{end}").write_bytes(b"left behind" * 1_000)
    here = bring_here(home, file, PERSON_PIN, world.clock, os.urandom)
    world.people["再来"] = here
    assert here.view(plan).values["notes"] == "一。"  # type: ignore[arg-type]  # a record's id
    assert not list(folder.glob("coming.db*"))
