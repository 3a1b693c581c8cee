"""A device lets itself in by its person's certificate, and by nothing else."""

import random

import pytest

from app.crypto.keys import PersonKeys
from app.crypto.signing import SigningKey, key_id
from app.errors import AccessError
from app.spaces.devices import add_device
from app.spaces.founding import found
from app.spaces.membership_log import extend, replay

_CHANCE = random.Random(3).randbytes


def test_a_members_new_device_is_one_of_hers() -> None:
    person, first, second = PersonKeys(_CHANCE(32)), SigningKey.generate(_CHANCE), SigningKey.generate(_CHANCE)
    founded = found("圈", person, "王敏", first, _CHANCE)
    state = replay(founded.entries, founded.space)
    state = extend(state, [add_device(state, person, second)])
    assert set(state.members[person.person].devices) == {key_id(first.public), key_id(second.public)}


def test_a_stranger_certifies_nobody() -> None:
    person, stranger, device = PersonKeys(_CHANCE(32)), PersonKeys(_CHANCE(32)), SigningKey.generate(_CHANCE)
    founded = found("圈", person, "王敏", device, _CHANCE)
    state = replay(founded.entries, founded.space)
    with pytest.raises(AccessError):
        extend(state, [add_device(state, stranger, SigningKey.generate(_CHANCE))])


def test_an_entry_written_too_late_is_written_anew() -> None:
    person, device = PersonKeys(_CHANCE(32)), SigningKey.generate(_CHANCE)
    founded = found("圈", person, "王敏", device, _CHANCE)
    state = replay(founded.entries, founded.space)
    late = add_device(state, person, SigningKey.generate(_CHANCE))
    state = extend(state, [add_device(state, person, SigningKey.generate(_CHANCE))])
    with pytest.raises(AccessError):
        extend(state, [late])
    assert len(extend(state, [add_device(state, person, SigningKey.generate(_CHANCE))]).members) == 1
