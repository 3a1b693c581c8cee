"""Every kind goes through everything that is made from declarations; a new kind arrives with these tests.

To add a consumer, write a function that takes a kind and asserts, and put it into ``CONSUMERS``.
"""

import dataclasses
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document
from app.export.contents import CONTENTS, Writing
from app.export.pages import Job, pages_of
from app.export.text import BLOCK, raw_to_markdown, to_markdown
from app.ids import DeviceId
from app.records.edits import SetValue, WriteProse
from app.records.fields import (
    FIELD_TYPES,
    LIMIT,
    Checklist,
    Date,
    Field,
    File,
    Line,
    Prose,
    Rows,
    Shape,
    columns_of,
    is_rows,
)
from app.records.filling import FILL, edits_for
from app.records.groups import LESSONS
from app.records.importing import from_markdown
from app.records.kind import Kind, Section
from app.records.kinds import ALL
from app.records.label import Label
from app.records.paper import Layout, Length, PrintChoice
from app.records.reading import READ
from app.records.record import Record
from app.records.registry import Registry
from app.records.rules import NOTICES, Situation
from app.records.searching import WORDS as SEARCHED
from app.records.values import CHECK, Row, Value
from app.records.written import READ_AGAIN, WRITTEN, Manner
from app.resources import LANGUAGES
from tests.helpers.kinds import EVERY_TYPE, SAMPLE, WORDS, sample_values, without_ids

TEACHER = DeviceId(b"teacher1")
MENTOR = DeviceId(b"mentor01")
NOW = 1_770_000_000


def new_record(kind: Kind, language: str) -> Record:
    return Record.create(kind, TEACHER, NOW, edits_for(kind, sample_values(kind, language)))


def holds_every_value(kind: Kind) -> None:
    for language in LANGUAGES:
        record = new_record(kind, language)
        assert without_ids(record.values()) == sample_values(kind, language)
        again = Record.open(Document.load(MENTOR, record.document.state()), Registry([kind]))
        assert again.values() == record.values()
        assert again.strays() == {}


def merges_two_edits(kind: Kind) -> None:
    """The teacher writes in the main prose while the mentor, apart from her, writes in it and in the title."""
    hers = new_record(kind, "zh")
    his = Record.open(Document.load(MENTOR, hers.document.state()), Registry([kind]))
    before = str(hers.values()[kind.main])
    since = hers.document.version()
    hers.apply([WriteProse(kind.main, "开头" + before)])
    his.apply([WriteProse(kind.main, before + "结尾")])
    for record in (hers, his):
        record.save(NOW + 60)
    from_her, from_him = hers.document.export(since), his.document.export(since)
    hers.document.merge([from_him])
    his.document.merge([from_her])
    assert hers.values()[kind.main] == "开头" + before + "结尾"
    assert his.values() == hers.values()


def shows_rivals(kind: Kind) -> None:
    """A field of one value that two set while apart keeps both, until somebody picks one."""
    field = next(field for field in kind.fields() if field.shape is Shape.SCALAR and type(field) in OTHER)
    hers = new_record(kind, "zh")
    his = Record.open(Document.load(MENTOR, hers.document.state()), Registry([kind]))
    since = hers.document.version()
    for record, value in zip((hers, his), OTHER[type(field)], strict=True):
        record.apply([SetValue(field.key, value)])
        record.save(NOW + 60)
    hers.document.merge([his.document.export(since)])
    rivals = hers.rivals()
    assert list(rivals) == [field.key]
    assert {rival.value for rival in rivals[field.key]} == set(OTHER[type(field)])
    hers.apply([SetValue(field.key, OTHER[type(field)][0])])
    assert hers.rivals() == {}
    assert hers.values()[field.key] == OTHER[type(field)][0]


#: Two values each, for fields of which every kind has one.
OTHER: dict[type[Field], tuple[str, str]] = {
    Line: ("她的", "他的"),
    Date: ("2026-03-02", "2026-03-09"),
}


def without_files(values: dict[str, Value], files: set[str]) -> dict[str, Value]:
    """Values without what a text cannot hold; the every-type kind has a file in its rows as well."""
    kept: dict[str, Value] = {}
    for key, value in values.items():
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        if key not in files:
            kept[key] = [{name: cell for name, cell in row.items() if name != "file"} for row in rows] or value
    return kept


