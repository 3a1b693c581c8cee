"""How changes look on the page: each author's own colour, a line beneath what was added, one through what was removed.

Never by colour alone: eyes that tell no colours apart see the lines, and the name stands in the tool tip.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextDocument

from app.ids import DeviceId
from app.records.differences import Run, Sort
from app.ui.desk import Desk
from app.ui.theme.colours import author_roles
from app.ui.theme.written import written
from app.ui.widgets.prose_page import Part
from app.workspace.history import ChangesView


@dataclass(frozen=True)
class Marking:
    """The formats of one page's changes."""

    desk: Desk
    changes: ChangesView

    def look(self, base: QTextCharFormat, sort: Sort, device: DeviceId | None) -> QTextCharFormat:
        """``base``, as words of this fate and author look."""
        look = QTextCharFormat(base)
        author = self.changes.authors.get(device) if device is not None else None
        if sort is Sort.KEPT or author is None:
            return look
        ink, ground = author_roles(author.number)
        if sort is Sort.ADDED:
            look.merge(written(ground=ground, underline=ink))
        else:
            look.merge(written(ink=ink))
            look.setFontStrikeOut(True)
        look.setToolTip(self.said(sort, device))
        return look

    def said(self, sort: Sort, device: DeviceId | None) -> str:
        """Who added or removed it."""
        author = self.changes.authors.get(device) if device is not None else None
        name = author.name if author is not None and author.name else self.desk.texts.say("history.somebody")
        return self.desk.texts.say(f"history.{sort.value}_by", author=name)


class Changed:
    """An overlay: a prose with its changes; removed words stand where they stood."""

    def __init__(self, marking: Marking, runs: Sequence[Run]) -> None:
        self._marking = marking
        self._gone: list[tuple[int, Run]] = []
        self._here: list[tuple[int, Run]] = []
        at = 0
        for run in runs:
            (self._gone if run.sort is Sort.REMOVED else self._here).append((at, run))
            at += 0 if run.sort is Sort.REMOVED else len(run.text)

    def parts(self, start: int, text: str, look: QTextCharFormat) -> Sequence[Part]:
        """See ``Overlay``."""
        end, found = start + len(text), []
        for begins, run in self._here:
            first, last = max(start, begins), min(end, begins + len(run.text))
            if first >= last:
                continue
            found += self._removed(begins, look)
            words = text[first - start : last - start]
            found.append(Part(words, self._marking.look(look, run.sort, run.device)))
        return [*found, *self._removed(end, look)]

    def rest(self, look: QTextCharFormat) -> Sequence[Part]:
        """See ``Overlay``."""
        return self._removed(None, look)

    def _removed(self, upto: int | None, look: QTextCharFormat) -> list[Part]:
        """The removed words that stand up to a code point and are not shown yet."""
        found = []
        while self._gone and (upto is None or self._gone[0][0] <= upto):
            _, run = self._gone.pop(0)
            words = run.text.replace("\n", "↵ ")
            found.append(Part(words, self._marking.look(look, run.sort, run.device), here=False))
        return found


def changed_places(page: QTextDocument) -> list[tuple[int, int]]:
    """Where a page's changes stand, [from, to) each; what stands side by side is one change."""
    found: list[tuple[int, int]] = []
    block = page.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if fragment.charFormat().toolTip():
                start, end = fragment.position(), fragment.position() + fragment.length()
                if found and start <= found[-1][1] + 1:
                    found[-1] = found[-1][0], end
                else:
                    found.append((start, end))
            iterator += 1
        block = block.next()
    return found
