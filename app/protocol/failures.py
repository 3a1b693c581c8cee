"""Why something was refused: a number on the wire, a rule for whoever reads it, and the sentence it leads to.

Families: 1-19 the visit, 20-29 the hello, 30-49 the membership log, 50-69 envelopes, 70-79 snapshots, 80-89
attachments.
"""

import enum
from typing import NamedTuple

from app.errors import AccessError, Known, LinkError


class Rule(enum.Enum):
    """What the one who was refused does next."""

    GO_ON = "go on"  # leave this thing aside, the visit continues
    RETRY = "retry"  # the same can succeed later, or after reading what is new
    STOP = "stop"  # the visit ends; trying again will not help


class Code(enum.IntEnum):
    """The failure codes of the wire."""

    MALFORMED = 1
    TOO_LARGE = 2
    VERSION = 3
    UNKNOWN_ITEM = 4
    OUT_OF_PLACE = 5
    BUSY = 6
    RATE = 7
    RELAY_FULL = 8
    SPACE_FULL = 9
    BROKEN = 10

    HELLO_SIGNATURE = 20
    HELLO_REPEATED = 21
    UNKNOWN_SPACE = 22
    NOT_A_MEMBER = 23
    ADMISSION = 24
    BLOB_UNKNOWN = 25

    ENTRY_MALFORMED = 30
    ENTRY_STALE = 31
    ENTRY_SIGNATURE = 32
    ENTRY_RIGHT = 33
    ENTRY_RULE = 34
    LAST_KEEPER = 35
    TICKET_UNKNOWN = 36
    TICKET_USED = 37
    TICKET_WITHDRAWN = 38
    TICKET_EXPIRED = 39
    ALREADY_MEMBER = 40
    NOT_THIS_SPACE = 41
    LOG_FULL = 42
    BLOB_UNNAMED = 43

    ENVELOPE_MALFORMED = 50
    ENVELOPE_SIGNATURE = 51
    ENVELOPE_AUTHOR = 52
    ENVELOPE_NUMBER = 53
    ENVELOPE_EPOCH = 54
    ENVELOPE_SEALED = 55
    ENVELOPE_CHAIN = 56
    COMPRESSION_UNKNOWN = 57
    EXPANSION = 58
    PAYLOAD_MALFORMED = 59
    ENVELOPE_RIGHT = 60
    ENVELOPE_PART = 61
    ENVELOPE_HEAD = 62

    SNAPSHOT_MALFORMED = 70
    SNAPSHOT_RIGHT = 71
    SNAPSHOT_PLACE = 72
    SNAPSHOT_SEALED = 73

    FILE_MALFORMED = 80
    FILE_AUTHOR = 81
    FILE_PLACE = 82
    FILE_SEALED = 83
    FILE_CONTENT = 84
    FILE_FULL = 85

    @property
    def rule(self) -> Rule:
        """What the one who was refused does next."""
        return FAILURES[self].rule

    @property
    def sentence(self) -> str:
        """The code in app/errors.py whose sentence a person is shown."""
        return FAILURES[self].sentence


class Failure(NamedTuple):
    """One row of the table: the rule, and the code of the sentence."""

    rule: Rule
    sentence: str


