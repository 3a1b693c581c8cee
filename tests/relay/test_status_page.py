"""The status page in a real browser: it opens by the printed address and shows its figures, without any script."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.sync.links.http import HttpLink
from tests.helpers.devices import Device
from tests.helpers.relay_process import ROOT, RelayProcess

BROWSER = shutil.which("chromium")


def opened(address: str, folder: Path, language: str) -> str:
    """The page as the browser holds it once it is loaded."""
    assert BROWSER is not None
    command = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--ignore-certificate-errors", f"--user-data-dir={folder}",
        f"--accept-lang={language}", f"--lang={language}", "--dump-dom", address,
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=200, check=False).stdout


@pytest.mark.skipif(BROWSER is None, reason="NOT TESTED in a browser: the package `chromium` is not installed")
def test_the_printed_address_opens_in_a_browser(tmp_path: Path) -> None:
    """Through the redirect and the cookie, in both languages, without scripts; without the token it stays shut."""
    with RelayProcess(tmp_path / "relay") as relay:
        device = Device(HttpLink(relay.url, relay.card.pin), relay.card.pin, relay.card.admission, seed=1)
        device.exchange([*device.found(), *device.envelopes(7)])
        status = [sys.executable, "-m", "app.relay", "status", "--home", str(relay.folder)]
        said = subprocess.run(status, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        address = said.partition("status page   ")[2].strip()

        chinese = opened(address, tmp_path / "zh", "zh-CN")
        english = opened(address, tmp_path / "en", "en-GB")
        shut = opened(address.partition("?")[0], tmp_path / "none", "en-GB")

    assert "同行中转站" in chinese
    assert "<h2>Devices, latest first</h2>" in english
    for page in (chinese, english):
        assert "<td>7</td>" in page
        assert f"<td>{device.id.hex()[:8]}</td>" in page
        assert "<script" not in page
    assert "for the relay's operator" in shut
    assert device.id.hex()[:8] not in shut
