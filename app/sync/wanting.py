"""Other members' public sealing keys, asked for at the next visit by whoever has something to seal for them."""

from collections.abc import Iterable, Iterator

from app.ids import SpaceId
from app.sync.owner import Owner

_WANTED = "wanted keys "
_DIGEST_BYTES = 32


def want_keys(owner: Owner, space: SpaceId, digests: Iterable[bytes]) -> None:
    """Ask for these blobs of a space's log until they are here; in place of what was asked for. Raises StoreError."""
    wanted = b"".join(dict.fromkeys(digests))
    if wanted:
        owner.store.identity.set(_WANTED + space.hex(), wanted)
    else:
        owner.store.identity.remove(_WANTED + space.hex())


def wanted_keys(owner: Owner, space: SpaceId) -> Iterator[bytes]:
    """What is asked for and not here yet."""
    wanted = owner.store.identity.get(_WANTED + space.hex()) or b""
    for at in range(0, len(wanted), _DIGEST_BYTES):
        digest = wanted[at : at + _DIGEST_BYTES]
        if owner.store.spaces.blob(space, digest) is None:
            yield digest
