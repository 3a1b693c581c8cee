"""One colleague's work goes to another: seen first, then done, by network or by stick."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest

from app.errors import AccessError, LinkError
from app.ids import PersonId, RecordId
from app.records.edits import WriteProse
from app.records.people import person_value
from app.records.values import Row, Value
from app.workspace import sticks
from app.workspace.workspace import Workspace
from tests.helpers.sticks import LetterWorld
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of, world_in


def member(workspace: Workspace) -> str:
    """A person as a field of people holds her."""
    return person_value(PersonId(bytes.fromhex(workspace.me.person)))


class School:
    """A head, a support teacher who leaves, and who takes over; the leaver is in the head's joint circle, the successor
    in the school alone."""

    def __init__(self, world: World) -> None:
        """With everybody as ``begin`` left them."""
        self.world = world
        self.head, self.leaver, self.heir = (world.people[name] for name in _NAMES)
        (self.joint,) = self.head.spaces_for("partnership")
        world.space = self.head.spaces_for("school")[0].space
        self.agreement = self.head.list_records("partnership_agreement")[0].record
        self.plan = self.head.list_records("lesson_plan")[0].record

    def hand_over(self) -> None:
        view = self.head.handover(self.leaver.me.person, self.heir.me.person)
        self.head.hand_over(view.leaver, view.successor, [self.joint.space])


def begin(world: World) -> School:
    """How it all came to be."""
    head, leaver, heir = (world.person(name) for name in _NAMES)
    world.space = head.found_space("向阳小学", world.card).space
    head.set_purpose(world.space, "school")
    for teacher in (leaver, heir):
        world.bring(head, teacher)
    settle(head, leaver, heir)
    joint = head.gather("联合教研", "partnership", [leaver.me.person], world.space).space
    head.visit()
    leaver.visit()
    (invitation,) = leaver.invitations()
    leaver.accept(invitation.note)
    contacts: list[Row] = [{"person": member(leaver), "school": "向阳小学"}]
    follow_ups: list[Row] = [
        {"item": "借阅制度", "owner": member(leaver), "done": False},
        {"item": "已经做完的", "owner": member(leaver), "done": True},
    ]
    values: dict[str, Value] = {"name": "城乡结对", "contacts": contacts, "follow_ups": follow_ups}
    head.create("partnership_agreement", values, joint)
    leaver.create("lesson_plan", {"topic": "我写的教案"}, joint)
    settle(head, leaver, heir)
    return School(world)


_NAMES = ("赵校长", "李秀兰", "王敏")


@cache
def _pattern() -> TemporaryDirectory[str]:
    """The files of the three and of their relay, made once; the folder goes with the process."""
    folder = TemporaryDirectory()
    with world_in(Path(folder.name)) as world:
        begin(world)
    return folder


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    """Everybody's own copy of the pattern."""
    copytree(_pattern().name, tmp_path, dirs_exist_ok=True)
    with world_in(tmp_path) as world:
        for name in _NAMES:
            world.reopen(name)
        yield School(world)


def rows(workspace: Workspace, record: RecordId, field: str, column: str) -> list[object]:
    """A column of a record's rows."""
    value = workspace.view(record).values[field]
    assert isinstance(value, list)
    return [row.get(column) for row in value if isinstance(row, dict)]


def write(workspace: Workspace, record: RecordId, text: str) -> None:
    workspace.edit(record, [WriteProse("content", text)])


def by_network(school: School) -> None:
    """Everybody visits, and the leaver is told what she is told."""
    settle(school.head, school.heir)
    assert set(school.leaver.visit().trouble) <= {"membership.removed"}


def check_handed_over(school: School) -> None:
    """The leaver reads nothing new and keeps her own, the successor reads all, and the records name her."""
    assert rows(school.heir, school.agreement, "contacts", "person") == [member(school.heir)]
    owners = rows(school.heir, school.agreement, "follow_ups", "owner")
    assert owners == [member(school.heir), member(school.leaver)]
    assert school.heir.view(school.agreement).values["content"] == "交接以后写的。"
    assert school.heir.view(school.plan).title == "我写的教案"
    assert "content" not in school.leaver.view(school.agreement).values
    private = school.leaver.spaces()[0].space
    (copy,) = school.leaver.list_records("lesson_plan", space=private)
    assert (copy.title, copy.mine, copy.private) == ("我写的教案", True, True)
    assert school.leaver.view(copy.record).may_write


