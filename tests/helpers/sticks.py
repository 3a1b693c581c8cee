"""A stick that is pulled out, full or spoilt at a chosen moment.

``Pulled`` counts everything that would change the folder: each byte of a file, each rename, removal and new folder is a
step. After ``steps`` of them nothing more happens and every call fails as the system lets it fail; a stick that is full
still gives back what it has, and lets files be removed. What it leaves out: a file system that loses what it said was
flushed.
"""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.signing import digest
from app.errors import LinkError
from app.protocol.messages import ItemReader, encode_item
from app.protocol.relay_card import RelayCard
from app.relay.certificate import fresh_pair, voucher_of
from app.relay.service import Service
from app.store.spaces import RelayRow
from app.sync.engine import directly, never, no_progress
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import Files, StickFolder
from app.sync.stick_visit import StickTally, visit_stick
from app.workspace.workspace import Workspace
from tests.helpers.link import LocalLink
from tests.helpers.world import ADMISSION, World, desk_of


class Pulled(Files):
    """Breaks off after so many steps; None: never."""

    def __init__(self, steps: int | None = None, code: int = errno.EIO) -> None:
        self.left, self.code = steps, code
        self.taken = 0

    def names(self, folder: Path) -> list[str]:
        self._ask()
        return super().names(folder)

    def read(self, path: Path) -> bytes:
        self._ask()
        return super().read(path)

    def write(self, path: Path, data: bytes) -> None:
        went = self._take(len(data) + 1)
        if went:
            # The name appears with the first step, the bytes follow.
            with path.open("xb") as file:
                file.write(data[: went - 1])
        if went <= len(data):
            raise OSError(self.code, "pulled out")

    def rename(self, path: Path, to: Path) -> None:
        self._one()
        super().rename(path, to)

    def remove(self, path: Path) -> None:
        if self.code == errno.EIO:
            self._one()
        super().remove(path)

    def make(self, folder: Path) -> None:
        self._one()
        super().make(folder)

    def flush(self, folder: Path) -> None:
        self._ask()

    def _ask(self) -> None:
        if self.left == 0 and self.code == errno.EIO:
            raise OSError(self.code, "pulled out")

    def _one(self) -> None:
        if not self._take(1):
            raise OSError(self.code, "pulled out")

    def _take(self, wanted: int) -> int:
        went = wanted if self.left is None else min(wanted, self.left)
        self.left = None if self.left is None else self.left - went
        self.taken += went
        return went


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(name="stick")
def empty_stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


class LetterWorld(World):
    """A world whose relay has a certificate and signs the answers to letters; ``post`` carries one to it in process.

    ``posted`` holds what was carried; ``letter_cut`` is after how many bytes the next answer is cut, None: not at all.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        voucher = voucher_of(fresh_pair(self.clock.now()))
        assert voucher is not None
        self.voucher, self.pin = voucher, digest(voucher.certificate)
        self.service = Service(self.database, self.pin, ADMISSION, self.clock, voucher=voucher)
        self.card = RelayCard("https://relay.example:8443", self.pin, ADMISSION).encode()
        self.posted: list[bytes] = []
        self.letter_cut: int | None = None

    def open_link(self, relay: RelayRow) -> LocalLink:
        assert relay.relay == self.pin
        self.links.append(LocalLink(self.service, self.weather))
        return self.links[-1]

    def post(self, url: str, pin: bytes, request: bytes) -> Iterator[bytes]:
        """What ``carry`` is handed in place of the network."""
        assert (url, pin) == ("https://relay.example:8443", self.pin)
        self.posted.append(request)
        visit, reader = self.service.visit(), ItemReader()
        for item in reader.feed(request):
            visit.take(item)
        reader.end()
        left = self.letter_cut
        for item in visit.answer():
            data = encode_item(item)
            yield data if left is None else data[:left]
            left = left if left is None else left - len(data)
            if left is not None and left <= 0:
                raise LinkError("link.lost", "cut")


@pytest.fixture(name="world")
def letter_world(tmp_path: Path) -> Iterator[LetterWorld]:
    """A world without people in which letters can be sent, in place of the usual one."""
    made = LetterWorld(tmp_path)
    yield made
    made.close()


def exchange(workspace: Workspace, stick: Path, files: Files | None = None) -> StickTally:
    """One visit to a stick, without letters."""
    owner = desk_of(workspace).owner
    link = StickLink(StickFolder(stick, files=files), owner.clock)
    return visit_stick(owner, link, directly, no_progress, never)