def exports_and_imports_again(kind: Kind) -> None:
    for language in LANGUAGES:
        # A text names files and does not hold them.
        files = {field.key for field in kind.fields() if isinstance(field, File)}
        values = without_files(new_record(kind, language).values(), files)
        text = to_markdown(kind, values, lambda label, language=language: label.in_language(language))  # type: ignore[misc]  # mypy cannot type a lambda's default
        again = Record.create(kind, MENTOR, NOW, from_markdown(kind, text))
        assert without_ids(again.values()) == without_ids(values)


def exports_every_label(kind: Kind) -> None:
    for language in LANGUAGES:
        text = to_markdown(kind, sample_values(kind, language), lambda label: label.in_language(language))  # noqa: B023  # called at once
        for field in kind.fields():
            assert field.label.in_language(language) in text


def goes_on_paper(kind: Kind) -> None:
    """In full every label and every text is on the paper, in both layouts; what is left out is declared."""
    for language, layout in product(LANGUAGES, Layout):
        writing = Writing(Manner(language))
        values = sample_values(kind, language)
        pages = pages_of(Job(kind, values, PrintChoice(language, layout), writing))
        printed = repr(pages.blocks)
        for field in kind.fields():
            if field.key not in kind.on_paper.left_out and not (layout is Layout.TEXT and field.key == kind.title):
                assert field.label.in_language(language) in printed
            if type(field) in (Line, Prose):
                left_out = field.key in kind.on_paper.left_out
                assert (str(values[field.key]).split("\n")[0] in printed) != left_out
        short = pages_of(Job(kind, values, PrintChoice(language, layout, Length.SHORT), writing))
        assert (len(repr(short.blocks)) < len(printed)) == bool(kind.on_paper.short)


#: What may stand before a word in prose.
BEFORE = (
    "",
    "# ",
    "- ",
    "1. ",
    "　　",
    "> ",
    "第一段\n\n",
    "| 甲 | 乙 |\n| --- | --- |\n",
    "| 甲 | 乙 |\n| --- | --- |\n| ",
)


def loses_no_word_on_paper(kind: Kind) -> None:
    """Whatever the layout, in full length, whatever fields and cells are set: each text is there once more, as it
    stands; only what the declaration leaves out is missing."""

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def check(data: st.DataObject) -> None:
        values, texts = _any_values(kind, data)
        margin = data.draw(st.booleans())
        for layout in Layout:
            pages = pages_of(Job(kind, values, PrintChoice("zh", layout, margin=margin), Writing(Manner("zh"))))
            printed = repr(pages.blocks)
            assert [text for text in texts if text not in printed] == []

    check()


def _any_values(kind: Kind, data: st.DataObject) -> tuple[dict[str, Value], list[str]]:
    """Some of the fields, with a text of its own in each place that holds words; and these texts."""
    texts: list[str] = []

    def text() -> str:
        texts.append(f"词{len(texts)}𠮷末")
        before = data.draw(
            st.sampled_from(("", "# ", "- ", "1. ", "　　", "> ", "第一段\n\n", "| 甲 | 乙 |\n| --- | --- |\n"))
        )
        return before + texts[-1]

    def place(field: Field, path: str) -> Value:
        if type(field) is Prose:
            made = text()
        elif type(field) is Line:
            texts.append(made := f"词{len(texts)}𠮷末")
        else:
            made = SAMPLE[type(field)](field, "zh")  # type: ignore[assignment]  # any value does
        left_out = {path, path.partition("/")[0]} & set(kind.on_paper.left_out)
        if left_out and type(field) in (Line, Prose):
            texts.pop()
        return made

    values: dict[str, Value] = {}
    for field in kind.fields():
        if not data.draw(st.booleans()):
            continue
        if not is_rows(field):
            values[field.key] = place(field, field.key)
            continue
        rows: list[Row] = []
        columns = st.sampled_from(columns_of(field))
        some = data.draw(columns.map(lambda one: [one]) | st.lists(columns, unique_by=lambda one: one.key))
        for number in range(data.draw(st.integers(1, 2))):
            cells = {column.key: place(column, f"{field.key}/{column.key}") for column in some}
            rows.append({"id": f"r{number}", **cells})  # type: ignore[dict-item]  # cells hold no rows
        values[field.key] = rows
    return values, texts


def gives_words_for_the_search(kind: Kind) -> None:
    found = new_record(kind, "zh").searchable()
    assert found.title == new_record(kind, "zh").title() != ""
    held = sum(type(field) in (Line, Prose) for field in kind.fields() if field.key != kind.title)
    body = "\n".join(place.text for place in found.places)
    assert body.count(WORDS["zh"]) >= held if kind.listed else body == ""
    for place in found.places:
        assert kind.path(place.path)
    assert (found.title in found.named) == kind.alone


