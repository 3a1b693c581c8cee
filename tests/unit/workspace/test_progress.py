"""The page of counts: the same for everybody, nothing of anybody, and small groups hidden."""

import dataclasses
import re
from pathlib import Path

import pytest

from app.errors import RecordError
from app.records.edits import SetValue
from app.workspace import progress
from app.workspace.progress import Progress, Tally, TermCounts
from tests.helpers.whole_school import WholeSchool
from tests.helpers.world import World


def numbers(found: TermCounts) -> dict[str, tuple[int | None, int | None]]:
    """What the page says, without what is nothing."""
    return {one.label.zh: (one.number, one.of) for one in found.tallies if one.number != 0}


def with_visits(school: WholeSchool) -> None:
    """A pupil for each teacher, and all but the last have been visited; one pupil has nobody."""
    pupils = [school.paired(f"学生{number}", teacher) for number, teacher in enumerate(school.staff)]
    school.settle()
    for number, (teacher, pupil) in enumerate(zip(school.staff, pupils, strict=True)):
        if number < len(school.staff) - 1:
            teacher.create("home_visit", {"pupil": pupil, "visited_at": "2026-08-20T16:00", "talked": "聊得很好。"})
    school.pupil("新来的")
    school.staff[0].create("lesson_plan", {"topic": "秋天的雨"}, school.home)
    school.settle()


def test_teacher_and_leader_read_the_same_page(tmp_path: Path) -> None:
    """Who agreed gives numbers that the school could not count; what lies in its own space is counted as it is."""
    school = WholeSchool(tmp_path)
    with_visits(school)
    for teacher in school.staff:
        teacher.agree_to_counts(school.home, True)
    school.settle()
    pages = [one.progress(school.home) for one in (school.head, *school.staff)]

    assert all(page == pages[0] for page in pages)
    assert numbers(pages[0].now) == {"家访记录": (2, 4), "共享的教案": (1, None)}
    assert (pages[0].pupils, pages[0].alone, pages[0].now.givers) == (4, 1, 3)


def test_numbers_of_few_are_hidden(tmp_path: Path) -> None:
    """Two who give make no sum yet, whoever looks; nor does the page say how many they are."""
    school = WholeSchool(tmp_path)
    with_visits(school)
    for teacher in school.staff[:2]:
        teacher.agree_to_counts(school.home, True)
    school.settle()
    page = school.head.progress(school.home)

    assert page.now.givers is None
    assert numbers(page.now)["家访记录"] == (None, 4)
    assert numbers(page.now)["共享的教案"] == (1, None)


def test_a_school_of_two_shows_no_numbers(world: World) -> None:
    """There one's own number tells the other's."""
    teacher, head = world.pair()
    head.set_purpose(world.shared(), "school")
    head.create("pupil", {"name": "新来的", "class_name": "三（1）班"}, world.shared())
    head.create("plc_meeting", {"topic": "观课", "held_at": "2026-11-18T14:00"}, world.shared())
    head.visit()
    teacher.visit()
    page = teacher.progress(world.shared())

    assert (page.small, page.now.tallies, page.before) == (True, (), ())
    assert (page.pupils, page.alone) == (1, 1)


def test_a_school_may_hide_more_and_never_less(tmp_path: Path) -> None:
    """Four givers wanted: three are too few."""
    school = WholeSchool(tmp_path)
    with_visits(school)
    for teacher in school.staff:
        teacher.agree_to_counts(school.home, True)
    record = school.head.create("school", {"name": "向阳小学", "smallest_group": 4}, school.home)
    school.settle()
    four = school.head.progress(school.home)
    with pytest.raises(RecordError):
        school.head.edit(record, [SetValue("smallest_group", 1)])

    assert (four.smallest, four.now.givers) == (4, None)


def test_only_grades_with_mentors_are_covered(tmp_path: Path) -> None:
    """A school that begins with grade three is not told about grade one."""
    school = WholeSchool(tmp_path)
    school.pupil("三年级的", grade="3")
    school.pupil("一年级的", grade="1")
    school.head.create("school", {"name": "向阳小学", "grades": ["3"]}, school.home)
    school.settle()
    page = school.head.progress(school.home)

    assert (page.pupils, page.alone) == (1, 1)


def test_a_school_is_compared_with_its_own_terms(tmp_path: Path) -> None:
    """The term before stands beside this one; no other school's number is ever there."""
    school = WholeSchool(tmp_path)
    school.staff[0].create("plc_meeting", {"topic": "观课", "held_at": "2026-05-20T14:00"}, school.home)
    school.staff[0].create("plc_meeting", {"topic": "议课", "held_at": "2026-10-20T14:00"}, school.home)
    school.settle()
    page = school.head.progress(school.home)

    assert numbers(page.now)["教研活动"] == (1, None)
    assert [numbers(one)["教研活动"] for one in page.before] == [(1, None)]


def test_nothing_in_the_page_could_hold_a_person() -> None:
    """Neither a name nor an id nor a time of day; and no verb asks for one teacher's numbers."""
    for shown in (Progress, TermCounts, Tally):
        for field in dataclasses.fields(shown):
            assert not re.search(r"person|member|author|teacher|mentor|seen|hour", field.name), field.name
            assert not re.search(r"Person|Member|Someone|Device|Record|datetime", str(field.type)), field.name
    verbs = [name for name in vars(progress) if not name.startswith("_") and callable(getattr(progress, name))]
    assert not [name for name in verbs if re.search(r"by_(teacher|mentor|person)|rank|least|most", name)]
