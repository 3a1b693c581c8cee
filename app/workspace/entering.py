"""From an unlocked key to a person's workspace: everything that a store needs, imported when a PIN has been typed."""

from pathlib import Path

from app.clock import Clock
from app.crypto.keys import PersonKeys
from app.crypto.selftest import run as crypto_selftest
from app.errors import StoreError
from app.ids import Chance, PersonId
from app.records.kinds import ALL
from app.records.registry import Registry
from app.spaces.recovery import lock_store
from app.store.store import Store
from app.store.wal import is_spoilt
from app.workspace.desk import Desk, begin
from app.workspace.mending import is_asked_for, mend
from app.workspace.workspace import Workspace


def person_of(root: bytes) -> PersonId:
    """The person whose root secret (32 bytes) this is."""
    return PersonKeys.from_root(root).person


def locked_by_root(root: bytes, key: bytes, chance: Chance) -> bytes:
    """The store's key so that the root secret opens it, when the PIN is forgotten."""
    return lock_store(PersonKeys.from_root(root), key, chance)


def make_store(path: Path, key: bytes, name: str, root: bytes, clock: Clock, chance: Chance) -> None:
    """Write a new person's store. Raises StoreError, RecordError for a name that is too long."""
    store = Store.create(path, key, Registry(ALL))
    try:
        begin(store, name, root, clock, chance)
    finally:
        store.close()


def open_store(path: Path, key: bytes, clock: Clock, chance: Chance) -> Workspace:
    """A person's workspace; a damaged store is mended first, from its last copy and from itself.

    Raises StoreError; Bug if a cipher does not do what it should on this machine.
    """
    crypto_selftest()
    registry = Registry(ALL)
    store = _open_or_mend(path, key, registry, clock, chance)
    try:
        return Workspace(Desk(store, registry, clock, chance))
    except BaseException:
        store.close()
        raise


def _open_or_mend(path: Path, key: bytes, registry: Registry, clock: Clock, chance: Chance) -> Store:
    if not is_asked_for(path) and not is_spoilt(path):
        try:
            return Store.open(path, key, registry)
        except StoreError as error:
            if error.code != "store.damaged":
                raise
    mend(path, key, registry, clock, chance)
    return Store.open(path, key, registry)
