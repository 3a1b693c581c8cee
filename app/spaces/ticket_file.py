"""Ticket files: what a keeper puts on a stick for somebody who has no network yet.

    open      the name written on it, the costs of trying a code, a salt
    sealed    the person's name · at most 16 tickets, as their text

The code is eight letters of five bits, told by telephone: whoever finds the stick has the file without it.
"""

import os
from dataclasses import dataclass

from app.crypto.code_lock import LEAST_MEMORY_KIB, MEMORY_KIB, ROUNDS, open_with_code, seal_with_code
from app.errors import AccessError
from app.ids import Chance
from app.protocol.codec import Counted, Listed, Number, Part, read_parts, write_parts
from app.protocol.failures import Refusal
from app.protocol.limits import MAX_KIT_NAME, MAX_KIT_TICKETS
from app.protocol.stick import CODE_SALT_BYTES, Kept, TicketFile
from app.protocol.text_code import read_letters, write_letters
from app.spaces.ticket import Ticket

#: Letters of a code, and the bytes of chance in them.
CODE_LETTERS = 8
_CODE_BYTES = 5
_MAX_TEXT = 700
_GROUP = 4
_PARTS: tuple[Part, ...] = (Counted(MAX_KIT_NAME), Listed(MAX_KIT_TICKETS, Kept, (Counted(_MAX_TEXT),)))
_BESIDE: tuple[Part, ...] = (Counted(MAX_KIT_NAME), Number(), Number())


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a ticket file is for, and the tickets in it."""

    name: str
    tickets: tuple[Ticket, ...]


def new_code(chance: Chance = os.urandom) -> str:
    """A code of eight letters, as it is told: two groups of four."""
    letters = write_letters(chance(_CODE_BYTES))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def is_code(typed: str) -> bool:
    """Has what somebody typed as many letters as a code?"""
    return len(read_letters(typed)) == CODE_LETTERS


def seal_tickets(
    invited: Invited,
    code: str,
    shown: str,
    chance: Chance = os.urandom,
    memory_kib: int = MEMORY_KIB,
    rounds: int = ROUNDS,
) -> TicketFile:
    """The file for one person. ``shown``: the name that lies open on it; empty for none."""
    on_it, salt = _cut(shown), chance(CODE_SALT_BYTES)
    inside = write_invited(invited)
    beside = write_parts(_BESIDE, (on_it, memory_kib, rounds))
    sealed = seal_with_code(read_letters(code), inside, beside, salt, memory_kib, rounds, chance)
    return TicketFile(on_it, memory_kib, rounds, salt, sealed)


def open_tickets(file: TicketFile, typed: str) -> Invited:
    """What a file holds. Raises AccessError: "kit.wrong_code" for a code that does not open it, "kit.damaged" for what
    no program of ours has written."""
    if file.memory < LEAST_MEMORY_KIB or file.rounds < 1:
        raise AccessError("kit.damaged", "impossible costs")
    beside = write_parts(_BESIDE, (file.shown, file.memory, file.rounds))
    try:
        inside = open_with_code(read_letters(typed), file.sealed, beside, file.salt, file.memory, file.rounds)
    except AccessError as error:
        raise AccessError("kit.wrong_code", "does not open") from error
    return read_invited(inside)


def read_invited(inside: bytes) -> Invited:
    """What was sealed in a file, by whoever knew the code. Raises AccessError("kit.damaged")."""
    try:
        name, tickets = read_parts(_PARTS, inside)
        return Invited(name.decode("utf-8"), tuple(Ticket.parse(kept.data.decode("ascii")) for kept in tickets))
    except (Refusal, ValueError, AccessError) as error:
        raise AccessError("kit.damaged", type(error).__name__) from error


def write_invited(invited: Invited) -> bytes:
    """What is sealed: the name, as much of it as fits, and the tickets."""
    tickets = tuple(Kept(ticket.encode().encode("ascii")) for ticket in invited.tickets)
    return write_parts(_PARTS, (_cut(invited.name), tickets))


def shown_name(file: TicketFile) -> str:
    """The name that is written on a file; what is no text of ours is not shown."""
    try:
        name = file.shown.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return " ".join(name.replace("\0", "").split())


def _cut(name: str) -> bytes:
    """As many whole characters as fit."""
    return name.encode("utf-8", "replace")[:MAX_KIT_NAME].decode("utf-8", "ignore").encode("utf-8")
