"""A damaged store is put aside, the last copy takes its place, and what can still be read comes along."""

import os
from pathlib import Path

import pytest

from app.errors import StoreError
from app.ids import RecordId
from app.records.edits import WriteProse
from app.workspace import mending
from app.workspace.entering import open_store
from app.workspace.safekeeping import check, marked
from app.workspace.workspace import Workspace
from tests.helpers.copies import folder_of, harm, with_card
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import STORE_KEY, World, desk_of


def _entered(world: World, name: str = "李秀兰") -> Workspace:
    """Sign in, as after the PIN was typed."""
    workspace = open_store(world.folder / name / "store.db", STORE_KEY, world.clock, os.urandom)
    workspace._open_link = world.open_link
    world.people[name] = workspace
    return workspace


def _harmed(world: World, *, copy: bool = True) -> tuple[Path, RecordId, RecordId]:
    """A teacher with a copy of yesterday, words of today in a new plan and an old one; not open."""
    teacher, mentor = world.pair()
    with_card(teacher)
    plan = plan_of(teacher, world, notes="昨天的话。")
    settle(teacher, mentor)
    if copy:
        teacher.copy_now()
    teacher.edit(plan, [WriteProse("notes", "昨天的话。今天的话。")])
    draft = teacher.create("lesson_plan", {"topic": "今天的草稿", "notes": "草稿里的话。"})
    folder = folder_of(teacher)
    world.people.pop("李秀兰").close()
    return folder / "store.db", plan, draft


def test_a_first_page_that_is_gone_costs_what_came_after_the_copy(world: World) -> None:
    """And the next visit brings from the relay what had been sent."""
    path, plan, _ = _harmed(world)
    harm(path, 0, size=4096)
    teacher = _entered(world)
    kept = teacher.safekeeping()
    assert kept.repair is not None
    assert (kept.repair.lost, kept.repair.kept) == (-1, "damaged-1")
    assert (path.parent / "damaged-1" / "store.db").stat().st_size > 4096
    assert teacher.view(plan).values["notes"] == "昨天的话。"
    assert [one.reason for one in kept.devices if one.ended] == ["repaired"]
    teacher.repair_understood()
    assert teacher.safekeeping().repair is None


def test_what_can_still_be_read_comes_along(world: World) -> None:
    """The damage lies in the search index; every word of today is saved."""
    path, plan, draft = _harmed(world)
    harm(path, path.stat().st_size - 2_000)
    marked(path).touch()
    teacher = _entered(world)
    repair = teacher.safekeeping().repair
    assert repair is not None
    assert teacher.view(plan).values["notes"] == "昨天的话。今天的话。"
    assert teacher.view(draft).values["notes"] == "草稿里的话。"
    assert (repair.grown, repair.back) == (1, 1)
    settle(teacher, world.people["王敏"])
    assert world.people["王敏"].view(plan).values["notes"] == "昨天的话。今天的话。"
    assert not marked(path).exists()


def test_without_a_copy_what_can_be_read_is_the_store(world: World) -> None:
    path, plan, draft = _harmed(world, copy=False)
    harm(path, path.stat().st_size - 2_000)
    marked(path).touch()
    teacher = _entered(world)
    assert teacher.view(plan).values["notes"] == "昨天的话。今天的话。"
    assert teacher.view(draft).values["notes"] == "草稿里的话。"
    world.weather.down = True
    assert teacher.visit().trouble
    assert [view.space for view in teacher.spaces() if not view.private] == [world.shared()]
    world.weather.down = False
    settle(teacher, world.people["王敏"])
    assert world.people["王敏"].view(plan).values["notes"] == "昨天的话。今天的话。"


def test_without_anything_the_file_stays_where_it_is(world: World) -> None:
    path, _, _ = _harmed(world, copy=False)
    harm(path, 0, size=4096)
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError) as raised:
            _entered(world)
        assert raised.value.code == "store.damaged"
        assert path.read_bytes() == before
    assert not (path.parent / "damaged-1").exists()


def test_a_damaged_copy_is_passed_over_for_an_older_one(world: World) -> None:
    path, plan, _ = _harmed(world)
    (first,) = (path.parent / "copies").iterdir()
    second = first.with_name(first.name.replace("000001", "000002"))
    second.write_bytes(first.read_bytes())
    harm(second, 9_000)
    harm(path, 0, size=4096)
    assert _entered(world).view(plan).values["notes"] == "昨天的话。"


@pytest.mark.parametrize("step", ["_readable", "_put_copy_in_place", "_merge", "become_new_device", "note_repair"])
def test_mending_that_is_cut_short_is_done_again(world: World, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """As by a power cut: nothing is tidied up, and the words of today are still saved."""
    path, plan, draft = _harmed(world)
    harm(path, path.stat().st_size - 2_000)
    marked(path).touch()

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(mending, step, cut)
    if step == "become_new_device":
        monkeypatch.setattr("app.workspace.safekeeping.become_new_device", cut)
    with pytest.raises(KeyboardInterrupt):
        _entered(world)
    monkeypatch.undo()
    teacher = _entered(world)
    assert teacher.view(plan).values["notes"] == "昨天的话。今天的话。"
    assert teacher.view(draft).values["notes"] == "草稿里的话。"
    assert len([one for one in path.parent.iterdir() if one.name.startswith("damaged")]) == 1


def test_a_check_finds_damage_and_asks_for_mending(world: World) -> None:
    path, _, _ = _harmed(world)
    teacher = _entered(world)
    assert check(desk_of(teacher).store)
    world.people.pop("李秀兰").close()
    harm(path, path.stat().st_size - 2_000)
    teacher = _entered(world)
    cared = teacher.look_after()
    assert not cared.sound
    assert marked(path).exists()
