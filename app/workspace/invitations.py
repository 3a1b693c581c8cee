"""Is there an invitation for somebody who has just started? Looks on the stick from which the program was installed and
on those that are plugged in; reads names alone, and writes nothing.

The look is cheap: what opens tickets is imported only where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.errors import LinkError
from app.installed import installation
from app.workspace.volumes import removable_folders

if TYPE_CHECKING:
    from app.workspace.from_stick import OpenedTicket

TYPE_OF_TICKETS = ".txk"
#: More names than this are not read out.
_MOST_NAMES = 12


@dataclass(frozen=True)
class Invitations:
    """The stick with ticket files: its folder, what it is called, how many lie there, and the names on them."""

    folder: Path
    called: str
    count: int
    names: tuple[str, ...]


def places() -> list[Path]:
    """Where to look, the stick from which the program came first."""
    here = installation()
    came_from = here.came_from if here is not None else None
    return list(dict.fromkeys([*([_stick_of(came_from)] if came_from is not None else []), *removable_folders()]))


def _stick_of(folder: Path) -> Path:
    """The stick on which an installer lay: at its top, or in its folder for installers."""
    inside = folder.name == "install" and folder.parent.name.upper() == "TONGXING"
    return folder.parent.parent if inside else folder


def find_invitations(folders: Sequence[Path] | None = None) -> Invitations | None:
    """The first stick with ticket files; None where there is none."""
    for folder in places() if folders is None else folders:
        if _may_have_tickets(folder):
            from app.workspace.from_stick import find_kit

            kit = find_kit(folder)
            whole = [ticket for ticket in kit.tickets if ticket.whole] if kit is not None else []
            if whole:
                names = dict.fromkeys(ticket.name for ticket in whole if ticket.name)
                called = folder.parent.name if folder.name.upper() == "TONGXING" else folder.name
                return Invitations(folder, called or str(folder), len(whole), tuple(names)[:_MOST_NAMES])
    return None


def open_invitation(found: Invitations, code: str, clock: Clock) -> OpenedTicket:
    """The ticket that a code opens. Raises AccessError, LinkError as app/workspace/from_stick.py does."""
    from app.workspace.from_stick import open_ticket_file

    if not found.folder.is_dir():
        raise LinkError("stick.gone", "no such folder")
    return open_ticket_file(found.folder, code, clock)


def _may_have_tickets(folder: Path) -> bool:
    for root in (folder / "TONGXING", folder):
        try:
            if any(file.suffix.lower() == TYPE_OF_TICKETS for file in (root / "tickets").iterdir()):
                return True
        except OSError:
            continue
    return False
