"""Certificate and admission code are one for all processes of a relay, wherever they started."""

import os
import stat
from pathlib import Path

import pytest

from app.relay.certificate import make_certificate, pin_of
from app.relay.database import Database
from app.relay.identity import OtherRelay, establish, private, stored_pair
from app.relay.settings import RelaySettings

NOW = 1_790_000_000


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "shared.db")


def place(tmp_path: Path, name: str) -> RelaySettings:
    (tmp_path / name).mkdir()
    return RelaySettings(tmp_path / name)


def test_a_second_machine_gets_the_same_certificate_and_code(database: Database, tmp_path: Path) -> None:
    first, second = place(tmp_path, "first"), place(tmp_path, "second")

    codes = [establish(settings, database, NOW) for settings in (first, second, first)]

    assert len(codes[0]) == 10
    assert codes == [codes[0]] * 3
    assert pin_of(first) == pin_of(second)


def test_a_certificate_that_lies_in_the_folder_is_taken_up(database: Database, tmp_path: Path) -> None:
    """So an operator who has kept key.pem alone still is the relay that every card and ticket names."""
    settings = place(tmp_path, "kept")
    make_certificate(settings, NOW)
    pin = pin_of(settings)

    establish(settings, database, NOW)

    assert pin_of(settings) == pin
    with database.reading() as connection:
        pair = stored_pair(database, connection)
    assert pair is not None
    assert pair.key == settings.key.read_bytes()


def test_a_lost_file_is_written_again(database: Database, tmp_path: Path) -> None:
    settings = place(tmp_path, "lost")
    establish(settings, database, NOW)
    pin = pin_of(settings)
    settings.key.unlink()
    settings.certificate.unlink()

    establish(settings, database, NOW)

    assert pin_of(settings) == pin
    assert settings.key.exists()


def test_two_relays_are_not_mixed(database: Database, tmp_path: Path) -> None:
    """Neither certificate is overwritten."""
    establish(place(tmp_path, "mine"), database, NOW)
    other = place(tmp_path, "other")
    make_certificate(other, NOW)
    pin = pin_of(other)

    with pytest.raises(OtherRelay):
        establish(other, database, NOW)
    assert pin_of(other) == pin


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits; the folder's rights hold there")
def test_only_the_operator_reads_a_private_file(tmp_path: Path) -> None:
    private(tmp_path / "relay.db")

    assert stat.S_IMODE((tmp_path / "relay.db").stat().st_mode) == 0o600
