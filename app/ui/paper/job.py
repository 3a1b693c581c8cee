"""A print job: records set on sheets of paper. Made away from the main thread; nothing in it belongs to a window."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtGui import QRawFont

from app.records.blocks import Pages
from app.ui.paper.composing import Composer, Sheet
from app.ui.paper.faces import MM, Faces, faces
from app.ui.paper.flow import A4
from app.ui.paper.lines import Rule, Setter, Thing, Words, moved

#: Characters that a font need not have: controls, marks without a shape, spaces, ends of lines.
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))


@dataclass(frozen=True)
class Printed:
    """Sheets in order, and the characters that no font of this computer has: they would be boxes. ``numbers``: on which
    page each part of a pack begins."""

    sheets: tuple[Sheet, ...]
    missing: str = ""
    numbers: Mapping[int, int] = field(default_factory=dict)


class Job:
    """Takes records one by one, so that the work can be shown and stopped between them."""

    def __init__(self, foot: Callable[[int, int], str], fonts: Faces | None = None) -> None:
        self._setter, self._foot = Setter(fonts or faces()), foot
        self._sheets: list[Sheet] = []
        self._parts: list[Sheet] = []
        self._sharing = 1
        self._missing: dict[str, None] = {}

    def add(self, pages: Pages) -> None:
        """Set one more record; it begins on a new sheet unless several share one."""
        made = Composer(self._setter, pages, self._foot).sheets()
        for sheet in made:
            self._missing |= dict.fromkeys(missing(sheet.things))
        if pages.to_a_sheet != self._sharing:
            self._share_out()
            self._sharing = pages.to_a_sheet
        if self._sharing == 1:
            self._sheets += made
        else:
            self._parts += made

    def printed(self) -> Printed:
        """What was set so far."""
        self._share_out()
        return Printed(tuple(self._sheets), "".join(self._missing))

    def _share_out(self) -> None:
        for first in range(0, len(self._parts), self._sharing):
            self._sheets.append(_together(self._parts[first : first + self._sharing]))
        self._parts = []


def _together(parts: Sequence[Sheet]) -> Sheet:
    """Several small pages on one sheet, with lines to cut along."""
    width, height = A4
    if parts[0].width > width:
        width, height = height, width
    across = round(width / parts[0].width)
    things: list[Thing] = []
    for place, part in enumerate(parts):
        down, right = divmod(place, across)
        things += [moved(thing, right * part.width, down * part.height) for thing in part.things]
    edge = 5 * MM
    if across > 1:
        things.append(Rule(width / 2, edge, width / 2, height - edge, broken=True))
    things.append(Rule(edge, height / 2, width - edge, height / 2, broken=True))
    return Sheet(width, height, tuple(things))


def missing(things: Sequence[Thing]) -> list[str]:
    """The characters that stand there as boxes, because no font has them."""
    found = []
    for thing in things:
        if isinstance(thing, Words):
            boxes = is_boxes(thing.run.rawFont())
            if not boxes and 0 not in thing.run.glyphIndexes():
                continue
            for glyph, text in clusters(thing):
                if boxes or glyph == 0:
                    found += [one for one in text if unicodedata.category(one) not in _UNSEEN]
    return found


def is_boxes(font: QRawFont) -> bool:
    """Is it what Qt draws with where no font has a character? It has one glyph for everything."""
    return set(font.glyphIndexesForString("a1?")) == {1}


def clusters(words: Words) -> list[tuple[int, str]]:
    """Each glyph in order, with the text that it stands for; of several for one text, the first has it."""
    run = words.run
    if words.text:
        return [(glyph, "" if at else words.text) for at, glyph in enumerate(run.glyphIndexes())]
    text = run.sourceString().encode("utf-16-le", "surrogatepass")
    starts = run.stringIndexes()
    ends = dict(pairwise([*sorted(set(starts)), words.end]))
    pairs, seen = [], set()
    for glyph, start in zip(run.glyphIndexes(), starts, strict=True):
        told = "" if start in seen else text[2 * start : 2 * ends[start]].decode("utf-16-le", "replace")
        seen.add(start)
        pairs.append((glyph, told))
    return pairs
