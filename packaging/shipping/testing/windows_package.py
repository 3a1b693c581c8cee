"""The Windows installer as a school has it, tried in the wine bed: a teacher called 张老师 who is no administrator.

Everything happens in namespaces of its own (``wine_bed.apart``), with no network but the loopback, on which a relay of
the checkout listens. The tester starts itself anew inside them and takes over what was found there.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from shipping import windows_tree
from shipping.context import Context
from shipping.setup_exe import Tree, make_setup
from shipping.testing import windows_cases as cases
from shipping.testing import windows_update
from shipping.testing.client import relay
from shipping.testing.findings import Findings
from shipping.testing.installer_pictures import LOCALES, look
from shipping.testing.update_stick import NO_KEY, later_than, lay
from shipping.testing.windows_machine import Hands, wait
from shipping.testing.wine_bed import NoBed, Room, apart, make

#: The folder of the stick, as a mentor may have called it.
STICK = "U盘 同行"
PICTURE = "windows-under-wine.png"
#: The folder beside the packages with a picture of each window of the installer.
PICTURES = "windows-pictures"
#: Seconds until the window surely stands, also where wine starts for the first time.
WINDOW = 25
#: MB of a disk on which the program has no room.
SMALL_DISK = 60


def run(context: Context, findings: Findings) -> None:
    """Build a later version, open the bed, walk every case there, and take over what was found."""
    try:
        bed = make(context.cache)
    except NoBed as reason:
        findings.untried("everything", reason)
        return
    later = replace(context, version=later_than(context.version))
    (setup,) = context.out.glob(f"tongxing-{context.version}-setup.exe")
    with tempfile.TemporaryDirectory(dir=context.cache) as place:
        scratch = Path(place)
        upgrade = scratch / f"tongxing-{later.version}-setup.exe"
        make_setup(Tree.read(windows_tree.tree(later)), later.version, scripts(context), upgrade, quick=True)
        newer = later_than(later.version)
        if context.release_key is None:
            lay(context, "windows", newer, scratch / STICK)
        else:
            findings.untried("update: everything", NO_KEY)
        told = {
            "newer": newer,
            "bed": str(bed),
            "scratch": str(scratch),
            "root": str(context.root),
            "setups": [str(setup), str(upgrade)],
            "versions": [context.version, later.version],
            "packed": str(windows_tree.tree(context)),
            "picture": str(context.out / PICTURE),
        }
        (scratch / "told.json").write_text(json.dumps(told), encoding="utf-8")
        path = os.pathsep.join([str(context.root / "packaging"), str(context.root)])
        command = [*apart(), sys.executable, "-m", "shipping.testing.windows_package", str(scratch / "told.json")]
        # What is found there is said again here, by name of the target.
        subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, stdout=subprocess.DEVNULL, check=False)
        found = scratch / "found.json"
        if not findings.note("the walk in the wine bed came to its end", found.exists()):
            return
        whole = json.loads(found.read_text(encoding="utf-8"))
    for name, ok, detail in whole["rows"]:
        findings.untried(name, detail) if ok is None else findings.note(name, ok, detail)
    for name, (value, unit) in whole["figures"].items():
        findings.figure(name, value, unit)


def scripts(context: Context) -> Path:
    """The folder of the installer's script."""
    return context.root / "packaging" / "windows"


def inside(told: Mapping[str, str], setups: list[str], versions: list[str]) -> None:
    """Walk every case; this process is the first of its namespaces, and all ends with it."""
    findings, scratch, root = Findings("windows"), Path(told["scratch"]), Path(told["root"])
    room = Room(Path(told["bed"]), scratch / "room")
    stick = room.stage / STICK
    stick.mkdir()
    for file in setups:
        shutil.copyfile(file, stick / Path(file).name)
    if (scratch / STICK).is_dir():
        shutil.copytree(scratch / STICK, room.stage / windows_update.STICK)
    old, new = (f"{STICK}/{Path(file).name}" for file in setups)
    trial = cases.Trial(Hands(room), findings, old, new, versions[0], versions[1], Path(told["packed"]))
    pages = Path(told["picture"]).with_name(PICTURES)
    findings.guarded("every case came to its end", lambda: walk(room, trial, root, told))
    for language in LOCALES:
        findings.guarded(
            f"every window of the installer was seen, {language}",
            partial(look, room, findings, old, new, language, pages),
        )
    room.stop_all()
    rows = [(row.name, row.ok, row.detail) for row in findings.rows]
    whole = {"rows": rows, "figures": findings.figures}
    (scratch / "found.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")


