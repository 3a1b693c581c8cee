"""Bringing back adds what is missing, with its authors, and takes nothing away."""

from pathlib import Path

from app.records.edits import WriteProse
from app.store.salvage import Found, read_store
from app.sync.restoring import restore_from
from app.workspace.safekeeping import found_devices
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import STORE_KEY, World, desk_of


def _look(world: World, name: str) -> Found:
    """Everything in a person's store as it is now."""
    target = world.folder / f"{name}.look"
    target.unlink(missing_ok=True)
    desk_of(world.people[name]).store._database.vacuum_into(target)
    found = read_store(target, STORE_KEY)
    found_devices(found)
    return found


def test_words_that_are_here_stay_and_words_that_are_missing_come(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    draft = teacher.create("lesson_plan", {"topic": "草稿", "notes": "只在这里。"})
    settle(teacher, mentor)
    older = Path(world.folder / "older.db")
    desk_of(teacher).store._database.vacuum_into(older)
    teacher.edit(plan, [WriteProse("notes", "开头。后来写的。")])
    later = teacher.create("lesson_plan", {"topic": "后来的课"})
    found = _look(world, "李秀兰")
    world.people.pop("李秀兰").close()
    for old in (world.folder / "李秀兰").glob("store.db*"):
        old.unlink()
    older.rename(world.folder / "李秀兰" / "store.db")

    teacher = world.reopen("李秀兰")
    restored = restore_from(owner_of(teacher), found)
    assert (restored.grown, restored.back, restored.own) == (1, 1, True)
    assert teacher.view(plan).values["notes"] == "开头。后来写的。"
    assert teacher.view(later).values["topic"] == "后来的课"
    assert teacher.view(draft).values["notes"] == "只在这里。"
    again = restore_from(owner_of(teacher), found)
    assert (again.grown, again.back) == (0, 0)
    settle(teacher, mentor)
    assert mentor.view(plan).values["notes"] == "开头。后来写的。"


def test_what_others_wrote_comes_back_as_theirs(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(mentor, world, notes="导师的话。")
    settle(teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", "导师的话。老师的话。")])
    settle(teacher, mentor)
    found = _look(world, "李秀兰")
    empty = world.person("空的")
    restored = restore_from(owner_of(empty), found)
    assert restored.back == 1
    assert empty.view(plan).values["notes"] == "导师的话。老师的话。"
    assert empty.history(plan)[-1].author == "王敏"


def test_nothing_comes_from_an_empty_find(world: World) -> None:
    teacher = world.person("李秀兰")
    restored = restore_from(owner_of(teacher), Found())
    assert (restored.grown, restored.back, restored.same, restored.own) == (0, 0, 0, False)
