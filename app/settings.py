"""Settings of this computer, shared by all who use it; each is declared once, with its default.

They are few on purpose. What belongs to one person (a lesson's length at her school) lies in her encrypted store.
"""

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from app.errors import StoreError
from app.resources import LANGUAGES


@dataclass(frozen=True)
class Settings:
    """What the program remembers for everybody on this laptop."""

    language: str = "zh"
    #: light, dark, or as the system has it
    theme: str = "light"
    #: of words and all that they stand in, in percent
    size: str = "100"

    def checked(self) -> "Settings":
        """The same with anything out of range put back to its default."""
        wrong = {name: getattr(Settings, name) for name, known in CHOICES.items() if getattr(self, name) not in known}
        return replace(self, **wrong)


#: What each setting may be.
CHOICES: dict[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "theme": ("light", "dark", "system"),
    "size": ("100", "110", "125", "150"),
}


def read_settings(path: Path) -> Settings:
    """The stored settings; a missing or damaged file gives the defaults, since nothing in it is anybody's work."""
    try:
        stored = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return Settings()
    known = {field.name for field in fields(Settings)}
    values = {key: value for key, value in stored.items() if key in known and isinstance(value, str)}
    return Settings(**values).checked()


def write_settings(path: Path, settings: Settings) -> None:
    """Store the settings under a temporary name and rename. Raises StoreError."""
    lines = [f'{field.name} = "{getattr(settings, field.name)}"\n' for field in fields(Settings)]
    temporary = path.with_suffix(".new")
    try:
        temporary.write_text("".join(lines), "utf-8")
        os.replace(temporary, path)
    except OSError as error:
        raise StoreError("store.read_only", type(error).__name__) from error
