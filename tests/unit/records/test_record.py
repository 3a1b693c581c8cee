"""Records: titles, deletion, rivals, and that every text comes through unharmed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.crdt import Document
from app.errors import RecordError
from app.export.text import to_markdown
from app.ids import DeviceId
from app.records.edits import AddRow, Edit, Mark, SetValue, WriteProse
from app.records.fields import LIMIT, Line
from app.records.filling import edits_for
from app.records.importing import from_markdown
from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.record import TITLE_LENGTH, Record
from app.records.registry import Registry
from app.records.terms import Terms
from app.records.values import Row, Value, clean_line, clean_prose, rows_in
from tests.helpers.kinds import EVERY_TYPE, without_ids
from tests.helpers.shared_data import hanzi, naughty_strings

TEACHER = DeviceId(b"teacher1")
MENTOR = DeviceId(b"mentor01")
NOW = 1_770_000_000

#: Texts of our own that are hard to carry; the lists beside the repository are longer.
HARD = (
    "\u202e从右到左\u202c", "零宽\u200d\u200b连接\ufeff", "\x01\x07\x1b[31m控制\x7f\x85\u2028\u2029\x0b\x0c",
    "\ud842半个", "空\x00字", "𠮷𨙸𬇕", "👩\u200d🏫🇨🇳e\u0301", "# 标题", "\\# 反斜线", "\\\\", "\n\n前后\n\n",
    "\r\n行\r尾\n", "<!-- tongxing lesson_plan 1 zh -->", "<!-- tongxing every_type 1 zh -->", "- 课题：不是",
    "1. 一", "、；;，,", "\\、\\", "一、教学目标", "教学重点：", "    ", "##### 教师活动", "{panel end}", "null",
    "@0001020304050607", "a.b:c!d/e",
)  # fmt: skip


def comes_through(text: str) -> None:
    """The text, in a line, a prose, a set and a row, through create, save, load, export and import again."""
    line, prose = clean_line(text), clean_prose(text)
    edits: list[Edit] = [WriteProse("prose", text), AddRow("rows", row_id="r"), WriteProse("rows/r/prose", text)]
    short = len(line) <= LIMIT[Line]
    expected: dict[str, Value] = {"prose": prose} if prose else {}
    row: Row = {"prose": prose} if prose else {}
    if short:
        edits = [SetValue("line", text), *edits, SetValue("rows/r/line", text)]
        expected |= {"line": line} if line else {}
        row |= {"line": line} if line else {}
    if line.strip() and len(line.strip()) <= 200:
        edits = [*edits, Mark("choices", text), Mark("people", text), SetValue("choice", text)]
        expected |= {"choices": [line.strip()], "people": [line.strip()], "choice": line.strip()}
    expected["rows"] = [row]
    record = Record.create(EVERY_TYPE, TEACHER, NOW, edits)
    again = Record.open(Document.load(MENTOR, record.document.state()), Registry([EVERY_TYPE]))
    assert without_ids(again.values()) == expected
    assert again.strays() == {}
    assert again.title() == (line if short else "")
    assert prose in again.searchable().texts or not prose
    written = to_markdown(EVERY_TYPE, again.values(), lambda label: label.zh)
    read = Record.create(EVERY_TYPE, MENTOR, NOW, from_markdown(EVERY_TYPE, written))
    # A word that is a term's label becomes that term when it is read again, as it does when it is typed.
    term = Terms().value_of("subjects", line)
    if term != line.strip() and "choice" in expected:
        expected |= {"choice": term, "choices": [term]}
    assert without_ids(read.values()) == expected


@pytest.mark.parametrize("text", HARD, ids=ascii)
def test_hard_texts_come_through_unharmed(text: str) -> None:
    comes_through(text)


def test_naughty_strings_come_through_unharmed() -> None:
    for text in naughty_strings():
        comes_through(text)


def test_every_standard_character_comes_through_unharmed() -> None:
    characters = hanzi()
    assert any(ord(character) > 0xFFFF for character in characters)
    comes_through(characters)
    for start in range(0, len(characters), 400):
        comes_through(characters[start : start + 400].replace("\n", ""))


@settings(max_examples=60, deadline=None)
@example("化学")
@given(st.text(st.characters(exclude_categories=[]), max_size=80) | st.text("#\\\n -一、：:教学重点<!1.", max_size=40))
def test_any_text_comes_through_unharmed(text: str) -> None:
    comes_through(text)


def test_a_record_is_one_change_with_its_kind_and_first_edits() -> None:
    record = Record.create(LESSON_PLAN, TEACHER, NOW, [SetValue("topic", "秋天")])
    assert (record.kind_key, record.version, record.read_only) == ("lesson_plan", 1, False)
    assert [change.time for change in record.document.history()] == [NOW]
    assert not record.save(NOW + 1)
    record.apply([SetValue("topic", "冬天")])
    assert record.save(NOW + 2)
    assert [change.time for change in record.document.history()] == [NOW, NOW + 2]


def test_no_record_is_made_of_a_wrong_edit() -> None:
    with pytest.raises(RecordError):
        Record.create(LESSON_PLAN, TEACHER, NOW, [SetValue("nothing", "x")])


def test_a_document_that_is_no_record_is_shown_as_it_is() -> None:
    document = Document.new(TEACHER)
    document.set("k", 3)
    document.set("zz", "值")
    record = Record.open(document, Registry([LESSON_PLAN]))
    assert (record.kind, record.kind_key, record.version) == (None, "", 0)
    assert record.values() == {"zz": "值"}
    assert record.strays() == {}
    assert record.rivals() == {}
    assert record.title() == "值"
    assert record.searchable().texts == ("值", "值")


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("", ""),
        ("  \n第一行\n第二行", "第一行"),
        ("字" * TITLE_LENGTH, "字" * TITLE_LENGTH),
        ("字" * (TITLE_LENGTH + 1), "字" * TITLE_LENGTH + "…"),
    ],
)
def test_the_title_of_prose_is_the_beginning_of_its_first_line(body: str, title: str) -> None:
    assert Record.create(COMMENT, TEACHER, NOW, [WriteProse("body", body)]).title() == title


def test_deleting_is_a_mark_that_can_be_taken_away() -> None:
    record = Record.create(LESSON_PLAN, TEACHER, NOW, [SetValue("topic", "秋天")])
    states = [record.deleted]
    for act in (record.delete, record.undelete):
        act()
        record.save(NOW + 1)
        states.append(record.deleted)
    assert states == [False, True, False]
    assert record.values() == {"topic": "秋天"}


def test_both_values_of_a_cell_are_shown_until_one_is_picked() -> None:
    steps: list[Row] = [{"name": "导入", "minutes": 5}]
    values: dict[str, Value] = {"steps": steps, "topic": "秋天"}
    hers = Record.create(LESSON_PLAN, TEACHER, NOW, edits_for(LESSON_PLAN, values))
    his = Record.open(Document.load(MENTOR, hers.document.state()), Registry([LESSON_PLAN]))
    since = hers.document.version()
    path = f"steps/{rows_in(hers.values().get('steps'))[0]['id']}/minutes"
    for record, minutes in ((hers, 8), (his, 10)):
        record.apply([SetValue(path, minutes), SetValue("topic", "深秋")])
        record.save(NOW + minutes)
    hers.document.merge([his.document.export(since)])
    assert set(hers.rivals()) == {path}, "both wrote the same topic, which needs no picking"
    found = {(rival.value, rival.device, rival.time) for rival in hers.rivals()[path]}
    assert found == {(8, TEACHER, NOW + 8), (10, MENTOR, NOW + 10)}
    hers.apply([SetValue(path, 10)])
    assert hers.rivals() == {}


def test_a_value_of_a_wrong_form_is_shown_as_it_came() -> None:
    record = Record.create(LESSON_PLAN, TEACHER, NOW, [SetValue("topic", "秋天"), AddRow("steps", row_id="a")])
    record.document.set("n", "第三节")
    record.document.set("r.a.m", "五分钟")
    record.document.set("r.a.zz", "新的格")
    assert set(record.values()) == {"topic", "steps"}
    assert record.strays() == {"n": "第三节", "r.a.m": "五分钟", "r.a.zz": "新的格"}
