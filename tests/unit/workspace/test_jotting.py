"""The short way to write about a pupil: to whom it goes is told before, and nobody else has a byte of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import AccessError, RecordError
from app.records.edits import SetValue, WriteProse
from app.workspace.jotting import home_of
from tests.helpers.care import CareSchool, bytes_of

WORDS = "爸爸走了，我睡不着𠮷。"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[CareSchool]:
    made = CareSchool(tmp_path, "王小明")
    yield made
    made.world.close()


def test_a_talk_is_read_by_the_class_teacher_and_the_mentors_and_by_nobody_else(school: CareSchool) -> None:
    """The head keeps the school's space and a colleague is in it: neither has a word, a name, or the space."""
    head, (teacher, mentor, other) = school.head, school.staff
    (pupil,) = school.pupils
    (choice,) = mentor.pupil_choices()
    talk = mentor.jot("talk", {"name": choice.name, "pupil": pupil})
    mentor.edit(talk, [WriteProse("own_words", WORDS), SetValue("reason", "ch")])
    kind = mentor.kinds.get("talk")
    assert kind is not None
    home = home_of(kind, choice)
    assert home is not None
    mentor.share(talk, home)
    school.settle()

    assert (choice.record, choice.care, set(choice.readers)) == (pupil, home, {"李秀兰", "王敏"})
    assert teacher.view(talk).values["own_words"] == WORDS
    for stranger in (head, other):
        held = bytes_of(stranger)
        assert WORDS.encode("utf-8") not in held
        assert talk.encode("ascii") not in held
        assert home not in {space.space for space in stranger.spaces()}
        assert stranger.list_records("talk") == []


def test_it_goes_nowhere_but_into_the_circle(school: CareSchool) -> None:
    """Not to the whole school, by whichever way; where there is no circle it stays a draft."""
    teacher, mentor, other = school.staff
    (pupil,) = school.pupils
    talk = mentor.jot("talk", {"name": "王小明", "pupil": pupil})
    with pytest.raises(AccessError, match=r"access\.other_circle"):
        mentor.share(talk, school.home)
    with pytest.raises(AccessError, match=r"access\.wrong_place"):
        mentor.create("family_contact", {"name": "王小明"}, school.home)
    (unknown,) = (one for one in other.pupil_choices() if one.record == pupil)
    kind = other.kinds.get("talk")
    assert kind is not None

    assert home_of(kind, unknown) is None
    assert unknown.readers == ()
    assert teacher.pupil_choices()[0].record == pupil


def test_what_is_jotted_is_of_today_and_by_oneself(school: CareSchool) -> None:
    """A name that stands on no roster will do; it is offered the next time."""
    mentor = school.staff[1]
    spot = mentor.jot("bright_spot", {"name": "古丽·艾力", "what": "把伞借给了同学"})
    values = mentor.view(spot).values

    assert (values["seen_on"], values["by"]) == (mentor.calendar().today.isoformat(), f"@{mentor.me.person}")
    assert [one.name for one in mentor.pupil_choices()] == ["王小明", "古丽·艾力"]
    with pytest.raises(RecordError):
        mentor.jot("lesson_plan", {})


def test_from_a_pupils_card_one_click_begins_what_is_written_about_her(school: CareSchool) -> None:
    """With name, link, day and oneself; a draft until it is shared with her circle."""
    mentor = school.staff[1]
    (pupil,) = school.pupils
    spot = mentor.begin_from(pupil, "bright_spot", "zh")
    values = mentor.view(spot).values

    assert {"talk", "bright_spot", "home_visit", "family_contact"} <= set(mentor.begins_from(pupil))
    assert (values["name"], values["pupil"], values["by"]) == ("王小明", pupil, f"@{mentor.me.person}")
    assert mentor.view(spot).space.private
