"""Records as a Word file (ECMA-376), from the same blocks that go on paper, so that Word, WPS and LibreOffice open it.

Tables have their widths written out and their heads marked as such: readers of the format that guess widths would
squeeze Chinese into columns of one character.
"""

import io
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from app.records.blocks import (
    NAME,
    PART,
    WITHIN,
    Block,
    Cell,
    Fixed,
    Heading,
    Item,
    PageNumber,
    Pages,
    Paragraph,
    Picture,
    Signatures,
    Table,
)

_LONG, _SHORT, _AT_THE_SIDE, _ABOVE = Cm(29.7), Cm(21.0), Cm(2.2), Cm(2.2)
_SIZE, _IN_TABLES, _BETWEEN_LINES = Pt(11), Pt(10.5), 1.25
#: By level of heading. Fonts by the names that Windows and WPS know everywhere; others put theirs in their place.
_HEADINGS = {NAME: ("Title", Pt(18)), PART: ("Heading 1", Pt(13)), WITHIN: ("Heading 2", Pt(11.5))}
_BODY, _HEADS, _FIXED = "SimSun", "SimHei", "NSimSun"
_WESTERN = "Times New Roman"
_INDENT = Cm(0.75)
#: XML has no place for these, and no printer either.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = "\uff3f" * 7
_TALLEST = Cm(12)


def write_docx(records: Sequence[Pages]) -> bytes:
    """A Word file of these records, each beginning on a page of its own."""
    document = Document()
    _dress(document)
    for number, pages in enumerate(records):
        section = document.sections[0] if number == 0 else document.add_section()
        width = _set_up(section, pages)
        writer = _Writer(width)
        before = len(document.paragraphs)
        for block, behind in zip_longest(pages.blocks, pages.blocks[1:]):
            writer.write(document, block)
            if isinstance(block, Table) and isinstance(behind, Table):
                _part(document)
        _name_part(document, number, before)
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def _dress(document: Any) -> None:
    _font(document.styles["Normal"], _BODY, _SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    document.styles["Normal"].paragraph_format.line_spacing = _BETWEEN_LINES
    for style, size in _HEADINGS.values():
        named = document.styles[style]
        _font(named, _HEADS, size)
        named.font.bold = True
        named.font.color.rgb = None
        for colour in named.element.rPr.findall(qn("w:color")):
            named.element.rPr.remove(colour)
        named.paragraph_format.space_before = named.paragraph_format.space_after = Pt(6)
        named.paragraph_format.keep_with_next = True
    title = document.styles[_HEADINGS[NAME][0]]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)


def _font(style: Any, name: str, size: Length) -> None:
    style.font.name, style.font.size = _WESTERN, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _set_up(section: Any, pages: Pages) -> int:
    """Size and margins of A4, what stands at the head of each page, its number at the foot. Gives the text's width."""
    section.orientation = WD_ORIENT.LANDSCAPE if pages.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if pages.landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = _AT_THE_SIDE
    section.top_margin = section.bottom_margin = _ABOVE
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(head, pages.above)
    _count(foot)
    return int(section.page_width) - 2 * int(_AT_THE_SIDE)


def _count(paragraph: WordParagraph) -> None:
    """A field that Word fills with the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _name_part(document: Any, number: int, before: int) -> None:
    """A mark at the beginning of a part, by which a list of contents finds its page."""
    paragraphs = document.paragraphs[before:]
    if not paragraphs:
        return
    for tag in ("w:bookmarkEnd", "w:bookmarkStart"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), f"part{number}")
        paragraphs[0]._p.insert(1 if paragraphs[0]._p.pPr is not None else 0, mark)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def _say(paragraph: WordParagraph, text: str, *, bold: bool | None = None) -> None:
    """Words, with a line break for each newline."""
    for number, line in enumerate(_clean(text).replace("\r", "\n").split("\n")):
        run = paragraph.add_run()
        run.bold = bold
        if number:
            run.add_break(WD_BREAK.LINE)
        if line:
            run.add_text(line)


def _part(document: Any) -> None:
    """A paragraph of no height between two tables, which would be taken for one without it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(1)


