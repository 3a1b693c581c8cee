"""The fast lane of the relay: its wheel unpacked and run on this machine's Python, and a space founded on it."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from shipping.context import Context
from shipping.testing.client import meet
from shipping.testing.findings import Findings


def run(context: Context, findings: Findings) -> None:
    """What the wheel holds is enough to serve; the libraries are those of the working copy."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with zipfile.ZipFile(context.out / f"tongxing_relay-{context.version}-py3-none-any.whl") as wheel:
            wheel.extractall(folder / "unpacked")
        command = [sys.executable, "-m", "app.relay", "run", "--home", str(folder / "relay")]
        command += ["--host", "127.0.0.1", "--port", "0", "--address", "127.0.0.1"]
        environment = os.environ | {"PYTHONPATH": ""}
        with subprocess.Popen(
            command, cwd=folder / "unpacked", env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            try:
                assert process.stdout is not None  # narrows the type: a pipe was asked for
                card = next((line.strip() for line in process.stdout if line.startswith("TR1-")), "")
                if findings.note("the unpacked wheel serves", card):
                    meet(context, card, findings)
            finally:
                process.terminate()
