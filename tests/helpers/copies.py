"""A person in a world with a card, so that copies of her store can be made and opened with her PIN."""

import base64
from functools import cache
from pathlib import Path

from app.crypto.passphrase import lock
from app.workspace.cards import Card, make_card
from app.workspace.safekeeping import FOLDER
from app.workspace.workspace import Workspace
from tests.helpers.world import STORE_KEY, World, desk_of

PERSON_PIN = "2468"


def with_card(workspace: Workspace) -> Workspace:
    """Give a person of a world the card that the program would have written."""
    make_card(folder_of(workspace), Card(workspace.me.name, _locked()))
    return workspace


def folder_of(workspace: Workspace) -> Path:
    """Where a person's files lie."""
    return desk_of(workspace).store.path.parent


def copy_files(workspace: Workspace) -> list[Path]:
    """Her copies, oldest first."""
    return sorted((folder_of(workspace) / FOLDER).glob("*.tongxing"))


def harm(path: Path, *places: int, size: int = 64) -> None:
    """Overwrite some bytes of a file, as a failing disk does."""
    with path.open("r+b") as file:
        for place in places:
            file.seek(place)
            file.write(b"\xa5" * size)


def put_back(world: World, name: str, file: bytes) -> None:
    """Put the bytes of an older store in the place of a person's own, as somebody does by hand."""
    world.people.pop(name).close()
    folder = world.folder / name
    for old in folder.glob("store.db*"):
        old.unlink()
    (folder / "store.db").write_bytes(file)


@cache
def _locked() -> str:
    """With costs that nobody waits for."""
    return base64.b64encode(lock(STORE_KEY, PERSON_PIN, memory_kib=8_192, rounds=1)).decode("ascii")
