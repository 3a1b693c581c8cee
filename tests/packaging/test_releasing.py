"""A release is made of installed trees, and an installed program takes it; keys are made once and kept locked."""

import subprocess
import sys
from pathlib import Path

import pytest
from shipping import releasing

from app.crypto.signing import SigningKey
from app.errors import AccessError
from app.installed import Installation
from app.workspace import releases, updating_offer
from app.workspace.releases import read_manifest
from app.workspace.updating_apply import apply
from app.workspace.updating_offer import find_updates
from tests.helpers.installed_tree import said, small_app, small_tree
from tests.helpers.source import ROOT

DEVELOPMENT = ROOT / "packaging" / "keys" / "development.key"


def newer_tree(root: Path) -> Installation:
    """The installed program of version 1.1.0, as a build makes it."""
    tree = small_tree(root, "1.0.0")
    (tree.layers / "app-1.0.0" / "resources" / "word.txt").unlink()
    small_app(root, "1.1.0")
    tree.write("current", tree.read("current").replace("app-1.0.0", "app-1.1.0"))
    return tree


def test_a_release_that_was_made_is_taken_by_an_installed_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the two trees to the next start: the command makes archives, a delta and the signed list."""
    old, new = small_tree(tmp_path / "old"), newer_tree(tmp_path / "new")
    for name, text in (("zh.txt", "打字更快了。\n"), ("en.txt", "Typing is faster.\n")):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "tongxing-1.1.0.run").write_bytes(b"#!/bin/sh")
    (tmp_path / "dist" / "tongxing-1.1.0-setup.exe").write_bytes(b"MZ")
    words = ["make", "--tree", f"linux={new.root}", "--earlier", f"linux={old.root}", "--counter", "7", "--out"]
    rest = [tmp_path / "out", "--installers", tmp_path / "dist", "--news", tmp_path / "zh.txt", tmp_path / "en.txt"]
    command = [sys.executable, str(ROOT / "packaging" / "release.py"), *words, *map(str, rest)]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert made.returncode == 0, made.stderr

    monkeypatch.setattr(updating_offer, "this_system", lambda: ("linux", "2.28"))
    offer = find_updates(old, tmp_path / "out")
    assert offer is not None
    assert (offer.manifest.counter, offer.news("zh"), offer.manifest.store) == (
        7,
        "打字更快了。",
        releasing.store_format(),
    )
    assert [piece.name for piece in offer.manifest.systems[0].installers] == ["tongxing-1.1.0.run"]
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"release.txm", offer.steps[0].piece.name}
    apply(old, offer, tmp_path / "out")
    assert said(old) == "1.1.0"


def test_a_key_is_locked_by_its_passphrase_and_never_written_over(tmp_path: Path) -> None:
    """Only the public half is readable."""
    public = releasing.new_key(tmp_path / "tongxing.key", "four words of one's own")
    key = releasing.read_key(tmp_path / "tongxing.key", "four words of one's own")

    assert public.read_text("ascii").split() == [key.public.hex()]
    assert key.seed.hex() not in (tmp_path / "tongxing.key").read_text("ascii")
    with pytest.raises(AccessError):
        releasing.read_key(tmp_path / "tongxing.key", "another passphrase")
    with pytest.raises(FileExistsError):
        releasing.new_key(tmp_path / "tongxing.key", "four words of one's own")


def test_the_development_key_fits_what_ships_and_says_that_it_is_one() -> None:
    """Anybody can sign with it."""
    key: SigningKey = releasing.read_key(DEVELOPMENT)

    assert key.public == releases.release_key()
    assert releases.test_build()
    assert DEVELOPMENT.with_suffix(".pub").read_bytes() == (ROOT / "resources" / "keys" / "release.pub").read_bytes()


def test_what_is_signed_is_read_again(tmp_path: Path) -> None:
    """With the key that signed it."""
    key = releasing.read_key(DEVELOPMENT)
    system = releasing.pack_system("linux", small_tree(tmp_path / "tree").root, [], [], tmp_path)
    manifest = releasing.make_release([system], 3, "1.0.0", 0, "0.1", releasing.News("", ""))

    assert read_manifest(releasing.sign_release(manifest, key), key.public) == manifest


def test_a_folder_that_is_no_installed_program_is_refused(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "current").write_text("nothing", "utf-8")

    with pytest.raises(ValueError, match="is no installed program"):
        releasing.layers_of(tmp_path)
