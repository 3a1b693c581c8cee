"""What lies on a stick for newcomers: numbers, files, and the log that the relay has put in order."""

from pathlib import Path

import pytest

from app.errors import AccessError
from app.protocol.membership import Role
from app.protocol.stick import TicketFile
from app.sync.engine import directly, never, no_progress
from app.sync.kit import is_heard, lay_logs, name_of, numbers_on, put_tickets, read_tickets, spaces_on
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from app.sync.tickets import open_ticket
from tests.helpers.stories import owner_of, settle
from tests.helpers.world import World

FILE = TicketFile("李秀兰".encode(), 65_536, 3, bytes(16), b"sealed")


def test_ticket_files_are_numbered_and_foreign_names_left_alone(tmp_path: Path) -> None:
    folder = StickFolder(tmp_path)
    folder.open()
    assert numbers_on(folder) == []
    assert [put_tickets(folder, FILE), put_tickets(folder, FILE)] == [1, 2]
    (tmp_path / "TONGXING" / "tickets" / "notes.txt").write_text("mine")
    (tmp_path / "TONGXING" / "tickets" / "007.txk").write_text("mine")
    assert numbers_on(folder) == [1, 2]
    assert read_tickets(folder, 2) == FILE
    assert read_tickets(folder, 9) is None
    assert name_of(2) == "tickets/2.txk"
    assert spaces_on(folder) == 0


def test_only_a_ticket_that_the_relay_knows_is_laid_on_a_stick(world: World, tmp_path: Path) -> None:
    """So no two sticks hold two different logs."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    owner, space = owner_of(mentor), world.shared()
    link = StickLink(StickFolder(tmp_path), world.clock)
    seed = open_ticket(owner, space, Role.WRITER, 1_900_000_000)
    assert not is_heard(owner, space, seed)
    with pytest.raises(AccessError) as raised:
        lay_logs(owner, link, [space], [(space, seed)], directly, no_progress, never)
    assert raised.value.code == "membership.refused"
    mentor.visit()
    assert is_heard(owner, space, seed)
    lay_logs(owner, link, [space], [(space, seed)], directly, no_progress, never)
    assert spaces_on(link.folder) == 1
