"""Where an invitation is looked for, and what of it is read out."""

from pathlib import Path

import pytest

from app.clock import SystemClock
from app.errors import LinkError
from app.installed import Installation
from app.workspace import invitations
from app.workspace.invitations import Invitations, find_invitations, open_invitation, places
from app.workspace.kits import Guest
from tests.helpers.kit_screens import cheap_codes
from tests.helpers.world import World


def test_the_first_stick_with_tickets_is_taken(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty and foreign folders are passed by; the names on the files are read out, each once."""
    cheap_codes(monkeypatch)
    empty, foreign, stick = (tmp_path / name for name in ("empty", "foreign", "KINGSTON"))
    for folder in (empty, foreign / "tickets", stick):
        folder.mkdir(parents=True)
    (foreign / "tickets" / "1.txk").write_bytes(b"tram")
    _teacher, mentor = world.pair()
    guest = Guest("张桂芳", (world.shared(),))
    made = mentor.prepare_tickets(stick, [guest, guest], 30)
    found = find_invitations([tmp_path / "gone", empty, foreign, stick])

    assert found == Invitations(stick, "KINGSTON", 2, ("张桂芳",))
    assert find_invitations([stick / "TONGXING"]) == Invitations(stick / "TONGXING", "KINGSTON", 2, ("张桂芳",))
    assert open_invitation(found, made[1].code, world.clock).number == 2
    assert find_invitations([empty, foreign]) is None


def test_the_stick_of_the_installer_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And once, though it is plugged in too."""
    (tmp_path / "came-from").write_text(str(tmp_path / "E"))
    monkeypatch.setattr(invitations, "installation", lambda: Installation(tmp_path, "0.1.0"))
    monkeypatch.setattr(invitations, "removable_folders", lambda: [tmp_path / "D", tmp_path / "E"])

    assert places() == [tmp_path / "E", tmp_path / "D"]


@pytest.mark.parametrize("lay", ["E", "E/TONGXING/install", "E/tongxing/install"])
def test_an_installer_in_its_folder_leads_to_the_stick_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lay: str
) -> None:
    (tmp_path / "came-from").write_text(str(tmp_path / lay))
    monkeypatch.setattr(invitations, "installation", lambda: Installation(tmp_path, "0.1.0"))
    monkeypatch.setattr(invitations, "removable_folders", list)

    assert places() == [tmp_path / "E"]


def test_a_stick_that_was_pulled_out_is_said_to_be_gone(tmp_path: Path) -> None:
    """Before a code is tried on nothing."""
    with pytest.raises(LinkError) as raised:
        open_invitation(Invitations(tmp_path / "gone", "gone", 1, ()), "KWRT-7MHX", SystemClock())
    assert raised.value.code == "stick.gone"
