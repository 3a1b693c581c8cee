"""The Windows installer unpacks in a safe order, knows each small file of an installation, speaks both languages."""

import random
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from shipping import setup_exe
from shipping.context import ROOT

from app import installed

SCRIPTS = ROOT / "packaging" / "windows"
SCRIPT = (SCRIPTS / "tongxing.nsi").read_text(encoding="utf-8")


def laid(root: Path) -> setup_exe.Tree:
    """A tree of a few files."""
    for name in ("layers/lib-1/a/b.pyd", "layers/app-1/app.zip", "boot.py", "tongxing.exe", "licenses/README.txt"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x" * 5000)
    (root / "current").write_text("runtime runtime-1\nlib lib-1\napp app-1\n", encoding="ascii")
    return setup_exe.Tree.read(root)


def test_the_pointer_to_the_layers_is_unpacked_last_and_under_another_name(tmp_path: Path) -> None:
    lines = setup_exe.file_list(laid(tmp_path), tmp_path / "turned").splitlines()
    assert lines[-1] == f'File "/oname=current.new" "{tmp_path}/current"'
    assert [Path(line.split('"')[-2]).name for line in lines if line.startswith("File")] == [
        "app.zip", "b.pyd", "README.txt", "boot.py", "tongxing.exe", "current",
    ]  # fmt: skip


def test_each_file_goes_to_its_folder_and_turned_ones_under_a_name_of_their_own(tmp_path: Path) -> None:
    turned = tmp_path / "turned"
    (turned / "layers/lib-1/a").mkdir(parents=True)
    (turned / "layers/lib-1/a/b.pyd").write_bytes(b"")
    text = setup_exe.file_list(laid(tmp_path / "tree"), turned)
    assert (
        f'SetOutPath "$INSTDIR\\layers\\lib-1\\a"\nFile "/oname=b.pyd.turned" "{turned}/layers/lib-1/a/b.pyd"' in text
    )
    assert f'SetOutPath "$INSTDIR"\nFile "{tmp_path}/tree/boot.py"' in text


def test_the_room_that_is_asked_for_counts_whole_clusters(tmp_path: Path) -> None:
    assert laid(tmp_path).kilobytes == 5 * 8


def test_an_upgrade_and_an_uninstall_remove_every_small_file_that_the_program_writes() -> None:
    macro = SCRIPT.split("!macro REMOVE_POINTERS")[1].split("!macroend")[0]
    named = {installed.PREVIOUS, installed.CONFIRMED, installed.TRYING, installed.WENT_BACK}
    assert named <= set(re.findall(r'\$INSTDIR\\([\w-]+)"', macro))


def test_nothing_but_the_programs_own_folders_is_removed_with_what_is_in_them() -> None:
    removed = set(re.findall(r'RMDir /r "([^"]+)"', SCRIPT))
    assert removed == {"$INSTDIR\\fetched", "$INSTDIR\\layers", "$INSTDIR\\layers\\$1", "$INSTDIR\\licenses", "${DATA}"}
    assert SCRIPT.split('RMDir /r "${DATA}"')[0].rstrip().splitlines()[-2].strip() == '${GetOptions} $1 "/PURGE" $0'


def test_the_installer_says_everything_in_both_languages() -> None:
    said = [
        set(re.findall(r"^LangString (\w+)", (SCRIPTS / f"texts-{language}.nsh").read_text("utf-8"), re.MULTILINE))
        for language in ("zh", "en")
    ]
    assert said[0] == said[1] == set(re.findall(r"\$\(([A-Z_]+)\)", SCRIPT))


@pytest.mark.skipif(shutil.which("gcc") is None, reason="NOT TRIED: turning machine code needs gcc")
def test_turned_machine_code_comes_back_as_it_was_and_looks_more_alike(tmp_path: Path) -> None:
    """The program itself compares what comes back; random bytes have every instruction in every wrong place too."""
    subprocess.run(["gcc", "-O1", SCRIPTS / "turn.c", "-o", tmp_path / "turn"], check=True)
    chance = random.Random(7)
    code = bytearray(
        chance.choice(b"\xe8\xe9\xff\x15\x25\x48\x8d\x8b\x05\x0f\x10\x00\x7f\x80\xc3") for _ in range(60_000)
    )
    calls = b"".join(b"\xe8" + struct.pack("<i", 0x20000 - (0x1000 + at + 5)) for at in range(0, 5 * 4000, 5))
    header = struct.pack("<2s58xI", b"MZ", 0x80).ljust(0x80, b"\0") + b"PE\0\0"
    for body, alike in ((bytes(code), False), (calls + bytes(16), True)):
        coff = struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0) + bytes(56) + struct.pack("<I", 0x30000) + bytes(180)
        section = struct.pack("<8sIIII12xI", b".text", len(body), 0x1000, len(body), 0x1B0, 0x20000020)
        (tmp_path / "a.dll").write_bytes((header + coff + section).ljust(0x1B0, b"\0") + body)
        subprocess.run([tmp_path / "turn", tmp_path / "a.dll", tmp_path / "b.dll"], check=True)
        turned = (tmp_path / "b.dll").read_bytes()
        assert turned[:0x1B0] == (tmp_path / "a.dll").read_bytes()[:0x1B0]
        assert (turned[0x1B0:].count(b"\xe8\x00\x02\x00\x00") >= 3999) is alike
