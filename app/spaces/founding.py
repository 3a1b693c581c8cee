"""Founding a space: its first entry, its first key, and the key wrapped for the founder himself."""

import os
from dataclasses import dataclass

from app.crypto.keys import EPOCH_KEY_BYTES, PersonKeys, epoch_check
from app.crypto.signing import SigningKey, digest, key_id
from app.crypto.wrap import SALT_BYTES, wrap, wrap_context
from app.ids import Chance, SpaceId
from app.protocol.membership import DeviceCard, Found, PersonCard
from app.spaces.membership_log import replay, seal_name, seal_title, sign_entry


@dataclass(frozen=True, slots=True)
class Founded:
    """A new space: its log so far, the blobs that the log names, and the key (32 bytes) of epoch 1."""

    space: SpaceId
    entries: list[bytes]
    blobs: list[bytes]
    epoch_key: bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """What Found and Join have in common: cards of person and device, and two blobs (public key, wrapped key)."""

    person: PersonCard
    device: DeviceCard
    wraps: tuple[tuple[bytes, bytes], ...]
    blobs: list[bytes]


def found(name: str, person: PersonKeys, person_name: str, device: SigningKey, chance: Chance = os.urandom) -> Founded:
    """Found a space, offline. A person's private space is one that nobody is ever invited to.

    Raises RecordError("record.text_too_long") for a name beyond 80 Chinese characters.
    """
    salt = chance(SALT_BYTES)
    epoch_key = chance(EPOCH_KEY_BYTES)
    arrival = arrive(person, person_name, device, salt, 1, epoch_key, chance)
    entry = Found(
        prev=b"",
        author=key_id(device.public),
        salt=salt,
        founder=arrival.person,
        device=arrival.device,
        sealed_title=seal_title(name, salt, epoch_key, chance),
        check=epoch_check(epoch_key),
        wraps=arrival.wraps,
    )
    entries = [sign_entry(entry, device)]
    return Founded(replay(entries, None).space, entries, arrival.blobs, epoch_key)


def arrive(
    person: PersonKeys, name: str, device: SigningKey, salt: bytes, epoch: int, epoch_key: bytes, chance: Chance
) -> Arrival:
    """A person's cards for a space, and the space's key wrapped for himself, so that his other devices find it."""
    context = wrap_context(salt, epoch, key_id(device.public), person.person)
    wrapped = wrap(person.public_sealing, epoch_key, context)
    card = PersonCard(
        root=person.signing.public,
        sealing_key_digest=digest(person.public_sealing),
        sealed_name=seal_name(name, salt, person.person, epoch_key, chance),
    )
    device_card = DeviceCard(public=device.public, certificate=person.certify(device.public))
    return Arrival(card, device_card, ((person.person, digest(wrapped)),), [person.public_sealing, wrapped])
