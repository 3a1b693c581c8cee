"""What stands behind a record on paper where somebody asks for it: what mentors said, and the steps agreed on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.export.contents import TICK, Writing, day_on_paper, prose_blocks
from app.records.blocks import (
    PART,
    Block,
    Cell,
    Heading,
    Item,
    Table,
    heading_cell,
    words_cell,
)
from app.records.label import Label

_SAID = Label("批注", "Comments")
_MEANT, _WORDS, _BY = Label("原文", "Words meant"), Label("批注内容", "What was said"), Label("批注人", "By")
_STEPS = Label("行动步", "Action steps")
_STEP, _DUE, _FOR = Label("行动步", "Step"), Label("约定日期", "Agreed date"), Label("给谁", "For")
_ANSWER, _DONE = Label("结果", "Outcome"), Label("完成", "Done")


@dataclass(frozen=True)
class Remark:
    """One comment with the answers to it, each by its writer's name."""

    author: str
    quote: str
    body: str
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Agreed:
    """One action step; ``due`` as kept."""

    text: str
    due: str
    owner: str
    answer: str
    done: bool


def remarks_behind(remarks: Sequence[Remark], writing: Writing) -> tuple[Block, ...]:
    """The comments as a table; nothing without any."""
    if not remarks:
        return ()
    rows = tuple(
        (Cell(prose_blocks(one.quote)), Cell((*prose_blocks(one.body), *_answers(one))), words_cell(one.author))
        for one in remarks
    )
    return Heading(writing.say(_SAID), PART), Table(rows, (34, 50, 16), (_head(writing, _MEANT, _WORDS, _BY),))


def steps_behind(steps: Sequence[Agreed], writing: Writing) -> tuple[Block, ...]:
    """The action steps as a table; nothing without any."""
    if not steps:
        return ()
    rows = tuple(
        (
            Cell(prose_blocks(one.text)),
            words_cell(day_on_paper(one.due, writing.manner.language)),
            words_cell(one.owner),
            Cell(prose_blocks(one.answer)),
            words_cell(TICK if one.done else ""),
        )
        for one in steps
    )
    head = _head(writing, _STEP, _DUE, _FOR, _ANSWER, _DONE)
    return Heading(writing.say(_STEPS), PART), Table(rows, (34, 17, 12, 28, 9), (head,))


def _answers(remark: Remark) -> tuple[Block, ...]:
    return tuple(Item(body, f"{author}：") for author, body in remark.answers)


def _head(writing: Writing, *labels: Label) -> tuple[Cell, ...]:
    return tuple(heading_cell(writing.say(label)) for label in labels)
