"""The templates that ship with the program can be begun from, and say the same in both languages."""

import pytest

from app.ids import DeviceId
from app.records.filling import edits_for
from app.records.kinds import ALL
from app.records.record import Record
from app.records.rules import total
from app.records.templates import built_in
from app.resources import LANGUAGES
from tests.helpers.kinds import without_ids

WITH = [kind for kind in ALL if built_in(kind, "zh") or built_in(kind, "en")]
#: The kinds that are begun every week, and so offer a choice.
EVERYDAY = {"lesson_plan", "mentoring_log", "plc_meeting"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", WITH, ids=lambda kind: kind.key)
def test_every_template_fills_a_record(kind: object, language: str) -> None:
    """Nothing in it is refused or lost."""
    chosen = next(one for one in WITH if one is kind)
    found = built_in(chosen, language)

    assert len(found) >= (3 if chosen.key in EVERYDAY else 1)
    for template in found:
        record = Record.create(chosen, DeviceId(b"teacher1"), 1, edits_for(chosen, template.values))
        assert without_ids(record.values()) == dict(template.values)
        assert template.name
        assert template.about


@pytest.mark.parametrize("kind", WITH, ids=lambda kind: kind.key)
def test_both_languages_have_the_same(kind: object) -> None:
    """By key; somebody who changes the language finds her template again."""
    chosen = next(one for one in WITH if one is kind)
    zh, en = (built_in(chosen, language) for language in LANGUAGES)

    assert [one.key for one in zh] == [one.key for one in en]
    assert [set(one.values) for one in zh] == [set(one.values) for one in en]


def test_the_minutes_of_a_plan_are_one_lesson() -> None:
    """Forty; who has forty-five has five for herself."""
    plan = next(kind for kind in ALL if kind.key == "lesson_plan")
    for template in built_in(plan, "zh"):
        steps = template.values["steps"]
        assert isinstance(steps, list)
        assert total([row for row in steps if isinstance(row, dict)], "minutes") == 40


def test_a_kind_without_templates_has_none() -> None:
    """Comments begin with their first word."""
    comment = next(kind for kind in ALL if kind.key == "comment")

    assert built_in(comment, "zh") == ()
