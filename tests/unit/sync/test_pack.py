"""Parcels keep the order, lose nothing, are small where somebody waits and large where nobody does."""

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from app.ids import SpaceId, new_record_id
from app.protocol.limits import BULK_AIM, MAX_DELTAS, PACK_AIM, SLOW_AIM
from app.sync.pack import URGENT, bulk_aim, pack, raw_aim
from app.sync.stages import Collected

SPACE = SpaceId(bytes(16))
RAW_AIM, RAW_BULK_AIM = raw_aim(URGENT), raw_aim(2)


def _item(size: int, priority: int = 2) -> Collected:
    return Collected(SPACE, new_record_id(), bytes(size), b"", 1, priority)


def _parcels(items: Iterable[Collected]) -> list[tuple[Collected, ...]]:
    """One parcel after another, until nothing is left."""
    left, found = list(items), []
    while left:
        found.append(pack(left))
        left = left[len(found[-1]) :]
    return found


def _size(parcel: tuple[Collected, ...]) -> int:
    return sum(len(item.delta) for item in parcel)


@given(st.lists(st.integers(min_value=0, max_value=400_000), max_size=40))
def test_everything_is_packed_once_and_in_order(sizes: list[int]) -> None:
    items = [_item(size) for size in sizes]
    parcels = _parcels(items)
    assert [item for parcel in parcels for item in parcel] == items
    assert all(parcels)


@given(
    st.lists(st.tuples(st.integers(1, 60_000), st.sampled_from([URGENT, 1, 2, 9])), min_size=1, max_size=60),
)
def test_a_parcel_over_its_aim_holds_one_delta(items: list[tuple[int, int]]) -> None:
    for parcel in _parcels(_item(size, priority) for size, priority in sorted(items, key=lambda item: item[1])):
        aim = RAW_AIM if parcel[0].priority == URGENT else RAW_BULK_AIM
        assert len(parcel) == 1 or _size(parcel) <= aim


def test_what_is_urgent_goes_first_and_in_small_parcels() -> None:
    """The last of them is filled up with what is not, so that few records make one envelope."""
    urgent, rest = [_item(500, URGENT) for _ in range(100)], [_item(500) for _ in range(400)]

    parcels = _parcels([*urgent, *rest])

    small = [parcel for parcel in parcels if parcel[0].priority == URGENT]
    assert parcels[: len(small)] == small
    assert max(map(_size, small)) <= RAW_AIM
    assert small[-1][-1].priority != URGENT
    assert len(parcels) == len(small) + 1


def test_a_comment_and_an_edit_are_one_parcel() -> None:
    assert len(_parcels([_item(300, URGENT), _item(900)])) == 1


def test_a_large_delta_travels_alone() -> None:
    """Small ones behind it need not wait for all of it, and a poor compression of it stays within an envelope."""
    sizes = [300, RAW_BULK_AIM + 1, 300]
    assert [len(parcel) for parcel in _parcels(map(_item, sizes))] == [1, 1, 1]


def test_a_payload_never_holds_more_deltas_than_it_may() -> None:
    parcels = _parcels([_item(0) for _ in range(MAX_DELTAS * 2 + 1)])
    assert max(len(parcel) for parcel in parcels) <= MAX_DELTAS


def test_nothing_gives_no_parcel() -> None:
    assert pack([]) == ()


def test_no_more_is_opened_than_finds_room() -> None:
    """Opening a record costs a document; what comes behind the parcel may be overtaken before its turn."""
    opened = 0

    def items() -> Iterator[Collected]:
        nonlocal opened
        for _ in range(1_000):
            opened += 1
            yield _item(RAW_BULK_AIM // 10)

    assert opened == 0
    assert len(pack(items())) + 1 == opened


def test_on_a_slow_link_envelopes_are_smaller() -> None:
    """At 40 kbit/s a comment waits fifteen seconds at most behind a text that is on its way, and not a minute."""
    assert bulk_aim(None) == BULK_AIM == bulk_aim(1_000_000)
    assert bulk_aim(5_000) == SLOW_AIM
    items = [_item(RAW_BULK_AIM // 20) for _ in range(20)]
    assert _size(pack(items, SLOW_AIM)) <= raw_aim(2, SLOW_AIM)
    assert raw_aim(URGENT, SLOW_AIM) * 0.45 <= PACK_AIM
