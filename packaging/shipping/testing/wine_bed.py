"""A Windows to try the installer on, made of Debian 13 and wine 10, where there is no Windows at hand.

The bed is made once (debootstrap, 1.7 GB, a few minutes) and kept in the cache; each run sees it through an overlay, so
that nothing of a run stays in it. A run lives in namespaces of its own: no network but the loopback, and whatever it
starts ends with it. The user is no administrator, and his name and his profile's folder are Chinese.

wine shows that the installer, the launcher, the paths and the libraries fit together. It says nothing about Defender,
SmartScreen, real input methods, printers or speed. Debian 12's own wine 8 crashes in Qt, hence a bed of its own.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from shipping.testing.windows_machine import Finished, Running, finish

SUITE = "trixie"
PACKAGES = ("wine", "wine64", "xvfb", "imagemagick", "fonts-wqy-microhei", "locales")
#: Changes when a bed made by this code would differ.
RECIPE = " ".join((SUITE, *PACKAGES, "recipe 1"))

USER, NUMBER = "张老师", 5000
HOME = f"/home/{USER}"
PREFIX = f"{HOME}/wine"
SCREEN = ":77"
#: With LC_ALL=C.UTF-8 wine mangles Chinese arguments; its .NET and HTML engines are not needed and ask to be fetched.
ENVIRONMENT = {
    "HOME": HOME,
    "USER": USER,
    "LANG": "zh_CN.UTF-8",
    "LC_ALL": "zh_CN.UTF-8",
    "PATH": "/usr/bin:/bin:/usr/sbin:/sbin:/usr/lib/wine",
    "WINEPREFIX": PREFIX,
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree=;mshtml=",
    "DISPLAY": SCREEN,
}


class NoBed(Exception):
    """The bed cannot be made or opened here; the message says why."""


def make(cache: Path) -> Path:
    """The bed's folder in ``cache``, made if it is not there yet. Needs root, debootstrap and Debian's mirror."""
    bed, stamp = cache / "beds" / "wine", cache / "beds" / "wine" / "recipe"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == RECIPE:
        return bed
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise NoBed("The wine bed needs root and debootstrap (apt-get install debootstrap).")
    half = bed.with_name("wine.new")
    for old in (bed, half):
        shutil.rmtree(old, ignore_errors=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(
        ["debootstrap", "--variant=minbase", "--include=" + ",".join(PACKAGES), SUITE, str(half)],
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise NoBed("debootstrap failed: " + told.stdout[-400:] + told.stderr[-400:])
    furnish(half)
    (half / "recipe").write_text(RECIPE, encoding="utf-8")
    half.rename(bed)
    return bed


def furnish(bed: Path) -> None:
    """The Chinese locale, the user, and his Windows as wine makes it at the first start."""
    (bed / "etc" / "locale.gen").write_text("zh_CN.UTF-8 UTF-8\n", encoding="utf-8")
    subprocess.run(["chroot", str(bed), "locale-gen"], check=True, capture_output=True)
    # adduser refuses a Chinese name, and Windows does not.
    for name, line in (("passwd", f"{USER}:x:{NUMBER}:{NUMBER}::{HOME}:/bin/sh\n"), ("group", f"{USER}:x:{NUMBER}:\n")):
        file = bed / "etc" / name
        file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    home = bed / HOME.lstrip("/")
    home.mkdir(parents=True)
    os.chown(home, NUMBER, NUMBER)
    (bed / "stage").mkdir()
    subprocess.run([*apart(), sys.executable, "-P", __file__, "--first-start", str(bed)], check=True)
    shutil.rmtree(bed / "var" / "cache" / "apt" / "archives", ignore_errors=True)


def apart() -> list[str]:
    """What to put before a command that shall have mounts, processes and a network (loopback only) of its own."""
    return ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child"]


class Room:
    """A bed opened for one run. Only inside the namespaces of ``apart``: its mounts end with them."""

    def __init__(self, bed: Path, scratch: Path | None) -> None:
        """Open ``bed`` through an overlay in ``scratch``; without one, what happens stays in the bed."""
        self.root = bed
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)
        if scratch is not None:
            upper, work, self.root = (scratch / name for name in ("upper", "work", "root"))
            for folder in (upper, work, self.root):
                folder.mkdir(parents=True, exist_ok=True)
            layers = f"lowerdir={bed},upperdir={upper},workdir={work}"
            subprocess.run(["mount", "-t", "overlay", "overlay", "-o", layers, str(self.root)], check=True)
        subprocess.run(["mount", "-t", "proc", "proc", str(self.root / "proc")], check=True)
        subprocess.run(["mount", "--rbind", "/dev", str(self.root / "dev")], check=True)
        self.stage, self.processes, self.wineprefix = self.root / "stage", self.root / "proc", PREFIX
        self.owner = (NUMBER, NUMBER)
        self.profile = f"C:\\users\\{USER}"
        self._language: dict[str, str] = {}
        self.screen = self._start(["Xvfb", SCREEN, "-screen", "0", "1366x768x24"], user=False)
        self._wait_for_screen()

    def staged(self, name: str) -> str:
        """How Windows calls a file of the stage."""
        return "Z:\\stage\\" + name.replace("/", "\\")

    @property
    def prefix(self) -> Path:
        """The folder in which wine keeps this user's Windows."""
        return self.root / PREFIX.lstrip("/")

    def command(self, words: Sequence[str], user: bool = True, **more: str) -> list[str]:
        """The line that runs ``words`` in the bed, as the user or as its root, with nothing of our environment."""
        owner = [f"--userspec={NUMBER}:{NUMBER}"] if user else []
        given = [f"{key}={value}" for key, value in (ENVIRONMENT | self._language | more).items()]
        return ["chroot", *owner, str(self.root), "/usr/bin/env", "--chdir=/stage", "-i", *given, *words]

    def _start(self, words: Sequence[str], user: bool = True) -> Running:
        return subprocess.Popen(self.command(words, user), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_wine(self, *words: str) -> Running:
        """Start a Windows program and leave it running."""
        return self._start(["wine", *words])

    def wine(self, *words: str, seconds: int = 180) -> Finished:
        """Run a Windows program to its end; its exit code and what it printed (UTF-8)."""
        return self.run("wine", *words, seconds=seconds)

    def run(self, *words: str, seconds: int = 180) -> Finished:
        """Run a program of the bed as the user."""
        return finish(self.command(words), seconds)

    def settle(self, seconds: int = 60) -> None:
        """Wait until every Windows program has ended; the registry is then on the disk."""
        self.run("wineserver", "-w", seconds=seconds)

    def speak(self, locale: str) -> None:
        """Be a Windows in the language of a locale, such as en_US.UTF-8; every Windows program is ended for it."""
        self.stop_all()
        name, _, encoding = locale.partition(".")
        finish(self.command(["localedef", "-i", name, "-f", encoding, locale], user=False), 60)
        self._language = {"LANG": locale, "LC_ALL": locale}

    def stop_all(self) -> None:
        """End every Windows program at once, as a laptop does when its battery is empty."""
        self.run("wineserver", "-k")
        self.settle()

    def picture(self, file: Path) -> None:
        """What the screen shows, as a PNG of few colours."""
        inside = "/stage/screen.png"
        self.run("import", "-window", "root", "-depth", "8", "+dither", "-colors", "128", inside)
        shutil.copyfile(self.root / inside.lstrip("/"), file)

    def _wait_for_screen(self) -> None:
        socket = self.root / "tmp" / ".X11-unix" / f"X{SCREEN[1:]}"
        until = time.monotonic() + 30
        while not socket.exists():
            if time.monotonic() > until or self.screen.poll() is not None:
                raise NoBed("Xvfb does not start in the wine bed.")
            time.sleep(0.05)


def first_start(bed: Path) -> None:
    """Let wine make the user's Windows, in the bed itself."""
    room = Room(bed, None)
    room.stage.chmod(0o777)
    told = room.run("wineboot", "--init", seconds=600)
    room.settle(300)
    if told.returncode or not (room.prefix / "drive_c" / "users" / USER).is_dir():
        raise NoBed("wineboot failed: " + told.stdout[-400:])
    room.screen.kill()
    room.screen.wait()


if __name__ == "__main__":
    if sys.argv[1] == "--first-start":
        first_start(Path(sys.argv[2]))
    else:
        print(make(Path(sys.argv[1])))
