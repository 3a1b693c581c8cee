"""What the program is made of, and under which licences: read from what lies beside it, with no network.

An installed program has ``licenses/`` at its root, written by the build: README.txt with the offer of sources,
sbom.json (CycloneDX), and a folder NAME-VERSION with the texts of each part. In a checkout the same is told of what
Python has installed.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from app.installed import Installation, installation
from app.workspace.releases import test_build

README, BILL = "README.txt", "sbom.json"
#: What a licence's text is called inside a package.
_TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_MARKS = re.compile(r"[-_. ]+")
#: Of a licence's text nobody reads more than so many characters; Qt's third-party notices are the longest.
_MOST = 400_000
#: A name of a licence is no longer than this; some packages put the whole text in its place.
_NAME = 60


@dataclass(frozen=True)
class Part:
    """One thing that somebody else made: its name, version, and the short name of its licence, "" if it says none."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True)
class About:
    """Where the program lies, and its parts by name; ``readme`` is the offer of sources as the build wrote it.

    ``root`` is None in a checkout or a wheel; ``release`` says whether it trusts the key of the releases.
    """

    root: Path | None
    readme: str
    parts: tuple[Part, ...]
    release: bool = False


def about(found: Installation | None = None) -> About:
    """Everything at once; reads a few dozen small files. A file that is missing or spoilt leaves its part out."""
    here = found or installation()
    if here is None:
        parts = {part.name.lower(): part for part in map(_installed, distributions()) if part.name}
        return About(None, "", _by_name(parts.values()), release=not test_build())
    folder = here.licenses
    parts_here = _by_name(bill(_text(folder / BILL)))
    return About(here.root, _text(folder / README), parts_here, release=not test_build())


def bill(text: str) -> list[Part]:
    """The components of a bill of materials in CycloneDX's JSON; none of one that cannot be read."""
    try:
        components = json.loads(text)["components"]
        return [Part(str(one["name"]), str(one.get("version", "")), _licence(one)) for one in components]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def licence_text(part: Part, found: Installation | None = None) -> str:
    """The licence of a part, word for word; "" where none lies beside it."""
    here = found or installation()
    if here is None:
        return _text_installed(part.name)
    wanted = {_plain(part.name), _plain(f"{part.name}-{part.version}")}
    try:
        places = [place for place in here.licenses.iterdir() if _name_of(place) in wanted]
    except OSError:
        return ""
    texts = [_text(file) for place in sorted(places) for file in _files(place)]
    return "\n\n".join(text for text in texts if text)[:_MOST]


def _name_of(place: Path) -> str:
    return _plain(place.name if place.is_dir() else place.stem)


def _files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.is_file())


def _by_name(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda part: part.name.lower()))


def _licence(component: Mapping[str, object]) -> str:
    """Licences as CycloneDX has them: an expression, or a list of ids and names."""
    names = []
    listed = component.get("licenses")
    for one in listed if isinstance(listed, list) else []:
        licence = one.get("license", {})
        names.append(str(one.get("expression") or licence.get("id") or licence.get("name") or ""))
    return ", ".join(dict.fromkeys(name for name in names if name and len(name) <= _NAME))


def _installed(found: Distribution) -> Part:
    told = found.metadata
    name = told["Name"] or ""
    for key in ("License-Expression", "License"):
        said = (told[key] or "").strip() if key in told else ""
        if said and len(said) <= _NAME and "\n" not in said:
            return Part(name, found.version, said)
    sorts = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    return Part(name, found.version, ", ".join(sorts))


def _text_installed(name: str) -> str:
    texts = []
    for found in distributions(name=name):
        files = [file for file in found.files or [] if _TEXTS.search(file.as_posix())]
        texts += [_text(Path(str(found.locate_file(file)))) for file in files]
    return "\n\n".join(text for text in texts if text)[:_MOST]


def _plain(name: str) -> str:
    return _MARKS.sub("-", name).lower()


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
