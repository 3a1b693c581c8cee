"""Other members' public sealing keys, asked for at the next visit by whoever has something to seal for them."""

from collections.abc import Iterable, Iterator

from app.ids import SpaceId
from app.sync.owner import Owner

#: What keys are asked for: a circle that is to be shared out, invitations that are to be sealed,
#: questions that may be put into a box.
CIRCLE, INVITATIONS, BOXES = "circle", "invitations", "boxes"
_ASKERS = (CIRCLE, INVITATIONS, BOXES)
_WANTED = "wanted keys "
_DIGEST_BYTES = 32


def want_keys(owner: Owner, space: SpaceId, digests: Iterable[bytes], asker: str) -> None:
    """Ask for these blobs of a space's log until they are here; in place of what the same asker asked for.

    Raises StoreError.
    """
    wanted, name = b"".join(dict.fromkeys(digests)), f"{_WANTED}{asker} {space.hex()}"
    if wanted:
        owner.store.identity.set(name, wanted)
    else:
        owner.store.identity.remove(name)


def wanted_keys(owner: Owner, space: SpaceId) -> Iterator[bytes]:
    """What is asked for and not here yet."""
    for asker in _ASKERS:
        wanted = owner.store.identity.get(f"{_WANTED}{asker} {space.hex()}") or b""
        for at in range(0, len(wanted), _DIGEST_BYTES):
            digest = wanted[at : at + _DIGEST_BYTES]
            if owner.store.spaces.blob(space, digest) is None:
                yield digest
