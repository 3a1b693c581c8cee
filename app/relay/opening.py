"""Opens the relay that an operator means, and tells each trouble in one plain sentence."""

from pathlib import Path

from app.clock import SystemClock
from app.relay.certificate import read_pair
from app.relay.copying import NotEmpty, NotWhole, restore
from app.relay.database import Database, NewerDatabase, OlderDatabase, StorageError
from app.relay.identity import OtherRelay, establish, private
from app.relay.settings import RelaySettings


class Trouble(Exception):
    """Something the operator can mend; the text is the sentence."""


def open_relay(settings: RelaySettings) -> tuple[Database, bytes]:
    """The relay's database and its admission code; all that is not there yet is made. Raises Trouble."""
    where = _place(settings)
    try:
        return _open(settings)
    except NewerDatabase as error:
        raise Trouble(f"{where} was written by a later relay. It is untouched; please install that version.") from error
    except FileNotFoundError as error:
        raise Trouble(
            f"{settings.key} is missing, though its certificate is there. Put it back from a backup: with a new one, "
            "every ticket and card given out so far would stop working."
        ) from error
    except OtherRelay as error:
        raise Trouble(
            f"The certificate in {settings.home} is not the one of the database {where}: they belong to two relays. "
            "Give each its own folder; or, to go on with the database's, move the two .pem files away."
        ) from error
    except OSError as error:
        raise Trouble(
            f"The folder {settings.home} cannot be used: {error.strerror or 'it cannot be written'}."
        ) from error
    except (StorageError, ValueError) as error:
        raise Trouble(f"The database {where} cannot be opened: {error}.") from error


def existing_relay(settings: RelaySettings) -> tuple[Database, bytes]:
    """As ``open_relay``, but nothing is made where no relay has run. Raises Trouble."""
    if not settings.address and not settings.database.exists():
        raise Trouble(f"There is no relay in {settings.home} yet; `tongxing-relay run --home ...` makes one.")
    return open_relay(settings)


def open_backup(file: Path) -> Database:
    """A backup to look at; it is not touched. Raises Trouble."""
    try:
        if not file.is_file():
            raise Trouble(f"There is no file {file}.")
        return Database(file, untouched=True)
    except OlderDatabase as error:
        raise Trouble(
            f"{file} was made by an earlier relay. Restore it into an empty folder, and check that one."
        ) from error
    except NewerDatabase as error:
        raise Trouble(f"{file} was made by a later relay; please install that version.") from error
    except (StorageError, ValueError, OSError) as error:
        raise Trouble(f"{file} is no backup of a relay, or it is damaged: {error}.") from error


def restore_relay(settings: RelaySettings, file: Path) -> Database:
    """An empty place filled from a backup. Raises Trouble, and has then changed nothing."""
    if not file.is_file():
        raise Trouble(f"There is no file {file}.")
    there = f"There is a relay in {_place(settings)} already. Nothing was changed; restore into an empty place."
    try:
        if (not settings.address and settings.database.exists()) or read_pair(settings) is not None:
            raise Trouble(there)
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.address:
            private(settings.database)
        database = Database(settings.target)
        restore(file, database, settings.home)
        establish(settings, database, SystemClock().now())
    except NotEmpty as error:
        raise Trouble(there) from error
    except NewerDatabase as error:
        _withdraw(settings)
        raise Trouble(f"{file} was made by a later relay; please install that version.") from error
    except (NotWhole, StorageError, ValueError) as error:
        _withdraw(settings)
        raise Trouble(f"{file} could not be restored: {error}. Nothing was changed.") from error
    except OSError as error:
        _withdraw(settings)
        raise Trouble(
            f"The folder {settings.home} cannot be used: {error.strerror or 'it cannot be written'}."
        ) from error
    return database


def _open(settings: RelaySettings) -> tuple[Database, bytes]:
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not settings.address:
        private(settings.database)
    database = Database(settings.target)
    return database, establish(settings, database, SystemClock().now())


def _withdraw(settings: RelaySettings) -> None:
    """Take back the empty file that a restore began with, so that the next try finds the place empty."""
    if not settings.address:
        for end in ("", "-wal", "-shm"):
            settings.database.with_name(settings.database.name + end).unlink(missing_ok=True)


def _place(settings: RelaySettings) -> str:
    """Where the relay is, without a password."""
    return settings.address.rpartition("@")[2] or str(settings.database)
