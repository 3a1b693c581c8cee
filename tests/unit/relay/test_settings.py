"""The folder and the allowances of a relay."""

from pathlib import Path

from app.protocol.limits import MAX_ENVELOPE
from app.relay.settings import Allowances, Pace, RelaySettings


def test_one_folder_holds_everything(tmp_path: Path) -> None:
    """Backup is a copy of it."""
    settings = RelaySettings(tmp_path)

    assert {path.parent for path in (settings.database, settings.certificate, settings.key)} == {tmp_path}


def test_the_largest_envelope_fits_every_allowance() -> None:
    """A limit below another one would refuse what the protocol allows."""
    allowances = Allowances()

    assert allowances.request_bytes > MAX_ENVELOPE
    assert allowances.request_bytes <= allowances.day_bytes <= allowances.space_bytes
    assert allowances.free_bytes > allowances.request_bytes


def test_a_stalled_cell_is_waited_for() -> None:
    """2G stalls for half a minute and goes on."""
    assert Pace().silence_seconds > 60
