"""Looks into Windows programs: will each library find, on a Windows that has nothing extra, what it asks for?

wine brings libraries of its own under the names of Microsoft's C++ ones, so that a package without them works there and
fails in a school. What is looked at here are the lists of imports in the files themselves (the PE format, as Microsoft
describes it), and the ways in which Windows looks for a library that an installed Tongxing asks for.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from shipping.problems import Stop
from shipping.trees import files_in

SUFFIXES = {".dll", ".exe", ".pyd"}
_AMD64 = 0x8664
_IMPORTS, _DELAYED = 1, 13
_IMPORT_SIZE, _DELAYED_SIZE = 20, 32
#: What every 64-bit Windows 10 since version 1809 has; names beginning with api-ms-win are answered by Windows itself.
_SYSTEM = """
advapi32 authz bcrypt bcryptprimitives comdlg32 crypt32 d3d11 d3d12 d3d9 dnsapi dwmapi dwrite dxgi gdi32 imm32
iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 propsys rpcrt4 secur32 setupapi shell32 shlwapi
uiautomationcore user32 userenv uxtheme version winhttp winmm winspool.drv ws2_32 wtsapi32
"""
SYSTEM = frozenset(_SYSTEM.split())


def imports(file: Path) -> list[str]:
    """The names of the libraries that a 64-bit Windows program or library asks for, in lower case."""
    data = file.read_bytes()
    header = struct.unpack_from("<I", data, 0x3C)[0]
    machine, sections = struct.unpack_from("<HH", data, header + 4)
    if data[:2] != b"MZ" or machine != _AMD64:
        raise Stop(f"{file.name} is no program for 64-bit Windows.")
    optional = header + 24
    table = optional + struct.unpack_from("<H", data, header + 20)[0]
    places = [struct.unpack_from("<IIII", data, table + 40 * index + 8) for index in range(sections)]

    def at(address: int) -> int:
        """Where in the file lies what will lie at this address."""
        for size, start, raw_size, raw in places:
            if start <= address < start + max(size, raw_size):
                return int(address - start + raw)
        raise Stop(f"{file.name} is damaged: nothing lies at {address:#x}.")

    def named(directory: int, size: int, field: int) -> Iterator[str]:
        address = struct.unpack_from("<I", data, optional + 112 + 8 * directory)[0]
        place = at(address) if address else 0
        while place:
            name = struct.unpack_from("<I", data, place + field)[0]
            if not name:
                return
            begin = at(name)
            yield data[begin : data.index(0, begin)].decode("ascii").lower()
            place += size

    return [*named(_IMPORTS, _IMPORT_SIZE, 12), *named(_DELAYED, _DELAYED_SIZE, 4)]


def check(root: Path) -> None:
    """Stop if any program file of an installed tree asks for a library that it would not find.

    Windows looks beside the library that asks, in the folders that were added (the launcher adds the runtime's, PySide6
    adds shiboken6), among what is loaded already (PySide6's Qt, for its plugins), and in the system.
    """
    (runtime,), (libraries,) = (root / "layers").glob("runtime-*"), (root / "layers").glob("lib-*")
    qt = [libraries / "PySide6", libraries / "shiboken6"]
    lacking = []
    for file in (path for path in files_in(root) if path.suffix.lower() in SUFFIXES):
        folders = [file.parent, runtime, *(qt if qt[0] in file.parents or qt[1] in file.parents else [])]
        there = {path.name.lower() for folder in folders if folder.is_dir() for path in folder.iterdir()}
        for name in imports(file):
            ours = name in there or name.startswith("api-ms-win-") or name.removesuffix(".dll") in SYSTEM
            if not ours:
                lacking.append(f"{file.relative_to(root)} asks for {name}")
    if lacking:
        raise Stop("Libraries would be missing on a bare Windows:\n" + "\n".join(lacking))
