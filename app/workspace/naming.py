"""Other names: one's own, in all one's spaces and on this laptop; and a space's, for whoever keeps it.

Each is an entry behind the space's membership log, which leaves with the next visit. What was named before keeps its
place: records name people and spaces by their ids.
"""

from contextlib import suppress

from app.errors import AccessError, RecordError, StoreError
from app.ids import SpaceId
from app.records.values import clean_name
from app.spaces import keeping
from app.sync.owner import NAME
from app.sync.roster import add_own_entry
from app.workspace.cards import make_card, read_card
from app.workspace.desk import Desk

#: Characters of a name; as many of the longest ones still fit the log.
LONGEST_NAME = 60


def checked_name(name: str) -> str:
    """The name as it is kept. Raises RecordError for one that is empty or too long."""
    name = clean_name(name)
    if not name:
        raise RecordError("record.bad_value", "an empty name")
    if len(name) > LONGEST_NAME:
        raise RecordError("record.text_too_long", "a name", length=len(name), limit=LONGEST_NAME)
    return name


def rename_me(desk: Desk, name: str) -> None:
    """Another name for oneself, in every space that one is in, and on the sign-in page of this laptop.

    Raises RecordError for a name that is empty or too long, AccessError if a space does not take it; nothing has
    changed then, anywhere.
    """
    name = checked_name(name)
    owner, store = desk.owner, desk.store
    spaces = [row.space for row in store.spaces.all() if row.active and not row.private]
    try:
        with store.transaction():
            for space in spaces:
                state = owner.membership(space)
                if state is not None and desk.names(space).get(desk.person) != name:
                    keys = store.spaces.keys(space)
                    entry = keeping.rename_person(state, owner.device, desk.person, name, keys, desk.chance)
                    add_own_entry(owner, space, entry)
            store.spaces.name_people(desk.private_space, {desk.person: name})
            store.identity.set_text(NAME, name)
    except BaseException:
        for space in spaces:
            owner.forget_membership(space)
        raise
    keep_card(desk)


def rename_space(desk: Desk, space: SpaceId, name: str) -> None:
    """Another name for a space. Raises RecordError as ``rename_me`` does, AccessError unless this person keeps it."""
    name, row = checked_name(name), desk.space(space)
    state = desk.owner.membership(space)
    if state is None:
        raise AccessError("access.no_right", "the private space has no name")
    if name != row.name:
        keys = desk.store.spaces.keys(space)
        add_own_entry(desk.owner, space, keeping.rename_space(state, desk.owner.device, name, keys, desk.chance))


def keep_card(desk: Desk) -> None:
    """Let the sign-in page show the name that the store has, which may have come from another laptop of hers.

    A card that cannot be written now is written at the next visit, or when she signs in.
    """
    folder = desk.store.path.parent
    with suppress(StoreError):
        card = read_card(folder)
        if card.name != desk.name:
            card.name = desk.name
            make_card(folder, card)
