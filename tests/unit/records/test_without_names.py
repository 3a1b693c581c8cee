"""A record's values without names: texts and people are rewritten, what would tell a name all the same is left out."""

from app.records.fields import FIELD_TYPES, File, Link, Signature
from app.records.values import Row
from app.records.without_names import NAMELESS, Rewriting, rewritten, texts_of
from tests.helpers.kinds import EVERY_TYPE, PERSON, WORDS, sample_values

BY = Rewriting(lambda text: text.replace("秋天", "某天"), lambda person: "王老师" if person == PERSON else "李某")
LEFT_OUT = {Link, Signature, File}


def test_every_type_of_field_has_its_way() -> None:
    assert set(NAMELESS) == set(FIELD_TYPES)


def test_no_text_and_no_person_is_passed_over_in_fields_and_in_rows() -> None:
    made = rewritten(EVERY_TYPE, sample_values(EVERY_TYPE, "zh"), BY)
    assert "秋天" not in repr(made)
    assert PERSON not in repr(made)
    assert made["person"] == "王老师"
    rows = made["rows"]
    assert isinstance(rows, list)
    row = next(row for row in rows if isinstance(row, dict))
    assert row["person"] == "王老师"
    assert not {field.__name__.lower() for field in LEFT_OUT} & {*made, *row}


def test_a_row_keeps_its_id() -> None:
    rows: list[Row] = [{"id": "r1", "line": "秋天"}]
    assert rewritten(EVERY_TYPE, {"rows": rows}, BY)["rows"] == [{"id": "r1", "line": "某天"}]


def test_all_texts_are_told_in_the_order_of_the_form() -> None:
    told = texts_of(EVERY_TYPE, sample_values(EVERY_TYPE, "zh"))
    assert told[0] == f"{WORDS['zh']} line"
    assert PERSON in told
