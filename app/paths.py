"""The only module that knows which folders the program uses.

    home/
      settings.toml          language and the like, for everybody on this laptop
      people/<8-byte id>/    one person: card.json (name, locked key), store.db (encrypted), copies/ of it, and
                             damaged-1/ and so on, where a damaged store is kept
      logs/                  what went wrong, without names, keys or texts

A portable program (app/installed.py) has its home in the folder ``data`` beside itself.
``--home FOLDER`` gives a wholly separate home; under tests the real one is refused.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from app.errors import Bug, StoreError
from app.installed import installation

#: Set by the tests, so that a mistake in one can never touch a real teacher's records.
ISOLATED = "TONGXING_ISOLATED"


@dataclass(frozen=True)
class Home:
    """One folder with everything that the program keeps on this computer."""

    root: Path

    @property
    def settings(self) -> Path:
        """The file of what holds for everybody on this computer: language, theme, size."""
        return self.root / "settings.toml"

    @property
    def people(self) -> Path:
        """The folder with a folder for each person."""
        return self.root / "people"

    @property
    def logs(self) -> Path:
        """The folder of logs, for an engineer; nothing that anybody wrote is in them."""
        return self.root / "logs"

    def person(self, person: str) -> Path:
        """The folder of one person, by the hexadecimal form of the id."""
        return self.people / person


def real_home() -> Path:
    """The folder in which the signed-in user of the operating system keeps Tongxing's files."""
    installed = installation()
    if installed is not None and installed.portable:
        return installed.data
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "Tongxing"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "tongxing"


def open_home(folder: Path | None = None) -> Home:
    """Make the home's folders, readable by this user alone, and give it.

    Raises Bug if a test asks for the real home; StoreError if the folder cannot be made.
    """
    if folder is None and os.environ.get(ISOLATED):
        raise Bug("bug", "the real home was asked for under test")
    home = Home((folder or real_home()).expanduser().absolute())
    try:
        for path in (home.root, home.people, home.logs):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store.read_only", type(error).__name__) from error
    return home
