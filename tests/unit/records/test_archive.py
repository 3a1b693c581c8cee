"""What the archive gathers is declared: in a chapter that there is, by fields that there are."""

import pytest

from app.records.archive import (
    CHAPTERS,
    Archived,
    day_of,
    fields_asked,
    hours_of,
    is_hers,
    known_paths,
    school_year_of,
    span_of,
)
from app.records.fields import Date, Moment, Number, Prose, Signature, YesNo
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.values import Row

ME = frozenset({"@00", "李秀兰"})


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.archive], ids=lambda kind: kind.key)
def test_every_declaration_names_what_there_is(kind: Kind) -> None:
    for archived in kind.archive:
        assert archived.chapter in {chapter.key for chapter in CHAPTERS}
        assert set(archived.mine) <= known_paths(list(kind.fields()))
        assert not archived.on or isinstance(kind.field(archived.on), Date | Moment)
        assert not archived.hours or isinstance(kind.field(archived.hours), Number)
    # Without a label an entry is called by its kind, so only one may be.
    assert sum(archived.label is None for archived in kind.archive) <= 1


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.released], ids=lambda kind: kind.key)
def test_what_may_be_released_is_a_text_with_its_yes(kind: Kind) -> None:
    assert kind.released is not None
    assert isinstance(kind.field(kind.released.text), Prose)
    assert isinstance(kind.field(kind.released.by), YesNo | Signature)


def test_a_record_is_hers_who_is_named_in_it_and_else_hers_who_made_it() -> None:
    log = Archived("mentoring", mine=("mentor", "tasks/owner"))
    assert is_hers(log, {"mentor": "@00"}, made=False, names=ME)
    assert not is_hers(log, {"mentor": "@ff"}, made=True, names=ME)
    assert is_hers(log, {}, made=True, names=ME)
    rows: list[Row] = [{"id": "r", "owner": "李秀兰"}]
    assert is_hers(log, {"tasks": rows}, made=False, names=ME)
    assert is_hers(Archived("plans"), {"mentor": "@ff"}, made=True, names=ME)


def test_day_and_hours_come_from_the_fields_that_are_named() -> None:
    training = Archived("training", on="held_on", hours="hours")
    assert day_of(training, {"held_on": "2026-09-01T14:30"}, "2026-10-01") == "2026-09-01"
    assert day_of(training, {}, "2026-10-01") == "2026-10-01"
    assert (hours_of(training, {"hours": 6}), hours_of(training, {})) == (6, 0)
    assert fields_asked(training) == {"held_on", "hours"}


@pytest.mark.parametrize(
    ("day", "year"),
    [("2026-08-01", (2026, 1)), ("2027-01-31", (2026, 1)), ("2027-02-01", (2026, 2)), ("2027-07-31", (2026, 2))],
)
def test_a_school_year_has_two_terms_and_no_day_between_them(day: str, year: tuple[int, int]) -> None:
    assert school_year_of(day) == year
    begins, ends = span_of(*year)
    assert begins <= day <= ends
    assert span_of(year[0]) == ("2026-08-01", "2027-07-31")
