"""Layers have the same bytes and the same name whenever they are made, and another name when what they hold changes."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from shipping import layers

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A checkout with three modules, of which a package carries two."""
    root = tmp_path / "source"
    for name, text in {
        "app/__init__.py": "",
        "app/version.py": '"""Which."""\n\n__version__ = "0.1.0"\n',
        "app/relay/web.py": "",
        "app/__pycache__/version.pyc": "",
        "resources/keys/release.pub": "key",
        "resources/demo/plan.md": "",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_a_layer_of_our_code_holds_what_a_teacher_needs(source: Path, tmp_path: Path) -> None:
    layer = layers.make_app_layer(source, "0.2.0", tmp_path)

    assert layer == tmp_path / "app-0.2.0"
    with zipfile.ZipFile(layer / "app.zip") as archive:
        assert archive.namelist() == ["app/__init__.pyc", "app/version.pyc"]
    assert [path.name for path in (layer / "resources").iterdir()] == ["keys"]
    asked = [sys.executable, "-c", "from app.version import __version__ as said; print(said)"]
    told = subprocess.run(
        asked,
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(layer / "app.zip")},
    )
    assert told.stdout.strip() == "0.2.0"


def test_two_builds_of_a_layer_are_the_same_bytes(source: Path, tmp_path: Path) -> None:
    first = layers.make_app_layer(source, "0.1.0", tmp_path / "one")
    for file in source.rglob("*.py"):
        os.utime(file, (1, 1))
    second = layers.make_app_layer(source, "0.1.0", tmp_path / "two")

    assert (first / "app.zip").read_bytes() == (second / "app.zip").read_bytes()
    assert layers.layer_id(first) == layers.layer_id(second)


@pytest.mark.parametrize("change", ["word", "name"])
def test_a_layers_name_changes_with_what_it_holds(tmp_path: Path, change: str) -> None:
    (tmp_path / "file").write_text("one", encoding="utf-8")
    before = layers.layer_id(tmp_path)
    if change == "word":
        (tmp_path / "file").write_text("two", encoding="utf-8")
    else:
        (tmp_path / "file").rename(tmp_path / "other")

    assert layers.layer_id(tmp_path) != before
    assert len(before) == 12


def test_the_parts_make_the_shape_that_the_program_expects(source: Path, tmp_path: Path) -> None:
    from app.installed import Layers

    for name in ("runtime", "lib"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name, encoding="utf-8")
    app, boot = layers.make_app_layer(source, "0.1.0", tmp_path), CHECKOUT / "packaging" / "boot" / "boot.py"

    layers.assemble(tmp_path / "root", tmp_path / "runtime", tmp_path / "lib", app, boot)

    found = Layers.of((tmp_path / "root" / "current").read_text(encoding="ascii"))
    assert found is not None
    assert all((tmp_path / "root" / "layers" / name).is_dir() for name in (found.runtime, found.lib, found.app))
    assert (tmp_path / "root" / "boot.py").read_bytes() == boot.read_bytes()
