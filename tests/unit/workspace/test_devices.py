"""An older copy of a person's file goes on as a new device: nothing is lost, and no number is used twice."""

import os
import shutil

from app.ids import RecordId
from app.protocol.envelope import parse
from app.protocol.membership import Remove
from app.records.edits import WriteProse
from app.spaces.membership_log import sign_entry
from app.sync.roster import add_own_entry
from app.workspace.devices import become_new_device
from app.workspace.views import Travel
from app.workspace.workspace import Workspace
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.world import World, desk_of


def _copy(world: World, name: str, copy: str) -> None:
    """Copy a person's folder as it stands now."""
    world.people.pop(name).close()
    shutil.copytree(world.folder / name, world.folder / copy)
    world.reopen(name)


def _restored(world: World, copy: str) -> Workspace:
    """Start the copy as a new device."""
    workspace = world.reopen(copy)
    become_new_device(desk_of(workspace).store, world.clock, os.urandom)
    return world.reopen(copy)


def _sentences(workspace: Workspace, plan: RecordId) -> set[str]:
    notes = str(workspace.view(plan).values["notes"])
    return {sentence for sentence in notes.split("。") if sentence}


def test_both_lives_of_a_person_go_on_and_all_words_arrive(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    settle(teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", "开头。拷贝以前没有送出的话。")])
    _copy(world, "李秀兰", "第二台")
    teacher = world.people["李秀兰"]
    teacher.edit(plan, [WriteProse("notes", "开头。拷贝以前没有送出的话。第一台的话。")])
    settle(teacher, mentor)

    second = _restored(world, "第二台")
    second.edit(plan, [WriteProse("notes", "第二台的话。开头。拷贝以前没有送出的话。")])
    settle(second, teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", str(teacher.view(plan).values["notes"]) + "第一台又写。")])
    settle(teacher, second, mentor)

    wanted = {"开头", "拷贝以前没有送出的话", "第一台的话", "第二台的话", "第一台又写"}
    for person in (teacher, second, mentor):
        assert _sentences(person, plan) == wanted
        assert str(person.view(plan).values["notes"]).count("拷贝以前没有送出的话") == 1
    assert second.view(plan).travel is Travel.ARRIVED
    assert [entry.author for entry in mentor.history(plan)] == ["李秀兰"] * len(mentor.history(plan))
    assert {entry.author for entry in second.history(plan)} == {"李秀兰"}


def test_no_number_is_used_twice_and_only_what_no_relay_held_goes_again(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="开头。")
    settle(teacher, mentor)
    teacher.edit(plan, [WriteProse("notes", "开头。路上断了的话。")])
    world.weather.uploads = 0
    teacher.visit()
    world.weather.uploads = None
    _copy(world, "李秀兰", "第二台")
    settle(world.people["李秀兰"], mentor)
    second = _restored(world, "第二台")
    before = len(world.weather.uploaded)
    settle(second, world.people["李秀兰"], mentor)
    assert _sentences(second, plan) == _sentences(mentor, plan) == {"开头", "路上断了的话"}
    # The first words of the plan were acknowledged, and stay where they are.
    assert max(map(len, world.weather.uploaded[before:])) < 500
    heads: dict[tuple[bytes, int], bytes] = {}
    for raw in _on_relay(world):
        header = parse(raw).header
        assert heads.setdefault((header.device, header.number), raw) == raw
    assert len({device for device, _ in heads}) == 3


def _on_relay(world: World) -> list[bytes]:
    newcomer = world.person("赵刚")
    world.bring(world.people["王敏"], newcomer)
    seen: list[bytes] = []
    store = owner_of(newcomer).store
    add = store.inbox.add
    store.inbox.add = lambda *rest: seen.append(rest[3]) or add(*rest)  # type: ignore[method-assign,func-returns-value]  # listens
    newcomer.visit()
    return seen


def test_the_log_may_have_grown_since_the_copy_was_made(world: World) -> None:
    """The copy's entry comes too late, and the relay tells a stranger nothing: the root key reads the log first."""
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    _copy(world, "李秀兰", "第二台")
    colleague = world.person("赵刚")
    world.bring(mentor, colleague)
    second = _restored(world, "第二台")
    second.edit(plan, [WriteProse("notes", "第二台的话。")])
    report = second.visit()
    assert (report.trouble, report.sent, report.requests) == ((), 1, 3)
    settle(colleague, mentor)
    assert _sentences(colleague, plan) == {"第二台的话"}
    assert len(second.spaces()[1].members) == 3


def test_a_cut_while_the_new_device_lets_itself_in_is_made_good(world: World) -> None:
    for answers in (0, 1):
        folder = f"第二台{answers}"
        teacher, mentor = (world.people["李秀兰"], world.people["王敏"]) if answers else world.pair()
        plan = plan_of(teacher, world)
        settle(teacher, mentor)
        _copy(world, "李秀兰", folder)
        world.bring(mentor, world.person(f"同事{answers}"))
        second = _restored(world, folder)
        second.edit(plan, [WriteProse("notes", "断了也要到。")])
        world.weather.answers = answers
        for _ in range(3):
            assert second.visit().trouble != ()
        world.weather.answers = None
        settle(second, mentor)
        assert _sentences(mentor, plan) == {"断了也要到"}


def test_a_ticket_that_waited_in_the_copy_works(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    mentor.visit()
    ticket = mentor.make_ticket(world.space, "writer")
    _copy(world, "王敏", "第二台")
    mentor = _restored(world, "第二台")
    mentor.visit()
    world.person("李秀兰").join(ticket.text)
    settle(mentor, world.people["王敏"])
    assert len(mentor.spaces()[1].members) == 2


def test_a_space_founded_offline_is_the_same_space_after_a_restore(world: World) -> None:
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    plan = plan_of(mentor, world)
    ticket = mentor.make_ticket(world.space, "writer")
    _copy(world, "王敏", "第二台")
    second = _restored(world, "第二台")
    settle(second, world.people["王敏"])
    teacher = world.person("李秀兰")
    teacher.join(ticket.text)
    settle(teacher)
    assert teacher.view(plan).values["topic"] == "认识秋天"


def test_a_draft_of_the_earlier_device_can_be_shared_where_it_never_was(world: World) -> None:
    teacher = world.person("李秀兰")
    draft = teacher.create("lesson_plan", {"topic": "旧草稿", "notes": "以前写的。"})
    world.people.pop("李秀兰").close()
    second = _restored(world, "李秀兰")
    mentor = world.person("王敏")
    world.space = mentor.found_space("圈", world.card).space
    world.bring(mentor, second)
    second.share(draft, world.space)
    settle(second, mentor)
    assert mentor.view(draft).values["notes"] == "以前写的。"
    assert second.history(draft)[0].author == "李秀兰"


def test_who_was_removed_is_told_so_and_keeps_what_she_has(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    _copy(world, "李秀兰", "第二台")
    owner = owner_of(mentor)
    state = owner.membership(world.space)
    assert state is not None
    removed = Remove(state.head, owner.device_id, owner_of(world.people["李秀兰"]).person.person)
    add_own_entry(owner, world.space, sign_entry(removed, owner.device))
    mentor.visit()
    second = _restored(world, "第二台")
    assert second.visit().trouble[0] == "membership.removed"
    assert second.visit().trouble == ()
    assert second.view(plan).values["topic"] == "认识秋天"


def test_becoming_new_twice_keeps_everything(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world, notes="一。")
    for words in ("一。二。", "一。二。三。"):
        world.people.pop("李秀兰").close()
        teacher = _restored(world, "李秀兰")
        teacher.edit(plan, [WriteProse("notes", words)])
    settle(teacher, mentor)
    assert _sentences(mentor, plan) == {"一", "二", "三"}
    assert len(desk_of(teacher).store.devices.former()) == 2
    assert teacher.view(plan).travel is Travel.ARRIVED
