"""Files of other programs are written and read."""

import functools
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.selftest import documents
from app.selftest.checks import Scene
from app.text import Texts
from app.ui.soundness import printed
from app.workspace import signing_in


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """An empty place, and PINs that are cheap to lock."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))
    return Scene(tmp_path, Texts("zh"))


def test_word_files_and_workbooks_come_back(scene: Scene) -> None:
    assert "written and read" in documents.word_file(scene)
    assert "written and read" in documents.workbook(scene)


def test_what_cannot_be_read_in_a_pdf_is_named(scene: Scene) -> None:
    """A rare character too; one that is not there is told."""
    pdf = printed(documents.pages_of(scene))
    assert documents.words_in_pdf(pdf, scene.texts.say("selftest.search")) == []
    assert documents.words_in_pdf(pdf, "魏𪣻龘") == ["龘"]
    assert documents.words_in_pdf(b"stream\nnothing\nendstream", "魏") == ["魏"]
