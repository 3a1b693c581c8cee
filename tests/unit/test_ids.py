"""Identifiers are made from chance and written in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Bug
from app.ids import RECORD_BYTES, RecordId, new_record_id, record_id_bytes, record_id_from


@given(st.binary(min_size=RECORD_BYTES, max_size=RECORD_BYTES))
def test_a_record_id_is_written_and_read_back(raw: bytes) -> None:
    """Twelve characters that any file system and any address can carry."""
    written = record_id_from(raw)

    assert record_id_bytes(written) == raw
    assert len(written) == 12
    assert set(written) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_ids_are_made_of_the_chance_that_is_handed_in() -> None:
    """So that a test can know them."""
    assert record_id_bytes(new_record_id(lambda size: b"\x07" * size)) == b"\x07" * 9
    assert new_record_id() != new_record_id()


@given(st.binary(min_size=RECORD_BYTES, max_size=RECORD_BYTES))
def test_no_id_begins_as_an_option_of_a_command_does(raw: bytes) -> None:
    """The program prints an id, and somebody hands it back: tongxing share ID SPACE. The rest is as it was drawn."""
    made = new_record_id(lambda _size: raw)

    assert not made.startswith("-")
    assert made[1:] == record_id_from(raw)[1:]
    assert made == record_id_from(raw) or raw[0] >> 2 == 62


@pytest.mark.parametrize("damaged", ["", "short", "A" * 13, "AAAA AAAA AAA", "教案教案教案教案教案教案", "A" * 16])
def test_what_is_no_record_id_is_our_mistake(damaged: str) -> None:
    """Ids from outside are checked where they come in; one that is wrong here was made wrong by us."""
    with pytest.raises(Bug):
        record_id_bytes(RecordId(damaged))


def test_a_record_id_has_nine_bytes() -> None:
    """No more and no less."""
    with pytest.raises(Bug):
        record_id_from(b"12345678")
