"""The program trying itself out beside a relay: that of the checkout at a relay under test, a packed one at ours."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shipping.context import Context
from shipping.testing.findings import Findings

#: Checks of the self-test that need a relay, and what each shows.
_THROUGH = {
    "sync": "a space is founded on it, a ticket made, joined by, written and read through",
    "kit": "a stick is prepared, joined from without network, and the first words come back",
}
_PATIENCE = 20


@contextmanager
def relay(root: Path, *beside: str) -> Iterator[str]:
    """A relay on the loopback, from the code in ``root``; its card, or nothing if it did not come up.

    ``beside`` goes before the command, to start it in a bed's network.
    """
    with tempfile.TemporaryDirectory() as place:
        command = [*beside, sys.executable, "-m", "app.relay", "run", "--home", str(Path(place) / "relay")]
        command += ["--host", "127.0.0.1", "--port", "0", "--address", "127.0.0.1"]
        environment = os.environ | {"PYTHONPATH": ""}
        with subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            try:
                assert process.stdout is not None  # narrows the type: a pipe was asked for
                yield next((line.strip() for line in process.stdout if line.startswith("TR1-")), "")
            finally:
                process.terminate()
                try:
                    process.wait(_PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()


def meet(context: Context, card: str, findings: Findings, beside: Sequence[str] = ()) -> None:
    """A teacher and her mentor of the checkout at the relay of this card: the checks that need one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.json"
        command = [*beside, sys.executable, "-m", "app", "--selftest", str(file), "--relay", card, "--home", folder]
        checks = answers(command, file, findings, root=context.root)
        for name, what in _THROUGH.items() if checks else ():
            findings.note(what, checks[name]["ok"], checks[name]["detail"])


def tries_itself(program: Sequence[str], card: str, findings: Findings, name: str, **environment: str) -> None:
    """A packed program with everything it carries; every check is a finding, those that need not hold are told."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.json"
        command = [*program, "--selftest", str(file), "--relay", card, "--home", folder]
        found = answers(command, file, findings, environment=environment)
    for check, answer in found.items():
        if answer["must"] or answer["ok"]:
            findings.note(f"{name}: {check}", answer["ok"], answer["detail"])
        else:
            findings.untried(f"{name}: {check}", answer["detail"])


def answers(
    command: Sequence[str],
    file: Path,
    findings: Findings,
    root: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Run a self-test; its checks by name, or nothing (and a finding) if it wrote none."""
    usual = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=root, env=os.environ | usual | dict(environment or {}), capture_output=True, text=True,
        errors="replace", check=False,
    )  # fmt: skip
    if not findings.note("the self-test comes to its end", file.exists(), done.stderr):
        return {}
    checks: dict[str, Any] = json.loads(file.read_text("utf-8"))["checks"]
    return checks
