"""Kill -9 in the middle of uploads: what was acknowledged is there after the restart, and nothing is half there."""

import contextlib
import random
import threading
from pathlib import Path

import pytest

from app.errors import LinkError
from app.protocol.attachment import parse_piece
from app.protocol.messages import ASK_ACKS, Ack, EnvelopeDown, EnvelopeUp, FileAsk, Item, SpaceAt
from app.relay.checking import check
from app.relay.database import Database
from app.sync.links.http import HttpLink
from tests.helpers.databases import new_database
from tests.helpers.devices import Device, bring, pieces
from tests.helpers.relay_process import RelayProcess


def push_until_killed(relay: RelayProcess, teacher: Device, chance: random.Random) -> tuple[list[Item], int]:
    """Visits of a few envelopes each until the relay is gone; gives all that was offered, and the last number acked."""
    offered = teacher.envelopes(3)
    acked = teacher.exchange(offered).acks[0].number
    killer = threading.Timer(chance.uniform(0.02, 0.25), relay.kill)
    killer.start()
    try:
        while True:
            uploads = teacher.envelopes(chance.randint(1, 30), size=chance.choice([100, 4_000]))
            offered += uploads
            spaces = (SpaceAt(teacher.space, 0, len(teacher.entries)),)
            for item in teacher.relay.exchange(teacher.hello(spaces=spaces), uploads):
                if isinstance(item, Ack):
                    acked = item.number
    except LinkError:
        killer.join()
    return offered, acked


#: On PostgreSQL fewer: there the server keeps the promise, and the relay only has to wait for it.
KILLS = [*(("SQLite", seed) for seed in range(5)), ("PostgreSQL", 5), ("PostgreSQL", 6)]


@pytest.mark.parametrize(("kind", "seed"), KILLS)
def test_what_was_acknowledged_outlives_the_kill(tmp_path: Path, kind: str, seed: int) -> None:
    """After the restart at least the acknowledged envelopes are there, byte for byte, and the upload goes on."""
    chance = random.Random(seed)
    target = new_database(kind, tmp_path)
    with RelayProcess(tmp_path, target) as relay:
        link = HttpLink(relay.url, relay.card.pin)
        teacher = Device(link, relay.card.pin, relay.card.admission, seed)
        invitation, ticket = (teacher.exchange(teacher.found()), teacher.invite())[1]
        teacher.exchange(invitation)
        offered, acked = push_until_killed(relay, teacher, chance)

        relay.start()

        stored = teacher.exchange([], flags=ASK_ACKS).acks[0].number
        assert 0 < acked <= stored <= len(offered)
        assert teacher.exchange(offered[stored:], flags=ASK_ACKS).acks[0].number == len(offered)
        mentor = Device(link, relay.card.pin, seed=seed + 100)
        mentor.read_by_ticket(ticket)
        items = mentor.exchange(mentor.join(ticket), budget=1 << 30).items
        assert [item.envelope for item in items if isinstance(item, EnvelopeDown)] == [
            item.envelope for item in offered if isinstance(item, EnvelopeUp)
        ]
        relay.kill()
    report = check(Database(target))
    assert (report.faults, report.envelopes) == ([], len(offered))


@pytest.mark.parametrize("seed", range(3))
def test_pieces_of_pictures_that_were_acknowledged_outlive_the_kill(tmp_path: Path, seed: int) -> None:
    """And what is half there is gone on with: in the end all pictures are whole, and the database is sound."""
    chance = random.Random(seed)
    target = new_database("SQLite", tmp_path)
    with RelayProcess(tmp_path, target) as relay:
        teacher = Device(HttpLink(relay.url, relay.card.pin), relay.card.pin, relay.card.admission, seed)
        teacher.exchange(teacher.found())
        made = [pieces(teacher, chance.randbytes(12), chance.randbytes(150_000)) for _ in range(12)]
        told: dict[bytes, int] = {}
        killer = threading.Timer(chance.uniform(0.02, 0.3), relay.kill)
        killer.start()
        with contextlib.suppress(LinkError):
            for parts in made * 9:
                for at in teacher.exchange(bring(parse_piece(parts[0]).head.file, parts)).files:
                    told[at.file] = at.pieces
        killer.join()
        relay.start()

        for parts in made:
            file = parse_piece(parts[0]).head.file
            (at,) = teacher.exchange([FileAsk(0, file, False, 0, 0)]).files
            assert at.pieces >= told.get(file, 0)
            teacher.exchange(bring(file, parts, at.pieces, at.held))
            assert teacher.exchange([FileAsk(0, file, True, 0, 0)]).pieces(file) == parts
        relay.kill()
    report = check(Database(target))
    assert (report.faults, report.attachments) == ([], len(made))
