"""What every part of a build is told: where things lie, which version is built, and as of which second."""

import dataclasses
import re
from argparse import ArgumentTypeError
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

#: The checkout that is built.
ROOT = Path(__file__).resolve().parents[2]
#: Where fetched inputs and finished steps are kept between builds.
CACHE = Path.home() / ".cache" / "tongxing-build"


@dataclass(frozen=True)
class Context:
    """One build. Nothing in it changes while the build runs."""

    version: str
    #: SOURCE_DATE_EPOCH: the only time of day that may reach a built file, in seconds since 1970.
    epoch: int
    out: Path
    root: Path = ROOT
    cache: Path = CACHE
    #: The same packages with nothing of ours inside: the baseline that stands beside each figure.
    without_app: bool = False
    #: A dummy instead of the real payload: for checks of the installers that have to take seconds.
    fast: bool = False
    #: Not empty: quick steps are not taken from the cache but made again in a folder of this name (`--twice`).
    again: str = ""
    #: The public key with which the installed program checks updates; None for the development key.
    release_key: Path | None = None

    def baseline(self) -> "Context":
        """The same build without our own code; its packages are weighed and handed to nobody."""
        return dataclasses.replace(self, without_app=True, out=self.cache / "baseline")

    def made_again(self, name: str) -> "Context":
        """The same build, quick steps made afresh, into a folder beside the cache."""
        return dataclasses.replace(self, again=name, out=self.cache / name / "out")

    @property
    def date(self) -> str:
        """The day that stands in packages, as YYYY-MM-DD."""
        return datetime.fromtimestamp(self.epoch, UTC).strftime("%Y-%m-%d")

    @property
    def environment(self) -> dict[str, str]:
        """What makes other people's tools write the same bytes twice."""
        return {"SOURCE_DATE_EPOCH": str(self.epoch), "PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def version_of(root: Path) -> str:
    """The version that stands in app/version.py, read without importing the program."""
    text = (root / "app" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("app/version.py does not say __version__")
    return found[1]


def system_and_tree(text: str) -> tuple[str, Path]:
    """An installed tree as it is written on a command line: SYSTEM=FOLDER. Raises ArgumentTypeError."""
    system, _, folder = text.partition("=")
    if system not in ("linux", "windows") or not folder:
        raise ArgumentTypeError(f"{text}: it is SYSTEM=FOLDER, where SYSTEM is linux or windows")
    return system, Path(folder)
