"""A teacher and her mentor beside a relay under test: the program of the checkout, by its own self-test."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from shipping.context import Context
from shipping.testing.findings import Findings

#: Checks of the self-test that need a relay, and what each shows.
_THROUGH = {
    "sync": "a space is founded on it, a ticket made, joined by, written and read through",
    "kit": "a stick is prepared, joined from without network, and the first words come back",
}


def meet(context: Context, card: str, findings: Findings, beside: Sequence[str] = ()) -> None:
    """Found a space on the relay of this card, invite, join, write, visit, read; ``beside`` goes before the command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.json"
        command = [*beside, sys.executable, "-m", "app", "--selftest", str(file), "--relay", card, "--home", folder]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        done = subprocess.run(
            command, cwd=context.root, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        if not findings.note("the client begins", file.exists(), done.stderr):
            return
        checks = json.loads(file.read_text("utf-8"))["checks"]
        for name, what in _THROUGH.items():
            findings.note(what, checks[name]["ok"], checks[name]["detail"])
