"""The limits fit one another: what one module may write, the next may read."""

from app.protocol import limits
from app.protocol.entries import SIGNATURE_BYTES
from app.protocol.messages import LAYOUTS, NO_SPACE

ENVELOPE_OVERHEAD = 1 + 8 + 8 + 8 + 16 + 64 + 1
WIDEST_PAYLOAD_AROUND_A_DELTA = 100
PAIR_IN_WRAPS = 1 + 2 + 8 + 2 + 32


def test_the_largest_delta_fits_an_envelope_even_if_it_does_not_compress() -> None:
    assert limits.MAX_DELTA + WIDEST_PAYLOAD_AROUND_A_DELTA + ENVELOPE_OVERHEAD <= limits.MAX_ENVELOPE
    assert limits.MAX_DELTA + WIDEST_PAYLOAD_AROUND_A_DELTA <= limits.MAX_EXPANSION


def test_a_new_epoch_of_a_full_space_fits_an_entry() -> None:
    assert limits.MAX_MEMBERS * PAIR_IN_WRAPS + 300 + SIGNATURE_BYTES <= limits.MAX_ENTRY


def test_a_full_hello_fits() -> None:
    spaces = limits.MAX_SPACES * (16 + 8 + 2 + 3)
    wants = limits.MAX_WANTS * (1 + 32)
    assert spaces + wants + limits.MAX_ADMISSION + 64 + 50 <= limits.MAX_HELLO


def test_no_item_is_larger_than_the_largest() -> None:
    assert max(layout.limit for layout in LAYOUTS.values()) == limits.MAX_ITEM


def test_an_item_holds_a_part_and_what_says_where_it_belongs() -> None:
    assert limits.PART + 1 + limits.MAX_VARINT + 3 + 3 <= limits.MAX_PART_ITEM


def test_a_bulky_payload_fits_an_envelope_even_if_it_does_not_compress() -> None:
    assert limits.PACK_AIM < limits.BULK_AIM < limits.MAX_ENVELOPE


def test_no_space_is_no_index() -> None:
    assert NO_SPACE >= limits.MAX_SPACES


def test_a_number_fits_its_bytes() -> None:
    assert limits.MAX_NUMBER < 2 ** (7 * limits.MAX_VARINT)


def test_a_window_holds_the_largest_payload() -> None:
    assert limits.MAX_EXPANSION < 2**limits.MAX_WINDOW_LOG
