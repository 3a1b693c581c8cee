"""Copies every day, a test every month, and bringing them back."""

import base64
import os
import shutil

import pytest

from app.errors import AccessError, StoreError
from app.records.edits import WriteProse
from app.spaces.recovery import lock_store
from app.workspace.cards import make_card, read_card
from app.workspace.workspace import Workspace
from tests.helpers.copies import PERSON_PIN, copy_files, folder_of, harm, with_card
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import STORE_KEY, World, desk_of

DAY = 86_400


@pytest.fixture
def teacher(world: World) -> Workspace:
    """Somebody with a card, a space and a mentor."""
    teacher, _ = world.pair()
    return with_card(teacher)


def test_one_copy_a_day_and_one_more_after_much_work(world: World, teacher: Workspace) -> None:
    assert teacher.look_after().copy is not None
    assert teacher.look_after().copy is None
    world.clock.time += DAY
    assert teacher.look_after().copy is not None
    plan = teacher.create("lesson_plan", {"topic": "一"})
    desk = desk_of(teacher)
    for number in range(300):
        desk.store.deltas.add_own(plan, desk.private_space, desk.owner.device_id, b"%d" % number, 1)
    assert teacher.look_after().copy is not None
    # Of one day the newest stays.
    assert [path.name[:6] for path in copy_files(teacher)] == ["000001", "000003"]


@pytest.mark.parametrize("leap", [-30 * 366 * DAY, 30 * 366 * DAY])
def test_a_clock_that_leaps_makes_one_more_copy_and_none_go(world: World, teacher: Workspace, leap: int) -> None:
    teacher.look_after()
    world.clock.time += DAY
    teacher.look_after()
    first = copy_files(teacher)
    world.clock.time += leap
    assert teacher.look_after().copy is not None
    assert teacher.look_after().copy is None
    world.clock.time += DAY - leap
    assert teacher.look_after().copy is not None
    assert set(first) < set(copy_files(teacher))


def test_the_newest_copy_is_tested_once_a_month_and_the_result_is_kept(world: World, teacher: Workspace) -> None:
    plan_of(teacher, world)
    teacher.create("lesson_plan", {"topic": "草稿"})
    result = teacher.look_after().test
    assert result is not None
    assert (result.code, result.records) == ("", 2)
    assert teacher.look_after().test is None
    world.clock.time += 31 * DAY
    assert teacher.look_after().test is not None
    state = teacher.safekeeping()
    assert state.test is not None
    assert state.next_test == state.test.time + 30 * DAY
    assert not list(folder_of(teacher).glob("*.scratch*"))


def test_a_copy_that_fails_its_test_is_told(world: World, teacher: Workspace) -> None:
    teacher.copy_now()
    harm(copy_files(teacher)[-1], 20_000)
    result = teacher.test_copies()
    assert result.code == "backup.unreadable"
    state = teacher.safekeeping()
    assert state.test == result


def test_a_copy_goes_to_a_stick_and_the_stick_may_be_gone(world: World, teacher: Workspace) -> None:
    stick = world.folder / "stick"
    stick.mkdir()
    teacher.copy_now(folder=stick)
    (beside,) = stick.rglob("*.tongxing")
    assert beside.read_bytes() == copy_files(teacher)[-1].read_bytes()
    world.clock.time += DAY
    teacher.look_after()
    assert len(list(stick.rglob("*.tongxing"))) == 2
    shutil.rmtree(stick)
    world.clock.time += DAY
    assert teacher.look_after().copy is not None
    assert not teacher.safekeeping().folder_there
    teacher.keep_no_copies_beside()
    assert teacher.safekeeping().folder == ""


def test_restoring_is_a_merge(world: World, teacher: Workspace) -> None:
    """What was written since the copy stays, and what the copy has more comes back."""
    plan = plan_of(teacher, world, notes="一。")
    teacher.copy_now()
    teacher.edit(plan, [WriteProse("notes", "一。二。")])
    restored = teacher.restore(copy_files(teacher)[-1], "")
    assert (restored.grown, restored.back) == (0, 0)
    assert teacher.view(plan).values["notes"] == "一。二。"
    assert len(teacher.safekeeping().devices) == 1


def test_a_copy_brings_back_what_an_older_store_had_forgotten(world: World, teacher: Workspace) -> None:
    plan = plan_of(teacher, world, notes="一。")
    settle(teacher, world.people["王敏"])
    older = (folder_of(teacher) / "store.db", folder_of(teacher) / "older.db")
    desk_of(teacher).store._database.vacuum_into(older[1])
    teacher.edit(plan, [WriteProse("notes", "一。二。")])
    draft = teacher.create("lesson_plan", {"topic": "草稿"})
    teacher.copy_now()
    world.people.pop("李秀兰").close()
    for old in folder_of(teacher).glob("store.db*"):
        old.unlink()
    older[1].rename(older[0])
    teacher = world.reopen("李秀兰")
    restored = teacher.restore(copy_files(teacher)[-1], "")
    assert (restored.grown, restored.back) == (1, 1)
    assert teacher.view(draft).values["topic"] == "草稿"
    settle(teacher, world.people["王敏"])
    assert world.people["王敏"].view(plan).values["notes"] == "一。二。"
    assert [one.reason for one in teacher.safekeeping().devices if one.ended] == ["restored"]


def test_the_pin_of_a_copy_is_asked_where_the_key_is_another(
    world: World, teacher: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher.copy_now()
    # As on a laptop to which she came back by her card: another key there, and no lock by her root in this copy.
    monkeypatch.setattr("app.workspace.safekeeping.opens", lambda *_: False)
    with pytest.raises(AccessError) as raised:
        teacher.restore(copy_files(teacher)[-1], "1357")
    assert raised.value.code == "access.wrong_pin"
    assert teacher.restore(copy_files(teacher)[-1], PERSON_PIN).grown == 0


def test_another_persons_copy_is_not_taken(world: World, teacher: Workspace) -> None:
    mentor = with_card(world.people["王敏"])
    mentor.copy_now()
    with pytest.raises(StoreError) as raised:
        teacher.restore(copy_files(mentor)[-1], PERSON_PIN)
    assert raised.value.code == "backup.other_person"


def test_without_a_copy_there_is_nothing_to_test(teacher: Workspace) -> None:
    with pytest.raises(StoreError) as raised:
        teacher.test_copies()
    assert raised.value.code == "backup.none"


def test_her_root_secret_opens_a_copy_of_which_she_forgot_the_pin(
    world: World, teacher: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, owner = folder_of(teacher), desk_of(teacher).owner
    card = read_card(folder)
    card.by_root = base64.b64encode(lock_store(owner.person, STORE_KEY, os.urandom)).decode("ascii")
    make_card(folder, card)
    teacher.copy_now()
    asked: list[bytes] = []
    monkeypatch.setattr("app.workspace.safekeeping.opens", lambda _path, key: bool(asked) or bool(asked.append(key)))  # type: ignore[func-returns-value]  # the first key does not open
    assert teacher.restore(copy_files(teacher)[-1], "forgotten").unread == 0
