"""The words by which a record is found."""

from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.plc_meeting import PLC_MEETING
from app.records.kinds.sealed_note import SEALED_NOTE
from app.records.people import person_of
from app.records.searching import Place, searchable
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
    assert found.places == (
        Place("subject", "数学"),
        Place("subject", "Mathematics"),
        Place("grades", "三年级"),
        Place("grades", "Grade 3"),
        Place("grades", "混合"),
        Place("steps/a/name", "导入"),
        Place("steps/a/teacher", "讲故事"),
    )
    assert found.texts[:2] == ("秋天", "数学")


def test_a_typed_name_is_found_by_its_pinyin_too_and_a_member_by_her_id() -> None:
    """So that a member's new name finds what was written under her old one."""
    typed = searchable(LESSON_PLAN, "秋天", {"teacher": "王芳"}, Terms())
    assert (typed.places, typed.named, typed.people) == ((Place("teacher", "王芳"),), ("秋天", "王芳"), ())

    member = searchable(LESSON_PLAN, "秋天", {"teacher": PERSON}, Terms())
    assert (member.places, member.named) == ((), ("秋天",))
    assert member.people == (("teacher", person_of(PERSON)),)


def test_people_in_rows_are_named_with_their_place() -> None:
    tasks: list[Row] = [{"id": "r", "task": "磨课", "owner": PERSON}, {"id": "s", "task": "听课", "owner": "李雷"}]
    found = searchable(PLC_MEETING, "", {"present": [PERSON, "韩梅"], "tasks": tasks}, Terms())
    assert found.people == (("present", person_of(PERSON)), ("tasks/r/owner", person_of(PERSON)))
    assert found.named == ("韩梅", "李雷")


def test_prose_that_gives_the_title_is_found_whole() -> None:
    body = "第一行\n第二行"
    found = searchable(COMMENT, "第一行", {"body": body}, Terms())
    assert (found.places, found.named) == ((Place("body", body),), ())


def test_what_is_listed_nowhere_is_found_by_nothing() -> None:
    """A sealed note is no text that anybody wrote."""
    words = searchable(SEALED_NOTE, "share", {"sort": "share", "person": "ab", "sealed": "AAAA"}, Terms())

    assert (words.places, words.named) == ((), ())
