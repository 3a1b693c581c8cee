"""A stick's folder, written so that it may be pulled out at any byte.

    TONGXING/
      stick.txs                                  the label: a random id
      <space>/<order>-<device>-log.txs           entries and blobs that a device brought in one visit
      <space>/<order>-<device>-<first>-<last>.txs   its envelopes of one visit
      <space>/<device>-part.txs                  the beginning of an envelope that was cut
      <space>/<device>-join.txs                  the Join of somebody of whom no relay has heard
      visits/<device>.txs                        the number of its last visit
      letters/<relay>-<device>-<visit>.letter.txs, .answer.txs

Ids are lower-case hexadecimal, numbers decimal: names that FAT32 takes, whatever case it makes of them. A file is
written under a name of its own, flushed, read back, compared, and only then renamed. Logs and envelopes are never
changed or removed. What is not ours is not touched, nor is it read.
"""

import contextlib
import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import LinkError
from app.ids import Chance
from app.protocol.failures import Code, Refusal
from app.protocol.limits import MAX_STICK_FILE, MAX_STICK_FILES
from app.protocol.stick import STICK_BYTES, F, Label, StickFile, encode_file, parse_file

ROOT = "TONGXING"
LABEL = "stick.txs"
LETTERS, VISITS, FILES = "letters", "visits", "files"
_TEMPORARY = re.compile(r"~[0-9a-f]{16}\.tmp")

#: What a failure of the file system means; any other one is a stick that is no longer there.
_MEANINGS = {
    errno.ENOSPC: "stick.full",
    errno.EDQUOT: "stick.full",
    errno.EFBIG: "stick.full",
    errno.EROFS: "stick.read_only",
    errno.EACCES: "stick.read_only",
    errno.EPERM: "stick.read_only",
}


class Files:
    """What is asked of the file system. Tests hand in one that breaks off."""

    def names(self, folder: Path) -> list[str]:
        """What lies in a folder; nothing where there is none."""
        try:
            return os.listdir(folder)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def read(self, path: Path) -> bytes:
        """A file's bytes, but no more than one over the limit."""
        with path.open("rb") as file:
            return file.read(MAX_STICK_FILE + 1)

    def write(self, path: Path, data: bytes) -> None:
        """A new file, flushed to the stick."""
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, path: Path, to: Path) -> None:
        """Give a file its name, in place of what had it."""
        path.replace(to)

    def remove(self, path: Path) -> None:
        """Remove one file. Raises OSError, as all of these do; StickFolder turns it into a LinkError."""
        path.unlink()

    def make(self, folder: Path) -> None:
        """Make a folder in one that is there: where a stick was pulled out, none must appear on the disk instead."""
        folder.mkdir(exist_ok=True)

    def flush(self, folder: Path) -> None:
        """Flush a folder's names to the stick, where the system can."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            # Not every file system has it for folders; the files themselves are flushed all the same.
            with contextlib.suppress(OSError):
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def mapped() -> Iterator[None]:
    """Turn what the file system says into a LinkError with a sentence: stick.full, read_only, gone."""
    try:
        yield
    except OSError as error:
        raise LinkError(_MEANINGS.get(error.errno or 0, "stick.gone"), type(error).__name__) from error


class StickFolder:
    """The files of one stick. Every method raises LinkError when the stick does not allow it."""

    def __init__(self, folder: Path, chance: Chance = os.urandom, files: Files | None = None) -> None:
        """``folder`` is the stick's own, in which TONGXING lies or will lie; the latter may be given as well."""
        self.root = folder if folder.name.upper() == ROOT else folder / ROOT
        self._chance, self._files = chance, files or Files()
        self.spoilt = 0  # files that could not be read, since this was made

    def label(self) -> Label | None:
        """The stick's label; None where no stick has been made, or its label is spoilt. Raises stick.too_new."""
        return self.read(LABEL, Label) if LABEL in self.names("") else None

    def existing(self) -> Label:
        """The label of a stick that must be there already. Raises LinkError: stick.none, stick.gone, stick.too_new."""
        with mapped():
            if not self.root.parent.is_dir():
                raise LinkError("stick.gone", "no such folder")
        label = self.label()
        if label is None:
            raise LinkError("stick.none", "no label")
        return label

    def open(self) -> Label:
        """The label, made if there is none. Raises LinkError: stick.gone, stick.read_only, stick.full."""
        with mapped():
            if not self.root.parent.is_dir():
                raise LinkError("stick.gone", "no such folder")
        label = self.label()
        if label is None:
            label = Label(self._chance(STICK_BYTES))
            self.put(LABEL, label)
        return label

    def names(self, folder: str) -> list[str]:
        """Names in a folder of the stick, in lower case, in order. Raises stick.full for more than anybody wrote."""
        with mapped():
            found = self._files.names(self.root / folder)
        if len(found) > 2 * MAX_STICK_FILES:
            raise LinkError("stick.full", f"{len(found)} files")
        return sorted(name.lower() for name in found)

    def read(self, name: str, wanted: type[F]) -> F | None:
        """A file; None, counted in ``spoilt``, for one that cannot be read. Raises stick.too_new, stick.gone."""
        try:
            data = self._files.read(self.root / name)
        except FileNotFoundError:
            return None
        except OSError as error:
            with mapped():
                # One bad block spoils one file; a stick that is gone has not even its folder.
                self._files.names(self.root)
                if not self.root.is_dir():
                    raise FileNotFoundError(errno.ENOENT, "the stick is gone") from error
            self.spoilt += 1
            return None
        try:
            return parse_file(data, wanted)
        except Refusal as refusal:
            if refusal.code is Code.VERSION:
                raise LinkError("stick.too_new", str(refusal)) from refusal
            self.spoilt += 1
            return None

    def size(self, name: str) -> int:
        """A file's length in bytes; 0 for one that is gone."""
        try:
            return (self.root / name).stat().st_size
        except OSError:
            return 0

    def put(self, name: str, file: StickFile) -> int:
        """Write a file, whole or not at all, in place of what had its name; gives its size in bytes."""
        data = encode_file(file)
        path = self.root / name
        with mapped():
            for folder in dict.fromkeys((self.root, path.parent)):
                if not folder.is_dir():
                    self._files.make(folder)
                    self._files.flush(folder.parent)
            beside = path.parent / f"~{self._chance(8).hex()}.tmp"
            try:
                self._write_and_compare(beside, data)
                self._files.rename(beside, path)
            except OSError:
                with contextlib.suppress(OSError):
                    self._files.remove(beside)
                raise
            self._files.flush(path.parent)
        return len(data)

    def _write_and_compare(self, path: Path, data: bytes) -> None:
        self._files.write(path, data)
        if self._files.read(path) != data:
            raise OSError(errno.EIO, "the stick gives back something else")

    def drop(self, name: str) -> None:
        """Remove a letter, an answer or a part that is of no more use; never a log or an envelope."""
        with contextlib.suppress(OSError):
            self._files.remove(self.root / name)

    def tidy(self, folder: str) -> None:
        """Remove what an earlier visit had not finished writing when the stick was pulled out."""
        for name in self.names(folder):
            if _TEMPORARY.fullmatch(name):
                self.drop(f"{folder}/{name}" if folder else name)
