"""What a teacher's growth archive (成长档案) and her work statement gather by themselves, as each kind declares it.

A kind says in which chapter its records stand, from which of its fields their day comes, and which fields make one her
own. Nothing is typed twice, and nothing here is asked about anybody else: it is read on her own laptop, for her.
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.records.fields import Field, columns_of
from app.records.label import Label
from app.records.values import Values, names_in, rows_in


@dataclass(frozen=True)
class Chapter:
    """A part of the archive; ``starred``: what stands in it is chosen by the person herself."""

    key: str
    label: Label
    starred: bool = False


#: In the order of the page: docs/records.md.
CHAPTERS: tuple[Chapter, ...] = (
    Chapter("basics", Label("基本信息", "Basics")),
    Chapter("plan", Label("规划", "Plan")),
    Chapter("plans", Label("教案代表作", "Best lesson plans"), starred=True),
    Chapter("lessons", Label("公开课/听评课", "Open lessons and observations")),
    Chapter("reflections", Label("反思", "Reflections")),
    Chapter("plc", Label("教研活动", "PLC meetings")),
    Chapter("research", Label("课题论文", "Projects and papers")),
    Chapter("training", Label("培训学时", "Training hours")),
    Chapter("recognition", Label("获奖", "Recognitions")),
    Chapter("mentoring", Label("指导他人/被指导", "Mentoring given and received")),
    Chapter("pupils", Label("与学生同行", "With pupils")),
    Chapter("stories", Label("学生成长故事", "Pupils' growth stories")),
)


@dataclass(frozen=True)
class Archived:
    """How records of a kind stand in the archive.

    ``on`` names the field with their day; without one, or where it is empty, it is the day on which they were made.
    ``mine`` are fields of people, or columns as ``rows/column``: a record in which one of them names the person is her
    own. Without any, and where none of them holds anything, it is her own if she made it. ``hours`` names a number that
    is added up. ``label`` names the entry where a kind has several. ``counted``: only the number is told, as of
    comments. ``given``: it is something that she gave to others, and stands in her contribution.
    """

    chapter: str
    on: str = ""
    mine: tuple[str, ...] = ()
    hours: str = ""
    label: Label | None = None
    counted: bool = False
    given: bool = False


def is_hers(archived: Archived, values: Values, made: bool, names: Collection[str]) -> bool:
    """Is a record her own? ``made``: she made it; ``names``: how a field of people names her."""
    named = [name for path in archived.mine for name in _names(values, path)]
    return any(name in names for name in named) if named else made


def day_of(archived: Archived, values: Values, made: str) -> str:
    """The day (ISO) of a record; ``made`` is the one on which it was made."""
    value = values.get(archived.on) if archived.on else None
    return value[:10] if isinstance(value, str) and value else made


def hours_of(archived: Archived, values: Values) -> int:
    """The hours that a record counts for."""
    value = values.get(archived.hours) if archived.hours else 0
    return value if isinstance(value, int) else 0


def fields_asked(archived: Archived) -> frozenset[str]:
    """The keys of the fields that are looked at."""
    keys = {archived.on, archived.hours, *(path.partition("/")[0] for path in archived.mine)}
    return frozenset(keys - {""})


def known_paths(fields: Collection[Field]) -> frozenset[str]:
    """What ``mine`` may name in a kind of these fields."""
    inside = {f"{field.key}/{column.key}" for field in fields for column in columns_of(field)}
    return frozenset({field.key for field in fields} | inside)


def _names(values: Values, path: str) -> list[str]:
    key, _, column = path.partition("/")
    value = values.get(key)
    if not column:
        return names_in(value)
    rows = rows_in(value)
    return [name for row in rows for name in names_in(row.get(column))]


def school_year_of(day: str) -> tuple[int, int]:
    """The school year in which a day (ISO) lies, by the year in which it began, and the term in it, 1 or 2.

    A year begins with August, its second term with February: holidays count with the term that they lead to.
    """
    year, month = int(day[:4]), int(day[5:7])
    return (year, 1) if month >= 8 else (year - 1, 2 if month >= 2 else 1)


def span_of(year: int, term: int = 0) -> tuple[str, str]:
    """The first and the last day (ISO) of a school year, or of one of its terms."""
    begins, middle, ends = f"{year}-08-01", f"{year + 1}-01-31", f"{year + 1}-07-31"
    return (f"{year + 1}-02-01" if term == 2 else begins), (middle if term == 1 else ends)
