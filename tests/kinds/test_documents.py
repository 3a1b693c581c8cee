"""The pages about records say what the code says."""

import re
from pathlib import Path

import pytest

from app.records.fields import FIELD_TYPES, LIMIT, columns_of
from app.records.kind import Kind
from app.records.kinds import ALL

DOCS = Path(__file__).parents[2] / "docs"


def table_rows(page: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = (DOCS / page).read_text("utf-8").split(heading + "\n", 1)[1].split("\n#", 1)[0]
    lines = [line for line in section.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_table_of_field_types_is_complete_and_its_limits_are_right() -> None:
    rows = table_rows("records.md", "## Field types")
    limits = {row[0].strip("`"): int(re.sub(r"\D", "", row[3])) for row in rows}
    assert limits == {field_type.__name__: LIMIT[field_type] for field_type in FIELD_TYPES}


def test_the_table_of_kinds_is_complete() -> None:
    rows = [row[:4] for row in table_rows("records.md", "## The kinds")]
    assert rows == [
        [
            f"{kind.label.zh} {kind.label.en}",
            f"`{kind.key}`",
            f"`{kind.title}`",
            f"`{kind.beside}`" if kind.beside else "–",
        ]
        for kind in ALL
    ]


def test_each_word_of_the_glossary_has_one_meaning() -> None:
    words = [row[0] for row in table_rows("glossary.md", "# Words")]

    assert len(words) > 100
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_the_glossary_has_every_field(kind: Kind) -> None:
    expected = []
    for field in kind.fields():
        star = " *" if field.required else ""
        expected.append([field.label.zh, field.label.en, f"`{field.key}`", type(field).__name__ + star])
        for column in columns_of(field):
            path = f"`{field.key}/…/{column.key}`"
            expected.append([f"· {column.label.zh}", f"· {column.label.en}", path, type(column).__name__])
    assert table_rows("glossary.md", f"### {kind.label.zh} · {kind.label.en} (`{kind.key}`)") == expected


def test_every_file_of_a_kind_is_in_the_list() -> None:
    folder = DOCS.parent / "app" / "records" / "kinds"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {kind.key for kind in ALL}


def test_no_label_is_used_for_two_fields_of_one_page() -> None:
    """Our own exports find a field by its label."""
    for kind in ALL:
        for fields in (tuple(kind.fields()), *(columns_of(field) for field in kind.fields())):
            for labels in ([field.label.zh for field in fields], [field.label.en for field in fields]):
                assert len(set(labels)) == len(labels), kind.key