def test_before_it_is_done_everything_is_seen_and_nothing_changes(school: School) -> None:
    view = school.head.handover(school.leaver.me.person, school.heir.me.person)
    by_name = {space.name: space for space in view.spaces}

    assert all(space.mine for space in view.spaces)
    assert {name: (space.joins, space.via) for name, space in by_name.items()} == {
        "向阳小学": (False, ""),
        "联合教研": (True, "向阳小学"),
    }
    assert by_name["联合教研"].purpose == "partnership"
    assert [(record.kind_key, record.ends) for record in view.records] == [("partnership_agreement", False)]
    # How much a colleague has written is counted for nobody: a leader could go through them all, and compare.
    assert (view.own, view.me) == (None, False)
    assert {person for person, _ in school.head.people_to_hand_over()} == {
        one.me.person for one in (school.head, school.leaver, school.heir)
    }
    assert rows(school.head, school.agreement, "contacts", "person") == [member(school.leaver)]
    assert school.leaver.view(school.plan).may_write


def test_after_it_the_leaver_reads_nothing_new_and_the_successor_reads_all(school: School) -> None:
    school.hand_over()
    settle(school.head)
    assert [one.step for one in school.head.handovers_under_way()] == ["join"]
    school.heir.visit()
    (invitation,) = school.heir.invitations()
    school.heir.accept(invitation.note)
    write(school.head, school.agreement, "交接以后写的。")
    by_network(school)
    check_handed_over(school)
    assert school.head.handovers_under_way() == []
    names = {one.name for space in school.heir.spaces() if space.name == "联合教研" for one in space.members}
    assert names == {"赵校长", "王敏"}


def test_a_stick_carries_it_where_there_is_no_network(tmp_path: Path) -> None:
    """None of the three laptops sees a network: whoever has one posts the letters, and reads nothing. The successor's
    one click is kept until the stick has brought the space's log."""
    world, stick = LetterWorld(tmp_path), tmp_path / "stick"
    stick.mkdir()
    school = begin(world)
    world.weather.down = True
    school.hand_over()
    write(school.head, school.agreement, "交接以后写的。")
    for _ in range(2):
        school.head.exchange_with_stick(stick)
        sticks.carry_letters(stick, lambda: False, world.post)
    school.head.exchange_with_stick(stick)
    school.leaver.exchange_with_stick(stick)
    school.heir.exchange_with_stick(stick)
    with pytest.raises(LinkError):
        school.heir.accept(school.heir.invitations()[0].note)
    school.heir.exchange_with_stick(stick)
    assert school.heir.view(school.agreement).values["content"] == "交接以后写的。"
    for _ in range(2):
        school.heir.exchange_with_stick(stick)
        sticks.carry_letters(stick, lambda: False, world.post)
        school.head.exchange_with_stick(stick)
    school.heir.exchange_with_stick(stick)
    check_handed_over(school)
    assert "王敏" in {one.name for space in school.head.spaces() for one in space.members}
    assert school.head.handovers_under_way() == []
    world.close()


def test_who_hands_over_her_own_work_leaves_when_the_successor_has_come(school: School) -> None:
    """She alone keeps the circle: until then she stays, so that nobody is shut out."""
    school.head.lend_founding(school.world.space)
    settle(school.head, school.leaver)
    pair = school.leaver.gather("师徒", "pair", [school.head.me.person], school.world.space)
    settle(school.leaver, school.head)
    school.head.accept(school.head.invitations()[0].note)
    settle(school.leaver, school.head)
    view = school.leaver.handover(school.leaver.me.person, school.heir.me.person)
    assert view.me
    assert [space.keepers for space in view.spaces if not space.mine] == [("赵校长",)]
    school.leaver.hand_over(view.leaver, view.successor, [pair.space])
    settle(school.leaver, school.heir)
    assert pair.space in {space.space for space in school.leaver.spaces()}
    school.heir.accept(school.heir.invitations()[0].note)
    settle(school.leaver, school.heir, school.leaver)

    assert pair.space not in {space.space for space in school.leaver.spaces()}
    (kept,) = [space for space in school.heir.spaces() if space.space == pair.space]
    assert (kept.role, {one.name for one in kept.members}) == ("keeper", {"赵校长", "王敏"})
    assert school.leaver.handovers_under_way() == []


def test_without_the_right_nothing_changes(school: School) -> None:
    """A writer cannot hand a circle over; of the records nothing is touched then."""
    with pytest.raises(AccessError) as raised:
        school.leaver.hand_over(school.head.me.person, school.heir.me.person, [school.joint.space])
    assert raised.value.code == "access.no_right"
    with pytest.raises(AccessError):
        school.head.handover(school.leaver.me.person, "00" * 8)
    with pytest.raises(AccessError):
        school.head.handover(school.leaver.me.person, school.leaver.me.person)
    assert rows(school.head, school.agreement, "contacts", "person") == [member(school.leaver)]
    assert len(school.head.spaces()) == 3


