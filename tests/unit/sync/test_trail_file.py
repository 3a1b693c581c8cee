"""The file of a trail: only devices of its keeper sign it, and what says the same in other bytes is no trail."""

import msgspec
import pytest

from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey
from app.errors import AccessError
from app.sync.trail_file import MAGIC, Body, Card, Save, TrailFile, opened, sealed, seen_by

KEEPER, OTHER = (PersonKeys.from_root(bytes([number]) * 32) for number in (1, 2))
DEVICE, STRANGE = (SigningKey.from_seed(bytes([number]) * 32) for number in (3, 4))
CARD = Card(DEVICE.public, KEEPER.certify(DEVICE.public))
SAVE = Save(0, bytes(9), bytes(8), 1_770_000_000, bytes(16), b"delta")
BODY = Body("李秀兰", KEEPER.signing.public, 1_770_000_000, [CARD], [SAVE], [], [])


def test_what_its_keeper_sealed_is_opened_again() -> None:
    _, body = opened(sealed(BODY, DEVICE, CARD))
    assert body == BODY


@pytest.mark.parametrize("data", [b"", b"PDF", MAGIC, MAGIC + b"\x94"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(AccessError, match=r"trail\."):
        opened(data)


def test_a_device_that_its_keeper_did_not_make_hers_signs_nothing() -> None:
    strange = Card(STRANGE.public, OTHER.certify(STRANGE.public))
    with pytest.raises(AccessError, match=r"trail\.changed"):
        opened(sealed(BODY, STRANGE, strange))


def test_the_same_in_other_bytes_is_a_change() -> None:
    file = msgspec.msgpack.decode(sealed(BODY, DEVICE, CARD)[len(MAGIC) :], type=TrailFile)
    longer = MAGIC + b"\xdc\x00\x04" + msgspec.msgpack.encode(file)[1:]
    with pytest.raises(AccessError, match=r"trail\.changed"):
        opened(longer)


def test_a_colleague_s_name_and_time_are_under_her_signature() -> None:
    card = Card(STRANGE.public, OTHER.certify(STRANGE.public))
    data = seen_by(sealed(BODY, DEVICE, CARD), "王敏", OTHER.signing.public, STRANGE, card, 1_770_000_100)
    file, _ = opened(data)
    assert file.seen[0].name == "王敏"
    with pytest.raises(AccessError, match=r"trail\.changed"):
        opened(data.replace("王敏".encode(), "王灵".encode()))
