"""Where a stick may be: the removable folders of this computer."""

import os
import string
import sys
from collections.abc import Sequence
from pathlib import Path

#: Where desktops mount what is plugged in; the second number is how many folders deep.
_PLACES = ((Path("/media"), 2), (Path("/run/media"), 2), (Path("/mnt"), 1))
#: GetDriveTypeW's word for a drive that can be taken out.
_REMOVABLE = 2


def removable_folders(places: Sequence[tuple[Path, int]] = _PLACES) -> list[Path]:
    """Mounted folders that look like sticks, in the order of their names; empty where the system tells of none."""
    if sys.platform == "win32":
        return _windows_drives()
    found: set[Path] = set()
    for place, depth in places:
        for level in range(1, depth + 1):
            found |= {folder for folder in _below(place, level) if os.path.ismount(folder)}
    return sorted(found)


def _below(place: Path, depth: int) -> list[Path]:
    folders = [place]
    for _ in range(depth):
        folders = [inner for folder in folders for inner in _inside(folder)]
    return folders


def _inside(folder: Path) -> list[Path]:
    try:
        return [each for each in folder.iterdir() if each.is_dir()]
    except OSError:
        return []


def _windows_drives() -> list[Path]:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # the name exists on Windows only
    letters = kernel.GetLogicalDrives()
    roots = [f"{letter}:\\" for bit, letter in enumerate(string.ascii_uppercase) if letters >> bit & 1]
    return [Path(root) for root in roots if kernel.GetDriveTypeW(root) == _REMOVABLE]
