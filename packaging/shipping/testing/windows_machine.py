"""What a trial of the Windows installer needs of a machine, whether that is the wine of this one or the wine bed."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

Finished = subprocess.CompletedProcess[str]
Running = subprocess.Popen[bytes]

START = Path(__file__).resolve().parents[2] / "windows" / "testing" / "start.c"
COMPILER = "x86_64-w64-mingw32-gcc"
DEFAULT_FOLDER = r"{profile}\AppData\Local\Programs\Tongxing"


def finish(command: list[str], seconds: int, environment: dict[str, str] | None = None) -> Finished:
    """Run a command to its end. Through a file: wine's servants outlive it, and would hold a pipe open."""
    with tempfile.TemporaryFile() as printed:
        done = subprocess.run(
            command, stdout=printed, stderr=subprocess.STDOUT, env=environment, timeout=seconds, check=False
        )
        printed.seek(0)
        said = printed.read()
    try:
        text = said.decode("utf-8")
    except UnicodeDecodeError:  # programs of a Chinese Windows print in its own encoding
        text = said.decode("gb18030", "replace")
    return subprocess.CompletedProcess(command, done.returncode, text, "")


class Machine(Protocol):
    """A Windows to try things on. Paths for it are Windows paths."""

    profile: str
    #: The list of processes that the machine's wine runs among, such as /proc.
    processes: Path
    #: The prefix's folder as the machine's wine itself is told it.
    wineprefix: str
    #: Number of the user and of his group whom files of a trial shall belong to.
    owner: tuple[int, int]

    @property
    def prefix(self) -> Path:
        """The folder in which wine keeps this Windows."""

    @property
    def stage(self) -> Path:
        """A folder of ours in which files for Windows are laid."""

    def staged(self, name: str) -> str:
        """How Windows calls a file of the stage."""

    def run(self, *words: str, seconds: int = 180) -> Finished:
        """Run a program of the machine, such as wine, to its end."""

    def start_wine(self, *words: str) -> Running:
        """Start a Windows program and leave it running."""


class HostWine:
    """This machine's own wine, with a Windows that is thrown away afterwards. Without a screen: for silent runs."""

    def __init__(self, folder: Path) -> None:
        """Make the Windows in ``folder``; takes some seconds."""
        self.processes = Path("/proc")
        self.prefix, self.stage, home = folder / "wine", folder / "stage", folder / "home"
        for path in (self.stage, home):
            path.mkdir(parents=True)
        self.wineprefix, self.owner = str(self.prefix), (os.getuid(), os.getgid())
        kept = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
        self._environment = kept | {
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(self.prefix),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
        }
        self.run("wineboot", "--init")
        self.run("wine", "winecfg", "-v", "win10")  # wine 8 is a Windows 7 until it is told
        users = self.prefix / "drive_c" / "users"
        self.profile = "C:\\users\\" + next(path.name for path in users.iterdir() if path.name != "Public")

    def staged(self, name: str) -> str:
        """How Windows calls a file of the stage."""
        return "Z:" + str(self.stage / name).replace("/", "\\")

    def run(self, *words: str, seconds: int = 180) -> Finished:
        """Run wine or one of its helpers to its end."""
        return finish(list(words), seconds, self._environment)

    def start_wine(self, *words: str) -> Running:
        """Start a Windows program and leave it running."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(["wine", *words], stdout=quiet, stderr=quiet, env=self._environment)

    def close(self) -> None:
        """End whatever runs in this Windows."""
        self.run("wineserver", "-k")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.run("wineserver", "-w", seconds=30)


class Hands:
    """What a person (or a script of a school) does with an installer on a machine, and what is then to be seen."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.program = DEFAULT_FOLDER.format(profile=machine.profile)
        self.data = machine.profile + r"\AppData\Local\Tongxing"
        command = [COMPILER, "-municode", "-mwindows", "-Os", "-s", str(START), "-o", str(machine.stage / "start.exe")]
        subprocess.run(command, check=True)
        self._lines = 0

    def where(self, windows: str) -> Path:
        """Where a path such as ``C:\\教务软件`` lies for us."""
        drive, _, rest = windows.partition(":\\")
        return (self.machine.prefix / "dosdevices" / f"{drive.lower()}:").joinpath(*rest.split("\\"))

    def _line(self, line: str) -> str:
        """A command line as Windows shall see it, laid where start.exe reads it."""
        self._lines += 1
        name = f"line-{self._lines}.txt"
        (self.machine.stage / name).write_text(line, encoding="utf-8")
        return self.machine.staged(name)

    def do(self, line: str, seconds: int = 300) -> int:
        """Run a Windows command line to its end; its exit code. An uninstaller ends only when its copy has ended."""
        code = self.machine.run("wine", self.machine.staged("start.exe"), self._line(line), seconds=seconds).returncode
        if "uninstall.exe" in line:
            wait(lambda: not self.runs("~nsu"), 120)  # NSIS's uninstaller goes on as a copy of itself in such a folder
        return code

    def leave(self, line: str) -> Running:
        """Start a Windows command line and do not wait for it."""
        return self.machine.start_wine(self.machine.staged("start.exe"), self._line(line))

    def runs(self, part: str) -> bool:
        """Does a Windows program run on this machine, of all that may have one, with ``part`` in its command line?"""
        ours = f"WINEPREFIX={self.machine.wineprefix}".encode()
        for process in self.machine.processes.glob("[0-9]*"):
            with contextlib.suppress(OSError):  # it has just ended
                line = (process / "cmdline").read_bytes()
                if part.encode() in line and ours in (process / "environ").read_bytes():
                    return True
        return False

    def value(self, key: str, name: str) -> str:
        """A value of this user's registry; empty if there is none."""
        told = self.machine.run("wine", "reg", "query", f"HKCU\\{key}", "/v", name)
        for line in told.stdout.splitlines():
            words = line.split(None, 2)
            if len(words) == 3 and words[0] == name and words[1].startswith("REG_"):
                return words[2].strip()
        return ""

    def set_version(self, program: str, windows: str) -> None:
        """Let one program see another version of Windows, such as win81."""
        key = f"HKCU\\Software\\Wine\\AppDefaults\\{program}"
        self.machine.run("wine", "reg", "add", key, "/v", "Version", "/d", windows, "/f")

    def links(self) -> list[str]:
        """The names of the links on the desktop and in the Start menu."""
        places = (r"\AppData\Roaming\Microsoft\Windows\Start Menu\Programs", r"\Desktop")
        folders = [self.where(self.machine.profile + place) for place in places]
        return sorted(link.name for folder in folders if folder.is_dir() for link in folder.glob("*.lnk"))


def wait(until: Callable[[], bool], seconds: float) -> bool:
    """Wait until something holds; False if it does not within the time."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def clear(folder: Path) -> None:
    """Remove a folder of a trial; what wine still holds is left."""
    shutil.rmtree(folder, ignore_errors=True)
