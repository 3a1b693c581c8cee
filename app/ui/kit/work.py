"""Writing a stick: tickets with what is in the spaces, installers, the guide; one after another, each may fail.

Runs on the network thread. What was written stays; the same people prepared again go on where it broke off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Known
from app.text import Texts
from app.ui.kit.guide import guide
from app.ui.paper.saving import save

if TYPE_CHECKING:
    from app.ui.tasks import Stop, Tasks
    from app.workspace.kits import Guest, PreparedTicket
    from app.workspace.workspace import Workspace

#: Told while it is written: the step (kit.step_<step>), how much of it is done, and of how much.
Told = Callable[[str, int, int], None]
_PDF = ".pdf"


@dataclass(frozen=True)
class Wanted:
    """What is to be written, and where."""

    folder: Path
    guests: tuple[Guest, ...]
    days: int
    installers: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Written:
    """What came of it: the tickets with their codes, and ``trouble``: what failed after they lay there."""

    tickets: tuple[PreparedTicket, ...]
    trouble: tuple[Known, ...] = ()


def write(workspace: Workspace, texts: Texts, wanted: Wanted, tasks: Tasks, told: Told, stop: Stop) -> Written:
    """Write everything. Raises Known when the tickets could not be laid there; what fails later is in ``trouble``."""

    def tells(step: str) -> Callable[[int, int, str], None]:
        told(step, 0, 0)
        return lambda done, whole, _phase: told(step, done, whole)

    tickets = workspace.prepare_tickets(
        wanted.folder, wanted.guests, wanted.days, tasks.do, tells("tickets"), stop, show_names=True
    )
    trouble: list[Known] = []

    def installers() -> None:
        workspace.put_installers(wanted.folder, wanted.installers, tells("installers"), stop)

    def page() -> None:
        told("guide", 0, 0)
        save(guide_path(wanted.folder, texts), guide(texts))

    for step in (installers, page) if wanted.installers else (page,):
        try:
            step()
        except Known as error:
            trouble.append(error)
    return Written(tuple(tickets), tuple(trouble))


def guide_path(folder: Path, texts: Texts) -> Path:
    """The guide lies at the stick's top, under a name that says what it is."""
    top = folder.parent if folder.name.upper() == "TONGXING" else folder
    return top / (texts.say("guide.file") + _PDF)
