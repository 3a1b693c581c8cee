"""The fast lane of the Windows installer: its script and the launcher with a payload of a few files, under wine.

``python -m shipping.testing.fast_windows`` in packaging/ does it alone, in some twenty seconds. Exit code 0: all held;
1: something did not; 3: the machine lacks nsis, wine or mingw-w64, and nothing was tried.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from shipping import windows, windows_tree
from shipping.context import Context
from shipping.launcher import COMPILER
from shipping.setup_exe import Tree, make_setup
from shipping.testing import windows_cases as cases
from shipping.testing.findings import Findings
from shipping.testing.windows_machine import Hands, HostWine, clear, wait

#: A program of the machine, and the Debian package that has it.
NEEDED = {"makensis": "nsis", "wine": "wine wine64", COMPILER: "gcc-mingw-w64-x86-64-win32"}
OLD, NEW = "0.1.0", "0.2.0"
#: The folder of the stick with the installers.
STICK = "U盘"
#: What the dummy runtime gives back, and what the launcher gives back when it finds no runtime.
RAN, MISSING = 7, 3


def prepare(work: Path, stage: Path) -> Path:
    """Build with a dummy payload, and lay the installers on a stick with a Chinese name; the older one's files."""
    stick = stage / STICK
    stick.mkdir()
    older, newer = (
        Context(version=version, epoch=0, out=stick, cache=work / "cache", fast=True) for version in (OLD, NEW)
    )
    windows.build(older)
    windows.build(newer)
    scripts = newer.root / "packaging" / "windows"
    large = Tree.read(windows_tree.tree(newer))
    make_setup(large, NEW, scripts, stick / "setup-large.exe", quick=True, spare=10**8)
    return windows_tree.tree(older)


def same_again(packed: Path, made: Path, work: Path, findings: Findings) -> None:
    """An installer made anew of the same tree, in another folder, has the same bytes."""
    again = work / made.name
    scripts = Context(version=OLD, epoch=0, out=work).root / "packaging" / "windows"
    make_setup(Tree.read(packed), OLD, scripts, again, quick=True)
    findings.note("build: the same bytes twice", again.read_bytes() == made.read_bytes())


def try_launcher(trial: cases.Trial) -> None:
    """It hands over what it was told, finds the runtime by ``current``, and knows what to do without."""
    hands = trial.hands
    root = hands.where(hands.program)
    trial.same("launcher: runs", hands.do(f'"{hands.program}\\tongxing.exe" --language zh "备课 一.docx"'), RAN)
    words = (root / "handed").read_text(encoding="utf-8").splitlines()
    wanted = ["-X", "utf8", "-I", f"{hands.program}\\boot.py", "--language", "zh", "备课 一.docx"]
    trial.same("launcher: hands over Chinese words and spaces", words[1:], wanted)
    (root / "handed").unlink()
    (root / "current").rename(root / "kept")
    trial.same("launcher: runs although current is gone", hands.do(f'"{hands.program}\\tongxing.exe"'), RAN)
    (root / "current").write_text("runtime ..\\..\\evil\n", encoding="ascii")
    trial.same("launcher: leaves no way out of layers", hands.do(f'"{hands.program}\\tongxing.exe"'), RAN)
    (root / "layers").rename(root / "elsewhere")
    told = hands.do(f'"{hands.program}\\tongxing.exe" --selftest x.json')
    trial.same("launcher: says so when the runtime is gone", told, MISSING)
    (root / "elsewhere").rename(root / "layers")
    (root / "kept").replace(root / "current")
    (root / "handed").unlink()


def starts(hands: Hands, folder: str) -> bool:
    """Does the launcher in this folder find its runtime?"""
    handed = hands.where(folder) / "handed"
    ran = hands.do(f'"{folder}\\tongxing.exe"') == RAN and handed.exists()
    handed.unlink(missing_ok=True)
    return ran


def walk(machine: HostWine, findings: Findings, packed: Path) -> None:
    """Every case, in an order in which each finds what it needs."""
    hands = Hands(machine)
    old, new = (f"{STICK}/tongxing-{version}-setup.exe" for version in (OLD, NEW))
    trial = cases.Trial(hands, findings, old, new, OLD, NEW, packed)
    handed = hands.where(hands.program) / "handed"
    cases.fresh(trial)
    try_launcher(trial)
    data = cases.write_something(trial)
    cases.refusals(trial)
    trial.same("refusal: full disk", trial.setup(f"{STICK}/setup-large.exe"), cases.FULL)

    def start() -> None:
        hands.leave(f'"{hands.program}\\tongxing.exe" --wait')
        wait(handed.exists, 20)

    def stop() -> None:
        handed.unlink()
        wait(lambda: not hands.runs("tongxing.exe"), 20)

    cases.while_running(trial, start, stop)
    cases.upgrade(trial, data)
    cases.downgrade(trial)
    cases.uninstall(trial, data)
    cases.other_folders(trial, lambda folder: starts(hands, folder))
    cases.purge(trial)


def run(_context: Context, findings: Findings) -> None:
    """Try everything in a folder of its own; say it loudly if nothing can be tried here."""
    lacking = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if lacking:
        findings.untried("everything", f"this machine lacks {' '.join(lacking)}")
        return
    work = Path(tempfile.mkdtemp(prefix="tongxing-windows-"))
    machine = HostWine(work / "machine")
    try:
        packed = prepare(work, machine.stage)
        same_again(packed, machine.stage / STICK / f"tongxing-{OLD}-setup.exe", work, findings)
        walk(machine, findings, packed)
    finally:
        machine.close()
        clear(work)


if __name__ == "__main__":
    found = Findings("windows")
    run(Context(version=OLD, epoch=0, out=Path()), found)
    sys.exit(1 if found.failed else 3 if found.not_tried else 0)
