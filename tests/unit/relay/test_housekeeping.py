"""What the operator is told, and what happens when nobody visits."""

from pathlib import Path

from app.relay import log
from app.relay.database import Database
from app.relay.housekeeping import figures, tidy
from app.relay.schema import DeviceRow


def test_figures_count_and_name_nobody(tmp_path: Path) -> None:
    database = Database(tmp_path / "relay.db")
    assert (figures(database).totals.spaces, figures(database).totals.last_contact) == (0, None)
    with database.writing() as connection:
        log.make_space(connection, b"s" * 16, now=0)
        log.keep_device(connection, b"s" * 16, b"device..", DeviceRow(0, 1), now=77)

    found = figures(database)

    assert (found.totals.spaces, found.totals.devices, found.totals.last_contact) == (1, 1, 77)
    assert found.on_disk > 0
    assert (found.free or 0) > 0


def test_tidying_keeps_everything(tmp_path: Path) -> None:
    database = Database(tmp_path / "relay.db")
    with database.writing() as connection:
        log.make_space(connection, b"s" * 16, now=0)

    tidy(database)

    assert figures(database).totals.spaces == 1
    assert (tmp_path / "relay.db-wal").stat().st_size == 0
