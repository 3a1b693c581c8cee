"""A store that was made can be opened with its key, and with no other."""

import os
from pathlib import Path

import pytest

from app.errors import StoreError
from app.workspace.entering import make_store, open_store, person_of
from tests.helpers.clock import FakeClock

ROOT = bytes(range(32))


def test_what_was_made_opens_as_the_same_person(tmp_path: Path) -> None:
    make_store(tmp_path / "store.db", bytes(32), "李秀兰", ROOT, FakeClock(), os.urandom)
    workspace = open_store(tmp_path / "store.db", bytes(32), FakeClock(), os.urandom)
    assert (workspace.me.name, workspace.me.person) == ("李秀兰", person_of(ROOT).hex())
    workspace.close()


def test_another_key_opens_nothing_and_frees_the_file(tmp_path: Path) -> None:
    make_store(tmp_path / "store.db", bytes(32), "李秀兰", ROOT, FakeClock(), os.urandom)
    with pytest.raises(StoreError) as raised:
        open_store(tmp_path / "store.db", bytes([1]) * 32, FakeClock(), os.urandom)
    assert raised.value.code == "store.damaged"
    open_store(tmp_path / "store.db", bytes(32), FakeClock(), os.urandom).close()
