"""What the program does for a person around each exchange, so that nobody has to think of it.

Before: members whose day has passed are taken out, her card is brought up to date where it lies, invitations that can
be sealed are. After: the same with what has come; then another visit may be worth while.
"""

from app.workspace.desk import Desk
from app.workspace.gathering import send_due
from app.workspace.lapses import end_lapsed
from app.workspace.profiles import spread


def tend(desk: Desk) -> bool:
    """Do what is due now; True if something is to leave because of it. Raises StoreError."""
    ended, copied = end_lapsed(desk), spread(desk)
    sent = send_due(desk)
    return sent or ended.sync or copied.sync
