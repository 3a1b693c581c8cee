"""The words by which a record is found."""

from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.sealed_note import SEALED_NOTE
from app.records.searching import searchable
from app.records.terms import Terms
from app.records.values import Row, Value
from tests.helpers.kinds import PERSON


def test_terms_are_found_in_both_languages_and_ids_are_not() -> None:
    steps: list[Row] = [{"id": "a", "name": "导入", "minutes": 5, "teacher": "讲故事", "resource": "AAECAwQFBgcI"}]
    values: dict[str, Value] = {
        "topic": "秋天", "subject": "ma", "grades": ["3", "混合"], "teacher": PERSON, "taught_on": "2026-09-01",
        "slot": 3, "steps": steps,
    }  # fmt: skip
    found = searchable(LESSON_PLAN, "秋天", values, Terms())
    assert found.title == "秋天"
    assert found.body.split("\n") == ["数学", "Mathematics", "三年级", "Grade 3", "混合", "导入", "讲故事"]


def test_a_typed_name_is_found() -> None:
    assert searchable(LESSON_PLAN, "", {"teacher": "王芳"}, Terms()).body == "王芳"


def test_prose_that_gives_the_title_is_found_whole() -> None:
    body = "第一行\n第二行"
    assert searchable(COMMENT, "第一行", {"body": body}, Terms()).body == body


def test_what_is_listed_nowhere_is_found_by_nothing() -> None:
    """A sealed note is no text that anybody wrote."""
    words = searchable(SEALED_NOTE, "share", {"sort": "share", "person": "ab", "sealed": "AAAA"}, Terms())

    assert words.body == ""
