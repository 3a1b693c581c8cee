"""A pack set on sheets: its pages are numbered through, and its list of contents tells where each part begins."""

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate

from app.records.blocks import Pages, numbered
from app.ui.paper.composing import Composer
from app.ui.paper.faces import Faces, faces
from app.ui.paper.job import Printed, missing
from app.ui.paper.lines import Setter


class Bound:
    """Takes the parts in their order; none is put on paper before all are there."""

    def __init__(self, foot: Callable[[int, int], str], fonts: Faces | None = None) -> None:
        self._setter, self._foot = Setter(fonts or faces()), foot
        self._parts: list[Pages] = []
        self._composed: list[Composer] = []

    def add(self, pages: Pages) -> None:
        """One more part; it begins on a new sheet."""
        part = replace(pages, to_a_sheet=1)
        self._parts.append(part)
        self._composed.append(self._compose(part))

    def printed(self) -> Printed:
        """The whole pack, with the pages' numbers at their feet and in the list of contents."""
        begins = self._begins()
        # Numbers are written where nothing stood before, in columns wide enough for them: no page becomes two by that.
        for at, part in enumerate(self._parts):
            blocks = numbered(part.blocks, dict(enumerate(begins)))
            if blocks != part.blocks:
                self._composed[at] = self._compose(replace(part, blocks=blocks))
        whole = sum(composer.compose() for composer in self._composed)
        sheets = [
            sheet
            for composer, first in zip(self._composed, begins, strict=True)
            for sheet in composer.sheets(first - 1, whole)
        ]
        odd = dict.fromkeys(one for sheet in sheets for one in missing(sheet.things))
        return Printed(tuple(sheets), "".join(odd), dict(enumerate(begins)))

    def _compose(self, part: Pages) -> Composer:
        composer = Composer(self._setter, part, self._foot)
        composer.compose()
        return composer

    def _begins(self) -> list[int]:
        """The page on which each part begins."""
        return list(accumulate((composer.compose() for composer in self._composed[:-1]), initial=1))
