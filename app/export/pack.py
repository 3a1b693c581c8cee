"""A pack (材料袋): title page, list of contents with page numbers, the statement, and then the chosen records.

Each part is a record's pages, or a few that are made here. A part is known by its place in the pack; the list of
contents holds ``PageNumber`` blocks, into which whoever sets the pages puts the numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.export.contents import day_on_paper, prose_blocks
from app.export.file_names import file_name
from app.records.blocks import (
    NAME,
    PART,
    Block,
    Cell,
    Heading,
    PageNumber,
    Pages,
    Paragraph,
    Signatures,
    Table,
    heading_cell,
    words_cell,
)
from app.records.label import Label

_CONTENTS = Label("目录", "Contents")
_NUMBER, _WHAT, _SORT, _DAY, _PAGE = (
    Label("序号", "No."), Label("材料", "Record"), Label("类别", "Sort"), Label("日期", "Date"), Label("页码", "Page"),
)  # fmt: skip
_COUNTS = Label("这段时间的工作", "What was done in this time")
_COUNT, _HOURS = Label("次数", "How many"), Label("学时", "Hours")
_GIVEN = Label("为同事做的", "Given to colleagues")
_WORDS, _EFFECT = Label("工作概述", "What I did"), Label("成效与体会", "What came of it")
_NAME, _SPAN, _MADE = Label("姓名", "Name"), Label("起止", "Span"), Label("整理日期", "Made on")
_TO = Label("{begins}至{ends}", "{begins} to {ends}")
_WRITTEN_BY, _SIGNED_ON = Label("陈述人", "Written by"), Label("日期", "Date")
_NAMES = Label("学生姓名已用代称。", "Pupils are called by stand-ins.")
#: How often what she made was used again, as far as her laptop knows.
REUSED = Label("被再次使用", "Used again")
#: Empty lines above a title page's name.
_DOWN = 8


@dataclass(frozen=True)
class Counted:
    """A line of the statement: how many of a sort, and the hours of all of them. ``given``: to others."""

    what: Label
    count: int
    hours: int = 0
    given: bool = False


@dataclass(frozen=True)
class Listed:
    """A line of the list of contents; ``day`` is ISO."""

    title: str
    sort: Label
    day: str
    why: str = ""


@dataclass(frozen=True)
class Statement:
    """What stands before the chosen records. ``facts`` are of her card; days are ISO."""

    title: str
    name: str
    facts: Sequence[tuple[str, str]]
    begins: str
    ends: str
    made: str
    words: str
    effect: str
    counts: Sequence[Counted]
    records: Sequence[Listed]
    without_names: bool
    language: str

    def say(self, label: Label) -> str:
        """A declared word in the language of the paper."""
        return label.in_language(self.language)

    def day(self, text: str) -> str:
        """A day as people write it."""
        return day_on_paper(text, self.language)


#: Parts before the first record: title page, contents, statement.
BEFORE = 3


def before(statement: Statement) -> tuple[Pages, Pages, Pages]:
    """The parts that stand before the records; of these the list of contents tells where each begins."""
    return _title_page(statement), _contents(statement), _words(statement)


def _pages(statement: Statement, *blocks: Block) -> Pages:
    return Pages(blocks, "", file_name(statement.title, statement.name), statement.language)


def _title_page(one: Statement) -> Pages:
    span = one.say(_TO).format(begins=one.day(one.begins), ends=one.day(one.ends))
    facts = [(one.say(_NAME), one.name), *one.facts, (one.say(_SPAN), span), (one.say(_MADE), one.day(one.made))]
    once = dict(reversed(facts))
    rows = tuple((heading_cell(label), words_cell(once.pop(label))) for label, _ in facts if label in once)
    return _pages(one, Paragraph("\n" * _DOWN), Heading(one.title, NAME), Paragraph("\n\n"), Table(rows, (25, 75)))


def _contents(one: Statement) -> Pages:
    head = tuple(heading_cell(one.say(label)) for label in (_NUMBER, _WHAT, _SORT, _DAY, _PAGE))
    rows = tuple(
        (
            words_cell(str(number)),
            Cell((Paragraph(record.title), *((Paragraph(record.why),) if record.why else ()))),
            words_cell(one.say(record.sort)),
            words_cell(one.day(record.day)),
            Cell((PageNumber(BEFORE + number - 1),)),
        )
        for number, record in enumerate(one.records, 1)
    )
    return _pages(one, Heading(one.say(_CONTENTS), NAME), Table(rows, (8, 42, 18, 22, 10), (head,)))


def _words(one: Statement) -> Pages:
    blocks: list[Block] = [Heading(one.title, NAME)]
    for heading, text in ((_WORDS, one.words), (_EFFECT, one.effect)):
        if text.strip():
            blocks += [Heading(one.say(heading), PART), *prose_blocks(text)]
    for heading, given in ((_COUNTS, False), (_GIVEN, True)):
        lines = [line for line in one.counts if line.given == given]
        if lines:
            blocks += [Heading(one.say(heading), PART), _table(one, lines)]
    if one.without_names:
        blocks.append(Paragraph(one.say(_NAMES)))
    return _pages(one, *blocks, Signatures((one.say(_WRITTEN_BY),), one.say(_SIGNED_ON)))


def _table(one: Statement, lines: Sequence[Counted]) -> Table:
    hours = any(line.hours for line in lines)
    labels = (_SORT, _COUNT, _HOURS) if hours else (_SORT, _COUNT)
    rows = tuple(
        (
            words_cell(one.say(line.what)),
            words_cell(str(line.count)),
            *((words_cell(str(line.hours or "")),) if hours else ()),
        )
        for line in lines
    )
    return Table(rows, (60, 20, 20) if hours else (70, 30), (tuple(heading_cell(one.say(label)) for label in labels),))
