"""Somebody who has proved who she is by her root secret, and is not signed in yet."""

from dataclasses import dataclass, field

from app.crypto.keys import PersonKeys
from app.errors import AccessError, StoreError
from app.ids import PersonId
from app.spaces.recovery import Place, unlock_store


@dataclass(frozen=True)
class Returning:
    """Somebody who has proved who she is. ``here``: her file lies on this computer, under ``name``."""

    root: bytes = field(repr=False)
    person: PersonId
    places: tuple[Place, ...]
    here: bool
    name: str

    def unlock(self, by_root: bytes) -> bytes:
        """The key of her store. Raises StoreError if the card beside it is not hers, or damaged."""
        try:
            return unlock_store(PersonKeys.from_root(self.root), by_root)
        except AccessError as error:
            raise StoreError("store.damaged", "not locked by this root") from error
