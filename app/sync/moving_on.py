"""After an answer: what can be done now that could not be before, in the same visit.

The entry of a new epoch may have come, and its key is asked for; the key may have come, and what was held back is
sealed; the members' public keys may have come, and the epoch that is due begins.
"""

from app.errors import AccessError
from app.ids import SpaceId
from app.protocol.messages import EntryUp
from app.sync.epochs import KEY_MISSING, begin_due, may_seal, note_blocked, open_keys, wanted
from app.sync.leaving import go
from app.sync.owner import Owner
from app.sync.roster import waiting_entries
from app.sync.state import Request
from app.sync.tickets import open_anew


def advance(owner: Owner, relay: bytes, request: Request) -> tuple[bool, list[str]]:
    """Open keys that came, begin what is due; gives whether another request is worth while, and codes of what failed.

    Part of the transaction that stores the answer's last items. Raises StoreError.
    """
    again, troubles = False, []
    for index, space in enumerate(request.spaces):
        try:
            open_keys(owner, space)
        except AccessError as error:
            troubles.append(error.code)
        begin_due(owner, space)
        open_anew(owner, space)
        asked = {want.digest for want in request.hello.wants if want.space_index == index}
        missing = set(wanted(owner, space))
        if missing - asked:
            again = True
        elif missing and note_blocked(owner, space):
            troubles.append(KEY_MISSING)
        if space not in request.held_back:
            troubles += filter(None, [go(owner, space)])
        sent = {item.entry for item in request.uploads if isinstance(item, EntryUp) and item.space_index == index}
        again = again or bool(set(waiting_entries(owner, relay, space)) - sent)
        again = again or (space in request.held_back and may_seal(owner, space) and _waits(owner, space))
    return again, troubles


def _waits(owner: Owner, space: SpaceId) -> bool:
    """Is there anything to seal?"""
    receipts = owner.store.receipts
    return bool(space in owner.store.outbox.unsent() or receipts.untold(space) or receipts.untold_reads(space))
