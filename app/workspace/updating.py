"""Newer versions of the program, for the screens: how it stands, where one is, taking it, and going back.

Nothing here begins by itself. A newer version is heard of on a stick that somebody looks at, or when she asks a relay;
what has to come is told in bytes before it comes. The steps are in ``updating_offer`` and ``updating_apply``.
"""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from app.errors import Known, UpdateError
from app.installed import WENT_BACK, Installation, installation
from app.logs import note_failure
from app.protocol.release import version_key
from app.store.spaces import RelayRow
from app.sync.budget import Pace, pace_name
from app.sync.links.updates import UpdatesLink
from app.sync.stages import Do
from app.version import __version__
from app.workspace.desk import Desk
from app.workspace.releases import read_manifest, test_build
from app.workspace.sticks import sticks
from app.workspace.syncing import relays_in_use
from app.workspace.updating_apply import all_there, apply, check_room, clean, go_back
from app.workspace.updating_layers import remove_folder
from app.workspace.updating_offer import Offer, find_updates, offer_of, updates_folder

#: Where what comes from a relay waits until all of it is there; what a cut left is gone on with.
_FETCHED = "fetched"

#: Told the stage ("fetch" or "place"), and how many bytes of how many are done; gives False to stop.
Told = Callable[[str, int, int], bool]
OpenUpdates = Callable[[RelayRow], UpdatesLink]


@dataclass(frozen=True)
class Standing:
    """How the program stands: ``following`` is the version of the next start, ``previous`` the one to go back to.
    ``changeable`` is false where only the system's own installer may change it. ``failed`` is a newer version that
    would not open here, so that this one runs again."""

    version: str
    installed: bool = False
    changeable: bool = False
    previous: str = ""
    following: str = ""
    test: bool = False
    failed: str = ""


@dataclass(frozen=True)
class Found:
    """A newer version, on a stick or on a relay; ``seconds`` is about how long it takes to come."""

    offer: Offer
    folder: Path | None = None
    relay: RelayRow | None = None
    seconds: int = 0


def seen() -> str:
    """The window has been seen, so the layers that run are good. The version that was given up, if boot.py went back.

    Told once: the next start says nothing any more. In a checkout there is nothing to do.
    """
    installed = installation()
    if installed is None:
        return ""
    given_up = installed.went_back()
    try:
        installed.confirm()
        if _failed(installed):
            installed.note_told()
        else:
            installed.remove(WENT_BACK)
        clean(installed)
    except OSError as error:
        note_failure(error)  # a folder of the system, which only the system's installer changes
    return given_up.version if given_up is not None else ""


def _failed(installed: Installation) -> str:
    """The version that would not open here, as long as nothing as new runs; else empty."""
    given_up = installed.gave_up()
    if given_up is None or version_key(given_up.version) <= version_key(installed.version):
        return ""
    return given_up.version


def standing() -> Standing:
    """How the program stands."""
    installed = installation()
    if installed is None:
        return Standing(__version__, test=test_build())
    current, previous = installed.current(), installed.previous()
    return Standing(
        installed.version,
        installed=True,
        changeable=installed.writable,
        previous=previous.version if previous is not None and all_there(installed, previous) else "",
        following=current.version if current is not None else installed.version,
        test=test_build(),
        failed=_failed(installed),
    )


def look(folder: Path) -> Found | None:
    """What a stick offers; None if nothing on it is newer. Raises UpdateError."""
    offer = find_updates(_installed(), folder)
    return None if offer is None else Found(offer, updates_folder(folder))


def look_at_sticks(folders: list[Path] | None = None) -> Found | None:
    """The newest that the sticks offer which are plugged in; what is wrong with one of them is passed over."""
    if installation() is None:
        return None
    found = [_looked(Path(place.path)) for place in sticks(folders)]
    return max((one for one in found if one is not None), key=lambda one: one.offer.manifest.counter, default=None)


def _looked(folder: Path) -> Found | None:
    try:
        return look(folder)
    except Known as error:
        note_failure(error)
        return None


def ask_relays(desk: Desk, do: Do[Any], open_updates: OpenUpdates | None = None) -> Found | None:
    """The newest that the relays of her spaces offer; for the network's thread.

    Raises UpdateError: update.no_relay if none has any updates, or what is wrong with the last that has; LinkError of
    the last relay that did not answer.
    """
    installed = _installed()
    trouble: Known = UpdateError("update.no_relay")
    best: Found | None = None
    asked = False
    for relay in do(lambda: relays_in_use(desk)):
        link = (open_updates or _open)(relay)
        try:
            offer = offer_of(installed, read_manifest(link.release()))
        except Known as error:
            trouble = error if error.code != "update.no_relay" else trouble
            continue
        finally:
            link.close()
        asked = True
        if offer is not None and (best is None or offer.manifest.counter > best.offer.manifest.counter):
            best = Found(offer, None, relay, do(partial(_seconds, desk, relay, offer)))
    if not asked:
        raise trouble
    return best


def _open(relay: RelayRow) -> UpdatesLink:
    return UpdatesLink(relay.url, relay.relay)


def _seconds(desk: Desk, relay: RelayRow, offer: Offer) -> int:
    """About how long the offer takes at the pace that visits to this relay had."""
    pace = Pace.decode(desk.store.identity.text(pace_name(relay.relay)))
    return round(pace.seconds(0, offer.size))


def take(found: Found, told: Told, open_updates: OpenUpdates | None = None) -> None:
    """Fetch what has to come, and put it where the next start finds it.

    Raises UpdateError, LinkError; then the program that runs stays, and what came is kept for the next try.
    """
    installed = _installed()
    check_room(installed, found.offer)
    folder = found.folder
    if folder is None:
        folder = installed.root / _FETCHED
        try:
            _fetch(found, folder, told, open_updates or _open)
        except OSError as error:
            raise UpdateError("update.gone", type(error).__name__) from error
    apply(installed, found.offer, folder, lambda done, of: told("place", done, of))
    if found.folder is None:
        remove_folder(folder)


def _fetch(found: Found, folder: Path, told: Told, open_updates: OpenUpdates) -> None:
    assert found.relay is not None  # what is on no stick came from a relay
    folder.mkdir(exist_ok=True)
    done, link = 0, open_updates(found.relay)

    def came(size: int) -> bool:
        nonlocal done
        done += size
        return told("fetch", done, found.offer.size)

    try:
        for step in found.offer.steps:
            link.fetch(step.piece, folder, came)
    finally:
        link.close()


def back() -> str:
    """Make the version before the last update that of the next start. Raises UpdateError."""
    return go_back(_installed())


def start_anew() -> None:
    """Start the program once more, as its launcher does; this one is about to end."""
    subprocess.Popen([str(_installed().launcher)], close_fds=True, start_new_session=True)


def _installed() -> Installation:
    found = installation()
    if found is None:
        raise UpdateError("update.not_installed")
    return found
