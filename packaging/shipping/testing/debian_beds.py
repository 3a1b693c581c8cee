"""Bare Debian systems in which a package is installed and tried, without touching the machine that tests.

A *bed* is a minimal Debian in a folder, made once by debootstrap and kept. A *guest* is one stay in it: what it writes
lies in a layer of its own above the bed (overlayfs), so that each test begins with a clean system within milliseconds.
A guest has its own processes, its own mounts and, unless asked otherwise, its own network with nothing but loopback in
it; all three end with the process that holds them, so nothing needs to be unmounted or looked for afterwards.

The screen (Xvfb), the keyboard (xdotool) and the camera (import) stay outside: a bed holds what the package asks for
and nothing that a test wants.

    with Guest(make_bed("bookworm", packages, cache), work) as guest:
        guest.run("apt-get", "install", "--yes", "/exchange/tongxing.deb")
        guest.run("tongxing", "--version", user=TEACHER)
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

#: The folder through which a guest and the test exchange files; inside, it is always called this.
EXCHANGE = "/exchange"
#: Where X servers put their sockets. Shared with the guest, so that a window inside appears on a screen outside.
SCREENS = "/tmp/.X11-unix"
#: Changed whenever the way in which a bed is made changes, so that an older one is not taken for it.
_EDITION = 1
_MINUTE = 60.0


class BedError(Exception):
    """A bed could not be made or a command in it failed; the message has what the command said."""


@dataclass(frozen=True)
class User:
    """Somebody who works in a guest: a name, a home, a number."""

    name: str
    home: str
    number: int


ROOT = User("root", "/root", 0)
#: A teacher as Linux has her: the account in letters, the home in Chinese, as a school's computer person sets it up.
TEACHER = User("teacher", "/home/张老师", 1001)


def make_bed(suite: str, packages: Sequence[str], cache: Path, satisfying: str = "") -> Path:
    """The folder of a bed of Debian ``suite`` with ``packages`` in it; made if it is not there yet (1 to 3 minutes).

    ``satisfying``: what stands in a package's ``Depends``, to have there what that package may count on. Needs root and
    the network. It is made beside its place and renamed when whole, so that a broken try leaves none.
    """
    wanted = "\n".join([str(_EDITION), suite, *sorted(packages), satisfying])
    folder = cache / "beds" / f"{suite}-{hashlib.sha256(wanted.encode()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    bare = _bare(suite, folder.parent)
    trial = folder.with_name(f"{folder.name}.{os.getpid()}")
    _call("cp", "-a", "--reflink=auto", str(bare), str(trial))
    with Guest(trial, trial.with_name(trial.name + ".work"), network=True, onto=True) as guest:
        guest.run("apt-get", "update", "-qq", timeout=5 * _MINUTE)
        quietly = ("-qq", "--yes", "--no-install-recommends")
        for command in (["satisfy", *quietly, satisfying or "apt"], ["install", *quietly, *packages]):
            guest.run("apt-get", *command, timeout=20 * _MINUTE)
        guest.run("apt-get", "clean")
    guest.forget()
    _add_teacher(trial)
    trial.rename(folder)
    return folder


def _bare(suite: str, beds: Path) -> Path:
    """Debian's smallest system of this suite, from which the beds are copied."""
    bare = beds / f"bare-{suite}"
    if not bare.is_dir():
        trial = bare.with_name(f"{bare.name}.{os.getpid()}")
        _call("debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(trial))
        trial.rename(bare)
    return bare


def _add_teacher(root: Path) -> None:
    """Give the system an ordinary account; adduser would refuse the home's Chinese name."""
    with (root / "etc/passwd").open("a", encoding="utf-8") as passwords:
        passwords.write(f"{TEACHER.name}:x:{TEACHER.number}:{TEACHER.number}::{TEACHER.home}:/bin/sh\n")
    with (root / "etc/group").open("a", encoding="utf-8") as groups:
        groups.write(f"{TEACHER.name}:x:{TEACHER.number}:\n")
    home = root / TEACHER.home.lstrip("/")
    home.mkdir(parents=True)
    os.chown(home, TEACHER.number, TEACHER.number)


def _call(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        raise BedError(f"{' '.join(command)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


#: Runs as the first process of a guest: makes its system of files, says that it stands, and then only waits.
_HOLD = """
set -eu
if [ "$LOWER" = "$MERGED" ]; then mount --bind "$LOWER" "$MERGED"
else mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$WORK/upper,workdir=$WORK/inner" "$MERGED"; fi
mount -t proc proc "$MERGED/proc"
mount -t sysfs sys "$MERGED/sys" 2>/dev/null || true
mount --rbind /dev "$MERGED/dev"
mkdir -p "$MERGED/exchange" "$MERGED/tmp/.X11-unix" /tmp/.X11-unix
chmod 1777 "$MERGED/tmp" /tmp/.X11-unix
mount --bind "$WORK/exchange" "$MERGED/exchange"
mount --bind /tmp/.X11-unix "$MERGED/tmp/.X11-unix"
if [ "$NETWORK" = yes ]; then cp /etc/resolv.conf "$MERGED/etc/resolv.conf"; else ip link set lo up; fi
touch "$WORK/stands"
trap 'exit 0' TERM
sleep infinity & wait
"""


class Guest:
    """One stay in a bed. Use it with ``with``; ``work`` holds what the stay writes and may be deleted afterwards.

    ``network``: whether the machine's own network can be reached from inside; otherwise there is loopback alone.
    ``onto``: write into the bed itself instead of a layer above it (for making beds).
    """

    def __init__(self, bed: Path, work: Path, network: bool = False, onto: bool = False) -> None:
        self.work, self.network = work.absolute(), network
        self.merged = bed.absolute() if onto else self.work / "merged"
        self.exchange = self.work / "exchange"
        self._bed = bed.absolute()
        self._holder: subprocess.Popen[bytes] | None = None
        self._first = 0

    def __enter__(self) -> Self:
        for folder in (self.work / "upper", self.work / "inner", self.work / "merged", self.exchange):
            folder.mkdir(parents=True, exist_ok=True)
        self.exchange.chmod(0o1777)
        stands = self.work / "stands"
        stands.unlink(missing_ok=True)
        spaces = ["--mount", "--pid", *([] if self.network else ["--net"])]
        said = {
            "LOWER": str(self._bed), "MERGED": str(self.merged), "WORK": str(self.work),
            "NETWORK": "yes" if self.network else "no",
        }  # fmt: skip
        complaints = self.work / "holder.log"
        with complaints.open("wb") as log:
            command = ["unshare", *spaces, "--fork", "--kill-child", "sh", "-c", _HOLD]
            self._holder = subprocess.Popen(command, env=os.environ | said, stderr=log)
        while not stands.exists():
            if self._holder.poll() is not None:
                said_last = complaints.read_text(encoding="utf-8", errors="replace")
                raise BedError(f"the guest in {self._bed.name} did not come up: {said_last}")
            time.sleep(0.02)
        children = Path(f"/proc/{self._holder.pid}/task/{self._holder.pid}/children").read_text(encoding="ascii")
        self._first = int(children.split()[0])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process of the guest; its mounts and its network end with them."""
        assert self._holder is not None  # narrows the type: entered before left
        os.kill(self._first, signal.SIGKILL)
        self._holder.wait()

    def inside(
        self, *command: str, user: User = ROOT, folder: str = "/", environment: Mapping[str, str] | None = None
    ) -> list[str]:
        """The command line, for a process outside, that runs ``command`` in the guest."""
        said = {
            "HOME": user.home, "USER": user.name, "LOGNAME": user.name, "LANG": "C.UTF-8",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
        } | dict(environment or {})  # fmt: skip
        variables = [f"{name}={value}" for name, value in said.items()]
        change = ["chroot", f"--userspec={user.number}:{user.number}", "--groups=", str(self.merged)]
        # chroot leaves us in its /, so the folder is entered by a shell inside.
        return [*self._joined("--mount", "--pid"), *change, "/usr/bin/env", "-i", *variables, "/bin/sh", "-c",
                'cd "$0" && exec "$@"', folder, *command]  # fmt: skip

    def beside(self, *command: str) -> list[str]:
        """The command line that runs ``command`` of this machine in the guest's network: a relay to sync with."""
        return [*self._joined(), *command]

    def _joined(self, *spaces: str) -> list[str]:
        network = [] if self.network else ["--net"]
        return ["nsenter", "--target", str(self._first), *spaces, *network, "--"] if spaces or network else []

    def run(
        self,
        *command: str,
        user: User = ROOT,
        folder: str = "/",
        environment: Mapping[str, str] | None = None,
        timeout: float = 5 * _MINUTE,
        check: bool = True,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the guest to its end. Raises BedError if it fails, unless ``check`` is off."""
        line = self.inside(*command, user=user, folder=folder, environment=environment)
        done = subprocess.run(line, capture_output=True, text=True, errors="replace", timeout=timeout, check=False)
        if check and done.returncode:
            said = f"{done.stdout[-4000:]}{done.stderr[-4000:]}"
            raise BedError(f"{' '.join(command)} gave {done.returncode} in {self._bed.name}\n{said}")
        return done

    def start(
        self,
        *command: str,
        user: User = ROOT,
        folder: str = "/",
        environment: Mapping[str, str] | None = None,
        output: Path | None = None,
    ) -> "subprocess.Popen[bytes]":
        """Start a command in the guest and go on; what it says goes to ``output``."""
        line = self.inside(*command, user=user, folder=folder, environment=environment)
        with (output or Path(os.devnull)).open("ab") as said:
            return subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=said, stderr=said)

    def path(self, inside: str) -> Path:
        """Where a file of the guest is found from outside while the guest stands."""
        return Path(f"/proc/{self._first}/root{self.merged}{inside}")

    def forget(self) -> None:
        """Delete what the stay wrote; only after it has ended."""
        shutil.rmtree(self.work, ignore_errors=True)


def main(arguments: Sequence[str]) -> int:
    """``python -m shipping.testing.debian_beds CACHE SUITE [PACKAGE...]``: make a bed by hand and say where it is."""
    cache, suite, *packages = arguments
    print(make_bed(suite, packages, Path(cache)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
