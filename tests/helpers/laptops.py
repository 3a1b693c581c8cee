"""A second laptop of a person of a world: the same root secret, a store of its own."""

import os

from app.records.kinds import ALL
from app.records.registry import Registry
from app.spaces.recovery import Place
from app.store.store import Store
from app.workspace.desk import Desk, begin
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.world import PIN, STORE_KEY, World, desk_of


def second_laptop(world: World, name: str) -> Workspace:
    """Signed in, let into the shared space, and known to everybody in the world."""
    root = desk_of(world.people[name]).root()
    store = Store.create(world.folder / f"{name} second" / "store.db", STORE_KEY, Registry(ALL))
    begin(store, name, root, world.clock, os.urandom)
    other = Workspace(Desk(store, Registry(ALL), world.clock, os.urandom), world.open_link)
    world.people[f"{name} second"] = other
    other.bring_back((Place("https://relay.example:8443", PIN, world.shared()),))
    settle(other, *world.people.values())
    return other
