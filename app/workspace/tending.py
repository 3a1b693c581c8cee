"""What the program does for a person around each exchange, so that nobody has to think of it.

Before: members whose day has passed are taken out, her card is brought up to date where it lies, invitations that can
be sealed are, handovers go on by a step, and what two have written about each other is opened once both have. After:
the same with what has come, which may also have ended her own time in a space; then another visit may be worth while.
"""

from app.workspace.boxes import tend_boxes
from app.workspace.departing import settle_departures
from app.workspace.desk import Desk
from app.workspace.gathering import send_due
from app.workspace.handing_over import go_on
from app.workspace.lapses import end_lapsed
from app.workspace.mutual import open_due
from app.workspace.profiles import spread
from app.workspace.releasing import release_due


def tend(desk: Desk) -> bool:
    """Do what is due now; True if something is to leave because of it. Raises StoreError."""
    settle_departures(desk)
    changes = [end_lapsed(desk), spread(desk), go_on(desk), open_due(desk), release_due(desk)]
    sent, laid_out = send_due(desk), tend_boxes(desk)
    return sent or laid_out or any(one.sync for one in changes)
