"""Reading spaces by the root key alone: over cuts, with little room, and from a relay that gives another log."""

import os

import pytest

from app.crypto.keys import PersonKeys
from app.ids import SpaceId
from app.records.kinds import ALL
from app.records.registry import Registry
from app.store.store import Store
from app.sync.returning import await_places, awaited, bring_back
from app.workspace.desk import begin
from app.workspace.notes import places_of
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import STORE_KEY, World, desk_of


def later_self(world: World, workspace: Workspace, name: str = "李秀兰 2") -> Workspace:
    """The same person on another laptop, with nothing but her root secret."""
    store = Store.create(world.folder / name / "store.db", STORE_KEY, Registry(ALL))
    begin(store, workspace.me.name, desk_of(workspace).root(), world.clock, os.urandom)
    store.close()
    return world.reopen(name)


def test_log_and_keys_come_and_the_next_visit_brings_the_rest(world: World) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "秋天"}, world.shared())
    settle(teacher, mentor)
    owner = owner_of(later_self(world, teacher))
    await_places(owner, places_of(desk_of(teacher)))

    assert bring_back(owner, world.open_link) == []
    assert awaited(owner) == ()
    assert owner.store.spaces.keys(world.shared()) == owner_of(teacher).store.spaces.keys(world.shared())
    row = owner.store.spaces.get(world.shared())
    assert row is not None
    assert (row.name, row.role, row.active) == ("秀兰和王敏", "writer", True)
    assert owner.store.documents.load(plan) is None
    assert not world.people["李秀兰 2"].visit().trouble
    assert owner.store.documents.load(plan) is not None


def test_both_laptops_go_on_if_the_lost_one_is_found(world: World) -> None:
    """Two devices of one person: what each writes reaches the other, and the mentor sees one colleague."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    again = later_self(world, teacher)
    await_places(owner_of(again), places_of(desk_of(teacher)))
    bring_back(owner_of(again), world.open_link)
    new = again.create("lesson_plan", {"topic": "新电脑"}, world.shared())
    old = teacher.create("lesson_plan", {"topic": "旧电脑"}, world.shared())
    settle(again, teacher, mentor)

    for workspace in (again, teacher, mentor):
        assert {workspace.view(record).author for record in (new, old)} == {"李秀兰"}
    assert again.view(old).may_write


@pytest.mark.parametrize("cut", [0, 1, 2, 5])
def test_a_cut_leaves_what_is_awaited(world: World, cut: int) -> None:
    """Nothing half is stored; the next visit asks again."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner = owner_of(later_self(world, teacher))
    places = places_of(desk_of(teacher))
    await_places(owner, places)
    world.weather.answers = cut

    troubles = bring_back(owner, world.open_link)
    whole = owner.store.spaces.get(world.shared()) is not None
    world.weather.answers = None

    assert troubles or whole
    assert awaited(owner) == (() if whole else places)
    assert bring_back(owner, world.open_link) == []
    assert owner.store.spaces.get(world.shared()) is not None


def test_a_relay_that_gives_another_spaces_log_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id of the space is the digest of its first entry; nothing of it is stored."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner = owner_of(later_self(world, teacher))
    await_places(owner, places_of(desk_of(teacher)))
    other = mentor.found_space("别的圈", world.card).space
    mentor.visit()
    entries = owner_of(mentor).store.spaces.entries(other)
    monkeypatch.setattr("app.sync.returning._read_logs", lambda *_: ({world.shared(): entries}, set()))

    assert bring_back(owner, world.open_link) == ["membership.refused"]
    assert owner.store.spaces.get(world.shared()) is None
    assert owner.store.spaces.get(other) is None
    assert awaited(owner) != ()


def test_what_is_here_is_not_awaited(world: World) -> None:
    teacher, _ = world.pair()
    owner = owner_of(teacher)
    await_places(owner, places_of(desk_of(teacher)))

    assert awaited(owner) == ()
    assert bring_back(owner, world.open_link) == []


def test_another_persons_root_gets_nothing(world: World) -> None:
    """The relay refuses, and the place is dropped: it is gone for her."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    stranger = world.person("路人")
    owner = owner_of(stranger)
    await_places(owner, places_of(desk_of(teacher)))

    assert bring_back(owner, world.open_link) == ["link.denied"]
    assert awaited(owner) == ()
    assert owner.store.spaces.get(SpaceId(world.shared())) is None
    assert PersonKeys.from_root(desk_of(stranger).root()).person == owner.person.person
