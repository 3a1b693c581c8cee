"""Layers of an installed program as folders: their list, and how a new one is written so that it is whole or not there.

A layer is written under a name that nothing reads, each file flushed and its digest compared, the folder flushed, and
only then given its name by one rename. What a power cut leaves is a folder that a later start removes.
"""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from app.crypto.signing import digest
from app.errors import Bug, UpdateError
from app.installed import flush_folder
from app.protocol.failures import Refusal
from app.protocol.layer_file import LayerReader
from app.protocol.release import Layer, LayerList, Listed, encode_list, read_list

#: How a folder is called while it is being written.
HALF = "half-"
#: What lies below this folder of a layer the system may start; file systems of sticks do not keep that.
_RUNS = "bin/"
#: A scanner for viruses may hold a new folder open for a moment: so often, and so many seconds apart, it is tried.
_TRIES, _PAUSE = 8, 0.25

#: Told of each block that was written, in bytes; raises to stop.
Wrote = Callable[[int], None]


def list_of(folder: Path) -> bytes:
    """The list of a layer that lies in a folder. Raises OSError; Bug for what can be no layer."""
    files = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(folder).as_posix(), path.read_bytes()
            files.append(Listed(name, len(data), digest(data), name.startswith(_RUNS)))
    return encode_list(files)


def is_whole(folder: Path, layer: Layer) -> bool:
    """Does this layer lie there, to the last byte?"""
    try:
        return folder.is_dir() and digest(list_of(folder)) == layer.contents
    except (OSError, Bug):
        return False


def write_layer(layers: Path, layer: Layer, read: Callable[[int], bytes], base: Path | None, wrote: Wrote) -> None:
    """Write a layer out of its archive, which ``read`` gives; ``base`` is the older layer of a delta.

    Raises UpdateError(update.damaged), OSError, and what ``wrote`` raises; then nothing is there under its name.
    """
    half = layers / f"{HALF}{layer.name}-{os.getpid()}"
    remove_folder(half)
    try:
        reader = LayerReader(
            read, b"" if base is None else list_of(base), None if base is None else lambda file: _content(base, file)
        )
        if digest(reader.listed) != layer.contents:
            raise UpdateError("update.damaged", "another list")
        wanted = read_list(reader.listed)
        half.mkdir()
        _write_files(half, reader, wanted, wrote)
        reader.end()
        _flush_folders(half)
        rename(half, layers / layer.name)
        flush_folder(layers)
    except Refusal as refusal:
        raise UpdateError("update.damaged", str(refusal)) from refusal
    finally:
        remove_folder(half)


def _content(base: Path, file: Listed) -> bytes:
    return (base / file.path).read_bytes()


def _write_files(half: Path, reader: LayerReader, wanted: LayerList, wrote: Wrote) -> None:
    for file, blocks in reader.files(wanted):
        path = half / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            for block in blocks:
                out.write(block)
                wrote(len(block))
            out.flush()
            os.fsync(out.fileno())
        if file.runs:
            path.chmod(0o755)
        # Read back: what counts is what the disk has.
        if path.stat().st_size != file.size or digest(path.read_bytes()) != file.digest:
            raise UpdateError("update.damaged", "another file than the list says")


def _flush_folders(folder: Path) -> None:
    for path in [*(path for path in folder.rglob("*") if path.is_dir()), folder]:
        flush_folder(path)


def rename(path: Path, to: Path) -> None:
    """Give a folder its name; patient with whoever looks into it just now. Raises OSError."""
    for attempt in range(_TRIES):
        try:
            path.rename(to)
        except PermissionError:
            if attempt + 1 == _TRIES:
                raise
            time.sleep(_PAUSE)
        else:
            return


def remove_folder(folder: Path) -> None:
    """Remove a folder as far as the system lets us; what stays is tried again at a later start."""
    shutil.rmtree(folder, ignore_errors=True)
