"""A stick that is pulled out, full or spoilt at a chosen moment.

``Pulled`` counts everything that would change the folder: each byte of a file, each rename, removal and new folder is a
step. After ``steps`` of them nothing more happens and every call fails as the system lets it fail; a stick that is full
still gives back what it has, and lets files be removed. What it leaves out: a file system that loses what it said was
flushed.
"""

import errno
from pathlib import Path

from app.sync.links.stick_files import Files


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
