"""New laptops for people of a world: an empty home, a PIN lock that costs nothing, and the world's way to the relay."""

import functools
from pathlib import Path

import pytest

from app.crypto import passphrase
from app.paths import open_home
from app.workspace import coming_back, signing_in
from app.workspace.key_store import KeyStore
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.world import World

PIN = "2580"


class Safe:
    """A backend of a system's key store, in memory; ``broken`` raises as a desktop without its service does."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.broken = False

    def set_password(self, service: str, username: str, password: str) -> None:
        self._check()
        self.kept[username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self._check()
        return self.kept.get(username)

    def delete_password(self, service: str, username: str) -> None:
        self._check()
        del self.kept[username]

    def _check(self) -> None:
        if self.broken:
            raise RuntimeError("no service answers")


def cheap_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock PINs at the least cost; what Argon2 costs is tested where it is the point."""
    monkeypatch.setattr(signing_in, "lock", functools.partial(passphrase.lock, memory_kib=8, rounds=1))


def laptop(world: World, folder: Path, safe: Safe | None = None) -> People:
    """An empty laptop."""
    return People(open_home(folder), world.clock, key_store=KeyStore(safe or Safe()))


def at_home(world: World, name: str, workspace: Workspace) -> Workspace:
    """Give somebody who came back the world's way to the relay, and have her closed at its end."""
    workspace._open_link = world.open_link
    former = world.people.get(name)
    if former is not None:
        former.close()
    world.people[name] = workspace
    return workspace


def back_by_card(world: World, name: str, people: People, code: str | None = None) -> Workspace:
    """Her laptop is lost: she takes another one and her card, and is signed in before any visit."""
    card = world.people[name].recovery_card()
    returning = coming_back.read_card(people, "".join(card.chinese), card.code if code is None else code)
    return at_home(world, name, people.come_back(returning, name, PIN))
