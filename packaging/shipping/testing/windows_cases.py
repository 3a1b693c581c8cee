"""What the Windows installer has to do, tried one thing after the other on one machine. Each finding has a name."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shipping.testing.findings import Findings
from shipping.testing.windows_machine import Hands

UNINSTALL_KEY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Tongxing"
OWN_KEY = r"Software\Tongxing"
LINK = "同行.lnk"
STOPPED, TOO_OLD, RUNNING, NEWER, FULL, CLOSED = 1, 4, 5, 6, 7, 8
#: What lies beside the program of a person who puts things everywhere.
FOREIGN = "我的笔记.txt"


@dataclass
class Trial:
    """An older and a newer installer of the same program, laid in the machine's stage, and what each brings."""

    hands: Hands
    findings: Findings
    old: str
    new: str
    old_version: str
    new_version: str
    #: The folder from which the older installer was made.
    packed: Path

    def same(self, name: str, found: object, wanted: object) -> bool:
        """Note whether two things are equal."""
        return self.findings.note(name, found == wanted, f"{found!r}, not {wanted!r}")

    def setup(self, name: str, *options: str, folder: str = "") -> int:
        """Run an installer silently."""
        words = [f'"{self.hands.machine.staged(name)}"', "/S", *options]
        return self.hands.do(" ".join([*words, f"/D={folder}"] if folder else words))

    def uninstall(self, *options: str, folder: str = "") -> int:
        """Run the uninstaller silently."""
        program = folder or self.hands.program
        return self.hands.do(" ".join([f'"{program}\\uninstall.exe"', "/S", *options]))

    def version(self, folder: str = "") -> str:
        """The version that ``current`` names; empty where nothing is installed."""
        current = self.hands.where(folder or self.hands.program) / "current"
        return current.read_text(encoding="ascii").split()[-1].removeprefix("app-") if current.is_file() else ""

    def layers(self) -> set[str]:
        """The folders below ``layers``."""
        folder = self.hands.where(self.hands.program) / "layers"
        return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def fresh(trial: Trial) -> None:
    """A first installation: files, pointer, links, the entry in Windows' list of programs, where it came from."""
    hands, findings = trial.hands, trial.findings
    trial.same("install: silently, without an administrator", trial.setup(trial.old), 0)
    root = hands.where(hands.program)
    trial.same("install: the version is in place", trial.version(), trial.old_version)
    there = {path.name for path in root.iterdir()} if root.is_dir() else set()
    wanted = {"boot.py", "current", "layers", "licenses", "tongxing.exe", "uninstall.exe", "came-from"}
    trial.same("install: the folder holds what it should", there, wanted)
    found, packed = contents(root), contents(trial.packed)
    differing = [name for name, digest in packed.items() if found.get(name) != digest]
    findings.note("install: every file is as it was before it was packed", packed and not differing, differing)
    came_from = (root / "came-from").read_bytes().decode("utf-8") if "came-from" in there else ""
    trial.same("install: came-from names the stick's folder in UTF-8", came_from, folder_of(trial, trial.old))
    trial.same("install: links with a Chinese name, desktop and Start menu", hands.links(), [LINK, LINK])
    trial.same("install: version in Windows' list", hands.value(UNINSTALL_KEY, "DisplayVersion"), trial.old_version)
    quiet = f'"{hands.program}\\uninstall.exe" /S'
    trial.same("install: how to uninstall silently", hands.value(UNINSTALL_KEY, "QuietUninstallString"), quiet)
    size = hands.value(UNINSTALL_KEY, "EstimatedSize")
    findings.note("install: the size is told", size.startswith("0x") and int(size, 16) > 0, size)


def folder_of(trial: Trial, name: str) -> str:
    """The folder from which an installer is run, as Windows calls it."""
    return trial.hands.machine.staged(name).rpartition("\\")[0]


def write_something(trial: Trial) -> dict[str, str]:
    """Lay a person's data and a file of hers beside the program, unless the program has made data already."""
    data = trial.hands.where(trial.hands.data)
    if not data.is_dir():
        (data / "people" / "0011").mkdir(parents=True)
        (data / "people" / "0011" / "store.db").write_bytes(bytes(range(256)) * 16)
    (trial.hands.where(trial.hands.program) / FOREIGN).write_text("备课", encoding="utf-8")
    return contents(data)


