"""Attachments on a stick count as far as devices of the space have signed them."""

from pathlib import Path

from app.clock import SystemClock
from app.protocol.messages import FileAsk, FileAt
from app.protocol.stick import AttachmentFile, Kept
from app.sync.links.stick import StickLink
from app.sync.links.stick_attachments import NAME
from app.sync.links.stick_files import FILES, StickFolder
from tests.helpers.devices import Device, bring, pieces

FILE, CONTENT = bytes(range(12)), bytes(range(256)) * 600


def visitor(folder: Path) -> Device:
    """A device whose space is on the stick."""
    link = StickLink(StickFolder(folder), SystemClock())
    device = Device(link, link.stick, link.admission, seed=7)
    device.exchange(device.found())
    return device


def test_one_file_holds_all_pieces_under_a_name_that_says_whose(tmp_path: Path) -> None:
    device = visitor(tmp_path)
    device.exchange(bring(FILE, pieces(device, FILE, CONTENT)))
    (name,) = StickFolder(tmp_path).names(FILES)
    found = NAME.fullmatch(name)
    assert found is not None
    assert (found[1], found[2]) == (device.space.hex(), FILE.hex())


def test_junk_that_somebody_put_there_is_written_over(tmp_path: Path) -> None:
    """A good first piece stays; what follows and is not genuine counts as not there."""
    device = visitor(tmp_path)
    made = pieces(device, FILE, CONTENT)
    name = f"{FILES}/{device.space.hex()}-{FILE.hex()}.txs"
    junk = made[1][:-1] + bytes([made[1][-1] ^ 1])
    StickFolder(tmp_path).put(name, AttachmentFile(device.space, FILE, (Kept(made[0]), Kept(junk), Kept(made[2]))))
    device.relay = StickLink(StickFolder(tmp_path), SystemClock())

    assert device.exchange([FileAsk(0, FILE, False, 0, 0)]).files == [FileAt(0, FILE, 3, 1, 0)]
    assert device.exchange(bring(FILE, made, 1)).files == [FileAt(0, FILE, 3, 3, 0)]
    device.relay = StickLink(StickFolder(tmp_path), SystemClock())
    assert device.exchange([FileAsk(0, FILE, True, 0, 0)]).pieces(FILE) == made


def test_a_file_of_another_space_or_another_name_counts_for_nothing(tmp_path: Path) -> None:
    device = visitor(tmp_path)
    made = pieces(device, FILE, CONTENT)
    name = f"{FILES}/{device.space.hex()}-{FILE.hex()}.txs"
    for space, file in ((bytes(16), FILE), (device.space, bytes(12))):
        StickFolder(tmp_path).put(name, AttachmentFile(space, file, tuple(map(Kept, made))))
        device.relay = StickLink(StickFolder(tmp_path), SystemClock())
        assert device.exchange([FileAsk(0, FILE, True, 0, 0)]).files == [FileAt(0, FILE, 0, 0, 0)]
