"""What a build takes from elsewhere: named in inputs.toml with SHA-256, fetched once by apt or pip, kept, and checked.

A file whose bytes differ from what was written down stops the build; nothing of it is used.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from shipping import tools
from shipping.context import Context
from shipping.problems import Stop
from shipping.steps import digest_of_file, locked

LIST = Path("packaging", "inputs.toml")
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"


def listed(root: Path) -> dict[str, Any]:
    """inputs.toml as it stands in the checkout."""
    return tomllib.loads((root / LIST).read_text(encoding="utf-8"))


def mirror() -> str:
    """Where this machine's own apt finds Debian. Raises Stop if it finds it nowhere."""
    asked = ("apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages", "Label: Debian")
    told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    if not told:
        raise Stop("apt knows no mirror of Debian here. Please look at /etc/apt, run apt-get update, and start again.")
    return told[0]


def epoch_of(root: Path) -> int:
    """SOURCE_DATE_EPOCH: midnight (UTC) of the day that inputs.toml gives to this version."""
    day: date = listed(root)["date"]
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def version(context: Context, kind: str, name: str) -> str:
    """The version of an input, as its own distribution writes it."""
    return str(entry(context, kind, name)["version"])


def entry(context: Context, kind: str, name: str) -> dict[str, Any]:
    """What inputs.toml says about one input."""
    try:
        found: dict[str, Any] = listed(context.root)[kind][name]
    except KeyError:
        raise Stop(f"{LIST} names no {kind} {name!r}.") from None
    return found


def fetch(context: Context, kind: str, name: str) -> Path:
    """The folder with the files of one input, each checked; ``kind`` is source, debian, pypi or local."""
    wanted = entry(context, kind, name)
    files: Mapping[str, str] = wanted["files"]
    fingerprint = hashlib.sha256("".join(sorted(files.values())).encode()).hexdigest()[:12]
    folder = context.cache / "inputs" / f"{name}-{fingerprint}"
    with locked(context.cache / "locks" / folder.name):
        if not folder.is_dir():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".fetch-") as place:
                arrived = Path(place)
                print(f"fetching {name} {wanted['version']}", flush=True)
                FETCHERS[kind](context, name, wanted, arrived)
                check(arrived, files)
                final = Path(place) / "final"
                final.mkdir()
                for file in files:
                    (arrived / file).rename(final / file)
                final.rename(folder)
    check(folder, files)
    return folder


def check(folder: Path, files: Mapping[str, str]) -> None:
    """Stop unless each file is there and has exactly the bytes that were chosen."""
    for file, wanted in files.items():
        path = folder / file
        if not path.is_file():
            raise Stop(f"{file} did not arrive. Perhaps a newer version has replaced it: then renew {LIST}.")
        found = digest_of_file(path)
        if found != wanted:
            raise Stop(f"{path} is not what {LIST} names: its SHA-256 is {found}, not {wanted}.")


# Debian ---------------------------------------------------------------------------------------------------------------


def apt_options(context: Context, suite: str) -> list[str]:
    """Options that give apt lists of its own for one suite, apart from the machine's; asked for once a day."""
    state = context.cache / "apt" / suite
    sources = state / "suite.sources"
    options = {
        "Dir::State": state / "state",
        "Dir::State::status": "/dev/null",
        "Dir::Cache": state / "cache",
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "/dev/null",
        "APT::Architecture": "amd64",
        "APT::Sandbox::User": "root",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    with locked(context.cache / "locks" / f"apt-{suite}"):
        stamp = state / f"asked-{datetime.now(UTC):%Y-%m-%d}"
        if not stamp.exists():
            tools.need("apt-get", KEYRING)
            for folder in ("state/lists/partial", "cache/archives/partial"):
                (state / folder).mkdir(parents=True, exist_ok=True)
            sources.write_text(
                f"Types: deb deb-src\nURIs: {mirror()}\nSuites: {suite}\nComponents: main\nSigned-By: {KEYRING}\n",
                encoding="utf-8",
            )
            tools.run("apt-get", *words, "update", "-qq")
            stamp.touch()
    return words


def fetch_source(context: Context, name: str, wanted: Mapping[str, Any], folder: Path) -> None:
    """A Debian source package, as it is archived."""
    tools.need("dpkg-source")
    options = apt_options(context, wanted["suite"])
    tools.run(
        "apt-get",
        *options,
        "-qq",
        "source",
        "--download-only",
        "--only-source",
        f"{name}={wanted['version']}",
        cwd=folder,
    )


def fetch_debian(context: Context, name: str, wanted: Mapping[str, Any], folder: Path) -> None:
    """A Debian binary package."""
    options = apt_options(context, wanted["suite"])
    tools.run("apt-get", *options, "-qq", "download", f"{name}={wanted['version']}", cwd=folder)


# The Python package index ---------------------------------------------------------------------------------------------


#: Stands in for setuptools while pip fetches a source archive. pip asks an archive for its name and version by running
#: its code, which may want compilers and a network; this one reads them from the PKG-INFO that lies in it.
_READER = """
import email, pathlib, sys
__legacy__ = sys.modules[__name__]
def get_requires_for_build_wheel(settings=None):
    return []
def prepare_metadata_for_build_wheel(place, settings=None):
    told = pathlib.Path("PKG-INFO").read_bytes()
    said = email.message_from_bytes(told)
    folder = pathlib.Path(place, f"{said['Name'].replace('-', '_')}-{said['Version']}.dist-info")
    folder.mkdir()
    (folder / "METADATA").write_bytes(told)
    return folder.name
"""


def pip(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> None:
    """Run the pip of the Python that builds; its own words are shown when it fails."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
        *map(str, arguments),
    ]
    done = subprocess.run(command, check=False, env={**os.environ, "PIP_NO_COLOR": "1", **(environment or {})})
    if done.returncode != 0:
        raise Stop("pip could not fetch what the build needs; its own words stand above. Nothing is broken.")


def fetch_pypi(_context: Context, name: str, wanted: Mapping[str, Any], folder: Path) -> None:
    """Files of one version: wheels, or with ``archive = true`` the source archive, of which nothing is run."""
    hashes = " ".join(f"--hash=sha256:{value}" for value in wanted["files"].values())
    line = folder / "line.txt"
    line.write_text(f"{name}=={wanted['version']} {hashes}\n", encoding="utf-8")
    words: list[str | Path] = ["download", "--no-deps", "--require-hashes", "-d", folder, "-r", line]
    if not wanted.get("archive"):
        pip(*words, "--only-binary", ":all:")
        return
    with tempfile.TemporaryDirectory() as place:
        reader = Path(place, "setuptools")
        reader.mkdir()
        (reader / "__init__.py").touch()
        (reader / "build_meta.py").write_text(_READER, encoding="utf-8")
        alone = ("--no-binary", ":all:", "--use-pep517", "--no-build-isolation")
        pip(*words, *alone, environment={"PYTHONPATH": place})


def fetch_local(context: Context, _name: str, wanted: Mapping[str, Any], folder: Path) -> None:
    """Files that a person has fetched by hand and laid into the folder ``local`` of the cache."""
    for file in wanted["files"]:
        try:
            shutil.copyfile(context.cache / "local" / file, folder / file)
        except OSError:
            raise Stop(f"Please lay {file} into {context.cache / 'local'}: {wanted['from']}") from None


FETCHERS = {"source": fetch_source, "debian": fetch_debian, "pypi": fetch_pypi, "local": fetch_local}
