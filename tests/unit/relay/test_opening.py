"""Every trouble in opening or restoring a relay has its sentence, and leaves things as they were."""

import shutil
from pathlib import Path

import pytest

from app.relay.certificate import make_certificate
from app.relay.copying import back_up
from app.relay.database import Database
from app.relay.opening import Trouble, existing_relay, open_backup, open_relay, restore_relay
from app.relay.schema import SCHEMA_VERSION
from app.relay.settings import RelaySettings


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    database, _ = open_relay(RelaySettings(tmp_path / "first"))
    back_up(database, tmp_path / "relay.backup", 1)
    database.close()
    return tmp_path / "relay.backup"


def written_by(file: Path, version: int) -> Path:
    """The same backup as another version would have written it."""
    database = Database(file)
    database.write(lambda connection: database.set_fact(connection, "schema", str(version)))
    database.tidy()
    database.close()
    return file


def test_what_is_made_once_is_found_again(tmp_path: Path) -> None:
    settings = RelaySettings(tmp_path / "new")
    with pytest.raises(Trouble, match="no relay in"):
        existing_relay(settings)

    assert open_relay(settings)[1] == existing_relay(settings)[1]


def test_a_password_is_not_printed(tmp_path: Path) -> None:
    settings = RelaySettings(tmp_path, "postgresql+psycopg://relay:secret@127.0.0.1:1/none")

    with pytest.raises(Trouble, match=r"127\.0\.0\.1:1/none") as caught:
        open_relay(settings)
    assert "secret" not in str(caught.value)


def test_two_relays_in_one_folder_are_told(tmp_path: Path) -> None:
    settings = RelaySettings(tmp_path)
    open_relay(settings)[0].close()
    settings.key.unlink()
    settings.certificate.unlink()
    make_certificate(settings, 1_790_000_000)

    with pytest.raises(Trouble, match="belong to two relays"):
        open_relay(settings)


def test_a_backup_is_restored_once_into_an_empty_place(tmp_path: Path, backup: Path) -> None:
    """The second try refuses, and so does a folder with another relay's certificate."""
    settings, taken = RelaySettings(tmp_path / "second"), RelaySettings(tmp_path / "taken")
    taken.home.mkdir()
    make_certificate(taken, 1_790_000_000)

    restore_relay(settings, backup).close()

    for place in (settings, taken, RelaySettings(tmp_path / "first")):
        with pytest.raises(Trouble, match="Nothing was changed"):
            restore_relay(place, backup)
    assert not taken.database.exists()
    assert existing_relay(settings)[1] == existing_relay(RelaySettings(tmp_path / "first"))[1]


def test_a_restore_that_failed_can_be_tried_again(tmp_path: Path, backup: Path) -> None:
    settings = RelaySettings(tmp_path / "second")
    (tmp_path / "junk").write_bytes(b"no database" * 1_000)
    for file in (tmp_path / "missing", tmp_path / "junk"):
        with pytest.raises(Trouble):
            restore_relay(settings, file)
        assert not settings.database.exists()

    restore_relay(settings, backup)


def test_backups_of_other_versions_are_told(tmp_path: Path, backup: Path) -> None:
    with pytest.raises(Trouble, match="no file"):
        open_backup(tmp_path / "missing")
    assert open_backup(backup).integrity() == []
    other = Path(shutil.copy(backup, tmp_path / "other.backup"))
    with pytest.raises(Trouble, match="an earlier relay"):
        open_backup(written_by(backup, SCHEMA_VERSION - 1))
    newer = written_by(other, SCHEMA_VERSION + 1)
    with pytest.raises(Trouble, match="a later relay"):
        open_backup(newer)
    with pytest.raises(Trouble, match="a later relay"):
        restore_relay(RelaySettings(tmp_path / "second"), newer)
