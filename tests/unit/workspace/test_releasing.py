"""Numbers leave with consent alone, count each pupil once, and can be taken back."""

from pathlib import Path

from app.ids import SpaceId
from app.records.counting import REUSED
from app.store.outlines import Held
from app.workspace.releasing import RELEASED, count
from app.workspace.workspace import Workspace
from tests.helpers.whole_school import WholeSchool
from tests.helpers.world import World, desk_of


def given(workspace: Workspace, school: WholeSchool) -> list[dict[str, int]]:
    """What lies in the school's space as numbers that somebody gave."""
    found = desk_of(workspace).store.queries.list_records(RELEASED, school.home)
    rows = [value for one in found if isinstance(value := one.values.get("counts"), list)]
    return [{str(row["what"]): int(str(row["number"])) for row in counts if isinstance(row, dict)} for counts in rows]


def busy(school: WholeSchool) -> Workspace:
    """A teacher with two pupils whom she leads and one whom she helps with; two visits and a draft."""
    teacher, other = school.staff[:2]
    pupil = school.paired("张小花", teacher)
    school.paired("李明", teacher)
    third = school.paired("阿依古丽·买买提", other)
    school.settle()
    for about in (pupil, third):
        teacher.create("home_visit", {"pupil": about, "visited_at": "2026-08-20T16:00", "talked": "聊得很好。"})
    teacher.create("lesson_plan", {"topic": "草稿"})
    return teacher


def test_nothing_is_given_without_consent(tmp_path: Path) -> None:
    """Neither by a visit nor by a click; off is how it begins."""
    school = WholeSchool(tmp_path)
    teacher = busy(school)
    consent = teacher.counts_consent(school.home)
    teacher.release_counts(school.home)
    school.settle()

    assert (consent.given, consent.last) == (False, None)
    assert dict(consent.counts) == {"home_visit": 1}
    assert given(school.head, school) == []


def test_what_is_agreed_to_goes_with_visits_and_anew_after_a_month(tmp_path: Path) -> None:
    """A pupil is counted by the program of the mentor who leads; drafts by none. The same is not sent twice."""
    school = WholeSchool(tmp_path)
    teacher = busy(school)
    teacher.agree_to_counts(school.home, True)
    school.settle()
    first = given(school.head, school)
    again = teacher.release_counts(school.home)
    plan = teacher.create("lesson_plan", {"topic": "秋天的雨"}, _pair(school))
    school.settle()
    soon = given(school.head, school)
    school.world.clock.pass_seconds(29 * 86_400)
    school.settle()

    assert first == [{"home_visit": 1}]
    assert not again.records
    assert soon == first
    assert given(school.head, school) == [{"home_visit": 1, "lesson_plan": 1}]
    assert teacher.view(plan).title == "秋天的雨"


def _pair(school: WholeSchool) -> SpaceId:
    """A space of a mentor and a teacher beside the school's."""
    teacher, other = school.staff[:2]
    space = teacher.found_space("结对", school.world.card).space
    ticket = teacher.make_ticket(space, "writer")
    teacher.visit()
    other.join(ticket.text)
    school.settle()
    return space


def test_consent_can_be_taken_back(tmp_path: Path) -> None:
    """What was given is marked as deleted for everybody, and no visit gives it again."""
    school = WholeSchool(tmp_path)
    teacher = busy(school)
    teacher.agree_to_counts(school.home, True)
    school.settle()
    teacher.agree_to_counts(school.home, False)
    school.world.clock.pass_seconds(29 * 86_400)
    school.settle()

    assert given(school.head, school) == []
    assert not teacher.counts_consent(school.home).given


def test_what_was_made_out_of_another_is_a_number_of_its_own(world: World) -> None:
    """And what lies ahead of today is none yet."""
    teacher = world.person("李秀兰")
    desk = desk_of(teacher)
    kind = desk.kind("resource")
    term = teacher.term()
    now = desk.clock.now()
    made = [
        Held(teacher.create("resource"), desk.private_space, True, day, now, origin)
        for day, origin in (("", ""), ("", "AAECAwQFBgcI"), ("2099-01-01", ""))
    ]
    assert kind.counted is not None

    assert count("resource", kind.counted, made, term, teacher.calendar().today) == [
        ("resource", 1),
        ("resource" + REUSED, 1),
    ]
