"""A relay's card: printed by the relay, typed in by a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AccessError, Bug
from app.protocol.codec import Counted, Fixed, write_parts
from app.protocol.relay_card import RelayCard
from app.protocol.text_code import write_code

HOSTS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789.-:/"), min_size=1, max_size=60).filter(
    lambda host: not host.endswith("/")
)
CARDS = st.builds(
    RelayCard,
    url=HOSTS.map(lambda host: "https://" + host),
    pin=st.binary(min_size=32, max_size=32),
    admission=st.binary(max_size=32),
)


@given(card=CARDS)
def test_a_card_comes_back(card: RelayCard) -> None:
    text = card.encode()

    assert text.startswith("TR1-")
    assert RelayCard.parse(text) == card
    assert RelayCard.parse(f"中转站：{text.lower()}") == card


def test_a_last_slash_is_no_part_of_the_address() -> None:
    card = RelayCard("https://relay.example/", bytes(32), b"")

    assert RelayCard.parse(card.encode()).url == "https://relay.example"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TR1",
        "https://relay.example",
        write_code("TR1", b"short"),
        write_code("TR1", write_parts((Counted(9), Fixed(32), Counted(9)), (b"", bytes(32), b""))),
        write_code("TR1", write_parts((Counted(9), Fixed(32), Counted(9)), (b"\xff", bytes(32), b""))),
        write_code("TR1", write_parts((Counted(9), Fixed(32), Counted(9)), (b"a\nb", bytes(32), b""))),
        write_code("TR1", write_parts((Counted(9), Fixed(32), Counted(9)), (b"a/", bytes(32), b""))),
    ],
)
def test_what_is_no_card_is_refused(text: str) -> None:
    with pytest.raises(AccessError) as caught:
        RelayCard.parse(text)
    assert caught.value.code == "relay_card.damaged"


@pytest.mark.parametrize("url", ["http://relay.example", "https://中转站.example", "https://a b", "relay.example"])
def test_only_https_addresses_are_written(url: str) -> None:
    with pytest.raises(Bug):
        RelayCard(url, bytes(32), b"").encode()
