"""Terms as typed and as usual, and milestones that move with them."""

from datetime import date

import pytest

from app.records.calendar import Milestone, Term, exams_of, milestones_of, name_of, term_at, terms_of, usual_term
from app.records.kinds.calendar import CALENDAR
from app.records.templates import built_in
from app.records.values import Row, Values
from app.resources import LANGUAGES

AUTUMN: Row = {"id": "a", "name": "第一学期", "begins": "2026-09-01", "ends": "2027-01-22"}
SPRING: Row = {"id": "b", "name": "第二学期", "begins": "2027-02-22", "ends": "2027-07-09"}
YEAR: Values = {"year": "2026—2027学年", "terms": [AUTUMN, SPRING]}
WEEKS = 4


def with_milestone(**row: str | int | bool) -> Values:
    step: Row = {"id": "m", "name": "家访", **row}
    return {**YEAR, "milestones": [step]}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 20), "第一学期"),
        (date(2026, 9, 1), "第一学期"),
        (date(2027, 1, 22), "第一学期"),
        (date(2027, 1, 23), "第二学期"),
        (date(2027, 7, 9), "第二学期"),
    ],
)
def test_holidays_belong_to_the_term_that_they_lead_to(day: date, name: str) -> None:
    """A visit in August is a visit of the autumn term."""
    assert term_at(terms_of([YEAR]), day).name == name


def test_after_the_last_typed_term_the_next_usual_one_is_awaited() -> None:
    """Nobody has typed next year's calendar yet; this year's does not end with its last lesson."""
    after = term_at(terms_of([YEAR]), date(2027, 7, 10))

    assert after == Term("", date(2027, 7, 10), date(2027, 9, 1), date(2028, 1, 31), known=False)


@pytest.mark.parametrize(
    ("day", "opens", "ends"),
    [
        (date(2026, 11, 22), date(2026, 8, 1), date(2027, 1, 31)),
        (date(2027, 1, 10), date(2026, 8, 1), date(2027, 1, 31)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 7, 31)),
        (date(2027, 7, 31), date(2027, 2, 1), date(2027, 7, 31)),
    ],
)
def test_a_school_without_a_calendar_has_the_usual_terms(day: date, opens: date, ends: date) -> None:
    """Autumn goes on over New Year."""
    usual = usual_term(day)

    assert (usual.opens, usual.ends, usual.known) == (opens, ends, False)
    assert term_at((), day) == usual


def test_no_day_belongs_to_two_terms() -> None:
    """The usual term before the first that is typed ends where that one opens."""
    before = term_at(terms_of([YEAR]), date(2026, 6, 30))

    assert (before.opens, before.ends) == (date(2026, 2, 1), date(2026, 6, 30))


def test_terms_that_cannot_be_are_passed_over() -> None:
    """An end before the beginning, a word for a date, and a second calendar with the same term."""
    wrong: list[Row] = [{"id": "c", "begins": "2026-09-01", "ends": "2026-01-22"}, {"id": "d", "begins": "九月"}]

    assert terms_of([YEAR, {"terms": wrong}, YEAR]) == terms_of([YEAR])


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ({"anchor": "bb", "weeks": 4, "length": 4}, date(2026, 8, 4), date(2026, 8, 31)),
        ({"anchor": "ab", "weeks": 2}, date(2026, 9, 15), date(2026, 9, 15)),
        ({"anchor": "be", "weeks": 1, "term": 2, "length": 1}, date(2027, 7, 2), date(2027, 7, 8)),
        ({"anchor": "ae", "weeks": 1}, date(2027, 1, 29), date(2027, 1, 29)),
        ({"anchor": "bb", "weeks": 4, "day": "2026-08-25"}, date(2026, 8, 25), date(2026, 8, 25)),
        ({"anchor": "ab", "weeks": 10**6}, date(2031, 8, 26), date(2031, 8, 26)),
        ({"anchor": "bb", "term": 3}, None, None),
        ({"anchor": "下雪以后", "weeks": 1}, None, None),
    ],
)
def test_a_milestone_follows_its_term(row: Row, first: date | None, last: date | None) -> None:
    """By weeks before or after it begins or ends; a day of its own comes first, and what follows nothing waits."""
    assert milestones_of(with_milestone(**row), WEEKS) == (Milestone("家访", first, last),)  # type: ignore[arg-type]  # cells are no lists here


def test_milestones_shift_with_the_term() -> None:
    """Whoever types another beginning types nothing else."""
    later: Row = {**AUTUMN, "begins": "2026-09-08"}
    step: Row = {"id": "m", "name": "家访", "anchor": "bb", "weeks": 4}
    (moved,) = milestones_of({"terms": [later], "milestones": [step]}, WEEKS)

    assert moved.first == date(2026, 8, 11)


def test_what_returns_stands_on_each_of_its_days() -> None:
    """As far apart as the school's meetings are, for as long as it lasts."""
    values = with_milestone(anchor="ab", weeks=0, length=13, returns=True)

    assert [one.first for one in milestones_of(values, WEEKS)] == [
        date(2026, 9, 1), date(2026, 9, 29), date(2026, 10, 27), date(2026, 11, 24),
    ]  # fmt: skip


def test_the_built_in_year_has_every_milestone_of_the_district_s_plan() -> None:
    """With the terms typed each finds its day: learning in spring, home visits before term, exchange in January."""
    for language in LANGUAGES:
        year = next(one for one in built_in(CALENDAR, language) if one.key == "mentorship_year")
        found = milestones_of({**year.values, "terms": [AUTUMN, SPRING]}, WEEKS)
        days = [one.first for one in found if one.first is not None]

        assert len(days) == len(found)
        assert {day.month for day in days} >= {3, 5, 6, 8, 9, 1}
        assert min(days) == date(2026, 3, 31)


def test_exams_come_in_their_order() -> None:
    """A row without a day is passed over."""
    rows: list[Row] = [
        {"id": "x", "name": "期末", "begins": "2027-01-14", "ends": "2027-01-15"},
        {"id": "y", "name": "期中", "begins": "2026-11-05"},
        {"id": "z", "name": "还没定"},
    ]

    assert [(one.what, one.first, one.last) for one in exams_of([{"exams": rows}])] == [
        ("期中", date(2026, 11, 5), date(2026, 11, 5)),
        ("期末", date(2027, 1, 14), date(2027, 1, 15)),
    ]


@pytest.mark.parametrize(
    ("begins", "zh", "en"),
    [
        (date(2026, 9, 1), "2026年秋季学期", "Autumn term 2026"),
        (date(2027, 3, 1), "2027年春季学期", "Spring term 2027"),
    ],
)
def test_a_term_without_a_name_is_called_by_its_season(begins: date, zh: str, en: str) -> None:
    """As growth messages name it; the school's own name comes first."""
    term = Term("", begins, begins, begins, known=False)

    assert (name_of(term, "zh"), name_of(term, "en")) == (zh, en)
    assert name_of(Term("初三上", begins, begins, begins), "en") == "初三上"
