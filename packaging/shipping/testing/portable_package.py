"""The portable folder on this machine: unpacked, tried out beside a relay, and timed beside the code from source."""

import tarfile
import tempfile
from pathlib import Path

from shipping.context import Context
from shipping.testing import first_paint
from shipping.testing.client import relay, tries_itself
from shipping.testing.findings import Findings


def run(context: Context, findings: Findings) -> None:
    """Unpack it into a folder with a Chinese name, as a stick's is, and use it from there."""
    archive = context.out / f"tongxing-{context.version}-portable-linux.tar.xz"
    if not archive.exists():
        findings.untried("everything", f"{archive.name} has not been built")
        return
    with tempfile.TemporaryDirectory() as place:
        stick = Path(place) / "张老师的U盘"
        with tarfile.open(archive) as packed:
            packed.extractall(stick, filter="data")
        (folder,) = stick.iterdir()
        program = folder / "bin" / "tongxing"
        before = {path for path in folder.rglob("*") if path.is_file()}
        with relay(context.root) as card:
            tries_itself([str(program)], card, findings, "portable")
        left = {path for path in folder.rglob("*") if path.is_file()} - before
        findings.note("the self-test left nothing in the folder", not left, sorted(map(str, left)))
        first_paint.compare(context, program, findings)
