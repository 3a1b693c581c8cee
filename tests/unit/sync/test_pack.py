"""Parcels keep the order, lose nothing, and stay near the size that a cut may cost."""

from hypothesis import given
from hypothesis import strategies as st

from app.ids import SpaceId, new_record_id
from app.protocol.limits import MAX_DELTAS
from app.sync.pack import pack
from app.sync.stages import Collected

SPACE = SpaceId(bytes(16))


def _item(size: int) -> Collected:
    return Collected(SPACE, new_record_id(), bytes(size), b"", 1, 2)


@given(st.lists(st.integers(min_value=0, max_value=400_000), max_size=40))
def test_everything_is_packed_once_and_in_order(sizes: list[int]) -> None:
    items = [_item(size) for size in sizes]
    parcels = list(pack(items))
    assert [item for parcel in parcels for item in parcel.collected] == items
    assert all(parcel.collected for parcel in parcels)


@given(st.lists(st.integers(min_value=1, max_value=60_000), min_size=1, max_size=60))
def test_a_parcel_over_the_aim_holds_one_delta(sizes: list[int]) -> None:
    for parcel in pack([_item(size) for size in sizes]):
        whole = sum(len(item.delta) for item in parcel.collected)
        assert len(parcel.collected) == 1 or whole <= 1_000_000


def test_a_payload_never_holds_more_deltas_than_it_may() -> None:
    parcels = list(pack([_item(0) for _ in range(MAX_DELTAS * 2 + 1)]))
    assert max(len(parcel.collected) for parcel in parcels) <= MAX_DELTAS


def test_nothing_gives_no_parcel() -> None:
    assert list(pack([])) == []
