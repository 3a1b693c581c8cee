"""A file into the folder that a person chose: the whole file or none, and plain words for what may go wrong."""

import errno
import os
from pathlib import Path

from app.errors import FileError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def save(path: Path, data: bytes) -> None:
    """Write under another name beside it, then rename. Raises FileError."""
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            with beside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise FileError(_code(error, path), type(error).__name__) from error


def _code(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return "file.disk_full"
    # Windows refuses to replace a file that another program has open.
    if isinstance(error, PermissionError) and path.is_file() and os.access(path.parent, os.W_OK):
        return "file.in_use"
    return "file.unwritable"


def with_ending(name: str, ending: str) -> Path:
    """The path that was chosen, with this ending whatever was typed."""
    return Path(name) if name.lower().endswith(ending) else Path(name + ending)
