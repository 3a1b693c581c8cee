"""Other names for oneself and for a space: everywhere the same at the end, and nobody names anybody else."""

from pathlib import Path

import pytest

from app.errors import AccessError, Known, RecordError
from app.paths import open_home
from app.workspace.naming import LONGEST_NAME
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.laptops import second_laptop
from tests.helpers.stories import owner_of, plan_of, settle
from tests.helpers.texts import NAUGHTY
from tests.helpers.world import World, desk_of


def names_at(workspace: Workspace) -> set[str]:
    """The members of the shared space, as somebody sees them."""
    return {member.name for member in workspace.spaces()[1].members}


def test_a_new_name_is_seen_by_everybody_wherever_the_old_one_was(world: World) -> None:
    teacher, mentor = world.pair()
    plan = plan_of(teacher, world)
    settle(teacher, mentor)
    mentor.comment(plan, "notes", 0, 2, "很好")
    settle(mentor, teacher)

    mentor.rename_me("  王  敏华 ")
    settle(mentor, teacher)

    for workspace in (teacher, mentor):
        assert names_at(workspace) == {"王 敏华", "李秀兰"}
        assert [comment.author for comment in workspace.view(plan).comments] == ["王 敏华"]
        assert [member.before for member in workspace.spaces()[1].members if member.before] == ["王敏"]
    assert mentor.me.name == mentor.spaces()[0].members[0].name == "王 敏华"
    assert mentor.today() is not None
    assert teacher.read_ticket(mentor.make_ticket(world.shared(), "writer").text).inviter_name == "王 敏华"
    assert world.reopen("王敏").me.name == "王 敏华"


def test_a_space_has_its_new_name_everywhere(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    mentor.rename_space(world.shared(), "向阳小学 语文组")
    settle(mentor, teacher)

    for workspace in (teacher, mentor):
        assert workspace.spaces()[1].name == "向阳小学 语文组"
    ticket = mentor.make_ticket(world.shared(), "writer")
    assert ticket.space_name == "向阳小学 语文组"
    mentor.visit()
    newcomer = world.person("赵刚")
    assert newcomer.join(ticket.text).name == "向阳小学 语文组"
    assert names_at(newcomer) == {"王敏", "李秀兰", "赵刚"}


def test_only_a_keeper_names_the_space_and_nobody_the_private_one(world: World) -> None:
    teacher, mentor = world.pair()
    with pytest.raises(AccessError) as raised:
        teacher.rename_space(world.shared(), "我的圈")
    assert raised.value.code == "access.no_right"
    with pytest.raises(AccessError):
        mentor.rename_space(mentor.spaces()[0].space, "我的圈")
    settle(teacher, mentor)
    assert teacher.spaces()[1].name == mentor.spaces()[1].name == "秀兰和王敏"


@pytest.mark.parametrize("name", ["", " \t\n", "\0", "长" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_changes_nothing(world: World, name: str) -> None:
    _, mentor = world.pair()
    with pytest.raises(RecordError):
        mentor.rename_me(name)
    with pytest.raises(RecordError):
        mentor.rename_space(world.shared(), name)
    assert names_at(mentor) == {"王敏", "李秀兰"}
    assert (mentor.me.name, mentor.spaces()[1].name) == ("王敏", "秀兰和王敏")


def test_any_name_that_can_be_typed_comes_through(world: World) -> None:
    teacher, mentor = world.pair()
    for name in [*[text for text in NAUGHTY if " ".join(text.replace("\0", "").split())][:20], "𠮷" * LONGEST_NAME]:
        teacher.rename_me(name[:LONGEST_NAME])
        mentor.rename_space(world.shared(), name[:LONGEST_NAME])
    settle(teacher, mentor, teacher)

    shown = {member.name for member in mentor.spaces()[1].members}
    assert shown == {"王敏", "𠮷" * LONGEST_NAME} == names_at(teacher)
    assert teacher.spaces()[1].name == mentor.spaces()[1].name == "𠮷" * LONGEST_NAME


def test_the_same_name_again_writes_nothing(world: World) -> None:
    _, mentor = world.pair()
    before = len(owner_of(mentor).store.spaces.entries(world.shared()))
    mentor.rename_me("王敏")
    mentor.rename_space(world.shared(), "秀兰和王敏")
    assert len(owner_of(mentor).store.spaces.entries(world.shared())) == before


def test_two_keepers_who_name_a_space_at_once_agree_at_the_end(world: World) -> None:
    teacher, mentor = world.pair("keeper")
    settle(teacher, mentor)
    teacher.rename_space(world.shared(), "甲组")
    mentor.rename_space(world.shared(), "乙组")
    teacher.rename_me("李老师")
    mentor.rename_me("王老师")
    settle(teacher, mentor, teacher)

    assert teacher.spaces()[1].name == mentor.spaces()[1].name == "乙组"
    assert names_at(teacher) == names_at(mentor) == {"李老师", "王老师"}


def test_if_one_space_takes_no_name_nothing_has_changed_anywhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """She is in two spaces, and in the second she has had as many names as one may."""
    _, mentor = world.pair()
    mentor.found_space("第二个", world.card)
    desk = desk_of(mentor)
    before = [desk.store.spaces.entries(row.space) for row in desk.store.spaces.all()]
    second = sorted(row.space for row in desk.store.spaces.all() if not row.private and row.space != world.space)[0]
    monkeypatch.setattr("app.protocol.membership.MAX_RENAMES", 1)
    with pytest.raises(Known):
        mentor.rename_me("王老师")
    monkeypatch.undo()

    assert [desk.store.spaces.entries(row.space) for row in desk.store.spaces.all()] == before
    assert mentor.me.name == desk.name == "王敏"
    mentor.rename_me("王老师")
    assert desk.names(second)[desk.person] == "王老师"


def test_a_person_renamed_on_one_laptop_has_the_name_on_the_other(world: World) -> None:
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    other = second_laptop(world, "李秀兰")
    settle(other, teacher)
    other.rename_me("李老师")
    settle(other, teacher)

    assert teacher.me.name == desk_of(teacher).name == "李老师"
    assert names_at(teacher) == {"李老师", "王敏"}


def test_the_sign_in_page_shows_the_new_name(tmp_path: Path) -> None:
    people = People(open_home(tmp_path), FakeClock())
    workspace = people.create("王敏", "2468")
    workspace.rename_me("王老师")
    workspace.close()

    assert [entry.name for entry in people.entries()] == ["王老师"]
    again = people.sign_in(workspace.me.person, "2468")
    assert again.me.name == "王老师"
    again.close()
