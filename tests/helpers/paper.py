"""Records on paper for tests: sample pages, what stands on a sheet, and what others read in a PDF."""

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from app.export.contents import Writing
from app.export.pages import Job as Setting
from app.export.pages import pages_of
from app.records.blocks import Block, Cell, Fixed, Heading, Item, Pages, Paragraph, Picture, Signatures, Table
from app.records.kind import Kind
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.paper import PrintChoice
from app.records.values import Row, Value, Values
from app.records.written import Manner
from app.ui.paper.composing import Sheet
from app.ui.paper.job import Job, Printed, clusters
from app.ui.paper.lines import Rule, Words

SCHOOL = "承德县三家镇初级中学"


def foot(page: int, pages: int) -> str:
    """What stands at the foot of a page."""
    return f"第 {page} 页 共 {pages} 页"


def stages(count: int) -> list[Row]:
    """So many stages of a lesson."""
    return [
        {
            "id": f"r{number}",
            "name": f"环节{number}",
            "minutes": 3,
            "teacher": f"第{number}步，出示卡片，请五位同学上台当“位”，先不让大家看到点数，再逐张追问理由。",
            "pupils": "两人一组翻卡片，试着表示 9、21 和 31，把翻开记为 1、盖上记为 0。",
            "intent": "从游戏进入，让学生自己发现成倍增加的规律。",
        }
        for number in range(1, count + 1)
    ]


def plan_values(count: int = 12) -> dict[str, Value]:
    """A lesson plan of so many stages."""
    objectives: list[Row] = [{"id": "o", "text": "能用五张卡片表示 0 到 31 的数。", "aspects": ["ic"]}]
    homework: list[Row] = [
        {"id": "h", "level": "b", "task": "写出 1 到 10", "minutes": 5},
        {"id": "i", "level": "h", "task": "教家里人", "minutes": 10},
    ]
    return {
        "topic": "二进制数的操作原理", "subject": "it", "grades": ["5", "6"], "class_name": "五（2）班",
        "teacher": "魏𪣻", "taught_on": "2026-11-24", "objectives": objectives,
        "textbook": "# 教材\n本课是第三单元。\n- 其一\n- 其二\n\n| 数 | 位 |\n|---|---|\n| 9 | 01001 |",
        "key_point": "每一位的值是右边一位的两倍。", "steps": stages(count), "homework": homework,
        "board": "16   8   4   2   1\n 0   1   0   0   1   =  9\n 1   0   1   0   1   = 21",
        "second_preparation": "四年级的孩子没有见过开关电路，先玩灯。", "reflection": "时间不够，下次先分组。",
    }  # fmt: skip


def plan_pages(values: Values | None = None, kind: Kind = LESSON_PLAN, language: str = "zh", **chosen: Any) -> Pages:
    """A record as pages."""
    choice = PrintChoice(language, **chosen)
    return pages_of(Setting(kind, values or plan_values(), choice, Writing(Manner(language))), SCHOOL)


def printed(*pages: Pages) -> Printed:
    """These on sheets."""
    job = Job(foot)
    for one in pages:
        job.add(one)
    return job.printed()


def words_on(sheet: Sheet) -> str:
    """The words of a sheet, in the order in which they were put there."""
    return "".join(text for thing in sheet.things if isinstance(thing, Words) for _glyph, text in clusters(thing))


def rules_on(sheet: Sheet) -> list[Rule]:
    """The lines of a sheet."""
    return [thing for thing in sheet.things if isinstance(thing, Rule)]


def words_in(blocks: Sequence[Block]) -> Iterator[str]:
    """Every text of these blocks."""
    for block in blocks:
        match block:
            case Heading() | Fixed():
                yield block.text
            case Item():
                yield block.marker + block.text
            case Paragraph():
                yield block.label + block.text
            case Table():
                yield from _of_table(block)
            case Signatures():
                yield from block.labels
            case Picture():
                yield block.name


def _of_table(table: Table) -> Iterator[str]:
    cells: Iterator[Cell] = (cell for row in (*table.head, *table.rows) for cell in row)
    for cell in cells:
        yield from words_in(cell.blocks)
    if table.margin:
        yield table.margin.heading
        yield from words_in(table.margin.blocks)


def bare(text: str) -> str:
    """What two readers of a page agree on: no spaces, no marks that turn text round, ligatures taken apart."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cn"))


def poppler(program: str) -> str:
    """The path of one of poppler's programs; without it the test says loudly that it did not run."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"NOT TESTED: {program} is missing (apt-get install poppler-utils)")
    return found


def pdf_text(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as another program reads it."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([poppler("pdftotext"), "-raw", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def pdf_fonts(pdf: bytes, folder: Path) -> list[list[str]]:
    """name, embedded, with text: of every font of a PDF."""
    path = folder / "fonts.pdf"
    path.write_bytes(pdf)
    done = subprocess.run([poppler("pdffonts"), str(path)], capture_output=True, check=True, text=True)
    rows = (re.split(r"\s{1,}", line) for line in done.stdout.splitlines()[2:])
    return [[row[0], row[-5], row[-3]] for row in rows]