def contents(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, logs aside."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "logs" not in path.parts]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def while_running(trial: Trial, start: Callable[[], object], stop: Callable[[], None]) -> None:
    """Neither installer nor uninstaller touches a program that runs."""
    start()
    before = contents(trial.hands.where(trial.hands.program))
    trial.same("running: the installer refuses", trial.setup(trial.new), RUNNING)
    # Without _?= the uninstaller runs as a copy of itself, and its exit code is lost.
    told = trial.uninstall(f"_?={trial.hands.program}")
    trial.same("running: the uninstaller refuses", told, RUNNING)
    changed = set(before.items()) ^ set(contents(trial.hands.where(trial.hands.program)).items())
    trial.same("running: nothing was changed", changed, set())
    stop()


def refusals(trial: Trial) -> None:
    """Nothing is changed on a Windows that is too old, on a full disk, or over a newer version."""
    hands, stage = trial.hands, trial.hands.machine.stage
    shutil.copyfile(stage / trial.new, stage / "setup-old-windows.exe")
    hands.set_version("setup-old-windows.exe", "win81")
    trial.same("refusal: Windows 8.1", trial.setup("setup-old-windows.exe"), TOO_OLD)
    trial.same("refusal: the version stays", trial.version(), trial.old_version)


def upgrade(trial: Trial, data: dict[str, str]) -> None:
    """The newer takes the older's place; data and foreign files stay as they are."""
    hands, findings = trial.hands, trial.findings
    root, before = hands.where(hands.program), trial.layers()
    for name in ("previous", "confirmed", "trying", "went-back"):
        (root / name).write_text("left over\n", encoding="ascii")
    (root / "counter").write_text("7\n", encoding="ascii")
    (root / "layers" / "app-0.0.9").mkdir()
    trial.same("upgrade: silently", trial.setup(trial.new), 0)
    trial.same("upgrade: the new version is in place", trial.version(), trial.new_version)
    named = set((root / "current").read_text(encoding="ascii").split()[1::2])
    trial.same("upgrade: only the new layers are left", trial.layers(), named)
    findings.note("upgrade: the layers were replaced", f"app-{trial.old_version}" in before - trial.layers(), before)
    left = [name for name in ("previous", "confirmed", "trying", "went-back", "current.new") if (root / name).exists()]
    trial.same("upgrade: no pointer to removed layers is left", left, [])
    counter = (root / "counter").read_text(encoding="ascii") if (root / "counter").exists() else ""
    trial.same("upgrade: no release before the newest that was taken is let in again", counter, "7\n")
    trial.same("upgrade: the data are the same, byte for byte", contents(hands.where(hands.data)), data)
    findings.note("upgrade: a foreign file stays", (root / FOREIGN).is_file())
    shown = hands.value(UNINSTALL_KEY, "DisplayVersion")
    trial.same("upgrade: the new version in Windows' list", shown, trial.new_version)


def downgrade(trial: Trial) -> None:
    """An older installer on an older stick takes nothing newer away, unless it is told to."""
    trial.same("downgrade: refused", trial.setup(trial.old), NEWER)
    trial.same("downgrade: the newer stays", trial.version(), trial.new_version)
    trial.same("downgrade: done when it is told to", trial.setup(trial.old, "/OLDER"), 0)
    trial.same("downgrade: the older is in place", trial.version(), trial.old_version)


def uninstall(trial: Trial, data: dict[str, str]) -> None:
    """The program goes; data and foreign files stay. With /PURGE the data go too."""
    hands = trial.hands
    root = hands.where(hands.program)
    trial.same("uninstall: silently", trial.uninstall(), 0)
    left = {path.name for path in root.iterdir()} if root.is_dir() else set()
    trial.same("uninstall: only the foreign file is left", left, {FOREIGN})
    trial.same("uninstall: the data are kept, byte for byte", contents(hands.where(hands.data)), data)
    trial.same("uninstall: the links are gone", hands.links(), [])
    found = [hands.value(UNINSTALL_KEY, "DisplayName"), hands.value(OWN_KEY, "InstallDir")]
    trial.same("uninstall: nothing is left in the registry", found, ["", ""])


def from_the_top(trial: Trial, name: str) -> int:
    """Run an installer silently from the top of drive E:, as it lies on a prepared stick; its exit code."""
    machine = trial.hands.machine
    stick = folder_of(trial, name).partition(":")[2].replace("\\", "/")
    (machine.prefix / "dosdevices" / "e:").symlink_to(stick)
    return trial.hands.do(f'"E:\\{Path(name).name}" /S')


def purge(trial: Trial) -> None:
    """/PURGE, which nobody gives by accident, also takes what people have written."""
    hands, findings = trial.hands, trial.findings
    trial.same("purge: installed once more, from a stick's top", from_the_top(trial, trial.new), 0)
    came_from = (hands.where(hands.program) / "came-from").read_text("utf-8")
    trial.same("purge: a stick's top is named with its backslash", came_from, "E:\\")
    trial.same("purge: silently", trial.uninstall("/PURGE"), 0)
    findings.note("purge: the data are gone", not hands.where(hands.data).exists())


def other_folders(trial: Trial, check: Callable[[str], bool]) -> None:
    """A folder of one's own choice, with Chinese characters and with a space."""
    hands, findings = trial.hands, trial.findings
    for folder in (r"C:\教务软件\版本一", r"C:\My Programs\tong xing"):
        trial.same(f"folder {folder}: installed", trial.setup(trial.new, folder=folder), 0)
        trial.same(f"folder {folder}: the version is in place", trial.version(folder), trial.new_version)
        findings.note(f"folder {folder}: the program starts", check(folder))
        trial.same(f"folder {folder}: uninstalled", trial.uninstall(folder=folder), 0)
        findings.note(f"folder {folder}: nothing is left", not hands.where(folder).exists())
