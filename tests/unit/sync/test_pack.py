"""Parcels keep the order, lose nothing, are small where somebody waits and large where nobody does."""

from hypothesis import given
from hypothesis import strategies as st

from app.ids import SpaceId, new_record_id
from app.protocol.limits import MAX_DELTAS
from app.sync.pack import RAW_AIM, RAW_BULK_AIM, URGENT, pack
from app.sync.stages import Collected, Parcel

SPACE = SpaceId(bytes(16))


def _item(size: int, priority: int = 2) -> Collected:
    return Collected(SPACE, new_record_id(), bytes(size), b"", 1, priority)


def _size(parcel: Parcel) -> int:
    return sum(len(item.delta) for item in parcel.collected)


@given(st.lists(st.integers(min_value=0, max_value=400_000), max_size=40))
def test_everything_is_packed_once_and_in_order(sizes: list[int]) -> None:
    items = [_item(size) for size in sizes]
    parcels = list(pack(items))
    assert [item for parcel in parcels for item in parcel.collected] == items
    assert all(parcel.collected for parcel in parcels)


@given(
    st.lists(st.tuples(st.integers(1, 60_000), st.sampled_from([URGENT, 1, 2, 9])), min_size=1, max_size=60),
)
def test_a_parcel_over_its_aim_holds_one_delta(items: list[tuple[int, int]]) -> None:
    for parcel in pack(_item(size, priority) for size, priority in sorted(items, key=lambda item: item[1])):
        aim = RAW_AIM if parcel.collected[0].priority == URGENT else RAW_BULK_AIM
        assert len(parcel.collected) == 1 or _size(parcel) <= aim


def test_what_is_urgent_goes_first_and_in_small_parcels() -> None:
    """The last of them is filled up with what is not, so that few records make one envelope."""
    urgent, rest = [_item(500, URGENT) for _ in range(100)], [_item(500) for _ in range(400)]

    parcels = list(pack([*urgent, *rest]))

    small = [parcel for parcel in parcels if parcel.collected[0].priority == URGENT]
    assert parcels[: len(small)] == small
    assert max(map(_size, small)) <= RAW_AIM
    assert small[-1].collected[-1].priority != URGENT
    assert len(parcels) == len(small) + 1


def test_a_comment_and_an_edit_are_one_parcel() -> None:
    assert len(list(pack([_item(300, URGENT), _item(900)]))) == 1


def test_a_large_delta_travels_alone() -> None:
    """Small ones behind it need not wait for all of it, and a poor compression of it stays within an envelope."""
    sizes = [300, RAW_BULK_AIM + 1, 300]
    assert [len(parcel.collected) for parcel in pack(map(_item, sizes))] == [1, 1, 1]


def test_a_payload_never_holds_more_deltas_than_it_may() -> None:
    parcels = list(pack([_item(0) for _ in range(MAX_DELTAS * 2 + 1)]))
    assert max(len(parcel.collected) for parcel in parcels) <= MAX_DELTAS


def test_nothing_gives_no_parcel() -> None:
    assert list(pack([])) == []
