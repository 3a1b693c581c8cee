"""One store on two laptops: each word of both stays, whenever the road is cut and whatever the relay claims."""

import shutil

import pytest

from app.ids import RecordId
from app.protocol.failures import Code
from app.protocol.messages import Refused
from app.records.edits import WriteProse
from app.sync.pull import Pull
from app.sync.twins import is_copy
from app.workspace.syncing import MOST_COPIES
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World


def _twins(world: World) -> tuple[Workspace, Workspace, Workspace, RecordId]:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    settle(teacher, mentor)
    teacher.close()
    shutil.copytree(world.folder / "李秀兰", world.folder / "copy")
    world.people.pop("李秀兰")
    return world.reopen("李秀兰"), world.reopen("copy"), mentor, plan


def test_nothing_leaves_before_the_twins_words_are_here(world: World) -> None:
    """Cut after the device is new and before all has come: the next visit goes on where this one was."""
    teacher, copy, mentor, plan = _twins(world)
    teacher.edit(plan, [WriteProse("notes", "开头。甲写的。")])
    copy.edit(plan, [WriteProse("notes", "开头。乙写的话。")])
    settle(teacher)
    real, world_link = copy._open_link, []

    def failing(relay: object) -> object:
        world_link.append(relay)
        world.weather.down = len(world_link) > 1
        return real(relay)  # type: ignore[arg-type]  # handed on

    copy._open_link = failing  # type: ignore[assignment]  # the road is open once
    assert copy.visit().trouble == ("link.unreachable",)
    world.weather.down = False
    copy._open_link = real
    assert is_copy(owner_of(copy))
    assert copy.view(plan).travel is Travel.HERE
    copy = world.reopen("copy")
    copy.edit(plan, [WriteProse("notes", "开头。乙写的话。乙又写。")])
    settle(copy, teacher, mentor)
    texts = {str(person.view(plan).values["notes"]) for person in (teacher, copy, mentor)}
    assert len(texts) == 1
    assert sorted(texts.pop().strip("。").split("。")) == sorted(["开头", "甲写的", "乙写的话", "乙又写"])


def test_new_records_of_both_copies_arrive(world: World) -> None:
    teacher, copy, mentor, _ = _twins(world)
    first, second = plan_of(teacher, world, "甲的课"), plan_of(copy, world, "乙的课")
    settle(teacher)
    settle(copy, teacher, mentor)
    for person in (teacher, copy, mentor):
        assert person.view(first).values["topic"] == "甲的课"
        assert person.view(second).values["topic"] == "乙的课"


def test_an_older_copy_that_was_put_in_place_by_hand_mends_itself(world: World) -> None:
    """Its visits are fewer than those that the relay has counted, even if it has nothing to send."""
    teacher, copy, mentor, plan = _twins(world)
    for words in ("开头。一。", "开头。一。二。"):
        teacher.edit(plan, [WriteProse("notes", words)])
        settle(teacher, mentor)
    report = copy.visit()
    assert (report.trouble, report.became_new_device) == ((), True)
    assert copy.view(plan).values["notes"] == "开头。一。二。"


def test_a_relay_that_always_says_so_is_believed_a_few_times(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, _ = world.pair()
    plan_of(teacher, world)
    real = Pull._know_entries

    def lying(pull: Pull) -> None:
        if pull._request.uploads or not is_copy(owner_of(teacher)):
            pull._refused(Refused(Code.HELLO_REPEATED, 0, 0))
        real(pull)

    monkeypatch.setattr(Pull, "_know_entries", lying)
    for _ in range(MOST_COPIES * 2):
        teacher.visit()
    former = owner_of(teacher).store.devices.former()
    assert len(former) == MOST_COPIES
