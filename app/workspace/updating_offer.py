"""Is there a newer version here, may this computer take it, and what would have to come?"""

import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from app.crypto.signing import digest
from app.errors import Bug, UpdateError
from app.installed import Installation, Layers
from app.protocol.release import Layer, Manifest, Piece, System, version_key
from app.workspace.releases import read_release
from app.workspace.updating_layers import is_whole, list_of

#: The folder of a stick, below its own, in which releases and archives lie; a relay has them below the same name.
UPDATES = "updates"
#: The folder of a stick in which everything of ours lies.
STICK = "TONGXING"
#: The largest counter of a release that this computer took; an older release is refused for ever.
COUNTER = "counter"
#: Free room that is asked for, as a multiple of what the new layers take: the former ones stay beside them.
ROOM = 2


@dataclass(frozen=True)
class Step:
    """One layer to write: out of ``piece``, and for a delta out of the layer ``base`` that is here."""

    layer: Layer
    piece: Piece
    base: str = ""


@dataclass(frozen=True)
class Offer:
    """A newer version that this computer can take; nothing of it was fetched yet but the release."""

    manifest: Manifest
    layers: Layers
    steps: tuple[Step, ...]

    @property
    def version(self) -> str:
        """The newer version."""
        return self.manifest.version

    @property
    def size(self) -> int:
        """Bytes that have to come."""
        return sum(step.piece.size for step in self.steps)

    @property
    def installed_size(self) -> int:
        """Bytes that the new layers take on the disk."""
        return sum(step.layer.size for step in self.steps)

    def news(self, language: str) -> str:
        """What is new, in her language."""
        return self.manifest.news_zh if language == "zh" else self.manifest.news_en


def this_system() -> tuple[str, str]:
    """This computer's system as releases name it, and its version: Windows' own, or the C library's."""
    if sys.platform == "win32":
        return "windows", ".".join(re.findall(r"\d+", platform.version())[:3])
    return "linux", platform.libc_ver()[1] or "0"


def updates_folder(folder: Path) -> Path:
    """Where releases lie on what somebody points to: a stick, its own folder, or the folder of updates itself."""
    for below in (folder / STICK / UPDATES, folder / UPDATES):
        if below.is_dir():
            return below
    return folder


def find_updates(installed: Installation, folder: Path) -> Offer | None:
    """What a stick offers; None where there is no release, or none that is newer. Raises UpdateError."""
    manifest = read_release(updates_folder(folder))
    return None if manifest is None else offer_of(installed, manifest)


def offer_of(installed: Installation, manifest: Manifest) -> Offer | None:
    """What a release is for this computer; None if it has it already.

    Raises UpdateError: update.older for one that was overtaken, update.other_system, update.system_too_old,
    update.step_between.
    """
    if version_key(manifest.version) == version_key(installed.version):
        return None
    if manifest.counter < counter_of(installed) or version_key(manifest.version) < version_key(installed.version):
        raise UpdateError("update.older", version=manifest.version)
    name, version = this_system()
    system = manifest.system(name)
    if system is None or not system.layers:
        raise UpdateError("update.other_system", version=manifest.version)
    if version_key(version) < version_key(system.oldest):
        raise UpdateError("update.system_too_old", version=manifest.version)
    if version_key(installed.version) < version_key(manifest.from_version):
        raise UpdateError("update.step_between", version=manifest.version, between=manifest.from_version)
    layers = Layers(*(layer.name for layer in system.layers))
    return Offer(manifest, layers, tuple(_steps(installed, system)))


def counter_of(installed: Installation) -> int:
    """The counter of the newest release that was taken here; 0 where none was. Installers leave it as it is."""
    said = installed.read(COUNTER).strip()
    return int(said) if said.isdecimal() else 0


def _steps(installed: Installation, system: System) -> list[Step]:
    current = installed.current()
    names = () if current is None else (current.runtime, current.lib, current.app)
    steps = []
    for kind, layer in enumerate(system.layers):
        if layer.name in names or is_whole(installed.layers / layer.name, layer):
            continue
        older = names[kind] if names else ""
        steps.append(_best(installed, layer, older) or Step(layer, layer.whole))
    return steps


def _best(installed: Installation, layer: Layer, older: str) -> Step | None:
    """The delta that fits the layer which is here, if there is one and nobody changed a file of it."""
    if not (older and layer.deltas):
        return None
    try:
        base = digest(list_of(installed.layers / older))
    except (OSError, Bug):
        return None
    fitting = [delta.piece for delta in layer.deltas if delta.base == base]
    return Step(layer, fitting[0], older) if fitting else None
