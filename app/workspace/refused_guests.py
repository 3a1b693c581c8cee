"""What becomes of words that somebody wrote in a space which, when the relay heard of her, did not let her in.

She joined by a stick, with a ticket that another laptop had used, that was taken back, or that had ended before the
relay heard of it. What she wrote is copied into her private space; nothing of it went to anybody.
"""

from app.sync.guests import not_let_in, understood
from app.workspace.desk import Desk
from app.workspace.keeping import take_along
from app.workspace.views import Changes

#: What she is told, beside the reason.
NOT_LET_IN = "kit.not_let_in"


def keep_refused_words(desk: Desk) -> tuple[Changes, list[str]]:
    """Copy what was written in spaces that did not let her in, once; gives what changed and the codes to tell.

    Raises StoreError.
    """
    changes, troubles = Changes(), list[str]()
    for space, code in not_let_in(desk.owner):
        with desk.store.transaction():
            changes |= Changes(frozenset(take_along(desk, space)), spaces=True, sync=True)
            understood(desk.owner, space)
        troubles += [NOT_LET_IN, code]
    return changes, list(dict.fromkeys(troubles))
