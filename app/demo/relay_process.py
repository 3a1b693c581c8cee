"""A relay started as its own process on this computer, as the partner school's would run."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import LinkError


@dataclass(frozen=True)
class RunningRelay:
    """Where the relay listens, the card to reach it by, and the folder that it keeps."""

    url: str
    card: str
    folder: Path

    def bytes_holding(self, needle: bytes) -> int:
        """How many of the relay's files contain these bytes."""
        return sum(needle in path.read_bytes() for path in self.folder.rglob("*") if path.is_file())

    def size(self) -> int:
        """All bytes that the relay keeps."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


@contextmanager
def running_relay(folder: Path) -> Iterator[RunningRelay]:
    """Start ``tongxing-relay run`` on a free port of the loopback address and stop it at the end.

    Raises LinkError if it does not come up.
    """
    command = [sys.executable, "-m", "app.relay", "run", "--home", str(folder)]
    command += ["--host", "127.0.0.1", "--port", "0", "--address", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        try:
            yield _announced(process, folder)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _announced(process: "subprocess.Popen[str]", folder: Path) -> RunningRelay:
    url = card = ""
    assert process.stdout is not None
    for line in process.stdout:
        words = line.split()
        url = next((word for word in words if word.startswith("https://")), url)
        card = next((word for word in words if word.startswith("TR1-")), card)
        if url and card:
            return RunningRelay(url, card, folder)
    raise LinkError("link.unreachable", "the relay process ended before it listened")
