"""A Windows program says which libraries it asks for, and a package in which one would be missing is not made."""

import struct
from pathlib import Path

import pytest
from shipping import windows_files
from shipping.problems import Stop

HEADER, SECTION = 0x80, 0x1000


def program(*libraries: str, machine: int = 0x8664) -> bytes:
    """The smallest file that Windows would take for a program with this table of imports."""
    table, names = b"", b""
    first = 20 * (len(libraries) + 1)
    for name in libraries:
        table += struct.pack("<IIIII", 0, 0, 0, SECTION + first + len(names), 0)
        names += name.encode() + b"\0"
    body = table + bytes(20) + names
    head = struct.pack("<2s58xI", b"MZ", HEADER).ljust(HEADER, b"\0")
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, 0)
    optional = bytes(112 + 8) + struct.pack("<II", SECTION if libraries else 0, len(table)) + bytes(240 - 128)
    where = HEADER + len(coff) + len(optional) + 40
    section = struct.pack("<8sIIII16x", b".rdata", len(body), SECTION, len(body), where)
    return head + coff + optional + section + body


def tree(root: Path, **files: bytes) -> Path:
    """An installed tree with these files; a name's underscores stand for the folder."""
    for place in ("layers/runtime-1", "layers/lib-1/PySide6", "layers/lib-1/shiboken6", "layers/lib-1/loro"):
        (root / place).mkdir(parents=True)
    (root / "layers/runtime-1/python313.dll").write_bytes(program("KERNEL32.dll"))
    for name, data in files.items():
        (root / "layers/lib-1" / name / "a.pyd").write_bytes(data)
    return root


def test_the_libraries_that_a_program_asks_for_are_read_in_lower_case(tmp_path: Path) -> None:
    file = tmp_path / "a.dll"
    file.write_bytes(program("KERNEL32.dll", "MSVCP140.dll"))
    assert windows_files.imports(file) == ["kernel32.dll", "msvcp140.dll"]


def test_a_program_for_32_bit_windows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.dll"
    file.write_bytes(program("KERNEL32.dll", machine=0x14C))
    with pytest.raises(Stop, match="64-bit"):
        windows_files.imports(file)


def test_what_the_system_the_runtime_and_the_own_folder_have_is_found(tmp_path: Path) -> None:
    root = tree(tmp_path, loro=program("KERNEL32.dll", "python313.dll", "api-ms-win-crt-heap-l1-1-0.dll", "b.dll"))
    (root / "layers/lib-1/loro/b.dll").write_bytes(program())
    windows_files.check(root)
    (root / "layers/lib-1/loro/b.dll").unlink()
    with pytest.raises(Stop, match=r"b\.dll"):
        windows_files.check(root)


def test_microsofts_c_plus_plus_libraries_are_not_part_of_windows(tmp_path: Path) -> None:
    with pytest.raises(Stop, match=r"loro/a\.pyd asks for msvcp140\.dll"):
        windows_files.check(tree(tmp_path, loro=program("MSVCP140.dll")))


def test_qt_finds_what_lies_beside_shiboken_and_nobody_else_does(tmp_path: Path) -> None:
    root = tree(tmp_path, PySide6=program("msvcp140.dll"))
    (root / "layers/lib-1/shiboken6/msvcp140.dll").write_bytes(program())
    windows_files.check(root)
    (root / "layers/lib-1/loro/a.pyd").write_bytes(program("msvcp140.dll"))
    with pytest.raises(Stop, match="loro"):
        windows_files.check(root)
