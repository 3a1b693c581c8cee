"""The .run in bare Debians, as an ordinary user whose home has a Chinese name: installed, upgraded, taken away."""

import shutil
import tempfile
from functools import partial
from pathlib import Path

from shipping.context import Context
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.installed_linux import STORE, SUITES, bed, digest, self_test, window, write_something
from shipping.testing.kit_walk import walk
from shipping.testing.linux_update import counter, update

ROOT = f"{TEACHER.home}/.local/share/tongxing-app"
PROGRAM = f"{ROOT}/bin/tongxing"


def run(context: Context, findings: Findings) -> None:
    """Try the installer on each Debian."""
    installer = context.out / f"tongxing-{context.version}-linux.run"
    if not installer.exists():
        findings.untried("everything", f"{installer.name} has not been built")
        return
    for suite in SUITES:
        findings.guarded(f"{suite}: came to its end", partial(_stay, context, findings, installer, suite))


def _stay(context: Context, findings: Findings, installer: Path, suite: str) -> None:
    """One installer in one system, from the first installation to the last trace."""
    with tempfile.TemporaryDirectory() as place, Guest(bed(context, suite), Path(place)) as guest:
        stick = guest.exchange / "U盘 1" / "install"
        stick.mkdir(parents=True)
        shutil.copy(installer, stick)
        call = ["sh", f"/exchange/U盘 1/install/{installer.name}"]
        done = guest.run(*call, user=TEACHER, check=False)
        if not findings.note(
            f"{suite}: installs without root and network", done.returncode == 0, done.stdout + done.stderr
        ):
            return
        came = guest.run("cat", f"{ROOT}/came-from").stdout.strip()
        findings.note(f"{suite}: remembers the stick", came == "/exchange/U盘 1/install", came)
        self_test(context, guest, PROGRAM, findings, suite)
        window(guest, PROGRAM, findings, suite)
        write_something(guest, PROGRAM)
        walk(context, guest, PROGRAM, findings, suite)
        update(context, guest, ROOT, findings, suite)
        before = digest(guest, STORE)
        _while_running(guest, findings, suite, call)
        taken = counter(guest, ROOT)
        done = guest.run(*call, user=TEACHER, check=False)
        findings.note(f"{suite}: an upgrade keeps the counter of the newest release", counter(guest, ROOT) == taken)
        kept = done.returncode == 0 and digest(guest, STORE) == before
        findings.note(f"{suite}: an upgrade leaves what was written as it was", kept, done.stderr)
        guest.run(*call, "--uninstall", user=TEACHER)
        left = guest.run(
            "find", f"{TEACHER.home}/.local", "-name", "*tongxing-app*", "-o", "-name", "*cn.tongxing*"
        ).stdout
        findings.note(f"{suite}: uninstalled, nothing of the program is left", not left, left)
        findings.note(f"{suite}: uninstalled, what was written is still there", digest(guest, STORE) == before)
        guest.run(*call, "--purge", "--yes", user=TEACHER)
        gone = guest.run("test", "-e", STORE, check=False).returncode != 0
        findings.note(f"{suite}: purged, what was written is gone", gone)


def _while_running(guest: Guest, findings: Findings, suite: str, call: list[str]) -> None:
    """The installer refuses to replace a program that is open."""
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    open_window = guest.start(PROGRAM, user=TEACHER, environment=offscreen)
    guest.run("sleep", "5")
    done = guest.run(*call, user=TEACHER, check=False)
    findings.note(f"{suite}: refuses while the program is open", done.returncode == 5, done.stderr)
    guest.run(
        "sh", "-c", "for p in $(find /proc -maxdepth 1 -user teacher -name '[0-9]*'); do kill ${p#/proc/}; done; true"
    )
    open_window.wait(30)
