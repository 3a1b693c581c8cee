"""The fast lane of the relay: its wheel unpacked and run on this machine's Python, and a space founded on it."""

import tempfile
import zipfile
from pathlib import Path

from shipping.context import Context
from shipping.testing.client import meet, relay
from shipping.testing.findings import Findings


def run(context: Context, findings: Findings) -> None:
    """What the wheel holds is enough to serve; the libraries are those of the working copy."""
    with tempfile.TemporaryDirectory() as place:
        with zipfile.ZipFile(context.out / f"tongxing_relay-{context.version}-py3-none-any.whl") as wheel:
            wheel.extractall(place)
        with relay(Path(place)) as card:
            if findings.note("the unpacked wheel serves", card):
                meet(context, card, findings)
