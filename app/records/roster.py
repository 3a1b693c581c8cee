"""A school's list of pupils as it stands in a table: which column is which, and each line as the pupil that it means.

Headings are looked for in Chinese and in English, and where there is none, a column is known by what stands in it. The
person who looks at it may say otherwise. Nothing is guessed about a pupil beyond what the list says.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.records.incoming import Incoming, Words
from app.records.terms import LISTS
from app.records.values import clean_name

#: What a column may be: fields of the kind ``pupil``, or nothing that is taken.
NAME, NUMBER, CLASS, GRADE, TEACHER, NOTHING = "name", "number", "class_name", "grade", "class_teacher", ""
COLUMNS = (NAME, CLASS, GRADE, TEACHER, NUMBER)
#: The head of the column in which the name of each line's sheet stands.
SHEET = "\u25a6"

#: How schools head these columns, without spaces and in small letters.
_HEADS: dict[str, tuple[str, ...]] = {
    NAME: (
        "姓名", "学生姓名", "学生", "名字", "名称", "name", "pupil", "student", "pupilname", "studentname", "fullname",
    ),
    CLASS: ("班级", "班", "所在班级", "行政班", "班别", "班级名称", "class", "classname", "form"),
    GRADE: ("年级", "所在年级", "年级名称", "grade", "year", "yeargroup"),
    TEACHER: (
        "班主任", "班主任姓名", "班主任老师", "classteacher", "homeroomteacher", "formteacher", "headteacher",
    ),
    NUMBER: ("学号", "座号", "number", "no", "studentno", "pupilno", "seat"),
}  # fmt: skip
#: What stands in a column of names and is none: the foot of a list.
_FOOT = re.compile(r"(合计|总计|小计|共计|备注|说明|填表|制表|审核|注[:：]|(total|sum)\b).*", re.IGNORECASE)
_DOTS = re.compile(r"[\u2022\u2027\u2219\u22c5\u30fb\uff0e\uff65\u00b7]")
_CHINESE_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\u00b7]{2,20}")
_CLASS = re.compile(r".{0,12}[（(]?[一二三四五六七八九十\d]{1,3}[）)]?班")
_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_JUNIOR = {"一": "7", "二": "8", "三": "9", "1": "7", "2": "8", "3": "9"}
_GRADE_IN = re.compile(r"(?:(初)中?([一二三1-3])|(?:grade|year)?([一二三四五六七八九1-9])(?:年级|年|[（(.．-]|班|$))")

#: Rows above the table that may be its title, and the longest name.
_TITLE_ROWS, LONGEST_NAME = 12, 40
#: A longer cell is taken for no name where no head says that it is one.
_LONGEST_GUESS = 12

#: Why a line is not taken.
NO_NAME, LONG_NAME, NOT_A_NAME, TWICE, THERE = "no_name", "long_name", "not_a_name", "twice", "there"


@dataclass(frozen=True)
class Line:
    """One line of a list: the sheet (empty where there is one), its number in it, and its cells under the heads."""

    sheet: str
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """A list as it came: the heads of all its columns, what each is taken for, and the lines under them."""

    heads: tuple[str, ...]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RosterPupil:
    """What a line means; ``problem`` says why it is not taken, empty when it is. ``filled`` fields were left empty,
    as merged cells are, and stand as in the line above."""

    line: Line
    values: Mapping[str, str]
    problem: str = ""
    filled: tuple[str, ...] = field(default=())


def read_roster(incoming: Incoming) -> Roster:
    """The lists of a file as one: sheets follow each other, a class of its own each perhaps. Where some have heads,
    those without are no lists."""
    tables = _tables(incoming)
    chosen = [table for table in tables if table.headed] or tables[:1]
    several = len(chosen) > 1
    heads: dict[str, str] = {}
    lines: list[Line] = []
    for table in chosen:
        for name, column in zip(table.heads, table.columns, strict=True):
            heads.setdefault(name, column)
    order = list(heads)
    for table in chosen:
        places = {name: at for at, name in enumerate(table.heads)}
        for number, row in table.rows:
            cells = [row[places[name]] if name in places else "" for name in order]
            sheet = (table.title,) if several else ()
            lines.append(Line("".join(sheet), number, (*cells, *sheet)))
    if several:
        order.append(SHEET)
        heads[SHEET] = NOTHING if CLASS in heads.values() else CLASS
    return Roster(tuple(order), _once(tuple(heads[name] for name in order)), tuple(lines))


def pupils_in(roster: Roster, columns: Sequence[str], there: frozenset[tuple[str, str, str]]) -> list[RosterPupil]:
    """Each line as a pupil, where ``columns`` says what each column is. ``there``: who is here already (identity)."""
    found: list[RosterPupil] = []
    seen: set[tuple[str, str, str]] = set()
    above: dict[str, str] = {}
    sheet = ""
    for line in roster.lines:
        above = above if line.sheet == sheet else {}
        sheet = line.sheet
        raw = {column: line.cells[at] for at, column in enumerate(columns) if column and line.cells[at]}
        values, filled = _values(raw, above)
        above = {key: raw.get(key, above.get(key, "")) for key in (CLASS, GRADE, TEACHER)}
        problem = _problem(raw.get(NAME, ""), values)
        who = identity(values)
        if not problem and who in seen:
            problem = TWICE
        elif not problem and who in there:
            problem = THERE
        if not problem:
            seen.add(who)
        found.append(RosterPupil(line, values, problem, filled))
    return found


def identity(values: Mapping[str, object]) -> tuple[str, str, str]:
    """By what two lines are known to mean one pupil: name, class and, where there is one, number."""
    name, class_name, number = (str(values.get(key) or "") for key in (NAME, CLASS, NUMBER))
    return name, plain_class(class_name), number


def plain_class(name: str) -> str:
    """A class as it compares: brackets and spaces are written in many ways."""
    return re.sub(r"[\s()（）年级.．-]", "", name).casefold()


def clean_pupil_name(text: str) -> str:
    """A name as it is kept: without the spaces that lists put into short names, with one sort of middle dot."""
    name = _DOTS.sub("\u00b7", clean_name(text))
    together = re.sub(r"[\s\u3000]+", "", name)
    return together if _CHINESE_NAME.fullmatch(together) else name


def grade_of(text: str) -> str:
    """The code of a grade that a cell, or the name of a class, says; empty if it says none that we know."""
    plain = re.sub(r"\s", "", text).casefold()
    for term in LISTS["grades"]:
        if plain in (term.label.zh, re.sub(r"\s", "", term.label.en).casefold()):
            return term.code
    found = _GRADE_IN.match(plain)
    if found is None:
        return ""
    if found[1]:
        return _JUNIOR[found[2]]
    return _DIGITS.get(found[3], found[3])


@dataclass(frozen=True)
class _Table:
    """One table of a file: ``headed`` by heads that name a column of names; its lines have their numbers from 1."""

    title: str
    headed: bool
    heads: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def _tables(incoming: Incoming) -> list[_Table]:
    title, found = "", []
    for piece in incoming.pieces:
        if isinstance(piece, Words):
            title = piece.text
        elif piece.rows:
            found.append(_table(title, piece.rows))
    return found


def _table(title: str, rows: Sequence[tuple[str, ...]]) -> _Table:
    numbered = tuple(enumerate(rows, 1))
    for at, (_number, row) in enumerate(numbered[:_TITLE_ROWS]):
        columns = tuple(_column(cell) for cell in row)
        if NAME in columns:
            # A list that was printed on several pages has its heads again on each.
            below = tuple(one for one in numbered[at + 1 :] if one[1] != row)
            return _Table(title, True, _names(row), _once(columns), below)
    width = len(rows[0])
    columns = tuple(_by_content([row[at] for row in rows]) for at in range(width))
    return _Table(title, False, _names(("",) * width), _once(columns), numbered)


def _column(head: str) -> str:
    plain = re.sub(r"[\s*:：（(].*", "", re.sub(r"\s", "", head)).casefold()
    return next((column for column, words in _HEADS.items() if plain in words), NOTHING)


def _names(row: Sequence[str]) -> tuple[str, ...]:
    """A head for each column, no two alike."""
    names: list[str] = []
    for at, cell in enumerate(row, 1):
        name = cell.strip() or f"#{at}"
        names.append(name if name not in names else f"{name} #{at}")
    return tuple(names)


def _once(columns: Sequence[str]) -> tuple[str, ...]:
    """Each field belongs to the first column that is taken for it."""
    return tuple(column if column not in columns[:at] else NOTHING for at, column in enumerate(columns))


def _by_content(cells: Sequence[str]) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    for column, fits in _FITS.items():
        if 2 * sum(fits(cell) for cell in filled) > len(filled):
            return column
    return NOTHING


def _is_grade(cell: str) -> bool:
    return any(cell == term.label.zh for term in LISTS["grades"])


def _is_class(cell: str) -> bool:
    return _CLASS.fullmatch(cell) is not None


def _is_name(cell: str) -> bool:
    return len(cell) <= _LONGEST_GUESS and _CHINESE_NAME.fullmatch(clean_pupil_name(cell)) is not None


#: What a column without a head is taken for, by what most of its cells are.
_FITS: dict[str, Callable[[str], bool]] = {GRADE: _is_grade, CLASS: _is_class, NAME: _is_name}


def _values(raw: Mapping[str, str], above: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    filled = tuple(key for key in (CLASS, GRADE, TEACHER) if not raw.get(key) and above.get(key))
    words = {**raw, **{key: above[key] for key in filled}}
    values = {key: clean_name(text) for key, text in words.items()}
    if NAME in values:
        values[NAME] = clean_pupil_name(values[NAME])
    if TEACHER in values:
        values[TEACHER] = clean_pupil_name(values[TEACHER])
    grade = grade_of(values.get(GRADE, "")) or grade_of(values.get(CLASS, ""))
    if grade:
        values[GRADE] = grade
    return {key: text for key, text in values.items() if text}, filled


def _problem(written: str, values: Mapping[str, str]) -> str:
    name = values.get(NAME, "")
    if not name:
        return NO_NAME
    if _FOOT.fullmatch(written.strip()) or not re.search(r"\w", name) or re.search(r"\d", name):
        return NOT_A_NAME
    return LONG_NAME if len(name) > LONGEST_NAME else ""
