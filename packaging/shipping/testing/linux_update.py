"""An update of the packed program in a bare Debian: taken from a stick, started, gone back from, and taken again."""

import re
import subprocess

from shipping.context import Context
from shipping.testing.debian_beds import TEACHER, Guest
from shipping.testing.findings import Findings
from shipping.testing.installed_linux import STORE, window
from shipping.testing.update_stick import NO_KEY, later_than, lay, spoil

STICK, SPOILT = "U盘 更新", "U盘 坏了"
#: What ``installed_linux.write_something`` has written.
WORDS = "秋天的雨"
Finished = subprocess.CompletedProcess[str]
_SURROUNDINGS = {"QT_QPA_PLATFORM": "offscreen", "TONGXING_PIN": "135790"}


def update(context: Context, guest: Guest, root: str, findings: Findings, where: str) -> None:
    """Walk it with the program installed in ``root``, which has a person with a plan; it ends on the newer version."""
    if context.release_key is not None:
        findings.untried(f"{where}: update: everything", NO_KEY)
        return
    program, newer, old = f"{root}/bin/tongxing", later_than(context.version), context.version
    whole = lay(context, "linux", newer, guest.exchange / STICK)
    spoil(guest.exchange / STICK, guest.exchange / SPOILT)
    before = _files(guest)

    def do(*words: str) -> Finished:
        return guest.run(program, *words, user=TEACHER, environment=_SURROUNDINGS, check=False, timeout=300)

    def runs() -> str:
        return do("--version").stdout.split()[-1]

    done = do("update", f"/exchange/{SPOILT}")
    held = done.returncode == 1 and runs() == old
    findings.note(f"{where}: update: a spoilt one is refused, and the old version stays", held, done.stderr)
    done = do("update", f"/exchange/{STICK}")
    if not findings.note(f"{where}: update: taken from a stick", done.returncode == 0, done.stdout + done.stderr):
        return
    taken = max(map(int, re.findall(r"\d+", done.stdout.replace(newer, ""))), default=whole)
    findings.note(f"{where}: update: of our code came only what is new", taken < whole / 4, f"{taken} of {whole} bytes")
    findings.note(f"{where}: update: the next start is the newer version", runs() == newer, runs())
    window(guest, program, findings, f"{where}: update")
    confirmed = guest.run("cat", f"{root}/confirmed", check=False).stdout
    findings.note(f"{where}: update: its window was seen, so it stays", f"app-{newer}" in confirmed, confirmed)
    findings.note(f"{where}: update: what was written is as it was, to the byte", _files(guest) == before)
    findings.note(f"{where}: update: the newer version reads it", _reads(guest, do("export", "--to", "/tmp/newer")))
    done = do("go-back")
    findings.note(f"{where}: update: goes back", done.returncode == 0 and runs() == old, done.stdout + done.stderr)
    findings.note(f"{where}: update: the older version reads it too", _reads(guest, do("export", "--to", "/tmp/older")))
    done = do("update", f"/exchange/{STICK}")
    findings.note(f"{where}: update: taken once more", done.returncode == 0 and runs() == newer, done.stderr)


def counter(guest: Guest, root: str) -> str:
    """The counter of the newest release that was taken."""
    return guest.run("cat", f"{root}/counter", check=False).stdout.strip()


def _files(guest: Guest) -> str:
    """One word for the files in which people's words are."""
    told = guest.run("sh", "-c", f"find '{STORE}' -name '*.db' | sort | xargs -d '\\n' sha256sum")
    return told.stdout


def _reads(guest: Guest, exported: Finished) -> bool:
    """Did the program find the words again that were written?"""
    if exported.returncode:
        return False
    return guest.run("sh", "-c", f"grep -rqF '{WORDS}' /tmp/newer /tmp/older", check=False).returncode == 0
