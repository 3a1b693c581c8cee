"""What is done to folders on their way into a package: cut down by keep-lists, compiled, stripped, dated."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from shipping import compiling, tools
from shipping.problems import Stop

_ELF = b"\x7fELF"

# The keep-lists -------------------------------------------------------------------------------------------------------


def keep_lists(root: Path, system: str) -> list[Path]:
    """The lists that say what a package for this system carries."""
    return [root / "packaging" / "keep" / f"{name}.txt" for name in ("common", system)]


def read_keep_list(path: Path) -> list[tuple[str, re.Pattern[str], bool]]:
    """The lines of a keep-list: as written, as a pattern of whole paths, and whether it keeps or takes out.

    ``*`` stands for anything within one folder's name, ``**`` for anything, ``{a,b}`` for either; a line with ``!`` in
    front takes out what earlier lines kept.
    """
    lines = []
    for written in path.read_text(encoding="utf-8").splitlines():
        line = written.partition("#")[0].strip()
        if line:
            lines.append((line, re.compile(_expression(line.removeprefix("!"))), not line.startswith("!")))
    return lines


def _expression(line: str) -> str:
    """The regular expression of one line of a keep-list."""
    signs = {"**": ".*", "*": "[^/]*", "{": "(?:", "}": ")", ",": "|"}
    parts = re.split(r"(\*\*|\*|\{|\}|,)", line)
    return "".join(signs[part] if part in signs else re.escape(part) for part in parts)


def prune(folder: Path, keep: list[Path]) -> None:
    """Delete every file that the keep-lists do not name, and the folders that are then empty.

    Stops at a line that names nothing: a library has changed, and somebody has to look at what it has now.
    """
    lines, used = [line for path in keep for line in read_keep_list(path)], set()
    for file in files_in(folder):
        name, kept = file.relative_to(folder).as_posix(), False
        for line, pattern, keeps in lines:
            if pattern.fullmatch(name):
                used.add(line)
                kept = keeps
        if not kept:
            file.unlink()
    idle = [line for line, _, _ in lines if line not in used]
    if idle:
        raise Stop(f"packaging/keep names files that no library has any more: {', '.join(idle)}")
    drop_empty(folder)


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in an order that is the same everywhere."""
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    yield from sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def drop_empty(folder: Path) -> None:
    """Delete the empty folders below a folder."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


# Compiling and stripping ----------------------------------------------------------------------------------------------


def compile_tree(python: Path, folder: Path) -> None:
    """Put a .pyc in the place of every .py below ``folder``, made by the Python that will run it (compiling.py).

    They name no date and no path of this machine, and Python never looks for their sources. Of what they know about
    places in them they keep the lines: columns only underline a source that is at hand, and are a third of the packed
    code and a quarter of an update.
    """
    tools.run(python, "-I", "-X", "utf8", "-X", "no_debug_ranges", compiling.__file__, folder)


def strip_tree(folder: Path) -> None:
    """Take the symbols that only a debugger reads out of every Linux library and program below a folder."""
    tools.need("strip")
    for file in files_in(folder):
        if is_elf(file):
            tools.run("strip", "--strip-unneeded", "-R", ".comment", file)


def is_elf(file: Path) -> bool:
    """Is this file a Linux library or program?"""
    with file.open("rb") as opened:
        return opened.read(4) == _ELF


def settle(folder: Path, moment: int) -> None:
    """Give everything below ``folder`` one date (seconds since 1970) and plain rights, so that archives agree.

    Programs keep their mark; libraries, of which some wheels mark a few as programs, do not get one.
    """
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.stat().st_mode & 0o100 and ".so" not in path.suffixes)
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