def test_the_pupils_go_from_the_leavers_laptop_and_their_history_stays(school: School) -> None:
    """The former pairing ends on its day, another one waits for the successor's yes; special guidance ends there."""
    team = school.head.gather("三（2）班导师团", "team", [school.leaver.me.person], school.world.space)
    few = school.head.gather("重点关注", "attention", [school.leaver.me.person], school.world.space)
    settle(school.head, school.leaver)
    for invitation in school.leaver.invitations():
        school.leaver.accept(invitation.note)
    pupil = school.head.create("pupil", {"name": "小明", "class_name": "三（2）班"}, team.space)
    told: dict[str, Value] = {"pupil": pupil, "mentor": member(school.leaver), "mentor_agrees": True, "lead": True}
    pairing = school.head.create("pairing", told, team.space)
    other = school.head.create("pupil", {"name": "小红", "class_name": "三（2）班"}, team.space)
    for mentor in (school.leaver, school.heir):
        school.head.create("pairing", {"pupil": other, "mentor": member(mentor)}, team.space)
    settle(school.head, school.leaver)
    view = school.head.handover(school.leaver.me.person, school.heir.me.person)
    assert {space.name: (space.joins, space.inherited) for space in view.spaces} == {
        "向阳小学": (False, True),
        "联合教研": (True, True),
        "三（2）班导师团": (True, True),
        "重点关注": (False, False),
    }
    assert view.pupils == 5
    assert (pairing, True) in {(record.record, record.ends) for record in view.records}
    school.head.hand_over(view.leaver, view.successor, [team.space, few.space])
    settle(school.head, school.heir)
    school.heir.accept(school.heir.invitations()[0].note)
    by_network(school)

    former, new = (
        desk_of(school.heir).store.queries.where("pairing", mentor=member(one)) for one in (school.leaver, school.heir)
    )
    assert {line.values.get("ended") for line in former} == {desk_of(school.head).situation().today}
    assert pairing in {line.record for line in former}
    # Of the pupil whose mentor the successor is already, no second pairing begins.
    assert {(line.values["pupil"], line.values.get("lead"), line.values.get("mentor_agrees")) for line in new} == {
        (pupil, True, None),
        (other, None, None),
    }
    assert len(new) == 2
    assert school.leaver.list_records("pupil") == []
    assert desk_of(school.leaver).store.queries.where("pairing") == []
    assert [one.name for one in school.head.spaces_for("attention")[0].members] == ["赵校长"]


def test_the_class_teacher_changes_the_care_circle_and_the_home_visits_go_from_the_leaver(school: School) -> None:
    """The successor says yes to the pairing and reads what was written; the leaver keeps no word about the pupil."""
    values: dict[str, Value] = {"name": "小明", "class_name": "三（2）班", "class_teacher": member(school.head)}
    pupil = school.head.create("pupil", values, school.world.space)
    school.head.propose(pupil, school.leaver.me.person)
    settle(school.head, school.leaver)
    waiting = [(one.record, side) for one in school.leaver.pupil(pupil).open for side in one.waits_for]
    school.leaver.answer_pairings(waiting)
    settle(school.leaver, school.head)
    school.head.answer_pairings([(one.record, side) for one in school.head.pupil(pupil).open for side in one.waits_for])
    school.head.make_care_spaces(school.world.space)
    settle(school.head, school.leaver)
    for invitation in school.leaver.invitations():
        school.leaver.accept(invitation.note)
    settle(school.leaver, school.head)
    care = school.leaver.care_space(pupil)
    assert care is not None
    visit = school.leaver.create("home_visit", {"pupil": pupil, "talked": "奶奶在家"}, care)
    settle(school.leaver, school.head)

    view = school.head.handover(school.leaver.me.person, school.heir.me.person)
    school.head.hand_over(view.leaver, view.successor, [])
    settle(school.head, school.heir)
    school.heir.answer_pairings([(one.record, side) for one in school.heir.pupil(pupil).open for side in one.waits_for])
    settle(school.heir, school.head)
    school.head.make_care_spaces(school.world.space)
    settle(school.head, school.heir)
    for invitation in school.heir.invitations():
        school.heir.accept(invitation.note)
    by_network(school)
    by_network(school)

    assert school.heir.view(visit).values["talked"] == "奶奶在家"
    assert desk_of(school.leaver).store.documents.load(visit) is None
    assert [row.title for row in school.leaver.list_records("home_visit")] == []
    assert care not in {space.space for space in school.leaver.spaces()}
