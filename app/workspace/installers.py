"""Installers on a stick: only files that the signed release names, copied so that a half one is never taken for whole.

    TONGXING/install/<name>         as the release names it
    TONGXING/install/release.txm    the release itself, laid there last

A copy is written under a name of its own, flushed, read back, compared with the digest that was signed, and renamed.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import FileError, LinkError, UpdateError
from app.protocol.release import Manifest, Piece
from app.sync.links.stick_files import StickFolder, mapped
from app.sync.stages import Progress, Stop
from app.workspace.releases import FILE, read_release

INSTALL = "install"
_BLOCK = 262_144


@dataclass(frozen=True)
class Installer:
    """A file that sets the program up; ``system`` is "windows" or "linux", ``size`` in bytes."""

    path: Path
    system: str
    size: int


def find_installers(folder: Path) -> list[Installer]:
    """The files in a folder, or in a stick's, that a signed release beside them names, by name and size; not read yet.

    Empty where there is no release of ours. Looks, and writes nothing.
    """
    for place in (folder, folder / INSTALL, StickFolder(folder).root / INSTALL):
        try:
            manifest = read_release(place)
        except UpdateError:
            continue
        if manifest is not None:
            return [Installer(place / piece.name, system, piece.size) for system, piece in _there(place, manifest)]
    return []


def put_installers(
    folder: Path, files: Sequence[Path], progress: Progress, stop: Stop, keep: Callable[[Path, Path], None] = os.replace
) -> list[Installer]:
    """Copy installers to a stick, with the release that vouches for them; what lies there whole is left as it is.

    Raises FileError: kit.not_vouched for a file that no signed release beside it names, or that is another than it
    says; kit.older_there for a release older than the stick's; LinkError: stick.gone, stick.full, stick.read_only;
    UpdateError for a release that is not ours. What lay there before is still whole then. ``keep`` gives a file its
    name; tests hand in one that breaks off.
    """
    stick = StickFolder(folder)
    stick.open()
    place = stick.root / INSTALL
    chosen = [(path, *_vouched(path)) for path in files]
    if not chosen:
        return []
    manifest, release = chosen[0][1], chosen[0][0].parent / FILE
    _check_newer(place, manifest)
    with mapped():
        place.mkdir(exist_ok=True)
        for old in place.glob("~*.tmp"):
            old.unlink()
    whole, done = sum(piece.size for _, _, piece in chosen), 0
    found = []
    for path, _, piece in chosen:

        def wrote(size: int) -> None:
            nonlocal done
            done += size
            progress(done, whole, "send")
            if stop():
                raise LinkError("link.lost", "stopped")

        if not _is_whole(place / piece.name, piece):
            _copy(path, place / piece.name, piece, wrote, keep)
        found.append(Installer(place / piece.name, _system_of(manifest, piece), piece.size))
    before = _release_there(place)
    _lay(place / FILE, release.read_bytes(), keep)
    _drop_former(place, before, manifest)
    return found


def size_of(installers: Sequence[Installer]) -> int:
    """Bytes that these take on a stick."""
    return sum(installer.size for installer in installers)


def free_on(folder: Path) -> int:
    """Bytes that are free on a stick. Raises LinkError("stick.gone")."""
    with mapped():
        return shutil.disk_usage(folder).free


def _there(place: Path, manifest: Manifest) -> list[tuple[str, Piece]]:
    named = [(system.name, piece) for system in manifest.systems for piece in system.installers]
    return [(system, piece) for system, piece in named if _size(place / piece.name) == piece.size]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _vouched(path: Path) -> tuple[Manifest, Piece]:
    """The release beside a file, and what it says of it."""
    manifest = read_release(path.parent)
    pieces = [] if manifest is None else [piece for _, piece in _there(path.parent, manifest)]
    piece = next((piece for piece in pieces if piece.name == path.name), None)
    if manifest is None or piece is None:
        raise FileError("kit.not_vouched", "no signed release names it", file=path.name)
    return manifest, piece


def _system_of(manifest: Manifest, piece: Piece) -> str:
    return next(system.name for system in manifest.systems if piece in system.installers)


def _release_there(place: Path) -> Manifest | None:
    try:
        return read_release(place)
    except UpdateError:
        return None


def _check_newer(place: Path, manifest: Manifest) -> None:
    before = _release_there(place)
    if before is not None and before.counter > manifest.counter:
        raise FileError("kit.older_there", f"{manifest.counter} after {before.counter}", version=before.version)


def _is_whole(path: Path, piece: Piece) -> bool:
    if _size(path) != piece.size:
        return False
    with mapped():
        return _digest(path) == piece.digest


def _digest(path: Path) -> bytes:
    known = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            known.update(block)
    return known.digest()


def _copy(path: Path, to: Path, piece: Piece, wrote: Callable[[int], None], keep: Callable[[Path, Path], None]) -> None:
    known, beside = hashlib.sha256(), to.parent / f"~{os.urandom(8).hex()}.tmp"
    try:
        with mapped(), beside.open("xb") as out:
            for block in _blocks(path):
                known.update(block)
                out.write(block)
                wrote(len(block))
            out.flush()
            os.fsync(out.fileno())
        if known.digest() != piece.digest:
            raise FileError("kit.not_vouched", "another file than the release names", file=path.name)
        with mapped():
            if _digest(beside) != piece.digest:
                raise OSError(errno.EIO, "the stick gives back something else")
            keep(beside, to)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _blocks(path: Path) -> Iterator[bytes]:
    """The file in blocks; one that cannot be read any more is not vouched for."""
    try:
        with path.open("rb") as file:
            yield from iter(lambda: file.read(_BLOCK), b"")
    except OSError as error:
        raise FileError("kit.not_vouched", type(error).__name__, file=path.name) from error


def _lay(to: Path, data: bytes, keep: Callable[[Path, Path], None]) -> None:
    beside = to.parent / f"~{os.urandom(8).hex()}.tmp"
    try:
        with mapped():
            with beside.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            keep(beside, to)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _drop_former(place: Path, before: Manifest | None, now: Manifest) -> None:
    """Installers of the release before, which nobody names any more."""
    named = {piece.name for system in now.systems for piece in system.installers}
    for system in before.systems if before is not None else ():
        for piece in system.installers:
            if piece.name not in named:
                with contextlib.suppress(OSError):
                    (place / piece.name).unlink(missing_ok=True)
