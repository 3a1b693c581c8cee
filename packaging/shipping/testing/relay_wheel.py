"""The relay's wheel in a bare Debian: taken by pipx for an ordinary account, without network, and used."""

import shutil
import sys
import time
from pathlib import Path

from shipping import tools
from shipping.context import Context
from shipping.testing.client import meet
from shipping.testing.debian_beds import TEACHER, Guest, make_bed
from shipping.testing.findings import Findings

#: pipx and what it asks of a Debian.
PIPX = ("pipx", "python3-venv")
_PROGRAM = f"{TEACHER.home}/.local/bin/tongxing-relay"
_PATIENCE = 60


def run(context: Context, findings: Findings) -> None:
    """Try the wheel as an ordinary account of Debian 12 takes it."""
    wheel = context.out / f"tongxing_relay-{context.version}-py3-none-any.whl"
    if not wheel.exists():
        findings.untried("everything", f"{wheel.name} has not been built")
        return
    bed = make_bed("bookworm", PIPX, context.cache)
    with Guest(bed, context.cache / "stays" / "relay-wheel") as guest:
        try:
            _take(context, wheel, guest, findings)
            _use(context, guest, findings)
        finally:
            guest.forget()


def _take(context: Context, wheel: Path, guest: Guest, findings: Findings) -> None:
    lock = context.root / "packaging" / "requirements" / "relay.txt"
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--python-version", "3.11"]
    platforms = [word for name in ("manylinux_2_28_x86_64", "manylinux2014_x86_64") for word in ("--platform", name)]
    wheels = guest.exchange / "wheels"
    # Fetched outside: a bed without network shows that nothing else is asked for.
    tools.run(sys.executable, "-m", "pip", "download", *options, *platforms, "-d", wheels, "-r", lock)
    shutil.copy(wheel, guest.exchange / wheel.name)
    there = "--no-index --find-links /exchange/wheels"
    guest.run("pipx", "install", "--pip-args", there, f"/exchange/{wheel.name}", user=TEACHER, folder=TEACHER.home)
    said = guest.run(_PROGRAM, "--version", user=TEACHER).stdout
    findings.note("pipx takes it, and the command is there", context.version in said, said)
    found = guest.run("sh", "-c", f"find {TEACHER.home}/.local -iname '*pyside*' -o -iname '*loro*'").stdout
    findings.note("nothing of Qt came with it", not found, found)


def _use(context: Context, guest: Guest, findings: Findings) -> None:
    home, log = f"{TEACHER.home}/relay", guest.work / "relay.log"
    words = [_PROGRAM, "run", "--home", home, "--host", "127.0.0.1", "--port", "0", "--address", "127.0.0.1"]
    guest.start(*words, user=TEACHER, output=log)
    end = time.monotonic() + _PATIENCE
    while "TR1-" not in (said := log.read_text("utf-8", errors="replace")):
        if time.monotonic() > end:
            findings.note("the relay listens", False, said)
            return
        time.sleep(0.2)
    meet(context, next(line for line in said.splitlines() if line.startswith("TR1-")), findings, guest.beside())
    done = guest.run(_PROGRAM, "check", "--home", home, user=TEACHER, check=False)
    findings.note("what it keeps is whole", done.returncode == 0, done.stdout + done.stderr)
