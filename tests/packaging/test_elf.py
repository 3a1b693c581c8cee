"""A file that would not load on the oldest promised desktop stops the build."""

import shutil
import sys
from pathlib import Path

import pytest
from shipping import elf
from shipping.problems import Stop

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="ELF files are Linux's")
#: Any program of any Linux asks for more than this.
NOTHING = {"GLIBC": (2, 0), "GLIBCXX": (3, 0), "CXXABI": (1, 0), "GCC": (1, 0)}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with one program of this machine, and a text beside it."""
    found = shutil.which("true")
    assert found is not None
    shutil.copyfile(found, tmp_path / "program")
    (tmp_path / "text.so").write_text("no library at all", encoding="utf-8")
    return tmp_path


@LINUX_ONLY
def test_a_file_that_asks_for_too_new_a_system_stops_the_build_by_name(program: Path) -> None:
    with pytest.raises(Stop, match=r"program: GLIBC_2\."):
        elf.check(program, NOTHING)


@LINUX_ONLY
def test_a_file_within_the_limits_passes(program: Path) -> None:
    """And what a folder needs of a system is told as the highest version of each library."""
    elf.check(program, {**NOTHING, "GLIBC": (2, 99)})

    assert elf.newest(program)["GLIBC"].startswith("2.")


@LINUX_ONLY
def test_versions_are_compared_by_number_and_not_by_letter(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2.4 is older than 2.28; a symbol of glibc's own is not for anybody else."""
    monkeypatch.setattr(elf, "versions", lambda _file: {"GLIBC_2.4", "GLIBC_2.28", "GLIBC_PRIVATE", "Qt_6.8"})

    assert elf.excess(program / "program") == ["GLIBC_PRIVATE"]
