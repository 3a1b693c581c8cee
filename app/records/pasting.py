"""What is pasted from Word, WPS, a spreadsheet or a web page, as prose with its light marks (prose.py).

Headings, lists and tables are kept; everything else becomes plain words. Nothing of a page is executed or fetched: it
is only read. Word and WPS write the items of a list as paragraphs that carry their number as words, in a part that
other programs are told to leave out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from unicodedata import combining, east_asian_width

from app.records.prose import DEEPEST_HEADING, DEEPEST_ITEM, mark_of

#: A page longer than this is taken as its plain text.
MOST_HTML = 3_000_000
#: A cell of a table stands in one line and holds no bar.
_FULL_BAR = "｜"
_INDENT = "  "

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(("head", "script", "style", "title", "template", "noscript"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WORD_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d+)")
_WORD_HEADING = re.compile(r"(?:mso-outline-level:\s*|MsoHeading|Heading)(\d)", re.IGNORECASE)
_WORD_NUMBER = re.compile(r"\s*(\d{1,3})\s*([.．、)）])\s*")


def from_html(html: str) -> str:
    """The prose of a piece of HTML; empty when there is nothing to read in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return "\n".join(_without_empty_ends(reader.lines))


def from_cells(text: str) -> str | None:
    """Lines of cells with tabs between them, as a spreadsheet gives them, as a table; None for another text."""
    lines = text.rstrip("\r\n").splitlines()
    rows = [line.split("\t") for line in lines]
    if not rows or min(map(len, rows)) < 2 or len({len(row) for row in rows}) > 1:
        return None
    return "\n".join(table_lines(rows, head=False))


def table_lines(rows: Sequence[Sequence[str]], *, head: bool) -> list[str]:
    """The lines of a table, its columns in line where Chinese characters are two wide; ``head``: the first row is
    one. Rows are filled up to one length, of at least two cells."""
    columns = max([2, *map(len, rows)])
    cells = [[_cell(text) for text in [*row, *[""] * (columns - len(row))]] for row in rows]
    widths = [max([3, *(width(row[at]) for row in cells)]) for at in range(columns)]
    lines = [_row(row, widths) for row in cells]
    if head and lines:
        lines.insert(1, _row(["-" * wide for wide in widths], widths))
    return lines


def width(text: str) -> int:
    """How many columns a text takes in a face of even width: two for each East Asian wide character."""
    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(text + " " * (wide - width(text)) for text, wide in zip(cells, widths, strict=True)) + " |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", _FULL_BAR).split())


def _without_empty_ends(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept


@dataclass
class _List:
    ordered: bool
    number: int


@dataclass
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    head: bool = False
    inside: str = ""


class _Reader(HTMLParser):
    """Walks a page and writes lines; whatever it does not know it passes through as words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words = ""
        self._mark = ""
        self._silent = 0
        self._as_it_is = 0
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._word_item: int | None = None
        self._word_number = ""
        self._in_number = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += tag != "title"
            return
        given = {name: value or "" for name, value in attrs}
        if self._tables and tag in ("table", "tr", "td", "th"):
            self._begin_in_table(tag)
        elif tag == "table":
            self.end_line()
            self._tables.append(_Table())
        elif tag in ("ul", "ol"):
            self.end_line()
            self._lists.append(_List(tag == "ol", int(given["start"]) if given.get("start", "").isdecimal() else 1))
        elif tag == "br":
            self._break()
        elif tag in _BLOCKS:
            self.end_line()
            self._begin_block(tag, given)
        self._as_it_is += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - (tag != "title"), 0)
            return
        self._as_it_is = max(self._as_it_is - (tag == "pre"), 0)
        if self._tables and tag in ("table", "tr", "td", "th"):
            self._end_in_table(tag)
            return
        if tag in _BLOCKS:
            self.end_line()
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._in_number:
            self._word_number += data
        elif self._as_it_is:
            for at, line in enumerate(data.split("\n")):
                if at:
                    self.end_line(empty=True)
                self._words += line
        else:
            self._words += _SPACES.sub(" ", data)

    def unknown_decl(self, data: str) -> None:
        """Word's ``<![if !supportLists]>`` stands around the number of an item."""
        self._in_number = data.startswith("if !supportLists")

    def end_line(self, *, empty: bool = False) -> None:
        """Write the line that was gathered; in a cell it is only a space."""
        words = self._words.replace("\xa0", " ").strip(" ")
        if self._tables:
            self._tables[-1].inside += f" {words}"
        elif words or (empty and not self._mark):
            self.lines.append(self._marked(words))
        if words or not self._lists:
            self._mark = ""
        self._words, self._word_item, self._word_number = "", None, ""

    def _marked(self, words: str) -> str:
        if self._word_item is None:
            numbered = mark_of(words).item and not self._mark.startswith("#")
            return words if numbered else self._mark + words
        number = _WORD_NUMBER.fullmatch(self._word_number)
        indent = _INDENT * min(self._word_item - 1, DEEPEST_ITEM)
        if number is None:
            return f"{indent}- {words}"
        return f"{indent}{number[1]}{number[2]}{'' if number[2] in '、）' else ' '}{words}"

    def _break(self) -> None:
        if self._tables:
            self._tables[-1].inside += " "
        self.end_line(empty=True)

    def _begin_block(self, tag: str, given: dict[str, str]) -> None:
        outline = _WORD_HEADING.search(given.get("style", "")) or _WORD_HEADING.search(given.get("class", ""))
        level = int(tag[1]) if tag[0] == "h" and tag[1:].isdecimal() else int(outline[1]) if outline else 0
        item = _WORD_LEVEL.search(given.get("style", ""))
        if item:
            self._word_item = max(int(item[1]), 1)
        elif level:
            self._mark = "#" * min(level, DEEPEST_HEADING) + " "
        elif tag == "li":
            self._mark = self._item_mark()

    def _item_mark(self) -> str:
        innermost = self._lists[-1] if self._lists else _List(False, 1)
        indent = _INDENT * min(max(len(self._lists) - 1, 0), DEEPEST_ITEM)
        if not innermost.ordered:
            return f"{indent}- "
        innermost.number += 1
        return f"{indent}{innermost.number - 1}. "

    def _begin_in_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag == "table":
            self.end_line()
            self._tables.append(_Table())
        elif tag == "tr":
            table.rows.append([])
        else:
            table.head = table.head or (tag == "th" and len(table.rows) <= 1)
            self._words, table.inside = "", ""

    def _end_in_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag in ("td", "th"):
            self.end_line()
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.inside)
            table.inside = ""
        elif tag == "table":
            self._tables.pop()
            self._write_table(table)

    def _write_table(self, table: _Table) -> None:
        rows = [row for row in table.rows if any(text.strip() for text in row)]
        if self._tables:  # a table within a cell is its words
            self._tables[-1].inside += " ".join(text for row in rows for text in row)
        elif rows and max(map(len, rows)) == 1:  # a box around a text, as web pages draw them
            self.lines += [_cell(row[0]) for row in rows]
        elif rows:
            self.lines += table_lines(rows, head=table.head)
