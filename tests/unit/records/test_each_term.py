"""What is wanted of each pupil's mentor in a term, and by when."""

from datetime import date

import pytest

from app.records.calendar import EXAM, CalendarDay, Term
from app.records.each_term import Due, EachTerm, Wanted, wanted
from app.records.numbers import DEFAULTS

TERM = Term("第一学期", date(2026, 7, 1), date(2026, 9, 1), date(2027, 1, 22))
MIDDLE = CalendarDay(EXAM, "期中", date(2026, 11, 5), date(2026, 11, 6))
LAST = CalendarDay(EXAM, "期末", date(2027, 1, 14), date(2027, 1, 15))
TWO = {**DEFAULTS, "talks_per_term": 2}
VISIT = EachTerm("visits_per_term", Due.BEFORE_TERM, "visited_at", "talked")
TALK = EachTerm("talks_per_term", Due.AROUND_EXAMS, "held_on", "own_words")
MESSAGE = EachTerm("messages_per_term", Due.AT_END, "finished", "message")


def test_a_visit_is_due_on_the_day_before_lessons_begin() -> None:
    """One in August answers it, and one in October too: late is better than not at all."""
    assert wanted(VISIT, DEFAULTS, TERM, [], []) == [Wanted(date(2026, 8, 31))]
    assert wanted(VISIT, DEFAULTS, TERM, [], [date(2026, 8, 20)])[0].held == date(2026, 8, 20)


def test_a_message_is_due_at_the_end() -> None:
    """On the last day of the term."""
    assert wanted(MESSAGE, DEFAULTS, TERM, [LAST], []) == [Wanted(date(2027, 1, 22))]


@pytest.mark.parametrize(
    ("numbers", "dues"),
    [
        (DEFAULTS, [(date(2026, 11, 13), "期中")]),
        (TWO, [(date(2026, 11, 13), "期中"), (date(2027, 1, 22), "期末")]),
        ({**DEFAULTS, "talks_per_term": 0}, []),
        ({**DEFAULTS, "talk_days": 3}, [(date(2026, 11, 9), "期中")]),
    ],
)
def test_a_talk_is_due_some_days_after_an_important_exam(numbers: dict[str, int], dues: list[tuple[date, str]]) -> None:
    """As many as the school wants; without exams, by the end."""
    found = wanted(TALK, numbers, TERM, [MIDDLE, LAST], [])

    assert [(one.due, one.because) for one in found] == dues
    assert [one.due for one in wanted(TALK, numbers, TERM, [], [])] == [TERM.ends] * len(dues)


def test_a_change_in_a_pupil_s_life_calls_for_a_talk_soon() -> None:
    """Sooner than the exam would; once there was one after the change, nothing more."""
    change = date(2026, 10, 12)

    assert wanted(TALK, DEFAULTS, TERM, [MIDDLE], [], [change]) == [Wanted(date(2026, 10, 19), change=True)]
    assert wanted(TALK, DEFAULTS, TERM, [MIDDLE], [change], [change]) == [Wanted(date(2026, 11, 13), change, "期中")]


def test_a_talk_before_the_change_does_not_answer_it() -> None:
    """One more is wanted; a change of another term, or for another sort of record, calls for none."""
    early, change = date(2026, 9, 20), date(2026, 12, 1)
    found = wanted(TALK, DEFAULTS, TERM, [MIDDLE], [early], [change])

    assert found == [Wanted(date(2026, 11, 13), early, "期中"), Wanted(date(2026, 12, 8), change=True)]
    assert len(wanted(TALK, DEFAULTS, TERM, [MIDDLE], [early], [date(2026, 3, 1)])) == 1
    assert len(wanted(VISIT, DEFAULTS, TERM, [], [early], [change])) == 1
