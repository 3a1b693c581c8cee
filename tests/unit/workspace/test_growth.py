"""Growth messages: my pupils of this term one after another, each with what was seen of her good sides."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.values import Row
from tests.helpers.care import CareSchool


@pytest.fixture
def school(tmp_path: Path) -> Iterator[CareSchool]:
    made = CareSchool(tmp_path, "王小明", "张𠮷")
    yield made
    made.world.close()


def test_the_bright_spots_of_the_term_stand_beside_the_message(school: CareSchool) -> None:
    """Mine and those that a co-mentor shared; not those of another pupil or another term; each is taken in once."""
    teacher, mentor, _ = school.staff
    first, second = school.pupils
    care = mentor.care_space(first)
    old = {"name": "王小明", "pupil": first, "what": "去年的事", "seen_on": "2020-03-01"}
    mentor.create("bright_spot", old)
    mine = mentor.jot("bright_spot", {"name": "王小明", "pupil": first, "what": "扶起了摔倒的同学"})
    theirs = teacher.jot("bright_spot", {"name": "王小明", "pupil": first, "what": "主动擦黑板"})
    assert care is not None
    teacher.share(theirs, care)
    school.settle()
    view = mentor.messages("zh")
    rows = {row.pupil: row for row in view.rows}
    message = mentor.begin_message(rows[first], "zh")
    mentor.gather_spots(message, rows[first])
    values = mentor.view(message).values
    spots = values["spots"]
    assert isinstance(spots, list)
    taken: list[Row] = [row for row in spots if isinstance(row, dict)]

    assert list(rows) == [first, second]  # by name
    assert {spot.record for spot in rows[first].spots} == {mine, theirs}
    assert rows[second].spots == ()
    assert {row["source"] for row in taken} == {mine, theirs}
    assert len(taken) == 2
    assert (values["name"], values["pupil"], values["term"]) == ("王小明", first, view.term)
    assert values["class_teacher"] == f"@{teacher.me.person}"


def test_what_is_signed_is_done_until_it_is_taken_back(school: CareSchool) -> None:
    """One message a term and pupil; her name and the day stand beneath it."""
    mentor = school.staff[1]
    message = mentor.begin_message(mentor.messages("zh").rows[0], "en")
    begun = mentor.messages("zh").rows[0]
    mentor.finish_message(message)
    done = mentor.messages("zh").rows[0]
    signed = str(mentor.view(message).values["signed"])
    mentor.finish_message(message, finished=False)

    assert (begun.message, begun.finished) == (message, False)
    assert mentor.begin_message(done, "zh") == message
    assert done.finished
    assert signed.endswith(" 王敏")
    assert not mentor.messages("zh").rows[0].finished


def test_without_a_roster_whoever_something_was_jotted_about_is_there(school: CareSchool) -> None:
    """A village teacher on her own, before any matching."""
    other = school.staff[2]
    other.jot("bright_spot", {"name": "古丽·艾力", "what": "把伞借给了同学"})
    (row,) = other.messages("zh").rows

    assert (row.name, row.pupil, [spot.what for spot in row.spots]) == ("古丽·艾力", None, ["把伞借给了同学"])
    assert other.begin_message(row, "zh")
    assert [one.name for one in other.messages("zh").rows] == ["古丽·艾力"]


def test_a_message_that_was_begun_elsewhere_is_gone_on_with(school: CareSchool) -> None:
    """From the list, or from the tasks of the term, without the term's name: it is not begun a second time."""
    mentor = school.staff[1]
    first, _second = school.pupils
    begun = mentor.create("growth_message", {"name": "王小明", "pupil": first})
    mentor.create("growth_message", {"name": "王小明", "pupil": first, "term": "2020年秋季学期"})
    row = next(row for row in mentor.messages("zh").rows if row.pupil == first)

    assert mentor.begin_message(row, "zh") == begun
