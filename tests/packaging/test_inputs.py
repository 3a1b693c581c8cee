"""What a build takes from elsewhere is what was chosen, byte for byte, or the build stops."""

import hashlib
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from shipping import inputs
from shipping.context import ROOT, Context
from shipping.problems import Stop
from shipping.site import requirements

GOOD, OTHER = b"the bytes that were chosen", b"other bytes"


@pytest.fixture
def arrivals(context: Context, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the mirror gives, in order: the double for the link. One input named thing is written down."""
    given: list[bytes] = []

    def fetch(_context: Context, name: str, _wanted: Mapping[str, Any], folder: Path) -> None:
        (folder / f"{name}.bin").write_bytes(given.pop(0))

    monkeypatch.setitem(inputs.FETCHERS, "pypi", fetch)
    written = f'[pypi.thing]\nversion = "1"\nfiles = {{ "thing.bin" = "{hashlib.sha256(GOOD).hexdigest()}" }}\n'
    (context.root / inputs.LIST).write_text(written, encoding="utf-8")
    return given


def test_an_input_is_fetched_once_and_kept(context: Context, arrivals: list[bytes]) -> None:
    arrivals.append(GOOD)

    first = inputs.fetch(context, "pypi", "thing")

    assert (first / "thing.bin").read_bytes() == GOOD
    assert inputs.fetch(context, "pypi", "thing") == first  # the mirror has nothing more to give


def test_a_wrong_hash_stops_and_leaves_nothing_behind(context: Context, arrivals: list[bytes]) -> None:
    """The next try fetches anew: a wrong file is not kept as if it were the right one."""
    arrivals += [OTHER, GOOD]

    with pytest.raises(Stop, match="is not what"):
        inputs.fetch(context, "pypi", "thing")

    assert (inputs.fetch(context, "pypi", "thing") / "thing.bin").read_bytes() == GOOD


def test_a_file_that_changed_in_the_cache_stops(context: Context, arrivals: list[bytes]) -> None:
    """A cache is a folder that anybody on the machine may have touched."""
    arrivals.append(GOOD)
    (inputs.fetch(context, "pypi", "thing") / "thing.bin").write_bytes(OTHER)

    with pytest.raises(Stop, match="is not what"):
        inputs.fetch(context, "pypi", "thing")


def test_an_input_that_nobody_wrote_down_is_refused(context: Context, arrivals: list[bytes]) -> None:
    with pytest.raises(Stop, match="names no pypi 'other'"):
        inputs.fetch(context, "pypi", "other")


def test_every_input_of_the_checkout_has_version_and_hashes() -> None:
    """A kind that nobody can fetch, or a hash of another length, would show itself only in a build."""
    for kind, entries in inputs.listed(ROOT).items():
        if kind in {"date", "contact", "counter", "from_version"}:
            continue
        assert kind in inputs.FETCHERS
        for name, entry in entries.items():
            assert entry["version"], name
            assert entry["files"], name
            assert all(len(value) == 64 and int(value, 16) for value in entry["files"].values()), name


def test_an_archive_is_fetched_without_running_anything_of_it(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip asks an archive's own code for its name; that code may want a compiler and a network, and is not ours."""
    asked: list[str] = []

    def pip(*words: str | Path, environment: Mapping[str, str]) -> None:
        assert {"--use-pep517", "--no-build-isolation"} <= set(words)
        (tmp_path / "PKG-INFO").write_text("Name: a-thing\nVersion: 1.0\n\nText\n", encoding="utf-8")
        line = "import setuptools.build_meta as b; print(b.__legacy__.prepare_metadata_for_build_wheel('.'))"
        told = subprocess.run(
            [sys.executable, "-c", line], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        asked.append(told.stdout.strip())

    monkeypatch.setattr(inputs, "pip", pip)
    inputs.fetch_pypi(context, "thing", {"version": "1.0", "archive": True, "files": {"thing.tar.gz": "00"}}, tmp_path)

    assert asked == ["a_thing-1.0.dist-info"]  # pip takes the name up to the first hyphen
    assert "Version: 1.0" in (tmp_path / "a_thing-1.0.dist-info" / "METADATA").read_text("utf-8")


def test_markers_are_judged_for_the_system_that_is_built_for() -> None:
    """pip would judge them by the machine that builds: a Windows package would lack what only Windows needs."""
    lock = (ROOT / "packaging" / "requirements" / "app.txt").read_text(encoding="utf-8")
    linux, windows = ({line.split("==")[0] for line in requirements(lock, name)} for name in ("linux", "windows"))

    assert {"jeepney", "secretstorage"} <= linux - windows
    assert "pywin32-ctypes" in windows - linux
    assert "backports-tarfile" not in linux | windows  # only Python 3.11 needs it
    assert all("--hash=sha256:" in line for line in requirements(lock, "linux"))
