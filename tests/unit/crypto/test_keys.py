"""Derived keys: the same each time, and each one different."""

import pytest

from app.crypto.keys import PersonKeys, TicketKeys, envelope_key, epoch_check, history_key, name_key
from app.crypto.signing import CERTIFICATE_SIGNATURE, SigningKey, key_id, verify
from app.errors import Bug

SECRET = bytes(range(32))


def test_a_root_secret_gives_the_same_person_again() -> None:
    """The recovery card holds nothing else."""
    first, again = PersonKeys.from_root(SECRET), PersonKeys.from_root(SECRET)

    assert first.person == again.person == key_id(first.signing.public)
    assert first.public_sealing == again.public_sealing


def test_a_person_certifies_a_device() -> None:
    keys = PersonKeys.from_root(SECRET)
    device = SigningKey.generate()

    assert verify(keys.signing.public, keys.certify(device.public), CERTIFICATE_SIGNATURE, device.public)


def test_a_seed_gives_the_same_ticket_again() -> None:
    first, again = TicketKeys.from_seed(SECRET[:16]), TicketKeys.from_seed(SECRET[:16])

    assert (first.id, first.sealing) == (again.id, again.sealing)
    assert first.id == key_id(first.signing.public)


def test_all_that_comes_of_one_secret_differs() -> None:
    """One leaked derived key gives away none of the others."""
    person = PersonKeys.from_root(SECRET)
    made = {
        person.signing.seed,
        envelope_key(SECRET, bytes(8)),
        envelope_key(SECRET, bytes(7) + b"1"),
        name_key(SECRET),
        history_key(SECRET),
        epoch_check(SECRET).ljust(32),
        SECRET,
    }

    assert len(made) == 7


def test_our_own_mistakes_are_bugs() -> None:
    for wrong in (
        lambda: PersonKeys.from_root(b"short"),
        lambda: TicketKeys.from_seed(SECRET),
        lambda: envelope_key(b"", bytes(8)),
        lambda: envelope_key(SECRET, b""),
        lambda: name_key(b""),
        lambda: history_key(b""),
        lambda: epoch_check(b""),
    ):
        with pytest.raises(Bug):
            wrong()