def is_checked_by_its_rules(kind: Kind) -> None:
    situation = Situation(lesson_minutes=40, today="2026-01-01")
    required = {field.key for field in kind.fields() if field.required}
    assert {notice.about for notice in kind.check({}, situation)} == required
    for notice in kind.check(sample_values(kind, "zh"), situation):
        assert set(notice.fields) == set(NOTICES[notice.key])
        assert notice.about not in required or notice.key != "notice.required"


def survives_a_program_that_does_not_know_it(kind: Kind) -> None:
    """An older program shows everything as text, deletes and undeletes, and hands on what it cannot read."""
    record = new_record(kind, "zh")
    older = Record.open(Document.load(MENTOR, record.document.state()), Registry([]))
    assert older.kind is None
    assert older.read_only
    assert older.kind_key == kind.key
    shown = raw_to_markdown(older.kind_key, older.values())
    assert shown.count(WORDS["zh"]) >= sum(type(field) in (Line, Prose) for field in kind.fields())
    older.delete()
    older.undelete()
    older.save(NOW + 60)
    newer = Record.open(Document.load(TEACHER, older.document.state()), Registry([kind]))
    assert newer.values() == record.values()
    assert not newer.deleted


def survives_a_program_that_knows_less_of_it(kind: Kind) -> None:
    """A program whose declaration has only the title and the main prose keeps the rest, and shows it as strays."""
    record = new_record(kind, "zh")
    few = tuple(field for field in kind.fields() if field.key in (kind.title, kind.main))
    less = Kind(
        key=kind.key, version=kind.version, label=kind.label, title=kind.title, main=kind.main, columns=(),
        sections=(Section(Label("少", "Less"), few),),
        group=kind.group or LESSONS,
        audience=dataclasses.replace(kind.audience, answers=(), guarded=()),
    )  # fmt: skip
    older = Record.open(Document.load(MENTOR, record.document.state()), Registry([less]))
    assert set(older.values()) == {field.key for field in few}
    shown = to_markdown(less, older.values(), lambda label: label.zh, strays=older.strays())
    lines = [field for field in kind.fields() if type(field) in (Line, Prose)]
    assert all(f"{WORDS['zh']} {field.key}" in shown for field in lines)
    older.apply([WriteProse(kind.main, "旧程序写的")])
    older.save(NOW + 60)
    newer = Record.open(Document.load(TEACHER, older.document.state()), Registry([kind]))
    assert newer.values() == {**record.values(), kind.main: "旧程序写的"}


CONSUMERS: tuple[Callable[[Kind], None], ...] = (
    holds_every_value,
    merges_two_edits,
    shows_rivals,
    exports_and_imports_again,
    exports_every_label,
    goes_on_paper,
    loses_no_word_on_paper,
    gives_words_for_the_search,
    is_checked_by_its_rules,
    survives_a_program_that_does_not_know_it,
    survives_a_program_that_knows_less_of_it,
)


@pytest.mark.parametrize("kind", [*ALL, EVERY_TYPE], ids=lambda kind: kind.key)
@pytest.mark.parametrize("consumer", CONSUMERS, ids=lambda consumer: consumer.__name__)
def test_kind_and_consumer(kind: Kind, consumer: Callable[[Kind], None]) -> None:
    """Every consumer is a function above that asserts for itself."""
    consumer(kind)


#: Every table from field type to behaviour in our part, with the types that it need not have and why.
TABLES: dict[str, tuple[object, frozenset[type[Field]]]] = {
    "LIMIT": (LIMIT, frozenset()),
    "CHECK": (CHECK, frozenset()),
    "WORDS": (SEARCHED, frozenset()),
    "BLOCK": (BLOCK, frozenset()),
    "CONTENTS": (CONTENTS, frozenset()),
    "SAMPLE": (SAMPLE, frozenset()),
    # Prose and rows are blocks with a heading; they are not written on one line.
    "WRITTEN": (WRITTEN, frozenset({Prose, Rows, Checklist})),
    "READ_AGAIN": (READ_AGAIN, frozenset({Prose, Rows, Checklist})),
}


@pytest.mark.parametrize("table", TABLES)
def test_each_table_knows_every_field_type(table: str) -> None:
    rows, left_out = TABLES[table]
    assert isinstance(rows, dict)
    assert set(rows) | left_out == set(FIELD_TYPES)
    assert not set(rows) & left_out


def test_every_shape_can_be_read_and_filled() -> None:
    assert set(READ) == set(FILL) == set(Shape)


def test_every_field_type_is_in_the_list_of_field_types() -> None:
    assert set(FIELD_TYPES) == set(Field.__subclasses__())
