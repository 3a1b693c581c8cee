"""Which versions of the system's C and C++ libraries the shipped Linux files ask for, and the limit that we promise.

A file that asks for a newer version than a desktop has does not load there, and nobody sees it on the machine that
built it. So every ELF file of a package is read before it is packed, and one that asks for too much stops the build.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

from shipping.problems import Stop

#: What the oldest desktops have that we hope to reach: Debian 10's C library, and the C++ library of GCC 8.
LIMITS: Mapping[str, tuple[int, ...]] = {
    "GLIBC": (2, 28),
    "GLIBCXX": (3, 4, 25),
    "CXXABI": (1, 3, 11),
    "GCC": (7, 0, 0),
}
_VERNEED = 0x6FFFFFFE  # SHT_GNU_verneed: the section that lists the versions a file asks for
_VERSION = re.compile(r"(GLIBC|GLIBCXX|CXXABI|GCC)_([0-9.]+)")


def is_elf(file: Path) -> bool:
    """Does the file begin as programs and shared libraries of Linux do?"""
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def elf_files(folder: Path) -> Iterator[Path]:
    """All programs and shared libraries below a folder, links aside."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and is_elf(file):
            yield file


def _text(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode("ascii")


def versions(file: Path) -> set[str]:
    """The names of the versions that a 64-bit ELF file asks of other libraries, such as GLIBC_2.28.

    Read from .gnu.version_r (Elf64_Shdr, Elf64_Verneed and Elf64_Vernaux of the ELF and LSB specifications).
    """
    data = file.read_bytes()
    table, size, count = *struct.unpack_from("<Q", data, 40), *struct.unpack_from("<HH", data, 58)
    # name, type, flags, address, offset, size, link, info, alignment, entry size
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + number * size) for number in range(count)]
    found: set[str] = set()
    for section in sections:
        if section[1] != _VERNEED:
            continue
        strings = sections[section[6]][4]
        need = section[4]
        for _ in range(section[7]):
            entries, first, following = struct.unpack_from("<2xH4xII", data, need)
            entry = need + first
            for _ in range(entries):
                name, further = struct.unpack_from("<8xII", data, entry)
                found.add(_text(data, strings + name))
                entry += further
            need += following
    return found


def excess(file: Path, limits: Mapping[str, tuple[int, ...]] = LIMITS) -> list[str]:
    """Those versions beyond the limits; a private one (GLIBC_PRIVATE) is beyond any."""

    def beyond(name: str) -> bool:
        found = _VERSION.fullmatch(name)
        return found is not None and tuple(int(part) for part in found[2].split(".")) > limits[found[1]]

    return [name for name in sorted(versions(file)) if name == "GLIBC_PRIVATE" or beyond(name)]


def newest(folder: Path) -> dict[str, str]:
    """For each library the highest version that any file below asks for: what the package needs of a system."""
    highest: dict[str, tuple[int, ...]] = {}
    for file in elf_files(folder):
        for name in versions(file):
            if found := _VERSION.fullmatch(name):
                version = tuple(int(part) for part in found[2].split("."))
                highest[found[1]] = max(version, highest.get(found[1], ()))
    return {name: ".".join(map(str, version)) for name, version in sorted(highest.items())}


def check(folder: Path, limits: Mapping[str, tuple[int, ...]] = LIMITS) -> None:
    """Stop if a file asks for more than the limits."""
    found = {file.relative_to(folder): excess(file, limits) for file in elf_files(folder)}
    wrong = [f"{file}: {', '.join(names)}" for file, names in found.items() if names]
    if wrong:
        raise Stop("These files would not load on the oldest systems that we promise:\n    " + "\n    ".join(wrong))
