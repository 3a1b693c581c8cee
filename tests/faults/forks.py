"""Processes that are made to be killed: forks of one that has read the whole program, so that each costs milliseconds.

The parent never opens a store, a relay or a socket of the program, so that a fork takes nothing half open with it.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TextIO

#: What a forked process is given to tell its parent something: one line at a time, there when this returns.
Tell = Callable[[str], None]


class Fork:
    """A running fork; ``lines`` are read from what it tells."""

    def __init__(self, work: Callable[[Tell], None]) -> None:
        reading, writing = os.pipe()
        sys.stdout.flush()
        self.process = os.fork()
        if self.process == 0:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self.heard: TextIO = os.fdopen(reading, encoding="utf-8")
        self._ended = False

    def hear(self) -> str:
        """The next line that it tells, without its end; empty when it has died."""
        return self.heard.readline().rstrip("\n")

    def kill(self) -> list[str]:
        """End it at once, as a power cut does; gives the whole lines that it told before. Raises AssertionError if it
        failed by itself before that."""
        os.kill(self.process, signal.SIGKILL)
        return self.end()

    def end(self) -> list[str]:
        """Wait until it is gone; gives the whole lines that it told. Raises AssertionError if it failed."""
        told = self.heard.read()
        self.heard.close()
        _, status = os.waitpid(self.process, 0)
        self._ended = True
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
            raise AssertionError(f"it failed by itself: {told}")
        return told[: told.rfind("\n") + 1].splitlines()


def _work(work: Callable[[Tell], None], writing: int) -> None:
    """The forked process, from its first line to its last."""

    def tell(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    code = 1
    try:
        work(tell)
        code = 0
    except BaseException:
        tell(traceback.format_exc().replace("\n", "\n  "))
    finally:
        os._exit(code)
