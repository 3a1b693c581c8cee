"""The technician's commands: one plain sentence for each trouble. tests/relay runs them as a process."""

from pathlib import Path

import pytest

from app.protocol.relay_card import RelayCard
from app.relay.certificate import make_certificate, pin_of
from app.relay.cli import main
from app.relay.database import Database
from app.relay.schema import SCHEMA_VERSION
from app.relay.settings import RelaySettings

ADMISSION = "00112233445566778899"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder in which a relay has run."""
    settings = RelaySettings(tmp_path / "relay")
    settings.home.mkdir()
    make_certificate(settings, 1_790_000_000)
    database = Database(settings.database)
    with database.writing() as connection:
        database.set_fact(connection, "admission", ADMISSION)
        database.set_fact(connection, "url", "https://relay.example:8443")
    database.close()
    return settings.home


def trouble(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that fails; gives its one line."""
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_the_card_is_printed_again(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["card", "--home", str(home)]) == 0

    pin, admission = pin_of(RelaySettings(home)), bytes.fromhex(ADMISSION)
    assert RelayCard.parse(capsys.readouterr().out) == RelayCard("https://relay.example:8443", pin, admission)


def test_the_status_counts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--home", str(home)]) == 0

    lines = {line[:14].strip(): line[14:] for line in capsys.readouterr().out.splitlines()}
    assert (lines["spaces"], lines["envelopes"]) == ("0", "0")
    assert lines["last contact"] == lines["last backup"] == "never"


def test_a_folder_without_a_relay_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no relay in" in trouble(capsys, "card", "--home", str(tmp_path))
    assert "There is no relay in" in trouble(capsys, "status", "--home", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_relay_that_never_listened_has_no_card(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    RelaySettings(home).database.unlink()
    Database(RelaySettings(home).database).close()

    assert "start it once" in trouble(capsys, "card", "--home", str(home))


def test_a_file_in_the_folders_place_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "taken").write_text("a file")

    assert "cannot be used" in trouble(capsys, "run", "--home", str(tmp_path / "taken" / "relay"))


def test_a_lost_key_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    RelaySettings(home).key.unlink()

    assert "from a backup" in trouble(capsys, "run", "--home", str(home))


def test_a_later_relays_database_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(RelaySettings(home).database)
    with database.writing() as connection:
        database.set_fact(connection, "schema", str(SCHEMA_VERSION + 1))
    database.close()

    assert "It is untouched" in trouble(capsys, "run", "--home", str(home))


def test_a_damaged_database_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    RelaySettings(home).database.write_bytes(b"no database at all" * 500)

    assert "cannot be opened" in trouble(capsys, "run", "--home", str(home))
