"""One more way in a story: a stick that goes from hand to hand, and is pulled out."""

from contextlib import suppress
from pathlib import Path

from app.errors import LinkError
from app.sync.engine import directly, never, no_progress
from app.workspace.sticks import exchange
from tests.helpers.sticks import Pulled
from tests.stories.village import Village, Villager


def exchanges(village: Village, person: Villager, folder: Path, cut: int | None) -> None:
    """She plugs the stick in and takes and gives; it is pulled out after so many bytes and operations.

    What it brings, others still have: so no word's holders change, and a stick that is lost loses nothing.
    """
    village.program(person)
    folder.mkdir(exist_ok=True)
    with suppress(LinkError):
        exchange(person.desk, folder, directly, no_progress, never, None if cut is None else Pulled(cut))
