"""The named rules: minutes against a lesson whose length is a school's setting, and fields that wait for a day."""

import tomllib
from string import Formatter

import pytest

from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.rules import NOTICES, MinutesAgainstLesson, OpensAfter, Situation, total
from app.records.values import Row, Values
from app.resources import LANGUAGES, resource

MINUTES = MinutesAgainstLesson(rows="steps", minutes="minutes", periods="periods", period="period")


def steps(*minutes: int) -> Values:
    rows: list[Row] = [{"id": str(number), "minutes": minute} for number, minute in enumerate(minutes)]
    return {"steps": rows}


@pytest.mark.parametrize(
    ("lesson", "values", "key", "difference"),
    [
        (40, steps(5, 35), "notice.minutes_fit", None),
        (45, steps(5, 35), "notice.minutes_under", 5),
        (40, steps(5, 40), "notice.minutes_over", 5),
        (40, {**steps(80), "periods": 2}, "notice.minutes_fit", None),
        (40, {**steps(80), "periods": 2, "period": 1}, "notice.minutes_over", 40),
        (40, {**steps(40), "periods": 0}, "notice.minutes_fit", None),
    ],
)
def test_minutes_are_compared_with_the_lesson(lesson: int, values: Values, key: str, difference: int | None) -> None:
    (notice,) = MINUTES.check(values, Situation(lesson_minutes=lesson, today="2026-09-01"))
    assert (notice.key, notice.about, notice.fields.get("difference")) == (key, "steps", difference)


@pytest.mark.parametrize("values", [{}, {"steps": []}, {"steps": [{"id": "a", "name": "导入"}]}, {"steps": "text"}])
def test_nothing_is_said_while_there_are_no_minutes(values: Values) -> None:
    assert MINUTES.check(values, Situation(lesson_minutes=40, today="2026-09-01")) == []


def test_yes_does_not_count_as_one_minute() -> None:
    rows: list[Row] = [{"id": "a", "minutes": True}, {"id": "b", "minutes": 3}]
    assert total(rows, "minutes") == 3


@pytest.mark.parametrize(
    ("values", "closed"),
    [
        ({"taught_on": "2026-09-02"}, True),
        ({"taught_on": "2026-09-01"}, False),
        ({"taught_on": "2026-08-31"}, False),
        ({}, False),
        ({"taught_on": "2026-09-02", "reflection": "已经写了"}, False),
    ],
)
def test_the_reflection_opens_on_the_teaching_date(values: Values, closed: bool) -> None:
    notices = OpensAfter(("reflection",), "taught_on").check(values, Situation(lesson_minutes=40, today="2026-09-01"))
    assert [notice.fields for notice in notices] == ([{"field": "reflection", "date": "2026-09-02"}] if closed else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_has_a_sentence_that_uses_its_fields_only(language: str) -> None:
    sentences = tomllib.loads((resource("i18n", language) / "notices.toml").read_text("utf-8"))["notice"]
    assert {f"notice.{name}" for name in sentences} == set(NOTICES)
    for name, sentence in sentences.items():
        places = {place for _, place, _, _ in Formatter().parse(sentence) if place}
        assert places <= set(NOTICES[f"notice.{name}"])


def test_a_plan_opens_its_parts_as_taught_and_learnt_after_the_lesson() -> None:
    """Before the day they wait, and say until when; on the day they are open (requirement 4.22)."""
    plan: Values = {"topic": "秋天的雨", "taught_on": "2026-09-02"}
    closed = {
        notice.about
        for notice in LESSON_PLAN.check(plan, Situation(lesson_minutes=40, today="2026-09-01"))
        if notice.key == "notice.not_yet_open"
    }
    open_now = LESSON_PLAN.check(plan, Situation(lesson_minutes=40, today="2026-09-02"))

    assert closed == {"as_taught", "reflection", "reflected_on"}
    assert not [notice for notice in open_now if notice.key == "notice.not_yet_open"]
