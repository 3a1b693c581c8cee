"""A trail as a page to print: what was done when, who can say that it was there by then, and what that shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.export.file_names import file_name
from app.records.blocks import (
    NAME,
    PART,
    Block,
    Heading,
    Item,
    Pages,
    Paragraph,
    Table,
    heading_cell,
    words_cell,
)
from app.records.label import Label

_TITLE = Label("工作留痕", "Trail of work")
_KEEPER, _MADE = Label("记录人：", "Kept by: "), Label("整理时间：", "Made on: ")
_CODE = Label("（身份码 {0}）", " (identity code {0})")
_WHAT, _SORT, _SAVES = Label("记录", "Record"), Label("类别", "Sort"), Label("保存次数", "Saves")
_FIRST, _LAST = (
    Label("第一次写（本机时间）", "First written (own clock)"),
    Label("最后写（本机时间）", "Last written (own clock)"),
)
_BY = Label("见证：不晚于", "Witnessed: no later than")
_NOT_YET = Label("还没有", "not yet")
_WITNESSES = Label("见证", "Witnesses")
_RELAY = Label("中转站 {0} 在 {1} 签过字。", "Relay {0} signed at {1}.")
_SEEN = Label("{0}（身份码 {1}）在 {2} 看过并签字。", "{0} (identity code {1}) saw it at {2} and signed.")
_NOBODY = Label("还没有人见证。", "Nobody has witnessed it yet.")
_SHOWS = Label("这份材料能说明什么", "What this shows")
_POINTS = (
    Label(
        "文件里的每个字都由记录人的电脑签名，改动一个字节就查得出来。",
        "The keeper's computer signed every word in the file; a change of one byte is found.",
    ),
    Label(
        "有见证时间的：那些字最晚在那个时间已经写好。时间是中转站或同事的电脑给的，记录人自己改不了。",
        "Where a witness stands: those words were there by that time. The relay or a colleague's computer gave it; the"
        " keeper could not have made it.",
    ),
    Label(
        "没有见证时间的：时间只是记录人自己电脑上的时钟，时钟可以调，只能作参考。",
        "Where none stands: the time is that of the keeper's own clock, which can be set, and shows little.",
    ),
    Label(
        "它不能说明写的事情是否属实，也不能说明有没有别的、没有放进来的记录。",
        "It does not show whether what was written is true, nor whether there are records that were left out.",
    ),
    Label(
        "任何人都可以用“同行”核对文件：tongxing check-trail 文件名。",
        "Anybody can check the file with Tongxing: tongxing check-trail FILE.",
    ),
)


@dataclass(frozen=True)
class TrailLine:
    """One record; times as they are printed, empty where there is none."""

    title: str
    sort: str
    saves: int
    first: str
    last: str
    first_by: str
    last_by: str


def trail_pages(
    name: str,
    code: str,
    made: str,
    lines: Sequence[TrailLine],
    relays: Sequence[tuple[str, str]],
    seen: Sequence[tuple[str, str, str]],
    language: str,
) -> Pages:
    """The page; ``relays`` are (id, time), ``seen`` (name, code, time)."""

    def say(label: Label) -> str:
        return label.in_language(language)

    head = tuple(heading_cell(say(label)) for label in (_WHAT, _SORT, _SAVES, _FIRST, _LAST, _BY))
    rows = tuple(
        (
            *map(words_cell, (line.title, line.sort, str(line.saves), line.first, line.last)),
            words_cell(line.last_by or line.first_by or say(_NOT_YET)),
        )
        for line in lines
    )
    signed = [say(_RELAY).format(relay, time) for relay, time in relays]
    signed += [say(_SEEN).format(who, known, time) for who, known, time in seen]
    blocks: list[Block] = [
        Heading(say(_TITLE), NAME),
        Paragraph(name + say(_CODE).format(code), say(_KEEPER)),
        Paragraph(made, say(_MADE)),
        Table(rows, (28, 16, 10, 15, 15, 16), (head,)),
        Heading(say(_WITNESSES), PART),
        *(Item(words) for words in signed or [say(_NOBODY)]),
        Heading(say(_SHOWS), PART),
        *(Item(say(point)) for point in _POINTS),
    ]
    return Pages(tuple(blocks), "", file_name(say(_TITLE), name), language)
