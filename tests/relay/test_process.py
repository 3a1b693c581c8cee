"""The relay as its operator meets it: first run, card, stop, a taken port; and what a visit costs over real HTTPS."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.relay_card import RelayCard
from app.relay.certificate import make_certificate
from app.relay.settings import RelaySettings
from app.sync.links.http import HttpLink
from tests.helpers.devices import Device
from tests.helpers.relay_process import ROOT, RelayProcess


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one command of the relay to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app.relay", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def device_at(relay: RelayProcess, seed: int = 1) -> Device:
    """A device whose space stands on the relay."""
    device = Device(HttpLink(relay.url, relay.card.pin), relay.card.pin, relay.card.admission, seed)
    device.exchange(device.found())
    return device


def test_the_first_run_makes_everything(tmp_path: Path) -> None:
    """Folder, database, certificate, admission code; the second run and `card` find the same."""
    with RelayProcess(tmp_path / "new" / "relay") as relay:
        first = relay.card
        assert first.url == relay.url
        assert len(first.admission) == 10
        assert RelayCard.parse(command("card", "--home", str(relay.folder)).stdout) == first
        assert relay.stop()[0] == 0
        relay.start()
        assert relay.card == first
        assert "spaces        0" in command("status", "--home", str(relay.folder)).stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without a signal that it could hear")
def test_it_stops_cleanly_when_asked(tmp_path: Path) -> None:
    """Ctrl-C and a shutdown alike: exit code 0, no traceback, and the data in one file."""
    for number in (signal.SIGTERM, signal.SIGINT):
        with RelayProcess(tmp_path) as relay:
            device_at(relay, seed=number)
            assert relay.stop(number) == (0, "")

    assert not (tmp_path / "relay.db-wal").exists()


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with RelayProcess(tmp_path / "first") as relay:
        port = relay.url.rpartition(":")[2]
        run = command("run", "--home", str(tmp_path / "second"), "--host", "127.0.0.1", "--port", port)

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith(f"Cannot listen on 127.0.0.1 port {port}")
    assert run.stderr.count("\n") == 1


def test_an_idle_visit_costs_under_350_bytes(tmp_path: Path) -> None:
    """The bar of design 13, HTTP heads included, TLS aside; the answer's head is at most 40 bytes."""
    with RelayProcess(tmp_path) as relay:
        device = device_at(relay)
        assert isinstance(device.relay, HttpLink)
        traffic = device.relay.traffic
        before = (traffic.sent, traffic.received, traffic.requests)
        device.exchange([])

        sent, received = traffic.sent - before[0], traffic.received - before[1]
        assert sent + received <= 350
        assert received <= 40 + 30
        assert traffic.requests - before[2] == 1


def test_a_certificate_of_another_year_is_as_good(tmp_path: Path) -> None:
    """The laptop's clock, or the relay's, may be years off: the pin decides, not a date."""
    make_certificate(RelaySettings(tmp_path), 4_000_000_000)
    with RelayProcess(tmp_path) as relay:
        assert device_at(relay).exchange([]).refused == []


def test_another_relays_pin_is_refused(tmp_path: Path) -> None:
    """Two relays, the ticket of one: the other is not spoken to."""
    with RelayProcess(tmp_path / "a") as one, RelayProcess(tmp_path / "b") as other:
        link = HttpLink(one.url, other.card.pin)
        device = Device(link, other.card.pin, other.card.admission)
        with pytest.raises(LinkError) as caught:
            device.exchange(device.found())

    assert caught.value.code == "link.certificate"
    assert link.traffic.sent == 0


def test_a_later_visit_resumes_tls(tmp_path: Path) -> None:
    """Certificate and signature are sent once, not at every visit: the relay hands out one session ticket."""
    with RelayProcess(tmp_path) as relay:
        device = device_at(relay)
        assert isinstance(device.relay, HttpLink)
        fresh = device.relay.resumed
        device.relay.close()
        device.exchange([])

        assert (fresh, device.relay.resumed) == (False, True)


def test_a_relay_that_was_stopped_is_unreachable_and_comes_back(tmp_path: Path) -> None:
    """The kept connection is noticed to be dead; the visit after the restart goes through."""
    with RelayProcess(tmp_path) as relay:
        device = device_at(relay)
        relay.kill()
        with pytest.raises(LinkError) as caught:
            device.exchange([])
        relay.start()

        assert device.exchange([]).refused == []
    assert caught.value.code in ("link.unreachable", "link.lost")
