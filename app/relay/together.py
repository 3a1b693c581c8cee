"""Rounds of visits that arrive together go into one transaction: one flush of the disk for all of them.

Each is told of its own success only, and after the commit. If the common transaction fails, each round is done by
itself, so that nobody pays for another one's trouble.
"""

from collections.abc import Sequence

from app.logs import note_failure
from app.relay import log
from app.relay.database import Connection, Database, StorageError
from app.relay.round import Outcome, Round

#: The most rounds in one transaction: beyond this the flush is a small part of the work, and others wait too long.
MOST = 64


def choose(waiting: Sequence[Round]) -> list[Round]:
    """Which of the rounds that wait, in their order, may share a transaction; at least the first.

    What is remembered of a membership log is what was committed. So nobody shares a transaction with somebody who
    appends to the log of a space of his.
    """
    chosen: list[Round] = []
    altered: set[bytes] = set()
    for work in waiting[:MOST]:
        if altered.isdisjoint(work.spaces):
            chosen.append(work)
            altered |= work.altered
    return chosen


def write_together(database: Database, rounds: Sequence[Round]) -> list[Outcome | Exception]:
    """Do the rounds and give what came of each, in their order."""
    if len(rounds) > 1:
        try:
            return list(database.write(lambda connection: _all(database, connection, rounds)))
        except Exception as error:
            # Each gets a transaction of its own below, and there meets its own trouble, a mistake of ours included.
            if not isinstance(error, StorageError):
                note_failure(error)
    return [_alone(database, work) for work in rounds]


def _all(database: Database, connection: Connection, rounds: Sequence[Round]) -> list[Outcome]:
    ahead = None
    if database.concurrent:
        # In the order of space ids, as every round by itself does it, so that two processes never wait in a circle.
        # Their rows and those of the visitors come with it: asking for them one by one would take most of the time.
        spaces = sorted({space for work in rounds for space in work.spaces})
        ahead = log.lock(connection, spaces, [work.hello.device for work in rounds])
    return [work.write(connection, ahead) for work in rounds]


def _alone(database: Database, work: Round) -> Outcome | Exception:
    try:
        return database.write(work.write)
    except Exception as error:
        return error
