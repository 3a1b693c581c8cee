"""What the operator's commands do, apart from `run`: each prints plain lines and gives an exit code."""

import time
from pathlib import Path

from app.clock import SystemClock
from app.protocol.relay_card import RelayCard
from app.relay.certificate import pin_of
from app.relay.checking import Report
from app.relay.checking import check as check_database
from app.relay.copying import NotWhole, back_up
from app.relay.database import Connection, Database, StorageError
from app.relay.housekeeping import figures
from app.relay.identity import operator_token
from app.relay.opening import Trouble, existing_relay, open_backup, restore_relay
from app.relay.schools import School, add_school, close_school
from app.relay.schools import schools as all_schools
from app.relay.settings import RelaySettings
from app.version import __version__


def card(settings: RelaySettings) -> int:
    """Print the relay card. Raises Trouble."""
    database, admission = existing_relay(settings)
    print(RelayCard(_url(database), pin_of(settings), admission).encode())
    return 0


def status(settings: RelaySettings) -> int:
    """Print counts, sizes, times, and where the status page is. Raises Trouble."""
    database, _ = existing_relay(settings)
    found = figures(database)
    print(f"version       {__version__}")
    print(f"spaces        {found.totals.spaces}")
    print(f"devices       {found.totals.devices}")
    print(f"envelopes     {found.totals.envelopes}")
    print(f"on disk       {found.on_disk:,} bytes")
    print(f"free          {'not known' if found.free is None else f'{found.free:,} bytes'}")
    print(f"last contact  {_when(found.totals.last_contact)}")
    print(f"last backup   {_when(found.last_backup)}")
    with database.reading() as connection:
        url = database.fact(connection, "url")
    if url is not None:
        print(f"status page   {url}/status?token={operator_token(database)}")
    return 0


def schools(settings: RelaySettings, action: str, label: str | None) -> int:
    """Add a school and print its card, list all, or close one. Raises Trouble."""
    database, admission = existing_relay(settings)
    if action == "list":
        with database.reading() as connection:
            listed = all_schools(connection, admission)
        for school in listed:
            state = "closed" if school.closed else RelayCard(_url(database), pin_of(settings), school.code).encode()
            print(f"{school.number:>4}  {school.label:<24}  {state}")
        return 0
    if not label:
        raise Trouble(f"Say which school: tongxing-relay schools --home ... {action} LABEL")
    if action == "add":
        print(RelayCard(_url(database), pin_of(settings), _add(database, label).code).encode())
    elif database.write(lambda connection: close_school(connection, label)):
        print(f"{label} founds no more spaces; those that it has go on.")
    else:
        raise Trouble(f"There is no school {label}; `tongxing-relay schools --home ... list` prints them all.")
    return 0


def check(settings: RelaySettings, file: Path | None) -> int:
    """Verify the relay's database or a backup; 1 if anything is wrong. Raises Trouble."""
    database = existing_relay(settings)[0] if file is None else open_backup(file)
    try:
        report = check_database(database)
    except StorageError as error:
        report = Report(wrong=1, faults=[f"it cannot be read to its end: {error}"])
    finally:
        database.close()
    print(f"spaces        {report.spaces}")
    print(f"entries       {report.entries}")
    print(f"blobs         {report.blobs}")
    print(f"envelopes     {report.envelopes}")
    print(f"snapshots     {report.snapshots}")
    print(f"attachments   {report.attachments}")
    print(f"bytes         {report.bytes:,}")
    for fault in report.faults:
        print(f"WRONG         {fault}")
    if report.wrong > len(report.faults):
        print(f"WRONG         and {report.wrong - len(report.faults)} more")
    print("Something is wrong." if report.wrong else "All is well.")
    return 1 if report.wrong else 0


def backup(settings: RelaySettings, file: Path) -> int:
    """Write a backup while the relay runs. Raises Trouble."""
    database, _ = existing_relay(settings)
    try:
        back_up(database, file, SystemClock().now())
    except FileExistsError as error:
        raise Trouble(f"There is a file {file} already; it was left as it is.") from error
    except (OSError, StorageError, NotWhole) as error:
        raise Trouble(f"The backup {file} could not be written: {error}.") from error
    finally:
        database.close()
    print(f"{file} holds everything, {file.stat().st_size:,} bytes.")
    print("Whoever has it can pose as this relay, and still read nothing: keep it safe.")
    return 0


def restore(settings: RelaySettings, file: Path) -> int:
    """Fill an empty place from a backup. Raises Trouble."""
    database = restore_relay(settings, file)
    found = figures(database)
    database.close()
    print(f"{found.totals.spaces} spaces with {found.totals.envelopes} envelopes are back.")
    print("Laptops that visit send again what they had sent after the backup was made.")
    return 0


def _add(database: Database, label: str) -> School:
    now = SystemClock().now()

    def add(connection: Connection) -> School | None:
        return add_school(connection, label, now)

    try:
        made = database.write(add)
    except ValueError as error:
        raise Trouble(f"{label!r} cannot be a school's label: {error}.") from error
    if made is None:
        raise Trouble(f"There is a school {label} already; `tongxing-relay schools --home ... list` prints its card.")
    return made


def _url(database: Database) -> str:
    with database.reading() as connection:
        url = database.fact(connection, "url")
    if url is None:
        raise Trouble("The relay has not listened yet, so its address is not known; start it once with `run`.")
    return url


def _when(moment: int | None) -> str:
    return "never" if moment is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(moment))
