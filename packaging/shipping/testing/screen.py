"""A screen of which nobody sees anything: windows in guests appear on it, keys are pressed, and pictures are taken."""

import os
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from shipping import tools

_SIZE = "1366x768x24"
#: Seconds that a window gets to appear, on a machine that does other things too.
_PATIENCE = 90.0


class Screen:
    """An X server outside the guest; use it with ``with``. ``name`` is what stands in DISPLAY, inside and outside."""

    def __init__(self) -> None:
        tools.need("Xvfb", "xdotool", "import")
        self.name = ""
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", _SIZE, "-nolisten", "tcp"]
        self._server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._server.stdout is not None  # narrows the type: a pipe was asked for
        self.name = f":{self._server.stdout.readline().decode().strip()}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None  # narrows the type: entered before left
        self._server.terminate()
        self._server.wait()

    def window(self, title: str) -> str:
        """Wait for a visible window with these words in its title, and give it the keyboard; its number."""
        end = time.monotonic() + _PATIENCE
        while not (found := self._act("search", "--onlyvisible", "--name", title).split()):
            if time.monotonic() > end:
                raise AssertionError(f"no window called {title!r} appeared")
            time.sleep(0.3)
        self._act("windowfocus", found[-1])
        time.sleep(1.5)  # what it shows is painted after it is there
        return found[-1]

    def click(self, x: int, y: int) -> None:
        """Click at a place of the screen, in pixels."""
        self._act("mousemove", str(x), str(y), "click", "1")
        time.sleep(0.5)

    def press(self, keys: str) -> None:
        """Press keys together, such as ctrl+space."""
        self._act("key", keys)
        time.sleep(1.0)

    def type(self, letters: str) -> None:
        """Type letters as slowly as somebody does."""
        self._act("type", "--delay", "150", letters)
        time.sleep(1.5)

    def picture(self, file: Path) -> Path:
        """The whole screen as a PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        tools.run("import", "-display", self.name, "-window", "root", "-strip", file)
        return file

    def _act(self, *words: str) -> str:
        surroundings = os.environ | {"DISPLAY": self.name}
        return subprocess.run(["xdotool", *words], env=surroundings, capture_output=True, text=True, check=False).stdout
