"""Sticks prepared for newcomers: codes that cost nothing to try, and folders that are copied."""

import functools
import shutil
from pathlib import Path

import pytest

from app.crypto.code_lock import LEAST_MEMORY_KIB
from app.spaces import ticket_file
from app.workspace import kits


@pytest.fixture(autouse=True)
def cheap_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ticket file is sealed at a cost that a thousand tests can pay."""
    cheap = functools.partial(ticket_file.seal_tickets, memory_kib=LEAST_MEMORY_KIB, rounds=1)
    monkeypatch.setattr(kits, "seal_tickets", cheap)


def copied(stick: Path, to: Path) -> Path:
    """The same files on another stick, as somebody copies them by hand."""
    shutil.copytree(stick, to, dirs_exist_ok=True)
    return to
