"""The shape of an installed program, and how it finds itself. None of it is there in a checkout or a wheel.

root/
  tongxing.exe | bin/tongxing   the launcher, and boot.py (packaging/boot): no update replaces them
  current, previous             the three layers that run, and those before the last update
  confirmed, trying, went-back  what boot.py and the program tell each other about new layers
  counter, fetched/             of the newest release taken; what comes from a relay, until it is whole
  layers/runtime-ID/  layers/lib-ID/  layers/app-VERSION/app.zip and resources/
  licenses/                     texts and the bill of materials
  portable                      marker: what the program keeps lies in root/data
  came-from                     the folder of the stick from which it was installed
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

KINDS = ("runtime", "lib", "app")
CURRENT, PREVIOUS, CONFIRMED, TRYING, WENT_BACK = "current", "previous", "confirmed", "trying", "went-back"

#: Stands in ``went-back`` in the place of the reason, once it was told.
_TOLD = "told"


@dataclass(frozen=True)
class Layers:
    """The names of the three folders below ``layers`` that make one whole program."""

    runtime: str
    lib: str
    app: str

    def text(self) -> str:
        """As ``current`` and ``previous`` hold it."""
        return f"runtime {self.runtime}\nlib {self.lib}\napp {self.app}\n"

    @property
    def version(self) -> str:
        """The version of the program's own code."""
        return self.app.removeprefix("app-")

    @classmethod
    def of(cls, text: str) -> "Layers | None":
        """The layers of such a text; None if it is damaged."""
        words = [line.split() for line in text.splitlines()]
        if [word[0] for word in words if len(word) == 2] != list(KINDS):
            return None
        names = [word[1] for word in words]
        return cls(*names) if all(map(is_layer_name, names, KINDS)) else None


def is_layer_name(name: str, kind: str) -> bool:
    """Is it a plain name of a folder of this kind, and no way out of ``layers``?"""
    plain = name.isascii() and all(letter.isalnum() or letter in "-._+" for letter in name)
    return plain and name.startswith(kind + "-") and not name.endswith(".") and len(name) <= 64


@dataclass(frozen=True)
class Installation:
    """An installed program, as it lies on this computer or in a portable folder."""

    root: Path
    version: str

    @property
    def layers(self) -> Path:
        """The folder of all layers, those that run and those that wait."""
        return self.root / "layers"

    @property
    def licenses(self) -> Path:
        """Texts of licences and the bill of materials."""
        return self.root / "licenses"

    @property
    def launcher(self) -> Path:
        """What starts the program anew."""
        windows = self.root / "tongxing.exe"
        return windows if windows.exists() else self.root / "bin" / "tongxing"

    @property
    def portable(self) -> bool:
        """Does it keep its data beside itself?"""
        return (self.root / "portable").exists()

    @property
    def data(self) -> Path:
        """The home of a portable program."""
        return self.root / "data"

    @property
    def writable(self) -> bool:
        """May this user change it? Tried, because what the system says of rights is not always so."""
        trial = self.layers / f".writable-{os.getpid()}"
        try:
            trial.write_bytes(b"")
            trial.unlink()
        except OSError:
            return False
        return True

    @property
    def came_from(self) -> Path | None:
        """The folder of the stick from which it was installed, whether or not that is plugged in."""
        said = self.read("came-from").strip()
        return Path(said) if said else None

    def read(self, name: str) -> str:
        """A small file of the root; empty if it is missing or damaged."""
        try:
            return (self.root / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def write(self, name: str, text: str) -> None:
        """Write a small file of the root: after a cut anywhere it is the old one or the new one. Raises OSError."""
        waiting = self.root / (name + ".new")
        with waiting.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self.root / name)
        flush_folder(self.root)

    def remove(self, name: str) -> None:
        """Remove a small file of the root, if it is there. Raises OSError."""
        (self.root / name).unlink(missing_ok=True)

    def current(self) -> Layers | None:
        """The layers that the next start takes."""
        return Layers.of(self.read(CURRENT))

    def previous(self) -> Layers | None:
        """The layers before the last update, if there are any."""
        found = Layers.of(self.read(PREVIOUS))
        return None if found == self.current() else found

    def started(self) -> Layers | None:
        """The layers that run now, which an update may have replaced for the next start."""
        return Layers.of(str(getattr(sys.modules.get("__main__"), "STARTED", "")))

    def confirm(self) -> None:
        """The window has been seen: these layers are good, and boot.py need not watch them. Raises OSError."""
        running = self.started()
        if running is not None and running == self.current() and self.read(CONFIRMED) != running.text():
            self.write(CONFIRMED, running.text())
            self.remove(TRYING)

    def went_back(self) -> Layers | None:
        """The layers that boot.py gave up for those that run now, if it did and nobody was told yet."""
        return None if self.read(WENT_BACK).startswith(_TOLD) else self.gave_up()

    def gave_up(self) -> Layers | None:
        """The layers that boot.py gave up last, told or not; None if it never did, or if they run after all."""
        given_up = Layers.of(self.read(WENT_BACK).partition("\n")[2])
        return None if given_up == self.current() else given_up

    def note_told(self) -> None:
        """Somebody was told that boot.py went back; which layers it gave up stays known. Raises OSError."""
        layers = self.read(WENT_BACK).partition("\n")[2]
        if self.went_back() is not None:
            self.write(WENT_BACK, f"{_TOLD}\n{layers}")


def installation(file: str = __file__) -> Installation | None:
    """The installed program to which a module of ours belongs; None in a checkout and in a wheel."""
    inside = Path(file).absolute().parents
    if len(inside) < 5 or inside[1].name != "app.zip" or inside[3].name != "layers":
        return None
    return Installation(inside[4], inside[2].name.removeprefix("app-"))


def flush_folder(folder: Path) -> None:
    """Make sure that a rename in a folder outlasts a power cut; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
