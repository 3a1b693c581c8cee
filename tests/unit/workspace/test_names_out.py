"""Whose names are taken out: everybody in one's spaces, and whoever somebody typed into a field of people."""

from app.ids import PersonId
from app.records.nameless import Wanted
from app.records.people import person_value
from app.records.stand_ins import Sort
from app.workspace.names_out import colleagues_known, names_of, pupils_known, typed_in
from tests.helpers.world import World, desk_of


def test_colleagues_are_known_by_all_spaces_and_oneself_too(world: World) -> None:
    teacher, mentor = world.pair()
    known = {one.name: one.sort for one in colleagues_known(desk_of(teacher))}
    assert known == {teacher.me.name: Sort.TEACHER, mentor.me.name: Sort.TEACHER}


def test_a_member_a_typed_name_and_a_text_get_one_stand_in(world: World) -> None:
    teacher, mentor = world.pair()
    desk = desk_of(teacher)
    member = person_value(PersonId(bytes.fromhex(mentor.me.person)))
    values = {"mentor": member, "mentee": "赵小燕", "discussion": f"{mentor.me.name}说，赵小燕可以等三秒。小燕同意。"}
    log = desk.open(teacher.create("mentoring_log", values)).record
    assert log.kind is not None
    people = [*pupils_known(desk), *colleagues_known(desk), *typed_in(log.kind, log.values())]
    names = names_of(desk, [(log.kind, log.values())], people, Wanted())
    made = names.values(log.kind, log.values())
    assert made == {"mentor": "王老师", "mentee": "赵某", "discussion": "王老师说，赵某可以等三秒。赵某同意。"}


def test_what_is_kept_whole_keeps_who_is_named_in_fields(world: World) -> None:
    teacher = world.person("李秀兰")
    desk = desk_of(teacher)
    log = desk.open(teacher.create("mentoring_log", {"mentee": "赵小燕", "step": "赵小燕举手"})).record
    assert log.kind is not None
    names = names_of(desk, [(log.kind, log.values())], typed_in(log.kind, log.values()), Wanted())
    assert names.values(log.kind, log.values(), whole=True) == {"mentee": "赵小燕", "step": "赵某举手"}
