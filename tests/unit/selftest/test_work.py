"""The teacher's work of the self-test does what it says, and sees what is wrong."""

import functools
from pathlib import Path

import pytest

from app.crdt import Document
from app.crypto import passphrase
from app.protocol.compression import Compressor
from app.selftest import work
from app.selftest.checks import Scene, Wrong
from app.text import Texts
from app.workspace import signing_in
from app.workspace.workspace import Workspace


@pytest.fixture(autouse=True)
def cheap_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs that are cheap to lock."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """An empty place."""
    return Scene(tmp_path, Texts("zh"))


def test_words_are_kept_found_and_not_readable(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a search that finds nothing is a failure."""
    assert "none readable" in work.kept_and_found(scene)
    monkeypatch.setattr(Workspace, "find", lambda *_: type("Found", (), {"rows": ()}))
    with pytest.raises(Wrong, match="found 0"):
        work.kept_and_found(Scene(scene.folder / "again", scene.texts))


def test_replicas_merge(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """And two that differ are a failure."""
    assert "there and back" in work.merged(scene)
    monkeypatch.setattr(Document, "merge", lambda *_: None)
    with pytest.raises(Wrong):
        work.merged(scene)


def test_compression_without_its_dictionary_or_library_is_seen(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "530 bytes" in work.packed(scene)
    monkeypatch.setattr(Compressor, "compress", lambda _self, data: b"\x00" + data)
    with pytest.raises(Wrong):
        work.packed(scene)


def test_without_a_relay_the_words_go_by_stick(scene: Scene) -> None:
    assert work.synced(scene).startswith("no relay was given")


def test_words_for_keys_come_back(scene: Scene) -> None:
    assert "24 words" in work.words_for_keys(scene)


def test_without_a_relay_no_kit_is_walked_and_that_is_said(scene: Scene) -> None:
    """With one, the fast lane of the packages walks it (packaging/shipping/testing/fast_relay.py)."""
    with pytest.raises(Wrong, match="no relay"):
        work.kit_walked(scene)