FAILURES: dict[Code, Failure] = {
    Code.MALFORMED: Failure(Rule.STOP, "link.not_a_relay"),
    Code.TOO_LARGE: Failure(Rule.STOP, "link.refused"),
    Code.VERSION: Failure(Rule.STOP, "link.too_old"),
    Code.UNKNOWN_ITEM: Failure(Rule.STOP, "link.too_old"),
    Code.OUT_OF_PLACE: Failure(Rule.STOP, "link.refused"),
    Code.BUSY: Failure(Rule.RETRY, "link.busy"),
    Code.RATE: Failure(Rule.RETRY, "link.busy"),
    Code.RELAY_FULL: Failure(Rule.RETRY, "link.relay_full"),
    Code.SPACE_FULL: Failure(Rule.GO_ON, "link.relay_full"),
    Code.BROKEN: Failure(Rule.RETRY, "link.refused"),
    Code.HELLO_SIGNATURE: Failure(Rule.GO_ON, "link.denied"),
    Code.HELLO_REPEATED: Failure(Rule.RETRY, "link.refused"),
    Code.UNKNOWN_SPACE: Failure(Rule.GO_ON, "link.denied"),
    Code.NOT_A_MEMBER: Failure(Rule.GO_ON, "link.denied"),
    Code.ADMISSION: Failure(Rule.GO_ON, "link.denied"),
    Code.BLOB_UNKNOWN: Failure(Rule.GO_ON, "access.no_key"),
    Code.ENTRY_MALFORMED: Failure(Rule.GO_ON, "membership.refused"),
    Code.ENTRY_STALE: Failure(Rule.RETRY, "membership.refused"),
    Code.ENTRY_SIGNATURE: Failure(Rule.GO_ON, "membership.refused"),
    Code.ENTRY_RIGHT: Failure(Rule.GO_ON, "access.no_right"),
    Code.ENTRY_RULE: Failure(Rule.GO_ON, "membership.refused"),
    Code.LAST_KEEPER: Failure(Rule.GO_ON, "membership.last_keeper"),
    Code.TICKET_UNKNOWN: Failure(Rule.GO_ON, "ticket.damaged"),
    Code.TICKET_USED: Failure(Rule.GO_ON, "ticket.used"),
    Code.TICKET_WITHDRAWN: Failure(Rule.GO_ON, "ticket.withdrawn"),
    Code.TICKET_EXPIRED: Failure(Rule.GO_ON, "ticket.expired"),
    Code.ALREADY_MEMBER: Failure(Rule.GO_ON, "ticket.own"),
    Code.NOT_THIS_SPACE: Failure(Rule.GO_ON, "membership.refused"),
    Code.LOG_FULL: Failure(Rule.GO_ON, "membership.refused"),
    Code.BLOB_UNNAMED: Failure(Rule.GO_ON, "membership.refused"),
    Code.ENVELOPE_MALFORMED: Failure(Rule.GO_ON, "envelope.refused"),
    Code.ENVELOPE_SIGNATURE: Failure(Rule.GO_ON, "envelope.refused"),
    Code.ENVELOPE_AUTHOR: Failure(Rule.GO_ON, "envelope.refused"),
    Code.ENVELOPE_NUMBER: Failure(Rule.RETRY, "envelope.refused"),
    Code.ENVELOPE_EPOCH: Failure(Rule.RETRY, "access.no_key"),
    Code.ENVELOPE_SEALED: Failure(Rule.GO_ON, "envelope.refused"),
    Code.ENVELOPE_CHAIN: Failure(Rule.GO_ON, "envelope.refused"),
    Code.COMPRESSION_UNKNOWN: Failure(Rule.GO_ON, "link.too_old"),
    Code.EXPANSION: Failure(Rule.GO_ON, "envelope.refused"),
    Code.PAYLOAD_MALFORMED: Failure(Rule.GO_ON, "envelope.refused"),
    Code.ENVELOPE_RIGHT: Failure(Rule.GO_ON, "access.no_right"),
    Code.ENVELOPE_PART: Failure(Rule.RETRY, "envelope.refused"),
    Code.ENVELOPE_HEAD: Failure(Rule.GO_ON, "envelope.refused"),
    Code.SNAPSHOT_MALFORMED: Failure(Rule.GO_ON, "envelope.refused"),
    Code.SNAPSHOT_RIGHT: Failure(Rule.GO_ON, "envelope.refused"),
    Code.SNAPSHOT_PLACE: Failure(Rule.GO_ON, "envelope.refused"),
    Code.SNAPSHOT_SEALED: Failure(Rule.GO_ON, "envelope.refused"),
    Code.FILE_MALFORMED: Failure(Rule.GO_ON, "attachment.refused"),
    Code.FILE_AUTHOR: Failure(Rule.GO_ON, "attachment.refused"),
    Code.FILE_PLACE: Failure(Rule.RETRY, "attachment.refused"),
    Code.FILE_SEALED: Failure(Rule.GO_ON, "attachment.refused"),
    Code.FILE_CONTENT: Failure(Rule.GO_ON, "attachment.refused"),
    Code.FILE_FULL: Failure(Rule.GO_ON, "attachment.no_room"),
}


class Refusal(Exception):
    """Something that arrived is refused. ``code`` goes on the wire; ``detail`` is for engineers and holds no secret."""

    def __init__(self, code: Code, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.code.name}: {self.detail}" if self.detail else self.code.name

    def known(self) -> Known:
        """The exception with a sentence for a person."""
        return known(self.code, self.detail)


def code_of(number: int) -> Code | None:
    """The code of a number read from the wire; None for one that only a later version knows."""
    try:
        return Code(number)
    except ValueError:
        return None


def rule_of(number: int) -> Rule:
    """The rule for a number read from the wire; a number that we do not know stops the visit."""
    code = code_of(number)
    return code.rule if code is not None else Rule.STOP


def known(number: int, detail: str = "") -> Known:
    """The exception with a sentence for a person, for any number read from the wire."""
    code = code_of(number)
    if code is None:
        return LinkError("link.too_old", detail, number=number)
    kind = LinkError if code.sentence.startswith("link.") else AccessError
    return kind(code.sentence, detail, number=int(code))
