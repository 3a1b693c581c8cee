"""Tickets: their text, and the invite behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.keys import TicketKeys
from app.errors import AccessError, Bug
from app.protocol.codec import write_parts
from app.protocol.membership import Role
from app.protocol.text_code import write_code
from app.spaces import ticket as ticket_module
from app.spaces.membership_log import extend
from app.spaces.ticket import Ticket, invite, open_invite_key
from tests.helpers.circle import ENDS, Log, seeded, somebody

WANG, LI = somebody("wang"), somebody("li")
NAMES = st.text(st.characters(codec="gb18030"), max_size=6)
TICKETS = st.builds(
    Ticket,
    relay_url=st.integers(1, 65_535).map(lambda port: f"https://relay.school.example:{port}"),
    relay_pin=st.binary(min_size=32, max_size=32),
    space=st.binary(min_size=16, max_size=16),
    seed=st.binary(min_size=16, max_size=16),
    ends=st.integers(0, 2**40),
    space_name=NAMES,
    inviter_name=NAMES,
)
USUAL = Ticket(
    "https://relay.xx-school.cn:8470", bytes(range(32)), bytes(16), bytes(16), ENDS, "城关小学语文组", "王老师"
)


@given(ticket=TICKETS)
def test_a_ticket_comes_back(ticket: Ticket) -> None:
    assert Ticket.parse(ticket.encode()) == ticket


@given(ticket=TICKETS, data=st.data())
def test_a_ticket_survives_how_people_hand_it_on(ticket: Ticket, data: st.DataObject) -> None:
    text = ticket.encode().lower().replace("-", data.draw(st.sampled_from(["", " ", "\n", "－", " - "])))
    wide = "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)

    assert Ticket.parse(f"邀请函 {data.draw(st.sampled_from([text, wide]))} 2027 年前有效") == ticket


@given(place=st.integers(0, 250), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_slip_is_noticed(place: int, letter: str) -> None:
    text = USUAL.encode().replace("-", "")
    place %= len(text)
    altered = text[:place] + letter + text[place + 1 :]
    if altered == text:
        assert Ticket.parse(altered) == USUAL
        return
    with pytest.raises(AccessError) as caught:
        Ticket.parse(altered)
    assert caught.value.code == "ticket.damaged"


@given(text=st.text(max_size=300))
def test_any_other_text_is_a_damaged_ticket(text: str) -> None:
    with pytest.raises(AccessError):
        Ticket.parse(text)


@given(data=st.binary(max_size=200))
def test_any_other_code_is_a_damaged_ticket(data: bytes) -> None:
    """The checksum is right, and yet it is nothing."""
    try:
        ticket = Ticket.parse(write_code("TX1", data))
    except AccessError:
        return
    assert len(ticket.relay_pin) == 32


@pytest.mark.parametrize(("url", "name"), [(b"", b"a"), (b"a b", b"a"), (b"\xff", b"a"), (b"relay", b"\xff")])
def test_a_code_with_an_impossible_part_is_damaged(url: bytes, name: bytes) -> None:
    values = (url, bytes(32), bytes(16), bytes(16), ENDS, name, b"")
    with pytest.raises(AccessError):
        Ticket.parse(write_code("TX1", write_parts(ticket_module._PARTS, values)))


def test_it_is_small_enough_for_a_picture() -> None:
    """Letters and digits, so that a QR picture needs 5.5 bits for each; about 200 without the dashes."""
    text = USUAL.encode()

    assert len(text.replace("-", "")) <= 200
    assert len(text) <= 225
    assert text.replace("-", "").isalnum()


def test_long_names_are_cut_at_a_whole_character() -> None:
    long = Ticket("https://r.example", bytes(32), bytes(16), bytes(16), 0, "长" * 40, "😀" * 40)

    again = Ticket.parse(long.encode())

    assert (again.space_name, again.inviter_name) == ("长" * 12, "😀" * 6)
    assert long.encode() == again.encode()


def test_half_a_surrogate_pair_in_a_name_becomes_a_mark() -> None:
    ticket = Ticket("https://r.example", bytes(32), bytes(16), bytes(16), 0, "\ud83d", "")

    assert Ticket.parse(ticket.encode()).space_name == "?"


def test_an_invite_opens_with_its_seed_only() -> None:
    log = Log(WANG)
    invited = invite(log.now, WANG.device, log.epoch_key, Role.COMMENTER, ENDS)
    state = extend(log.now, [invited.entry])
    keys = TicketKeys.from_seed(invited.seed)
    opened = state.invites[keys.id]

    assert (opened.role, opened.ends, opened.epoch, opened.by) == (Role.COMMENTER, ENDS, 1, WANG.keys.person)
    assert open_invite_key(state, opened, keys) == log.epoch_key
    with pytest.raises(AccessError):
        open_invite_key(state, opened, TicketKeys.from_seed(bytes(16)))


def test_the_seed_and_the_key_are_not_in_the_entry() -> None:
    log = Log(WANG)
    invited = invite(log.now, WANG.device, log.epoch_key, Role.WRITER, ENDS, seeded("invite"))

    assert invited.seed not in invited.entry
    assert log.epoch_key not in invited.entry


def test_only_a_keeper_invites() -> None:
    log = Log(WANG)
    log.bring(WANG, LI)
    for device in (LI.device, somebody("a stranger").device):
        with pytest.raises(AccessError) as caught:
            invite(log.now, device, log.epoch_key, Role.WRITER, ENDS)
        assert caught.value.code == "access.no_right"


def test_an_invite_with_another_key_is_our_mistake() -> None:
    log = Log(WANG)
    with pytest.raises(Bug):
        invite(log.now, WANG.device, bytes(32), Role.WRITER, ENDS)
