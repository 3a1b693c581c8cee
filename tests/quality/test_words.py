"""What the import checker cannot see: special cases by kind, SQL and sentences in the wrong place, unfinished work."""

import ast
import re
from pathlib import Path

from tests.helpers.source import ROOT, name_of, python_files, strings, tree_of

#: Where Chinese may stand in code, and why. Everything a person reads elsewhere is in resources/i18n.
CHINESE_ALLOWED = {
    "app/records/kinds/": "labels of fields: a kind is declared in one file, in both languages",
    "app/records/groups.py": "what the groups of kinds are called, in both languages",
    "app/records/purposes.py": "what spaces are for, in both languages",
    "app/records/terms/": "terms of the trade, in both languages",
    "app/records/headings.py": "headings under which teachers' own files keep their sections; read, never shown",
    "app/records/roster.py": "headings and marks of schools' own lists of pupils; read, never shown",
    "app/records/importing.py": "how such files number steps and write minutes; read, never shown",
    "app/records/written.py": "how people write dates; read, never shown",
    "app/records/elapsed.py": "how people write minutes and seconds; read, never shown",
    "app/records/tabular.py": "how people write numbers, days and ticks in tables; read, never shown",
    "app/records/nameless.py": "everyday words that are also names; read, never shown",
    "app/records/stand_ins.py": "surnames, and how people tell two of one name apart",
    "app/export/docx_reading.py": "names of styles in Word files; read, never shown",
    "app/export/docx_numbers.py": "how Word numbers lists; digits, not sentences",
    "app/export/text_reading.py": "what stands between the values of a list; read, never shown",
    "app/ui/typed_days.py": "how people type dates; read, never shown",
    "app/workspace/installers.py": "the name of a file on a stick; nobody knows which language its reader has",
}
#: Where a Label(zh, en) may stand: what declares or prints records. A screen takes its words from resources/i18n.
LABELS_ALLOWED = ("app/records/", "app/export/")
SQL = re.compile(
    r"\b(SELECT|INSERT INTO|DELETE FROM|PRAGMA)\b|(?i:\b(insert into|delete from|create (table|index|virtual)|"
    r"alter table|drop table)\b)"
)
OUR_NAME = "同行"  # the program's own name is the same in every language
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
MARKS = tuple("".join(parts) for parts in (("TO", "DO"), ("FIX", "ME"), ("X", "XX"), ("HA", "CK")))  # not named here


def test_nothing_is_decided_by_the_name_of_a_kind() -> None:
    """What is special about a kind is a named rule or a part of its declaration, never an ``if kind ==``."""
    found = [
        f"{name_of(file)}:{node.lineno} {ast.unparse(node)}"
        for file in python_files("app")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Compare) and asks_for_a_kind(node)
    ]

    assert found == []


def asks_for_a_kind(node: ast.Compare) -> bool:
    """Is something called kind (or a kind's key) compared with a name written in the code?"""
    if not isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn):
        return False
    sides = [node.left, *node.comparators]
    asked = any(re.search(r"(^|[._])kind(\.key)?$", ast.unparse(side)) for side in sides)
    named = any(
        (isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value)
        or (isinstance(part, ast.Name) and part.id.isupper())
        for side in sides
        for part in ast.walk(side)
    )
    return asked and named


def test_asking_for_a_kind_is_recognised() -> None:
    """The search above finds what it is meant to find, and no more."""
    forbidden = ("kind == 'comment'", "record.kind.key != 'x'", "kind in ('a', 'b')", "self.kind.key == COMMENT.key")
    fine = ("kind is None", "kind.key == other.key", "kind == wanted", "mankind == other")

    assert all(asks_for_a_kind(compare(text)) for text in forbidden)
    assert not any(asks_for_a_kind(compare(text)) for text in fine)


def compare(text: str) -> ast.Compare:
    """A comparison as the parser gives it."""
    node = ast.parse(text, mode="eval").body
    assert isinstance(node, ast.Compare)
    return node


def test_sql_stands_in_the_store_and_the_relay_alone() -> None:
    """Also as a string: a query that travels through other hands cannot be checked where it was written."""
    found = [
        f"{name_of(file)}:{line} {text[:60]}"
        for file in python_files("app")
        if not name_of(file).startswith(("app/store/", "app/relay/"))
        for line, text in strings(file)
        if SQL.search(text)
    ]

    assert found == []


def test_no_sentence_for_people_stands_in_code() -> None:
    """Chinese in a string escapes translation; the few places where it is meant are listed with their reason."""
    found = [
        f"{name_of(file)}:{line} {text[:40]}"
        for file in python_files("app")
        if not name_of(file).startswith(tuple(CHINESE_ALLOWED))
        for line, text in strings(file)
        if HAN.search(text.replace(OUR_NAME, "")) and (line, text) not in labels(file)
    ]

    assert found == []
    assert [place for place in CHINESE_ALLOWED if not (ROOT / place).exists()] == []


def labels(file: Path) -> set[tuple[int, str]]:
    """Line and text of what stands in both languages side by side, where that is allowed."""
    if not name_of(file).startswith(LABELS_ALLOWED):
        return set()
    calls = [node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call)]
    both = [call for call in calls if ast.unparse(call.func) == "Label" and len(call.args) + len(call.keywords) == 2]
    given = [value for call in both for value in (*call.args, *(keyword.value for keyword in call.keywords))]
    return {(value.lineno, str(value.value)) for value in given if isinstance(value, ast.Constant)}


def test_nothing_is_left_for_later_in_the_code() -> None:
    """What is not done is an issue, not a mark in a file that nobody opens."""
    found = [
        f"{name_of(file)}:{number}"
        for file in [ROOT / "dev.py", *python_files("app", "tests", "packaging")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if any(re.search(rf"\b{mark}\b", line) for mark in MARKS)
    ]

    assert found == []


def test_only_paths_asks_where_a_home_is() -> None:
    """Everything else is handed its folder, so that a test or a second person is wholly separate."""
    asks = re.compile(r"\.home\(\)|XDG_|APPDATA")
    found = [
        f"{name_of(file)}:{number}"
        for file in python_files("app")
        if name_of(file) != "app/paths.py"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if asks.search(line)
    ]

    assert found == []
