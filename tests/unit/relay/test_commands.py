"""What the operator's commands print, on both databases, and their exit codes."""

from pathlib import Path

import pytest
from sqlalchemy import text

from app.clock import SystemClock
from app.protocol.relay_card import RelayCard
from app.relay.cli import main
from app.relay.database import Database
from app.relay.opening import open_relay
from app.relay.service import Service
from app.relay.settings import RelaySettings
from tests.helpers.databases import DATABASES, new_database
from tests.helpers.devices import Device

PIN = bytes(32)


class Place:
    """A relay that has listened once, with a space and three envelopes."""

    def __init__(self, target: Path | str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.settings = RelaySettings(home, target if isinstance(target, str) else "")
        self.capsys = capsys
        self.database, self.admission = open_relay(self.settings)
        self.database.write(lambda c: self.database.set_fact(c, "url", "https://relay.example:8443"))
        teacher = Device(self.service(), PIN, self.admission, seed=1)
        teacher.exchange([*teacher.found(), *teacher.envelopes(3)])

    def service(self) -> Service:
        return Service(self.database, PIN, self.admission, SystemClock())

    def type(self, command: str, *arguments: str) -> tuple[int, str]:
        """Run a command on this relay; its exit code and everything it said."""
        address = ["--database", self.settings.address] if self.settings.address else []
        code = main([command, "--home", str(self.settings.home), *address, *arguments])
        said = self.capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture(params=DATABASES)
def place(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    (tmp_path / "home").mkdir()
    return Place(new_database(request.param, tmp_path / "home"), tmp_path / "home", capsys)


def test_a_school_gets_a_card_of_its_own(place: Place) -> None:
    """A laptop founds with it; after it is closed, no more."""
    code, said = place.type("schools", "add", "城关一中")
    card = RelayCard.parse(said)

    assert code == 0
    assert card.admission != place.admission
    guest = Device(place.service(), PIN, card.admission, seed=2)
    assert guest.exchange(guest.found()).refused == []
    listed = place.type("schools", "list")[1]
    assert "(the relay card)" in listed
    assert said.strip() in listed
    assert place.type("schools", "add", "城关一中")[0] == 1
    assert place.type("schools", "add", "\t")[0] == 1
    assert place.type("schools", "add")[0] == 1
    assert place.type("schools", "close", "城关一中")[0] == 0
    assert place.type("schools", "close", "nobody")[0] == 1
    assert "closed" in place.type("schools", "list")[1]


def test_a_backup_is_made_checked_and_restored(place: Place, tmp_path: Path) -> None:
    file, home = tmp_path / "relay.backup", tmp_path / "second"

    assert place.type("backup", str(file))[0] == 0
    assert "left as it is" in place.type("backup", str(file))[1]
    assert "All is well." in place.type("check", str(file))[1]
    assert "never" not in place.type("status")[1].split("last backup")[1]
    assert main(["restore", "--home", str(home), str(file)]) == 0
    assert "3 envelopes are back" in place.capsys.readouterr().out
    assert main(["card", "--home", str(home)]) == 0
    assert RelayCard.parse(place.capsys.readouterr().out).admission == place.admission


def test_what_is_wrong_is_told_with_exit_code_1(place: Place) -> None:
    assert place.type("check") == (0, place.type("check")[1])
    with place.database.writing() as connection:
        connection.execute(text("DELETE FROM envelopes WHERE position = 2"))

    code, said = place.type("check")

    assert code == 1
    assert "WRONG" in said
    assert said.endswith("Something is wrong.\n")


def test_the_status_tells_figures_and_the_pages_address(place: Place) -> None:
    code, said = place.type("status")

    assert code == 0
    assert "envelopes     3\n" in said
    assert "https://relay.example:8443/status?token=" in said
    assert said.partition("token=")[2] == place.type("status")[1].partition("token=")[2]


def test_a_limit_that_does_not_exist_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("nonsense=1", "spaces=many", "spaces"):
        assert main(["run", "--home", str(tmp_path), "--limit", wrong]) == 1
        assert "visits_per_minute" in capsys.readouterr().err
    assert not Database(tmp_path / "other.db").concurrent
