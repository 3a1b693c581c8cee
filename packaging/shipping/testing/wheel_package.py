"""The program's wheel: unpacked apart from the checkout, on the libraries of the working copy, and tried out."""

import sys
import tempfile
import zipfile

from shipping.context import Context
from shipping.testing.client import relay, tries_itself
from shipping.testing.findings import Findings


def run(context: Context, findings: Findings) -> None:
    """What the wheel holds of ours is whole: all modules, resources and texts."""
    wheel = context.out / f"tongxing-{context.version}-py3-none-any.whl"
    if not wheel.exists():
        findings.untried("everything", f"{wheel.name} has not been built")
        return
    with tempfile.TemporaryDirectory() as place, relay(context.root) as card:
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(place)
        # -P: the folder in which the tester runs holds the checkout's own ``app``, which must not be taken.
        tries_itself([sys.executable, "-P", "-m", "app"], card, findings, "wheel", PYTHONPATH=place)
