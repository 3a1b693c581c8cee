"""Where the files that ship with the program are found: texts, icons, the compression dictionary.

From a checkout they lie in ``resources/`` beside the package; in an installed wheel inside it, as ``_resources``;
in an installed program beside ``app.zip`` (app/installed.py).
"""

from pathlib import Path

from app.errors import Bug
from app.installed import installation

#: The languages in which the program ships, the first being the one it starts in.
LANGUAGES = ("zh", "en")


def places(package: Path) -> tuple[Path, ...]:
    """Where the resources of our package can lie, by where its code lies."""
    if installation(str(package / "installed.py")) is not None:
        return (package.parent.with_name("resources"),)
    return (package / "_resources", package.parent / "resources")


_PLACES = places(Path(__file__).resolve().parent)


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder. Raises Bug if the program is not whole."""
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise Bug("bug", "missing resource " + "/".join(parts))


def resource_bytes(*parts: str) -> bytes:
    """The content of a shipped file."""
    return resource(*parts).read_bytes()
