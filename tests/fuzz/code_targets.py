"""The parsers of what people type, paste and photograph: tickets and a relay's card."""

from collections.abc import Callable

from app.protocol import relay_card
from app.protocol.relay_card import RelayCard
from app.protocol.text_code import read_code, write_code
from app.spaces import ticket
from app.spaces.ticket import Ticket
from app.spaces.ticket_file import Invited, is_code, read_invited, write_invited
from tests.fuzz.target import Target, split_mode
from tests.helpers import vectors

#: The largest data that a code of ours is asked for.
_LIMIT = 512


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _code(prefix: str) -> Callable[[bytes], str]:
    """Bytes behind a good checksum, as somebody would write them who means ill."""
    return lambda data: write_code(prefix, data)


_WRITINGS: tuple[Callable[[bytes], str], ...] = (_text, _code(ticket.PREFIX), _code(relay_card.PREFIX))


def run_ticket(data: bytes) -> None:
    """A text as somebody pastes it, or a code with any bytes inside, read as a ticket and as a relay's card."""
    mode, data = split_mode(data, 2 * len(_WRITINGS))
    text = _WRITINGS[mode // 2](data)
    if mode % 2:
        card = RelayCard.parse(text)
        assert RelayCard.parse(card.encode()) == card
        return
    if mode >= 2:
        assert read_code(ticket.PREFIX if mode < 4 else relay_card.PREFIX, text, _LIMIT) in (data, None)
    found = Ticket.parse(text)
    assert Ticket.parse(found.encode()) == found


def ticket_seeds() -> list[bytes]:
    made = vectors.codes()
    a_ticket, a_card = made["ticket"]["text"], made["relay_card"]["text"]
    inside = read_code(ticket.PREFIX, a_ticket, _LIMIT), read_code(relay_card.PREFIX, a_card, _LIMIT)
    spoken = f"王老师的邀请函：{a_ticket.lower().replace('-', ' — ')}，请收好"
    return [
        b"\0" + a_ticket.encode(),
        b"\1" + a_card.encode(),
        b"\0" + spoken.encode(),
        b"\2" + (inside[0] or b""),
        b"\5" + (inside[1] or b""),
        b"\3" + (inside[1] or b""),
    ]


TICKET = Target(
    "ticket",
    run_ticket,
    ticket_seeds,
    ("app.protocol.text_code", "app.protocol.relay_card", "app.spaces.ticket"),
)


def run_kit(data: bytes) -> None:
    """What somebody who knows the code has sealed in a ticket file; or a code as somebody types it."""
    mode, data = split_mode(data, 2)
    if mode:
        is_code(_text(data))
        return
    found = read_invited(data)
    assert read_invited(write_invited(found)) == found


def kit_seeds() -> list[bytes]:
    ticket = Ticket.parse(vectors.codes()["ticket"]["text"])
    files = [Invited("李秀兰", (ticket,)), Invited("", ()), Invited("王", (ticket, ticket))]
    return [*(b"\0" + write_invited(one) for one in files), b"\1" + "３ abcd—EFGH 口令".encode()]


KIT = Target("kit", run_kit, kit_seeds, ("app.spaces.ticket_file", "app.spaces.ticket", "app.protocol.codec"))
