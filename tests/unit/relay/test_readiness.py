"""Whoever waits for the relay hears when it listens; where nobody waits, nothing happens."""

import socket
import sys
from pathlib import Path

import pytest

from app.relay.readiness import VARIABLE, tell_ready

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the service manager that waits is systemd")


@pytest.mark.parametrize("kind", ["path", "name"])
def test_the_service_manager_hears_it(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a path, and by a name in the kernel's own list, as systemd uses either."""
    place = str(tmp_path / "notify") if kind == "path" else f"@{tmp_path}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(place.replace("@", "\0", 1) if kind == "name" else place)
        monkeypatch.setenv(VARIABLE, place)
        assert tell_ready()
        assert heard.recv(100) == b"READY=1"


def test_without_anybody_waiting_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert not tell_ready()
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    assert not tell_ready()
