"""An update of the installed program on Windows: taken from a stick, started, and gone back from."""

from collections.abc import Callable

from shipping.testing import windows_cases as cases
from shipping.testing.windows_machine import wait

#: The folder of the stick in the stage.
STICK = "U盘 更新"
#: Seconds until a window has surely told that it was seen.
_SEEN = 120


def update(trial: cases.Trial, newer: str, open_window: Callable[[], None], close_all: Callable[[], None]) -> None:
    """Walk it with the program that is installed; it ends on the version with which it began."""
    hands = trial.hands
    stick, data = hands.machine.staged(STICK), hands.where(hands.data)
    program, before = f'"{hands.program}\\tongxing.exe"', cases.contents(data)
    trial.same("update: taken from a stick", hands.do(f'{program} update "{stick}"'), 0)
    trial.same("update: the next start is the newer version", trial.version(), newer)
    open_window()
    trial.findings.note("update: its window was seen, so it stays", wait(lambda: _confirmed(trial, newer), _SEEN))
    close_all()
    written = {name: digest for name, digest in cases.contents(data).items() if name.endswith(".db")}
    kept = {name: digest for name, digest in before.items() if name.endswith(".db")}
    trial.same("update: what was written is as it was, to the byte", written, kept)
    trial.same("update: goes back", hands.do(f"{program} go-back"), 0)
    trial.same("update: the next start is the older version", trial.version(), trial.old_version)
    open_window()
    started = wait(lambda: _confirmed(trial, trial.old_version), _SEEN)
    trial.findings.note("update: and its window was seen", started)
    close_all()


def _confirmed(trial: cases.Trial, version: str) -> bool:
    """Has the window of this version told that it was seen?"""
    file = trial.hands.where(trial.hands.program) / "confirmed"
    return file.is_file() and f"app-{version}" in file.read_text(encoding="ascii")
