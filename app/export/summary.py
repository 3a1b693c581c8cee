"""The summary of a group's term (学期小结) on one sheet: what was held, how much of each sort, what was released."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.export.contents import day_on_paper, prose_blocks
from app.export.file_names import file_name
from app.records.blocks import (
    NAME,
    PART,
    WITHIN,
    Block,
    Heading,
    Pages,
    Paragraph,
    Table,
    heading_cell,
    words_cell,
)
from app.records.label import Label

_TITLE = Label("{group} 学期小结", "{group}: summary of the term")
_TO = Label("{begins}至{ends}", "{begins} to {ends}")
_HELD, _NUMBERS, _SAID = (
    Label("开展的活动", "What was held"),
    Label("数字", "In numbers"),
    Label("活动小结", "Summaries"),
)
_DAY, _TOPIC = Label("日期", "Date"), Label("主题", "Topic")
_MEMBERS, _TASKS = Label("成员", "Members"), Label("后续任务（完成/共）", "Tasks (done / all)")
_SCHOOLS = Label("学校", "Schools")


@dataclass(frozen=True)
class Held:
    """One activity; ``said`` is its summary where its author released it. ``day`` is ISO."""

    day: str
    topic: str
    said: str = ""


@dataclass(frozen=True)
class TermSummary:
    """A group's term; ``counts`` are (sort, number) of everything in its space. Nobody is named in it."""

    group: str
    begins: str
    ends: str
    members: int
    schools: int
    held: Sequence[Held]
    counts: Sequence[tuple[Label, int]]
    tasks: int
    tasks_done: int
    unreleased: int = 0


def summary_pages(one: TermSummary, language: str) -> Pages:
    """A term's summary set for paper: the counts, the meetings that were held, and what was said of them."""

    def say(label: Label) -> str:
        return label.in_language(language)

    numbers = [(say(_MEMBERS), str(one.members))]
    numbers += [(say(_SCHOOLS), str(one.schools))] * bool(one.schools)
    numbers += [(say(sort), str(count)) for sort, count in one.counts]
    numbers += [(say(_TASKS), f"{one.tasks_done}/{one.tasks}")] * bool(one.tasks)
    title = say(_TITLE).format(group=one.group)
    span = say(_TO).format(begins=day_on_paper(one.begins, language), ends=day_on_paper(one.ends, language))
    blocks: list[Block] = [Heading(title, NAME), Paragraph(span), Heading(say(_NUMBERS), PART), _in_numbers(numbers)]
    if one.held:
        rows = tuple((words_cell(day_on_paper(held.day, language)), words_cell(held.topic)) for held in one.held)
        blocks += [
            Heading(say(_HELD), PART),
            Table(rows, (25, 75), ((heading_cell(say(_DAY)), heading_cell(say(_TOPIC))),)),
        ]
    said = [held for held in one.held if held.said.strip()]
    if said:
        blocks.append(Heading(say(_SAID), PART))
    for held in said:
        blocks += [Heading(f"{day_on_paper(held.day, language)}  {held.topic}", WITHIN), *prose_blocks(held.said)]
    return Pages(tuple(blocks), "", file_name(title, "", one.ends), language)


def _in_numbers(numbers: Sequence[tuple[str, str]]) -> Table:
    """Two to a row, as in a school's form."""
    pairs = [*numbers, ("", "")] if len(numbers) % 2 else list(numbers)
    rows = tuple(
        (
            heading_cell(pairs[at][0]),
            words_cell(pairs[at][1]),
            heading_cell(pairs[at + 1][0]),
            words_cell(pairs[at + 1][1]),
        )
        for at in range(0, len(pairs), 2)
    )
    return Table(rows, (30, 20, 30, 20))
