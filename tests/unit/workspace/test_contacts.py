"""Who may reach a family: by key the class teacher and the mentors; anybody else asks, and is let in until a day."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.ids import RecordId
from app.records.values import Value
from app.workspace.contacts import Terms
from app.workspace.workspace import Workspace
from tests.helpers.care import CareSchool, bytes_of
from tests.helpers.school import value_of
from tests.helpers.world import desk_of

PHONE, ADDRESS = "13900001234", "红旗村三组"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[CareSchool]:
    made = CareSchool(tmp_path, "王小明")
    yield made
    made.world.close()


def family_of(school: CareSchool) -> tuple[RecordId, RecordId]:
    """A pupil in care, and how the family is reached; the mentor has typed it."""
    mentor = school.staff[1]
    (pupil,) = school.pupils
    people = [{"who": "王大山", "relation": "爸爸", "phone": PHONE}]
    values = {"name": "王小明", "pupil": pupil, "people": people, "address": ADDRESS}
    contact = mentor.create("family_contact", values, mentor.care_space(pupil))  # type: ignore[arg-type]  # rows of words
    school.settle()
    return pupil, contact


def asked(school: CareSchool, other: Workspace, until: str) -> RecordId:
    """A colleague has asked the mentor, and the mentor has the request."""
    (family,) = other.families()
    other.ask_contact(family, family.mentors[0][0], ["p"], "想请家长来看运动会", until)
    school.settle()
    (request,) = school.staff[1].contact_requests()
    return request.record


def test_who_has_no_key_is_told_whom_to_ask(school: CareSchool) -> None:
    """The data are not on the laptop at all, of the head's neither."""
    head, (teacher, mentor, other) = school.head, school.staff
    _pupil, contact = family_of(school)

    for carer in (teacher, mentor):
        assert carer.families()[0].contact == contact
    for stranger in (head, other):
        (family,) = stranger.families()
        assert (family.contact, [name for _person, name in family.mentors]) == (None, ["王敏"])
        held = bytes_of(stranger)
        assert PHONE.encode() not in held
        assert ADDRESS.encode("utf-8") not in held


def test_a_mentor_lets_a_colleague_in_for_a_time_and_the_keys_change_by_themselves(school: CareSchool) -> None:
    """Only what was agreed, the telephone and not the address; the day after the last one he is out, untouched by
    anybody, and what is written then does not open for him."""
    _head, (_teacher, mentor, other) = school.head, school.staff
    family_of(school)
    last = date.fromtimestamp(school.world.clock.now()) + timedelta(days=3)
    request = asked(school, other, last.isoformat())
    mentor.grant_contact(request, Terms(last.isoformat(), "运动会", "电话", "一次", ("p",)))
    school.come_in()
    (family,) = other.families()
    grant = family.granted
    assert grant is not None
    told = other.view(grant)
    held = bytes_of(other)
    space = told.space.space
    answered = other.view(request).values

    assert [row["phone"] for row in told.values["people"]] == [PHONE]  # type: ignore[index,union-attr]  # rows of words
    assert (told.values["about"], told.values["form"], told.values["often"]) == ("运动会", "电话", "一次")
    assert {member.name for member in told.space.members} == {"王敏", "陈老师"}
    assert ADDRESS.encode("utf-8") not in held
    assert (answered["answer"], answered["granted_until"]) == ("y", last.isoformat())
    assert mentor.contact_requests() == ()

    school.world.clock.pass_seconds(5 * 86_400)
    epoch = desk_of(mentor).owner.membership(space).epoch  # type: ignore[union-attr]  # she keeps it
    school.settle()
    later = mentor.create("contact_grant", {"name": "王小明", "about": "以后的事"}, space)
    school.settle()
    state = desk_of(mentor).owner.membership(space)
    assert state is not None
    assert [member.person.hex() for member in state.active()] == [mentor.me.person]
    assert state.epoch > epoch
    assert later.encode("ascii") not in bytes_of(other)


def test_a_mentor_may_pass_it_on_herself(school: CareSchool) -> None:
    """Nothing is opened then."""
    mentor, other = school.staff[1:]
    family_of(school)
    request = asked(school, other, "")
    mentor.answer_contact(request, "m", "我周五打电话时一起说。")
    school.settle()

    assert other.view(request).values["answer_words"] == "我周五打电话时一起说。"
    assert other.families()[0].granted is None
    assert other.spaces_for("guest") == []


def test_the_mentor_is_asked_about_the_family_that_would_be_opened(school: CareSchool) -> None:
    """A request that is linked to one child and names another would let her open what she does not mean to."""
    mentor, other = school.staff[1:]
    pupil, _contact = family_of(school)
    values: dict[str, Value] = {"name": "张三", "asks": value_of(other), "mentor": value_of(mentor), "why": "运动会"}
    linked = other.create("contact_request", {**values, "pupil": pupil}, school.home)
    named = other.create("contact_request", {**values, "name": "王小明"}, school.home)
    school.settle()
    asked_about = {one.record: one.name for one in mentor.contact_requests()}
    last = (date.fromtimestamp(school.world.clock.now()) + timedelta(days=3)).isoformat()
    mentor.grant_contact(named, Terms(last, "运动会", scope=("p",)))

    assert asked_about == {linked: "王小明", named: "王小明"}
    (grant,) = mentor.list_records("contact_grant")
    assert mentor.view(grant.record).values.get("people") is None  # a name alone opens no family that is on the roster
