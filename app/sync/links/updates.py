"""Fetching newer versions from a relay: over the same pinned connection as visits, file by file, on from where it was.

Nothing here begins by itself. What comes is compared with the digest that the signed release gives; the relay is not
believed.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import LinkError, UpdateError
from app.protocol.release import FILE, MAX_RELEASE, Piece
from app.sync.links.traffic import Timeouts, Traffic

if TYPE_CHECKING:
    from app.sync.links.pinned import Pinned

PATH = "/updates/"
#: Behind the name of what has not come whole yet.
PART = ".part"

#: Told of each block that came, in bytes; gives False to stop.
Came = Callable[[int], bool]


class UpdatesLink:
    """Fetches newer versions of the program from one relay: the signed release, then the files that it names."""

    def __init__(self, url: str, pin: bytes, *, timeouts: Timeouts | None = None) -> None:
        """``url`` is the relay's address, ``pin`` the SHA-256 of its certificate. Nothing is sent yet."""
        self.traffic = Traffic()
        self._url, self._pin, self._timeouts = url.rstrip("/"), pin, timeouts or Timeouts()
        self._connection: Pinned | None = None

    def release(self) -> bytes:
        """The signed release as the relay has it. Raises UpdateError(update.no_relay), LinkError."""
        data = bytearray()
        for block in self._connect().get(PATH + FILE):
            data += block
            if len(data) > MAX_RELEASE:
                raise UpdateError("update.not_one", "too long")
        return bytes(data)

    def fetch(self, piece: Piece, folder: Path, came: Came) -> None:
        """Have a file whole in ``folder``; what came of it before is not fetched again.

        Raises UpdateError: update.no_relay, update.damaged (what came was thrown away), update.stopped; LinkError;
        OSError. After all but damage, what came stays for the next time.
        """
        whole, part = folder / piece.name, folder / (piece.name + PART)
        if whole.exists() and whole.stat().st_size == piece.size and _digest(whole) == piece.digest:
            came(piece.size)
            return
        have = part.stat().st_size if part.exists() else 0
        if have > piece.size:
            part.unlink()
            have = 0
        if not came(have):
            raise UpdateError("update.stopped")
        if have < piece.size or not part.exists():
            with part.open("ab") as out:
                self._append(piece, have, out.write, came)
                out.flush()
                os.fsync(out.fileno())
        if _digest(part) != piece.digest:
            part.unlink()
            raise UpdateError("update.damaged", "what came is not what was published")
        part.replace(whole)

    def close(self) -> None:
        """Close the connection, if one is kept."""
        if self._connection is not None:
            self._connection.close()

    def _append(self, piece: Piece, have: int, write: Callable[[bytes], object], came: Came) -> None:
        left = piece.size - have
        for block in self._connect().get(PATH + piece.name, have):
            left -= len(block)
            if left < 0:
                raise LinkError("link.not_a_relay", "more than was asked for")
            write(block)
            if not came(len(block)):
                raise UpdateError("update.stopped")
        if left:
            raise LinkError("link.lost", "the answer was cut")

    def _connect(self) -> "Pinned":
        if self._connection is None:
            from app.sync.links.pinned import Pinned  # requests costs 0.2 s, so it waits until it is needed

            self._connection = Pinned(self._url, self._pin, self.traffic, self._timeouts)
        return self._connection


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
