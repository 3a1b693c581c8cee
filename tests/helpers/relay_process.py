"""The real relay: `python -m app.relay run` in a folder of its own, on a free port of the loopback.

    with RelayProcess(tmp_path / "relay") as relay:
        link = HttpLink(relay.url, relay.card.pin)

The process has printed its 'listening' line when ``start`` returns, so no test waits or polls for it.
"""

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from app.protocol.relay_card import RelayCard

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that a relay gets to stop; far more than it needs, so that a busy machine fails no test.
_PATIENCE = 60


class RelayProcess:
    """A relay process that can be stopped, killed and started again on the same folder and port."""

    def __init__(self, folder: Path, database: Path | str = "", options: Sequence[str] = ()) -> None:
        """``database`` is PostgreSQL's address; anything else is SQLite in the folder. ``options`` are for `run`."""
        self.folder = folder
        self._options = [*options, *(["--database", database] if isinstance(database, str) and database else [])]
        self.url = ""
        self.card = RelayCard("https://none", bytes(32), b"")
        self._process: subprocess.Popen[str] | None = None
        self._port = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self.kill()

    def start(self) -> None:
        """Start the process and wait until it listens; later starts take the first one's port again."""
        self._process = subprocess.Popen(
            [sys.executable, *self.command(), "--port", str(self._port), *self._options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.startswith("listening "):
            raise AssertionError(f"the relay did not start: {self._process.communicate()[1]}")
        self.url = line.split()[1]
        self._port = urlsplit(self.url).port or 0
        self.card = RelayCard.parse(self._process.stdout.readline())

    def command(self) -> list[str]:
        """What Python is asked to run."""
        return ["-m", "app.relay", "run", "--home", str(self.folder), "--host", "127.0.0.1"]

    @property
    def pid(self) -> int:
        """The running process."""
        assert self._process is not None, "the relay was not started"
        return self._process.pid

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Ask it to stop, as a machine that shuts down does; gives its exit code and what it complained of."""
        process = self._running()
        process.send_signal(number)
        complaints = process.communicate(timeout=_PATIENCE)[1]
        return process.returncode, complaints

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        process = self._running()
        process.kill()
        process.communicate(timeout=_PATIENCE)

    def _running(self) -> subprocess.Popen[str]:
        assert self._process is not None, "the relay was not started"
        process, self._process = self._process, None
        return process
