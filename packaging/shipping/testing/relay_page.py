"""Walks docs/operating-a-relay.md from a bare Debian 12 to the first ticket, exactly as its lines stand there.

Debian's mirror is reached as the page supposes. systemd does not run in a folder: for its line the unit's ExecStart is
started as the unit says, and that is told.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from shipping.context import Context
from shipping.relay.debian import PACKAGE
from shipping.testing.debian_beds import Guest, make_bed
from shipping.testing.findings import Findings
from shipping.testing.units import unit_words

PAGE = "docs/operating-a-relay.md"
#: A machine's own name for itself: the walk's laptop stands beside the relay.
_ADDRESS = "127.0.0.1"
_PIN = "202611"
_PATIENCE = 60


def lines_of(page: str) -> list[str]:
    """The lines that the page has somebody type, from the bare Debian to the first ticket."""
    section = page.partition("## From a bare Debian")[2].partition("\n### ")[0]
    return re.findall(r"(?m)^    (\S.*)$", section)


def walk(context: Context, findings: Findings) -> None:
    """Type every line in its order."""
    bed = make_bed("bookworm", [], context.cache)
    lines = lines_of((context.root / PAGE).read_text("utf-8"))
    findings.note("ten lines at most", 0 < len(lines) <= 10, lines)
    with tempfile.TemporaryDirectory() as place, Guest(bed, Path(place) / "stay", network=True) as guest:
        package = f"{PACKAGE}_{context.version}_amd64.deb"
        folder = guest.path("/root")
        shutil.copy(context.out / package, folder / package)
        typing = _Walk(context, guest, findings, Path(place))
        for line in lines:
            typing.type(line.replace("VERSION", context.version).replace("NAME-OR-IP", _ADDRESS))
        findings.note("the last line shows a ticket", typing.said.strip().count("-") > 2, typing.said)
    findings.untried("the line of systemctl", "systemd does not run in a folder; its unit's ExecStart was started")


class _Walk:
    """What has been typed so far, and what was said last."""

    def __init__(self, context: Context, guest: Guest, findings: Findings, place: Path) -> None:
        self._context, self._guest, self._findings, self._place = context, guest, findings, place
        self._card, self.said = "", ""

    def type(self, line: str) -> None:
        """Type one line where the page says: on the relay's machine, or on the laptop."""
        if line.startswith("tongxing "):
            self._on_the_laptop(shlex.split(line.replace("CARD", self._card))[1:])
        elif line.startswith("systemctl"):
            self._start()
        else:
            done = self._guest.run("sh", "-c", line, folder="/root", timeout=900, check=False)
            self.said = done.stdout
            self._findings.note(line, done.returncode == 0, done.stdout + done.stderr)
            self._card = next((word for word in done.stdout.split() if word.startswith("TR1-")), self._card)

    def _on_the_laptop(self, words: list[str]) -> None:
        environment = os.environ | {"TONGXING_PIN": _PIN, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "app", "--home", str(self._place / "laptop"), *words]
        done = subprocess.run(
            command, cwd=self._context.root, env=environment, capture_output=True, text=True, check=False
        )
        self.said = done.stdout
        self._findings.note(f"tongxing {' '.join(words)}"[:60], done.returncode == 0, done.stdout + done.stderr)

    def _start(self) -> None:
        unit = self._guest.run("cat", f"/usr/lib/systemd/system/{PACKAGE}.service").stdout
        (usual,) = re.findall(r"(?m)^Environment=(.*)$", unit)
        environment = dict(word.split("=", 1) for word in usual.split()) | {"ADDRESS": _ADDRESS}
        log = self._place / "relay.log"
        self._guest.start(*unit_words(unit, "ExecStart", environment), environment=environment, output=log)
        end = time.monotonic() + _PATIENCE
        while "TR1-" not in (log.read_text("utf-8", errors="replace") if log.exists() else ""):
            if time.monotonic() > end:
                self._findings.note("the relay listens", False, log.read_text("utf-8", errors="replace"))
                return
            time.sleep(0.2)
