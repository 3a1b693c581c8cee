"""A ticket file opens with its code alone, and whatever bytes it holds end in a ticket or in a sentence."""

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.crypto.code_lock import LEAST_MEMORY_KIB, seal_with_code
from app.errors import AccessError
from app.protocol.codec import Counted, Number, write_parts
from app.protocol.limits import MAX_KIT_NAME
from app.protocol.stick import TicketFile, encode_file, parse_file
from app.protocol.text_code import read_letters
from app.spaces.ticket import Ticket
from app.spaces.ticket_file import Invited, is_code, new_code, open_tickets, seal_tickets, shown_name

TICKETS = tuple(
    Ticket(
        "https://relay.example:8443", bytes(range(32)), bytes([at]) * 16, bytes([at]) * 16, 1_900_000_000, "圈", "王敏"
    )
    for at in range(3)
)


def sealed(invited: Invited, code: str, shown: str = "") -> TicketFile:
    return seal_tickets(invited, code, shown, random.Random(1).randbytes, LEAST_MEMORY_KIB, 1)


@settings(max_examples=30, deadline=None)
@given(name=st.text(max_size=60), shown=st.text(max_size=80), count=st.integers(0, 3), seed=st.integers(0, 99))
def test_what_is_sealed_is_opened(name: str, shown: str, count: int, seed: int) -> None:
    """Through its bytes on the stick; of a name at most as much as fits."""
    code = new_code(random.Random(seed).randbytes)
    file = sealed(Invited(name, TICKETS[:count]), code, shown)
    read = parse_file(encode_file(file), TicketFile)
    found = open_tickets(read, code)
    assert found.tickets == TICKETS[:count]
    assert name.encode("utf-8", "replace").decode("utf-8").startswith(found.name)
    assert len(found.name) == len(name) or len(found.name.encode()) > MAX_KIT_NAME - 4
    assert len(shown_name(read).encode()) <= MAX_KIT_NAME


def test_a_code_is_read_as_people_type_it() -> None:
    file = sealed(Invited("李秀兰", TICKETS), "ABCD-E0F1", "李秀兰")
    for typed in ("ABCDE0F1", "abcd e0f1", "ＡＢＣＤ－ＥＯＦＩ", "abcd—eofl"):
        assert open_tickets(file, typed).name == "李秀兰"
    assert is_code("abcd e0f1")
    assert not is_code("abcd e0f")


def test_another_code_and_every_altered_byte_are_refused() -> None:
    file = sealed(Invited("李秀兰", TICKETS[:1]), "ABCD-E0F1", "李")
    others = [replace(file, shown=b"somebody else"), replace(file, salt=bytes(16)), replace(file, rounds=2)]
    others += [replace(file, sealed=file.sealed[:at] + b"\0" + file.sealed[at + 1 :]) for at in (0, 20, 60)]
    for other in others:
        with pytest.raises(AccessError) as raised:
            open_tickets(other, "ABCD-E0F1")
        assert raised.value.code == "kit.wrong_code"
    with pytest.raises(AccessError):
        open_tickets(file, "ABCD-E0F2")


def test_impossible_costs_are_refused_before_a_code_is_tried() -> None:
    file = sealed(Invited("李秀兰", TICKETS[:1]), "ABCD-E0F1")
    for bad in (replace(file, memory=LEAST_MEMORY_KIB - 1), replace(file, rounds=0)):
        with pytest.raises(AccessError) as raised:
            open_tickets(bad, "ABCD-E0F1")
        assert raised.value.code == "kit.damaged"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
@example(b"\0\0")
def test_whatever_somebody_seals_under_the_code_ends_in_a_sentence(inside: bytes) -> None:
    """Whoever knows the code may have written anything in it."""
    beside = write_parts((Counted(MAX_KIT_NAME), Number(), Number()), (b"", LEAST_MEMORY_KIB, 1))
    body = seal_with_code(read_letters("ABCD-E0F1"), inside, beside, bytes(16), LEAST_MEMORY_KIB, 1)
    file = TicketFile(b"", LEAST_MEMORY_KIB, 1, bytes(16), body)
    if inside == b"\0\0":
        assert open_tickets(file, "ABCD-E0F1") == Invited("", ())
        return
    with pytest.raises(AccessError) as raised:
        open_tickets(file, "ABCD-E0F1")
    assert raised.value.code == "kit.damaged"


def test_a_name_that_is_no_text_is_not_shown() -> None:
    file = sealed(Invited("李秀兰", ()), "ABCD-E0F1")
    assert shown_name(replace(file, shown=b"\xff\xfe")) == ""
    assert shown_name(replace(file, shown="李\n秀\0兰".encode())) == "李 秀兰"
