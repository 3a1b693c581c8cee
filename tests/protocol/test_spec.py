"""docs/protocol.md and docs/security.md say what the code does: their tables are read and compared, both ways."""

import inspect
import re
from dataclasses import fields

import pytest

from app.crypto import purposes
from app.protocol import entries, envelope, limits, snapshot
from app.protocol.api import RelayApi
from app.protocol.codec import Counted, Fixed, Listed, Number, Part, Rest
from app.protocol.failures import Code
from app.protocol.limits import MAX_NUMBER
from app.protocol.membership import WRITERS, Role
from app.protocol.messages import LAYOUTS, Layout, Refused
from tests.helpers.source import ROOT

PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
FIVE_PARTS = ["Purpose", "Request", "Answer", "Failures", "What the receiver must do"]


def section(page: str, heading: str) -> str:
    """The text below a heading, up to the next of its rank or a higher one."""
    rank = heading.index(" ")
    start = page.index(f"\n{heading}\n") + len(heading) + 1
    end = re.compile(rf"\n#{{1,{rank}}} ").search(page, start)
    return page[start : end.start() if end else len(page)]


def rows(text: str) -> list[list[str]]:
    """The cells of a section's tables, without their heads."""
    found = []
    for table in re.findall(r"(?:^\|.*\n?)+", text, flags=re.MULTILINE):
        lines = table.strip().splitlines()
        found += [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return found


def written(part: Part) -> str:
    """How the page writes a part of an item."""
    match part:
        case Number(limit):
            return "varint" if limit == MAX_NUMBER else f"varint to {limit:,}"
        case Fixed(size):
            return f"{size} bytes"
        case Counted(limit):
            return f"counted to {limit:,}"
        case Rest(limit):
            return f"rest to {limit:,}"
        case Listed(limit, _, parts):
            return f"list to {limit:,} of ({', '.join(map(written, parts))})"
        case _:
            return "one byte, 0 or 1"


def test_every_verb_has_its_five_parts() -> None:
    verbs = [name for name, _ in inspect.getmembers(RelayApi, inspect.isfunction) if not name.startswith("_")]
    described = re.findall(r"^### (\w+)$", section(PAGE, "## 5. The verbs"), flags=re.MULTILINE)

    assert described == verbs
    for verb in verbs:
        assert re.findall(r"^\*\*(.+?)\.\*\*", section(PAGE, f"### {verb}"), flags=re.MULTILINE) == FIVE_PARTS


def test_every_item_is_described_and_no_other() -> None:
    described = re.findall(r"^#### (\w+)$", section(PAGE, "### The items"), flags=re.MULTILINE)

    assert described == [layout.item.__name__ for layout in LAYOUTS.values()]


@pytest.mark.parametrize(("number", "layout"), LAYOUTS.items(), ids=[row.item.__name__ for row in LAYOUTS.values()])
def test_an_item_is_written_as_described(number: int, layout: Layout) -> None:
    text = section(PAGE, f"#### {layout.item.__name__}")
    described = [row[:2] for row in rows(text)]

    assert f"Type {number}, at most {layout.limit:,} bytes." in text
    assert described == [
        [field.name, written(part)] for field, part in zip(fields(layout.item), layout.parts, strict=True)
    ]


def test_the_payload_is_written_as_described() -> None:
    described = [row[0] for row in rows(section(PAGE, "## 6. The envelope").split("**Payload.**")[1])]

    assert described == list(envelope.Payload.__struct_fields__)


def test_a_snapshots_payload_is_written_as_described() -> None:
    described = [row[0] for row in rows(section(PAGE, "## 7a. Snapshots")) if len(row) == 3]

    assert described == list(snapshot.ChunkPayload.__struct_fields__)


def test_the_entries_are_written_as_described() -> None:
    described = {}
    for name, cells in (row for row in rows(section(PAGE, "## 8. The membership log")) if len(row) == 2):
        described[name] = re.findall(r"(?:^|· )`(\w+)`:", cells)
    structs = [entries.PersonCard, entries.DeviceCard, *entries.Entry.__args__]
    coded = {}
    for struct in structs:
        tag = struct.__struct_config__.tag
        name = struct.__name__ if tag is None else f"{struct.__name__} ({tag})"
        coded[name] = [field for field in struct.__struct_fields__ if field not in ("prev", "author")]

    assert described == coded


def test_who_may_write_which_entry_is_as_described() -> None:
    table = {row[0]: row[1] for row in rows(section(PAGE, "## 8. The membership log")) if len(row) == 3}
    described = {kind: {role for role in Role if re.search(rf"\b{role}\b", table[kind.__name__])} for kind in WRITERS}

    assert described == WRITERS
    assert {kind.__name__ for kind in entries.Entry.__args__} <= set(table)


def test_every_limit_is_in_the_table_with_a_reason() -> None:
    described = {name: int(value.replace(",", "")) for name, value, _ in rows(section(PAGE, "## 10. Limits"))}
    coded = {name: value for name, value in vars(limits).items() if name.isupper()}

    assert described == coded
    assert all(len(reason) > 10 for _, _, reason in rows(section(PAGE, "## 10. Limits")))


def test_every_failure_is_in_the_table_with_its_rule_and_sentence() -> None:
    described = [
        (int(number), name, rule, sentence)
        for number, name, rule, meaning, sentence in rows(section(PAGE, "## 12. Failures"))
        if meaning
    ]

    assert described == [(int(code), code.name, code.rule.value, code.sentence) for code in Code]


def test_every_failure_stands_under_its_family() -> None:
    for low, high in re.findall(r"^### .+: (\d+) to (\d+)$", section(PAGE, "## 12. Failures"), flags=re.MULTILINE):
        heading = next(line for line in PAGE.splitlines() if line.endswith(f": {low} to {high}"))
        assert all(int(low) <= int(row[0]) <= int(high) for row in rows(section(PAGE, heading)))


def test_names_in_the_text_exist() -> None:
    """A code or an item that the page mentions in passing."""
    known = (
        {code.name for code in Code}
        | {name for name in vars(limits) if name.isupper()}
        | {"ASK_ACKS", "ASK_SNAPSHOTS", "SIGN_ANSWER"}
    )
    mentioned = set(re.findall(r"`([A-Z]{3,}[A-Z_]*)`", PAGE))

    assert mentioned <= known
    assert Refused.__name__ in PAGE


def test_every_purpose_has_a_row_in_the_security_page() -> None:
    described = re.findall(r"^\| `(tongxing [^`]+)`", section(SECURITY, "## Keys by purpose"), flags=re.MULTILINE)
    coded = [value.decode() for name, value in vars(purposes).items() if name.isupper()]

    assert sorted(described) == sorted(coded)
    for purpose in re.findall(r"`(tongxing [a-z0-9 ]+ \d)`", PAGE):
        assert purpose in coded


@pytest.mark.parametrize("page", ["days.md", "security.md", "testing.md", "requirements.md"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)", (ROOT / "docs" / page).read_text(encoding="utf-8"))

    assert len(named) > 20
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"^def {test}\(", (ROOT / file).read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    assert missing == []
