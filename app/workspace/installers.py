"""Installers on a stick: only files that the signed release names, copied so that a half one is never taken for whole.

    安装同行 Tongxing.exe            the installer for Windows, beside the guide: what a newcomer double-clicks
    TONGXING/install/<name>         every other one, as the release names it
    TONGXING/install/release.txm    the release itself, laid there last

The release vouches for bytes, so that the one at the top may have a name that a teacher understands. A copy
is written under a name of its own, flushed, read back, compared with the digest that was signed, and renamed.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import FileError, LinkError, UpdateError
from app.protocol.release import Manifest, Piece
from app.sync.links.stick_files import ROOT, StickFolder, mapped
from app.sync.stages import Progress, Stop
from app.workspace.releases import FILE, read_release

INSTALL = "install"
#: Of the installer for Windows at a stick's top, in both languages: nobody knows which a newcomer reads.
AT_TOP = "安装同行 Tongxing.exe"
_FOR_TOP = ".exe"
_BLOCK = 262_144
#: A copy that was never finished.
_TEMPORARY = re.compile(r"~[0-9a-f]{16}\.tmp")


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
            return [Installer(path, system, piece.size) for system, piece, path in _there(place, manifest)]
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
    manifest, release = chosen[0][1], _release_for(chosen[0][0]) / FILE
    _check_newer(place, manifest)
    with mapped():
        place.mkdir(exist_ok=True)
        for old in (*place.glob("~*.tmp"), *stick.root.parent.glob("~*.tmp")):
            if _TEMPORARY.fullmatch(old.name):
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

        to = _lies(place, piece.name)
        if not _is_whole(to, piece):
            _copy(path, to, piece, wrote, keep)
        found.append(Installer(to, _system_of(manifest, piece), piece.size))
    before = _release_there(place)
    _lay(place / FILE, release.read_bytes(), keep)
    _drop_former(place, before, manifest)
    _drop_double(place, found, manifest)
    return found


def size_of(installers: Sequence[Installer]) -> int:
    """Bytes that these take on a stick."""
    return sum(installer.size for installer in installers)


def free_on(folder: Path) -> int:
    """Bytes that are free on a stick. Raises LinkError("stick.gone")."""
    with mapped():
        return shutil.disk_usage(folder).free


def _there(place: Path, manifest: Manifest) -> list[tuple[str, Piece, Path]]:
    """Of what a release names: the system, the piece, and the file, which on a stick may lie at the top."""
    named = [(system.name, piece) for system in manifest.systems for piece in system.installers]
    found = []
    for system, piece in named:
        for path in dict.fromkeys((_lies(place, piece.name), place / piece.name)):
            if _size(path) == piece.size:
                found.append((system, piece, path))
                break
    return found


def _lies(place: Path, name: str) -> Path:
    """Where an installer of this name lies that belongs to the release in ``place``."""
    on_stick = place.name == INSTALL and place.parent.name.upper() == ROOT
    return place.parent.parent / AT_TOP if on_stick and name.lower().endswith(_FOR_TOP) else place / name


def _release_for(path: Path) -> Path:
    """The folder of the release that may vouch for a file."""
    return path.parent / ROOT / INSTALL if path.name == AT_TOP else path.parent


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _vouched(path: Path) -> tuple[Manifest, Piece]:
    """The release of a file, and what it says of it."""
    manifest = read_release(_release_for(path))
    there = [] if manifest is None else _there(_release_for(path), manifest)
    piece = next((piece for _, piece, lies in there if lies == path), None)
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
                _drop(place / piece.name)


def _drop_double(place: Path, found: Sequence[Installer], manifest: Manifest) -> None:
    """What an earlier program laid into the folder, and now lies at the top."""
    if any(installer.path.name == AT_TOP for installer in found):
        for system in manifest.systems:
            for piece in system.installers:
                if _lies(place, piece.name).name == AT_TOP:
                    _drop(place / piece.name)


def _drop(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
