"""Bringing back adds what is missing, with its authors, and takes nothing away."""

import shutil
from pathlib import Path

import pytest

from app.ids import RecordId
from app.records.edits import WriteProse
from app.records.files import all_attached
from app.store.salvage import Found, read_store
from app.sync.restoring import restore_from
from app.sync.seal import seal_waiting
from app.workspace.attachments import NewFile
from app.workspace.safekeeping import bring_back, found_devices
from app.workspace.workspace import Workspace
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


def _put_back(world: World, name: str, older: Path) -> Workspace:
    """A person with her older store in place of the one she has."""
    world.people.pop(name).close()
    for old in (world.folder / name).glob("store.db*"):
        old.unlink()
    older.rename(world.folder / name / "store.db")
    return world.reopen(name)


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
    teacher = _put_back(world, "李秀兰", older)
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


def _split(world: World) -> tuple[Workspace, Workspace, Workspace, RecordId, RecordId]:
    """A teacher's folder copied by hand to a second laptop, a mentor, a shared plan and a draft: both laptops go on
    under the same names."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    draft = teacher.create("lesson_plan", {"topic": "草稿", "notes": "草稿的话。"})
    settle(teacher, mentor)
    world.people.pop("李秀兰").close()
    shutil.copytree(world.folder / "李秀兰", world.folder / "第二台")
    return world.reopen("李秀兰"), world.reopen("第二台"), mentor, plan, draft


def _notes(workspace: Workspace, record: RecordId) -> list[str]:
    return sorted(str(workspace.view(record).values["notes"]).strip("。").split("。"))


@pytest.mark.parametrize("first", ["李秀兰", "第二台", "both", "nobody"])
def test_words_of_a_life_under_the_same_numbers_are_written_beside_ours(world: World, first: str) -> None:
    """Whoever of the two has been to the relay before, each sentence of both is there once, for everybody."""
    teacher, second, mentor, plan, draft = _split(world)
    teacher.edit(plan, [WriteProse("notes", "开头。这里写的话。")])
    teacher.edit(draft, [WriteProse("notes", "草稿的话。这里的草稿。")])
    second.edit(plan, [WriteProse("notes", "开头。那里另外写的。")])
    second.edit(plan, [WriteProse("notes", "开头。那里另外写的。那里又写。")])
    second.edit(draft, [WriteProse("notes", "草稿的话。那里的草稿。")])
    for name, workspace in (("李秀兰", teacher), ("第二台", second)):
        if first in (name, "both"):
            settle(workspace, mentor)
    found = _look(world, "第二台")
    restored = bring_back(desk_of(teacher).store, owner_of(teacher), found)
    assert restored.unread == 0
    wanted = sorted(["开头", "这里写的话", "那里另外写的", "那里又写"])
    assert _notes(teacher, plan) == wanted
    assert _notes(teacher, draft) == sorted(["草稿的话", "这里的草稿", "那里的草稿"])
    teacher = world.reopen("李秀兰")
    settle(teacher, mentor, second, teacher, mentor)
    # The second laptop has them too, whether or not it has noticed yet that it was one of two.
    assert [set(_notes(person, plan)) for person in (teacher, mentor)] == [set(wanted)] * 2
    texts = [str(person.view(plan).values["notes"]) for person in (teacher, mentor)]
    assert texts[0] == texts[1]
    assert texts[0].count("这里写的话") == 1


def test_bringing_the_same_life_back_twice_changes_nothing_more(world: World) -> None:
    teacher, second, _, plan, _ = _split(world)
    teacher.edit(plan, [WriteProse("notes", "开头。这里写的话。")])
    second.edit(plan, [WriteProse("notes", "开头。那里另外写的。")])
    found = _look(world, "第二台")
    bring_back(desk_of(teacher).store, owner_of(teacher), found)
    text = teacher.view(plan).values["notes"]
    bring_back(desk_of(teacher).store, owner_of(teacher), found)
    assert teacher.view(plan).values["notes"] == text


def test_a_later_copy_of_that_life_doubles_nothing_and_is_told(world: World) -> None:
    """What was written anew once is not written a second time; that something stayed out is in the numbers."""
    teacher, second, _, plan, _ = _split(world)
    teacher.edit(plan, [WriteProse("notes", "开头。这里写的话。")])
    second.edit(plan, [WriteProse("notes", "开头。那里另外写的。")])
    bring_back(desk_of(teacher).store, owner_of(teacher), _look(world, "第二台"))
    second.edit(plan, [WriteProse("notes", "开头。那里另外写的。那里后来写的。")])
    text = teacher.view(plan).values["notes"]
    restored = bring_back(desk_of(teacher).store, owner_of(teacher), _look(world, "第二台"))
    assert (restored.unread, restored.grown) == (1, 0)
    assert teacher.view(plan).values["notes"] == text


def test_what_she_writes_into_a_colleagues_record_that_came_back_is_taken(world: World) -> None:
    """It leaves as her own words only, and not as the whole record in her name, which nobody may merge."""
    teacher, mentor = world.pair()
    older = Path(world.folder / "older.db")
    settle(teacher, mentor)
    desk_of(teacher).store._database.vacuum_into(older)
    plan = plan_of(mentor, world, notes="导师的话。")
    settle(mentor, teacher)
    found = _look(world, "李秀兰")
    teacher = _put_back(world, "李秀兰", older)
    assert bring_back(desk_of(teacher).store, owner_of(teacher), found).back == 1
    teacher.edit(plan, [WriteProse("notes", "导师的话。老师的话。")])
    settle(teacher, mentor)
    assert owner_of(mentor).store.deltas.refused() == []
    assert mentor.view(plan).values["notes"] == "导师的话。老师的话。"


def test_what_waits_after_a_restore_is_merged_as_hers_when_the_rest_comes(world: World) -> None:
    """Nobody asks whether she had the right to her own save: the membership log says nothing of it."""
    teacher, mentor = world.pair()
    plan = plan_of(mentor, world, notes="导师的话。")
    settle(mentor, teacher)
    teacher.edit(plan, [WriteProse("notes", "导师的话。老师的话。")])
    found = _look(world, "李秀兰")
    found.deltas[plan] = [row for row in found.deltas[plan] if row.number is None]
    empty = desk_of(teacher).store
    empty._database.run("DELETE FROM deltas WHERE record = ? AND number IS NULL", (plan,))
    for row in found.deltas[plan]:
        empty.deltas.add_restored(row, world.shared(), waits=True)
    mentor.edit(plan, [WriteProse("notes", "导师的话。又一句。")])
    settle(mentor, teacher, mentor)
    assert empty.deltas.refused() == []
    assert set(_notes(mentor, plan)) == {"导师的话", "又一句", "老师的话"}


def test_what_was_sealed_and_had_not_left_is_sent_after_its_record_came_back(world: World) -> None:
    """The envelope is gone with the damaged store, though that one took its words for told."""
    teacher, mentor = world.pair()
    older = world.folder / "older.db"
    desk_of(teacher).store._database.vacuum_into(older)
    plan = plan_of(teacher, world, notes="开头。")
    settle(teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", "开头。还没到。")])
    assert seal_waiting(owner_of(teacher)).made == 1
    found = _look(world, "李秀兰")
    teacher = _put_back(world, "李秀兰", older)
    assert bring_back(desk_of(teacher).store, owner_of(teacher), found).own
    settle(teacher, mentor)
    assert mentor.view(plan).values["notes"] == "开头。还没到。"


def test_pictures_come_back_with_the_plan_that_names_them(world: World) -> None:
    teacher, _ = world.pair()
    plan = plan_of(teacher, world)
    teacher.attach(plan, "attachments", [NewFile("黑板.jpg", "jpeg", b"chalk" * 20_000)])
    (file,) = all_attached(teacher.view(plan).values["attachments"])
    found = _look(world, "李秀兰")
    empty = world.person("空的")
    restore_from(owner_of(empty), found)
    assert empty.file_content(file) == b"chalk" * 20_000