def _padding() -> Any:
    """Room between a table's lines and its words, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


class _Writer:
    """Writes blocks into the document, or into a cell, of a width (in the format's units)."""

    def __init__(self, width: int, size: Length | None = None) -> None:
        self._width = width
        self._size = size
        self._write: dict[type[Any], Callable[[Any, Any], None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Item: self._item,
            Fixed: self._fixed,
            Picture: self._picture,
            Table: self._table,
            Signatures: self._signatures,
            PageNumber: self._page_number,
        }

    def write(self, into: Any, block: Block) -> None:
        """One block at the end of ``into``."""
        self._write[type(block)](into, block)

    def _heading(self, into: Any, block: Heading) -> None:
        style, _ = _HEADINGS[min(block.level, WITHIN)]
        _say(into.add_paragraph(style=style), block.text)

    def _paragraph(self, into: Any, block: Paragraph) -> None:
        paragraph = self._begun(into)
        if block.label:
            _say(paragraph, block.label, bold=True)
        _say(paragraph, block.text)
        self._sized(paragraph)

    def _item(self, into: Any, block: Item) -> None:
        paragraph = self._begun(into)
        paragraph.paragraph_format.left_indent = Length(_INDENT * (block.depth + 1))
        paragraph.paragraph_format.first_line_indent = Length(-_INDENT)
        _say(paragraph, f"{block.marker}\t{block.text}")
        self._sized(paragraph)

    def _fixed(self, into: Any, block: Fixed) -> None:
        paragraph = self._begun(into)
        _say(paragraph, block.text)
        for run in paragraph.runs:
            run.font.name = _FIXED
            run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FIXED)
        self._sized(paragraph)

    def _picture(self, into: Any, block: Picture) -> None:
        paragraph = self._begun(into)
        if block.data:
            try:
                picture = paragraph.add_run().add_picture(io.BytesIO(block.data))
            except Exception:
                # The library knows its formats by exceptions of many sorts; the name stands in the picture's place.
                pass
            else:
                scale = min(1.0, self._width / picture.width, _TALLEST / picture.height)
                picture.width = Length(int(picture.width * scale))
                picture.height = Length(int(picture.height * scale))
                return
        _say(paragraph, f"[{block.name}]")

    def _signatures(self, into: Any, block: Signatures) -> None:
        for label in block.labels:
            paragraph = self._begun(into)
            paragraph.paragraph_format.space_before = Pt(14)
            _say(paragraph, f"{label}  {_LINE}    {block.day}  {_LINE}")

    def _page_number(self, into: Any, block: PageNumber) -> None:
        """The page as it was when the pack was set; Word counts again when it opens the file."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f"PAGEREF part{block.of}")
        field.set(qn("w:dirty"), "true")
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = block.text
        run.append(text)
        field.append(run)
        self._begun(into)._p.append(field)

    def _begun(self, into: Any) -> WordParagraph:
        paragraph: WordParagraph = into.add_paragraph()
        return paragraph

    def _sized(self, paragraph: WordParagraph) -> None:
        if self._size is not None:
            for run in paragraph.runs:
                run.font.size = self._size

    # Tables

    def _table(self, into: Any, block: Table) -> None:
        shares = [*block.widths, *([block.margin.width] if block.margin else [])]
        whole = sum(shares) or 1
        widths = [self._width * share // whole for share in shares]
        table: WordTable = into.add_table(0, len(widths))
        table.style = "Table Grid"
        table.autofit = False
        table._tblPr.append(_padding())
        for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
            column.w = Length(width)
        for number, cells in enumerate((*block.head, *block.rows)):
            self._row(table, cells, widths, heading=number < len(block.head))
            if block.margin is not None:
                last = table._tbl.tr_lst[-1]
                self._margin(table, block, last, widths[-1], number)

    def _row(self, table: WordTable, cells: Sequence[Cell], widths: Sequence[int], *, heading: bool) -> None:
        row = table._tbl.add_tr()
        properties = row.get_or_add_trPr()
        if heading:
            properties.append(OxmlElement("w:tblHeader"))
            properties.insert(0, OxmlElement("w:cantSplit"))
        place = 0
        for cell in cells:
            width = sum(widths[place : place + cell.across])
            place += cell.across
            self._cell(table, row, cell, width)

    def _cell(self, table: WordTable, row: Any, cell: Cell, width: int) -> Any:
        element = row.add_tc()
        element.width = Length(width)
        if cell.across > 1:
            element.grid_span = cell.across
        within = WordCell(element, table)
        writer = _Writer(max(width - int(Cm(0.4)), 1), _IN_TABLES)
        for block in cell.blocks:
            writer.write(within, block)
        paragraphs = within.paragraphs
        if len(element) > 2 and not paragraphs[0].text:
            element.remove(paragraphs[0]._p)
        if cell.heading:
            within.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            for paragraph in within.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                for run in paragraph.runs:
                    run.bold = True
        return element

    def _margin(self, table: WordTable, block: Table, row: Any, width: int, number: int) -> None:
        """The column at the side: its heading beside the head, then one cell as tall as all rows."""
        margin = block.margin
        if margin is None:
            return
        at_top, first = number == 0 and bool(block.head), number == len(block.head)
        contents = (Paragraph(margin.heading),) if at_top else margin.blocks if first else ()
        element = self._cell(table, row, Cell(contents, heading=at_top), width)
        merged = OxmlElement("w:vMerge")
        if at_top or first:
            merged.set(qn("w:val"), "restart")
        element.get_or_add_tcPr().append(merged)
