"""Bytes for one person: she opens them, and nobody else, nor anywhere else."""

import os

import pytest

from app.crypto.keys import PersonKeys
from app.errors import AccessError
from app.spaces.parcel import open_parcel, seal_for


def test_only_whom_it_is_for_opens_it_and_only_where_it_belongs() -> None:
    hers, his = PersonKeys.from_root(bytes(32)), PersonKeys.from_root(bytes([1] * 32))
    sealed = seal_for(hers.public_sealing, "邀请函".encode(), b"here", os.urandom)

    assert open_parcel(sealed, hers.sealing, b"here") == "邀请函".encode()
    for private, context, data in (
        (his.sealing, b"here", sealed),
        (hers.sealing, b"there", sealed),
        (hers.sealing, b"here", sealed[:-1]),
        (hers.sealing, b"here", b""),
    ):
        with pytest.raises(AccessError) as raised:
            open_parcel(data, private, context)
        assert raised.value.code == "access.no_key"


def test_what_is_no_public_key_is_refused() -> None:
    with pytest.raises(AccessError):
        seal_for(b"no key", b"words", b"here", os.urandom)
