"""The root secret of somebody who comes back opens her store, and is written nowhere."""

import os

import pytest

from app.crypto.keys import PersonKeys
from app.errors import StoreError
from app.spaces.recovery import lock_store
from app.workspace.returning import Returning

ROOT, KEY = bytes(range(32)), bytes(range(1, 33))
PERSON = PersonKeys.from_root(ROOT)
RETURNING = Returning(ROOT, PERSON.person, (), True, "李秀兰")


def test_it_opens_what_her_root_has_locked() -> None:
    assert RETURNING.unlock(lock_store(PERSON, KEY, os.urandom)) == KEY


@pytest.mark.parametrize(
    "locked",
    [b"", b"x" * 60, lock_store(PersonKeys.from_root(KEY), KEY, os.urandom)],
    ids=["nothing", "not a lock", "another person's"],
)
def test_anything_else_is_damage(locked: bytes) -> None:
    with pytest.raises(StoreError) as raised:
        RETURNING.unlock(locked)
    assert raised.value.code == "store.damaged"


def test_the_secret_is_in_no_text_of_it() -> None:
    assert str(ROOT) not in repr(RETURNING)
