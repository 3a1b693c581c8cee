"""Nothing ranks pupils or teachers: no word for it, no field, no order in a list, no query, no chart.

Each search is a function that is tried on a bad example too: a check that cannot fail holds nothing. What looks like an
offence and is none stands in a list with its reason, and the lists may not go stale.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.records.fields import Choice, Field, Line, Link, Number, People, Person, Prose, Rows, columns_of
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Section
from app.records.kinds import ALL
from app.records.numbers import NUMBERS
from app.records.terms import LISTS
from app.resources import LANGUAGES, resource
from app.text import read_sentences
from tests.helpers.source import ROOT, name_of, python_files, strings, tree_of

#: Words that measure one person against another.
WORDS = re.compile(
    r"排名|名次|排行|榜|分数|(?<!值)得分|总分|平均分|打分|评分|积分|扣分|第一名|末位|倒数|优秀率|及格率|尖子|差生|后进生|"
    r"\b(rank(s|ed|ing|ings)?|scor(e|es|ed|ing)|leader ?boards?|league tables?|top (ten|\d+)|grade point|percentiles?|"
    r"pass rates?|best (teacher|pupil|mentor)s?|worst|weakest)\b",
    re.IGNORECASE,
)
#: Sentences in which such a word measures nobody, by key.
DENIALS: dict[str, str] = {
    "access.wait.next": "倒数 is the time that runs down before a PIN may be tried again",
    "mutual.why": "says that assessments have words and no points",
}
#: The same in declarations, by kind and field.
DENIALS_IN_KINDS: dict[str, str] = {
    "class_observation.levels": "says that there are no points, no totals and no comparing",
}
#: The same in templates: lines that say that there is no ranking.
DENIALS_IN_TEMPLATES = ("no ranking", "不排名", "不读分数")

#: Numbers of kinds about people, and why they measure nobody.
COUNTED_THINGS: dict[str, str] = {
    "training.hours": "hours of one training, in the list of one's own",
    "research_project.level": "which office has approved a project",
}
#: Units in which a column may be added up: time, money and things, never people's worth.
ADDED_UP = {"minutes", "hours", "yuan", "lessons", "pieces", "people", "times", "periods"}

#: What the store may put in order: when, in which order written, and names.
ORDERS = {
    "id", "rowid", "created", "changed", "time", "number", "place", "day", "came", "title", "kind", "record", "seen",
    "added", "arrived", "received", "entry", "position", "version", "at", "size", "space", "name", "height", "digest",
    "value", "device", "start", "asked", "field", "offset", "reader", "private", "joined", "epoch", "relay", "visit",
     "first", "piece", "file", "due", "waiting", "read_at", "since", "until", "urgent",
}  # fmt: skip
#: Screens with a chart: what they show, so that nobody is drawn beside anybody.
CHARTS = {
    "app/ui/term/page.py": "one's own weeks, and one's own steps with one colleague; nobody else can open it",
}
#: Sorts by a number that are no order of people.
SORTS: dict[str, str] = {
    "app/export/text_reading.py max by lambda mark: min((line.count(mark) for line in lines[:5] if line.strip()),"
    " default=0)": "which sign parts the columns of a file",
    "app/workspace/making_circles.py max by lambda circle: len(circle.people & people)": "whose members change least",
    "app/ui/words.py sorted by lambda code: offered.index(code) if code in offered else len(offered)": (
        "terms in the order in which a form offers them"
    ),
    "app/records/nameless.py sort by lambda entry: -len(entry[0])": "longer names are looked for before shorter ones",
}


def offences_in_kind(kind: Kind) -> Iterator[str]:
    """What in a declaration could rank: a word, a number about a person, a sum of points, a list sorted by a level."""
    fields = [(field.key, field) for field in kind.fields()]
    cells = [(f"{key}/{cell.key}", cell) for key, field in fields for cell in columns_of(field)]
    for path, field in (*fields, *cells):
        told = [field.label.zh, field.label.en, *((field.help.zh, field.help.en) if field.help else ())]
        if f"{kind.key}.{path}" not in DENIALS_IN_KINDS and any(WORDS.search(text) for text in told):
            yield f"{kind.key}.{path} has a word that ranks"
    for path, field in (*fields, *cells):
        if isinstance(field, Number) and _is_about_pupils(kind) and f"{kind.key}.{path}" not in COUNTED_THINGS:
            yield f"{kind.key}.{path} is a number about a pupil"
    for key, field in fields:
        if isinstance(field, Rows) and field.total:
            (column,) = (one for one in field.row if one.key == field.total)
            unit = column.unit.en if isinstance(column, Number) and column.unit is not None else ""
            if unit not in ADDED_UP:
                yield f"{kind.key}.{key} adds up {unit or 'something without a unit'}"
    if any(isinstance(field, Person | People) for _, field in fields) or _is_about_pupils(kind):
        for key in kind.columns:
            field = kind.field(key)
            level = isinstance(field, Choice) and field.terms.endswith("levels")
            if (isinstance(field, Number) or level) and f"{kind.key}.{key}" not in COUNTED_THINGS:
                yield f"{kind.key}: a list of people could be sorted by {key}"


def _is_about_pupils(kind: Kind) -> bool:
    linked = [field for field in kind.fields() if isinstance(field, Link) and "pupil" in field.kinds]
    return kind.key == "pupil" or kind.names_pupils or bool(linked)


def offences_in_sql(text: str) -> Iterator[str]:
    """An order by something that is not on the list, or a count by person."""
    for clause in re.findall(r"ORDER BY(.*?)(?:LIMIT|\)|$)", text, re.DOTALL):
        for part in clause.split(","):
            words = re.findall(r"[A-Za-z_]+", re.sub(r"\b(DESC|ASC|IS|NULL|coalesce|max|min|[a-z])\b\.?", " ", part))
            yield from (f"orders by {word}" for word in words if word not in ORDERS)
    if re.search(r"GROUP BY[^)]*\b(author|person|mentor|teacher|pupil)\b", text) and re.search(
        r"\b(count|sum|avg|total)\s*\(", text, re.IGNORECASE
    ):
        yield "counts by person"


def offences_in_sorts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """A sort whose key is a count, a score or a total; what is done best or least often; and a count by people."""
    measured = re.compile(r"\.(count|score|total|done|points|number|level)\b|\blen\(|\bsum\(")
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called == "most_common":
            yield node.lineno, "most_common"
        keys = [word.value for word in node.keywords if word.arg == "key"]
        if called in ("sorted", "sort", "max", "min") and any(measured.search(ast.unparse(key)) for key in keys):
            yield node.lineno, f"{called} by {ast.unparse(keys[0])}"


def ranking_words(sentences: dict[str, str]) -> list[str]:
    """The keys of sentences with such a word."""
    return sorted(key for key, sentence in sentences.items() if WORDS.search(sentence))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_no_declaration_ranks(kind: Kind) -> None:
    """In labels, hints, numbers, sums, and the columns by which a list can be sorted."""
    assert list(offences_in_kind(kind)) == []


def test_what_was_looked_at_is_still_there() -> None:
    """A reason for a field that is gone would excuse the next one of its name."""
    known = {kind.key: {field.key for field in kind.fields()} for kind in ALL}
    named = [place.split(".") for place in (*COUNTED_THINGS, *DENIALS_IN_KINDS)]

    assert [place for place in named if place[1].partition("/")[0] not in known.get(place[0], ())] == []


def test_a_declaration_that_ranks_is_found() -> None:
    """In each of the ways."""

    def bad(*fields: Field, columns: tuple[str, ...] = ()) -> Kind:
        own = (Line("name", "n", Label("学生", "Pupil")), Prose("notes", "N", Label("备注", "Notes")), *fields)
        return Kind("bad", 1, Label("坏", "Bad"), "name", columns, (Section(Label("一", "One"), own),), "notes",
                    group=GROWTH)  # fmt: skip

    points = Number("points", "p", Label("分", "Points"))
    pupil = Link("pupil", "l", Label("谁", "Who"), kinds=("pupil",))
    teacher = Person("teacher", "t", Label("教师", "Teacher"))
    level = Choice("level", "v", Label("层次", "Level"), terms="observation_levels")
    rows = Rows("items", "r", Label("项目", "Items"), row=(points,), total="points")
    bads = {
        "a word that ranks": bad(Line("place", "c", Label("名次", "Place"))),
        "has a word": bad(Line("place", "c", Label("位置", "Place", ), help=Label("写上", "The rank in class"))),
        "a number about a pupil": bad(pupil, points),
        "adds up": bad(rows),
        "could be sorted by points": bad(teacher, points, columns=("points",)),
        "could be sorted by level": bad(teacher, level, columns=("level",)),
    }  # fmt: skip

    for told, kind in bads.items():
        assert any(told in one for one in offences_in_kind(kind)), told


def test_no_query_ranks() -> None:
    """Every order that the store gives is one of time, of writing or of names; nothing is counted by person."""
    found = [
        f"{name_of(file)}:{line} {offence}"
        for file in python_files("app/store")
        for line, text in strings(file)
        for offence in offences_in_sql(text)
    ]

    assert found == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT author, count(*) AS plans FROM records GROUP BY author",
        "SELECT * FROM records ORDER BY points DESC",
        "SELECT * FROM records r ORDER BY (r.level), r.created LIMIT 3",
        "SELECT mentor, sum(done) FROM tasks GROUP BY mentor ORDER BY created",
    ],
)
def test_a_query_that_ranks_is_found(sql: str) -> None:
    """By what it orders, or by whom it counts."""
    assert list(offences_in_sql(sql))


def test_nothing_is_sorted_by_a_count_of_what_people_did() -> None:
    """In what a person can do and in the screens; the few sorts by a number that are no order of people are listed."""
    found = {
        f"{name_of(file)} {told}": line
        for file in python_files("app/workspace", "app/ui", "app/export", "app/records")
        for line, told in offences_in_sorts(tree_of(file))
    }

    assert sorted(set(found) - set(SORTS)) == []
    assert sorted(set(SORTS) - set(found)) == []


@pytest.mark.parametrize(
    "code",
    [
        "sorted(teachers, key=lambda one: -one.count)",
        "pupils.sort(key=lambda pupil: pupil.score)",
        "max(mentors, key=lambda one: len(one.visits))",
        "Counter(authors).most_common()",
    ],
)
def test_a_sort_that_ranks_is_found(code: str) -> None:
    """Whatever it is called."""
    assert list(offences_in_sorts(ast.parse(code)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_ranks(language: str) -> None:
    """Screens, papers and exports are made of these; those that say that there is no ranking are listed."""
    assert ranking_words(read_sentences(resource("i18n", language))) == sorted(
        key for key in DENIALS if WORDS.search(read_sentences(resource("i18n", language))[key])
    )


def test_no_term_number_or_template_ranks() -> None:
    """What a form offers, what a school sets, and what a new record begins with."""
    terms = [text for terms in LISTS.values() for term in terms for text in (term.label.zh, term.label.en)]
    numbers = [text for number in NUMBERS for text in (number.label.zh, number.label.en)]
    files = sorted((ROOT / "resources" / "templates").rglob("*.toml"))
    templates = [line for file in files for line in file.read_text("utf-8").splitlines()]
    found = [text for text in (*terms, *numbers, *templates) if WORDS.search(text)]

    assert [text for text in found if not any(denial in text for denial in DENIALS_IN_TEMPLATES)] == []


@pytest.mark.parametrize("text", ["全班排名", "本月得分", "Teacher ranking", "the best mentors", "Top 10"])
def test_a_word_that_ranks_is_found(text: str) -> None:
    """And usual words are left alone."""
    assert ranking_words({"key": text}) == ["key"]
    assert ranking_words({"key": "按姓名排序 分层 评价 blank underscore franking"}) == []


def test_charts_stand_where_nobody_is_beside_anybody() -> None:
    """A new chart is looked at before it is added here."""
    chart = re.compile(r"\b(Bars|Steps)\(")
    with_charts = {
        name_of(file)
        for file in python_files("app/ui")
        if chart.search(file.read_text("utf-8")) and file != ROOT / "app/ui/widgets/charts.py"
    }

    assert with_charts <= set(CHARTS)
    assert [file for file in CHARTS if not Path(ROOT / file).exists()] == []
