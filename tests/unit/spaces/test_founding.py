"""Founding needs no network and leaves everything that the founder's other devices will need."""

from app.crypto.signing import digest, key_id
from app.protocol.limits import MAX_BLOB
from app.protocol.membership import Role
from app.spaces.founding import found
from app.spaces.keyring import open_epochs
from app.spaces.membership_log import replay
from tests.helpers.circle import seeded, somebody

WANG = somebody("wang")


def test_a_founder_is_alone_and_keeps_the_space() -> None:
    founded = found("城关小学语文组", WANG.keys, "王老师", WANG.device)
    state = replay(founded.entries, founded.space)

    assert [member.person for member in state.active()] == [WANG.keys.person]
    assert state.members[WANG.keys.person].role is Role.KEEPER
    assert state.member_of(key_id(WANG.device.public)) is not None


def test_the_log_names_exactly_the_blobs() -> None:
    founded = found("组", WANG.keys, "王老师", WANG.device)

    assert {digest(blob) for blob in founded.blobs} == replay(founded.entries, founded.space).blobs
    assert max(len(blob) for blob in founded.blobs) <= MAX_BLOB


def test_the_founders_other_devices_find_the_key() -> None:
    """All they have is the root secret and what lies on a relay."""
    founded = found("组", WANG.keys, "王老师", WANG.device)
    state = replay(founded.entries, founded.space)
    blobs = {digest(blob): blob for blob in founded.blobs}

    assert open_epochs(state, WANG.keys, blobs) == {1: founded.epoch_key}


def test_no_two_spaces_are_alike() -> None:
    first, second = (found("组", WANG.keys, "王老师", WANG.device) for _ in range(2))

    assert first.space != second.space
    assert first.epoch_key != second.epoch_key


def test_the_same_chance_gives_the_same_log() -> None:
    """All but the wrap, whose chance is the library's own, and so the digest that the entry names."""
    first, second = (found("组", WANG.keys, "王老师", WANG.device, seeded("same")) for _ in range(2))

    assert first.epoch_key == second.epoch_key
    assert first.blobs[0] == second.blobs[0] != first.blobs[1] != second.blobs[1]


def test_nothing_readable_is_in_what_leaves() -> None:
    founded = found("城关小学语文组", WANG.keys, "王老师", WANG.device)
    leaves = b"".join(founded.entries + founded.blobs)

    for text in ("城关小学", "王老师"):
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert text.encode(encoding) not in leaves
    assert founded.epoch_key not in leaves