def walk(room: Room, trial: cases.Trial, root: Path, told: Mapping[str, str]) -> None:
    """Every case, in an order in which each finds what it needs."""
    hands = trial.hands
    cases.fresh(trial)
    with relay(root) as card:
        tries_itself(trial, hands.program, card)
    lay_data(trial, root)
    trial.findings.figure("windows-first-paint-under-wine", round(paints(trial, hands.program)), "ms")
    shows_itself(room, trial, Path(told["picture"]))
    if (room.stage / windows_update.STICK).is_dir():
        windows_update.update(trial, told["newer"], lambda: opened(trial), room.stop_all)
    data = cases.write_something(trial)
    cases.while_running(trial, lambda: opened(trial), room.stop_all)
    cases.refusals(trial)
    no_room(room, trial)
    cut(room, trial)
    cases.upgrade(trial, data)
    trial.findings.note("upgrade: the new version starts", paints(trial, hands.program) > 0)
    cases.downgrade(trial)
    cases.uninstall(trial, data)
    cases.other_folders(trial, lambda folder: paints(trial, folder) > 0)
    cases.purge(trial)


def tries_itself(trial: cases.Trial, program: str, card: str) -> None:
    """The program tries out everything it carries; each check is a finding."""
    hands, findings = trial.hands, trial.findings
    answers = hands.where(r"C:\结果.json")
    code = hands.do(rf'"{program}\tongxing.exe" --selftest "C:\结果.json" --relay {card}', seconds=900)
    if not findings.note("self-test: came to its end", answers.exists(), f"exit code {code}"):
        return
    checks = json.loads(answers.read_text(encoding="utf-8"))["checks"]
    for name, answer in checks.items():
        if answer["ok"] or answer["must"]:
            findings.note(f"self-test: {name}", answer["ok"], answer["detail"])
        else:
            findings.untried(f"self-test: {name}", answer["detail"])
    trial.same("self-test: exit code", code, 0)


def lay_data(trial: cases.Trial, root: Path) -> None:
    """A person with an encrypted store, made by the checkout, where the program on Windows looks for people."""
    data = trial.hands.where(trial.hands.data)
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "app", "--home", home, "person", "张老师"]
        known = os.environ | {"TONGXING_PIN": "246813"}
        told = subprocess.run(command, cwd=root, env=known, capture_output=True, text=True, check=False)
        trial.findings.note("data: a person with a store", told.returncode == 0, told.stderr)
        shutil.copytree(home, data, dirs_exist_ok=True)
    for path in [data, *data.rglob("*")]:
        os.chown(path, *trial.hands.machine.owner)


def paints(trial: cases.Trial, program: str) -> float:
    """Milliseconds to the first window, under wine: how Windows does, it does not say. 0 if none came."""
    told = trial.hands.where(r"C:\首屏.txt")
    told.unlink(missing_ok=True)
    code = trial.hands.do(rf'"{program}\tongxing.exe" --first-paint "C:\首屏.txt"', seconds=180)
    if code or not told.exists():
        return 0
    return float(told.read_text(encoding="ascii"))


def opened(trial: cases.Trial) -> None:
    """Open the program as the link on the desktop does, and wait until its window stands."""
    trial.hands.leave(f'"{trial.hands.program}\\tongxing.exe"')
    wait(lambda: trial.hands.runs("tongxing.exe"), WINDOW)
    wait(lambda: False, WINDOW)


def shows_itself(room: Room, trial: cases.Trial, picture: Path) -> None:
    """The picture for docs/releasing.md; that it shows more than an empty desktop is all that is seen here."""
    opened(trial)
    room.picture(picture)
    room.stop_all()
    size = picture.stat().st_size
    trial.findings.note("window: a picture was taken", size > 10_000, f"{size} bytes")


def no_room(room: Room, trial: cases.Trial) -> None:
    """A full disk and a folder that is not hers are refused, and nothing is left there."""
    small = room.stage / "small"
    small.mkdir()
    options = f"size={SMALL_DISK}m,mode=777"
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(small)], check=True)
    (room.prefix / "dosdevices" / "s:").symlink_to("/stage/small")
    trial.same("refusal: a disk without room", trial.setup(trial.new, folder=r"S:\Tongxing"), cases.FULL)
    trial.same("refusal: nothing is left on it", list(small.iterdir()), [])
    trial.same("refusal: a folder of the system", trial.setup(trial.new, folder=r"Z:\usr\Tongxing"), cases.CLOSED)
    trial.same("refusal: and the version stays", trial.version(), trial.old_version)


def cut(room: Room, trial: cases.Trial) -> None:
    """The battery ends in the middle of an upgrade: the old program still opens."""
    hands = trial.hands
    layers = hands.where(hands.program) / "layers"
    hands.leave(f'"{hands.machine.staged(trial.new)}" /S')
    begun = wait(lambda: (layers / f"app-{trial.new_version}").is_dir(), 60)
    room.stop_all()
    trial.findings.note(
        "cut: it happened in the middle", begun and trial.version() == trial.old_version, trial.version()
    )
    trial.findings.note("cut: the old program still starts", paints(trial, hands.program) > 0)


if __name__ == "__main__":
    read = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    inside(read, read["setups"], read["versions"])
