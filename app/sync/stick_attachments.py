"""Pictures and files by stick: once the records are merged, what is missing is taken and what the stick lacks is given.

A stick is no thin link, so nobody has to ask.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from app.ids import FileId, SpaceId
from app.protocol.failures import Refusal, known
from app.protocol.limits import MAX_NUMBER
from app.protocol.messages import FileAt, FileDown, Hello, Item, Refused, SpaceAt
from app.sync import attachments
from app.sync.attachments import EVERYTHING, Standing
from app.sync.links.stick import StickLink
from app.sync.owner import Owner
from app.sync.pull import HANDFUL
from app.sync.push import signed_hello
from app.sync.roster import settled_entries
from app.sync.stages import Do, Progress, Stop

#: Bytes that one exchange takes from the stick.
_BUDGET = 16_000_000
#: Exchanges of one visit: with 64 files each, more than a school has in a year.
_MOST = 64


class FilesByStick:
    """Files of some spaces, at most as many as one hello names; ``came``, ``went`` and ``troubles`` tell what became of
    them."""

    def __init__(self, owner: Owner, link: StickLink, spaces: Sequence[SpaceId]) -> None:
        self._owner, self._link, self._spaces = owner, link, list(spaces)
        self._standing: Standing = {}
        self._spoilt: set[FileId] = set()
        self.came = self.went = 0
        self.troubles: list[str] = []

    def run(self, do: Do[Any], progress: Progress, stop: Stop) -> None:
        """Ask, take, give, until nothing more is to be said. Raises LinkError; what came before is stored."""
        for _ in range(_MOST):
            items = do(self._items)
            if not items or stop():
                return
            hello = do(self._hello)
            handful: list[Item] = []
            for item in self._link.exchange(hello, items, lambda done, whole: progress(done, whole, "send")):
                handful.append(item)
                if len(handful) >= HANDFUL:
                    do(partial(self._take, handful))
                    handful = []
                if stop():
                    self._link.cancel()
            do(partial(self._take, handful))

    def _items(self) -> list[Item]:
        place = self._link.stick
        return attachments.request_items(self._owner, place, self._spaces, EVERYTHING, self._standing, self._spoilt)

    def _hello(self) -> Hello:
        owner, stick = self._owner, self._link.stick
        # Behind everything: of envelopes and entries nothing is wanted here.
        places = tuple(SpaceAt(space, MAX_NUMBER, len(settled_entries(owner, space))) for space in self._spaces)
        visit = owner.store.cursors.next_visit(stick)
        return signed_hello(owner.device, stick, visit=visit, spaces=places, budget=_BUDGET)

    def _take(self, items: Sequence[Item]) -> None:
        owner, place = self._owner, self._link.stick
        with owner.store.transaction():
            for item in items:
                match item:
                    case FileAt():
                        space, file = self._spaces[item.space_index], FileId(item.file)
                        before = self._standing.get((space, file))
                        self._standing[space, file] = item
                        attachments.note(owner, place, space, item)
                        self.went += before is not None and before.pieces < item.pieces == item.count
                    case FileDown():
                        self._take_part(self._spaces[item.space_index], item)
                    case Refused(code, _, _):
                        self.troubles.append(known(code).code)

    def _take_part(self, space: SpaceId, item: FileDown) -> None:
        if FileId(item.file) in self._spoilt:
            return
        try:
            self.came += attachments.take(self._owner, self._link.stick, space, item)
        except Refusal as refusal:
            self._spoilt.add(FileId(item.file))
            self.troubles.append(refusal.known().code)
