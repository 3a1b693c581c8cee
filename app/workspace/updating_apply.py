"""Taking a newer version, and going back: new folders beside the old ones, then one rename that the next start sees.

Whatever the moment at which the power goes, ``current`` names layers that are whole: the old ones, or the new ones.
"""

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from app.errors import UpdateError
from app.installed import CURRENT, PREVIOUS, Installation, Layers
from app.protocol.release import Piece
from app.workspace.updating_layers import HALF, is_whole, remove_folder, write_layer
from app.workspace.updating_offer import COUNTER, ROOM, Offer, Step, counter_of

#: Told how many bytes of how many are done; gives False to stop.
Progress = Callable[[int, int], bool]
#: What lies unused in the folder of layers is removed when it is so old, in seconds: another window may be at it.
_UNUSED = 86_400
_BLOCK = 262_144


def apply(installed: Installation, offer: Offer, folder: Path, progress: Progress = lambda _done, _of: True) -> None:
    """Take an offer whose archives lie in ``folder``; the next start runs it.

    Raises UpdateError: update.not_writable, update.no_room, update.gone, update.damaged, update.stopped. Then the
    program that runs stays the one that runs.
    """
    check_room(installed, offer)
    current = installed.current()
    if current is None:
        raise UpdateError("update.not_writable", "no current layers")
    done, whole = 0, offer.size + offer.installed_size

    def wrote(size: int) -> None:
        nonlocal done
        done += size
        if not progress(min(done, whole), whole):
            raise UpdateError("update.stopped")

    try:
        for step in offer.steps:
            _check_piece(folder / step.piece.name, step.piece, wrote)
        for step in offer.steps:
            _take(installed, step, folder, wrote)
        _switch(installed, current, offer.layers, max(offer.manifest.counter, counter_of(installed)))
    except OSError as error:
        raise _known(error, installed) from error


def check_room(installed: Installation, offer: Offer) -> None:
    """Raises UpdateError: update.not_writable in a folder of the system, update.no_room with what is wanted."""
    if not installed.writable:
        raise UpdateError("update.not_writable")
    wanted = ROOM * offer.installed_size
    if shutil.disk_usage(installed.root).free < wanted:
        raise UpdateError("update.no_room", megabytes=-(-wanted // 1_000_000))


def _check_piece(path: Path, piece: Piece, wrote: Callable[[int], None]) -> None:
    """Is it the file that the release means? Asked before anything is made of it."""
    try:
        if path.stat().st_size != piece.size:
            raise UpdateError("update.damaged", "another length")
        known = hashlib.sha256()
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                known.update(block)
                wrote(len(block))
    except OSError as error:
        raise UpdateError("update.gone", type(error).__name__) from error
    if known.digest() != piece.digest:
        raise UpdateError("update.damaged", "another digest")


def _take(installed: Installation, step: Step, folder: Path, wrote: Callable[[int], None]) -> None:
    there = installed.layers / step.layer.name
    if is_whole(there, step.layer):
        return
    remove_folder(there)  # half removed or spoilt, and named by nothing that runs
    with (folder / step.piece.name).open("rb") as file:
        base = installed.layers / step.base if step.base else None
        write_layer(installed.layers, step.layer, file.read, base, wrote)


def _switch(installed: Installation, current: Layers, to: Layers, counter: int) -> None:
    """The one moment at which the new layers become the program: the rename of ``current``."""
    installed.write(COUNTER, f"{counter}\n")
    installed.write(PREVIOUS, current.text())
    installed.write(CURRENT, to.text())


def go_back(installed: Installation) -> str:
    """Make the layers before the last update those of the next start; gives their version.

    Raises UpdateError: update.no_previous, update.not_writable.
    """
    current, previous = installed.current(), installed.previous()
    if current is None or previous is None or not all_there(installed, previous):
        raise UpdateError("update.no_previous")
    try:
        installed.write(CURRENT, previous.text())
        installed.write(PREVIOUS, current.text())
    except OSError as error:
        raise _known(error, installed) from error
    return previous.version


def all_there(installed: Installation, layers: Layers) -> bool:
    """Are the folders of these layers there?"""
    return all((installed.layers / name).is_dir() for name in (layers.runtime, layers.lib, layers.app))


def clean(installed: Installation, unused: float = _UNUSED) -> None:
    """Remove the layers that neither run nor could be gone back to, and what a cut left ``unused`` seconds ago."""
    used = {name for layers in (installed.current(), installed.previous(), installed.started()) if layers is not None
            for name in (layers.runtime, layers.lib, layers.app)}  # fmt: skip
    if not used or not installed.writable:
        return
    for folder in sorted(installed.layers.iterdir()):
        ours = folder.name.startswith((HALF, "runtime-", "lib-", "app-"))
        if ours and folder.name not in used and folder.is_dir() and _age(folder) >= unused:
            remove_folder(folder)


def _age(folder: Path) -> float:
    """Seconds since something in a folder was last made or removed, by the clock of whoever did it."""
    return abs(time.time() - folder.stat().st_ctime) if os.name != "nt" else abs(time.time() - folder.stat().st_mtime)


def _known(error: OSError, installed: Installation) -> UpdateError:
    if not installed.writable:
        return UpdateError("update.not_writable", type(error).__name__)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UpdateError("update.no_room", type(error).__name__, megabytes=1)
    return UpdateError("update.gone", type(error).__name__)
