"""Visits, and the line at the window's foot that says what waits, how long it takes and when it last went."""

from contextlib import suppress
from typing import Any

from app.errors import LinkError
from app.protocol.failures import Code, known
from app.store.spaces import RelayRow
from app.sync.engine import OpenLink, visit
from app.sync.epochs import KEY_MISSING
from app.sync.estimate import Estimate
from app.sync.forks import FORGOTTEN, LOST_WORDS, PUT_BACK, REMOVAL_LOST
from app.sync.gaps import MISSING
from app.sync.joining import be_heard, join_again, unheard
from app.sync.links.http import HttpLink
from app.sync.roster import is_visited
from app.sync.stages import Do, Progress, Stop
from app.sync.state import Tally
from app.sync.twins import is_copy, part_from_twin
from app.workspace.aside import first_wait
from app.workspace.attachments import waiting
from app.workspace.desk import Desk
from app.workspace.devices import COPIED, REPAIRED, become_new_device, become_other
from app.workspace.refused_guests import keep_refused_words
from app.workspace.urgent import note_heard
from app.workspace.views import Changes, SyncLine, VisitReport

LAST_VISIT, _TROUBLE, _CLOCK_OFF = "last visit", "sync trouble", "clock off"

#: What a visit says of pictures and files.
FILES = ("attachment.refused", "attachment.no_room")

#: What a visit says of others' words, or of a list of members, and nothing against the visit itself: everything that
#: could go went, and what the relay gave is here.
_SAID_BESIDE = frozenset({MISSING, "envelope.refused", KEY_MISSING, PUT_BACK, REMOVAL_LOST, *FILES})

#: How often one store believes a relay that it is a copy of another.
MOST_COPIES = 8


def open_http(relay: RelayRow) -> HttpLink:
    """The way to a relay that is reached over the network."""
    return HttpLink(relay.url, relay.relay)


def sync_line(desk: Desk) -> SyncLine:
    """What waits to leave, what the relays said waits to come, and how the last visit went."""
    unseen = desk.registry.unlisted
    records = desk.store.outbox.records_waiting(unseen)
    cost = sum((desk.estimator.of(relay) for relay in relays_in_use(desk)), Estimate())
    shown = cost if records or cost.down > cost.up else Estimate()
    last, files = desk.store.identity.text(LAST_VISIT), waiting(desk)
    return SyncLine(
        waiting_records=records,
        waiting_bytes=shown.up + shown.down,
        seconds=shown.seconds,
        last_visit=int(last) if last else None,
        relays=len(relays_in_use(desk)),
        trouble=desk.store.identity.text(_TROUBLE) or first_wait(desk),
        coming_bytes=shown.down,
        on_stick_records=desk.store.sticks.waiting(unseen),
        files=files.files,
        files_bytes=files.size,
        files_travel=files.files > 0 and (files.freely or files.asked == files.files),
    )


def relay_time(desk: Desk) -> int:
    """The relay's idea of the time, as far as the last visit tells: a ticket's end is judged by it, not by our clock.

    A clock that was put right since, which shows as a leap of about what it was off, is believed again. It is never
    earlier than the relay said last: a laptop whose battery ran empty begins in 1970, and its tickets would be over
    before anybody had them.
    """
    now, last = desk.clock.now(), desk.store.identity.text(LAST_VISIT)
    off = int(desk.store.identity.text(_CLOCK_OFF, "0"))
    if not last:
        return now - off
    leap = int(last) - now
    put_right = leap * off > 0 and 2 * abs(leap) > abs(off)
    return max(now if put_right else now - off, int(last) - off)


def visit_all(
    desk: Desk, open_link: OpenLink, do: Do[Any], progress: Progress, stop: Stop, seconds: float | None = None
) -> VisitReport:
    """One visit to each relay on which a space of this person lives; with ``seconds``, about so long for all of them.

    Raises StoreError alone.
    """
    tallies = []
    started = desk.clock.monotonic()
    for relay in do(lambda: relays_in_use(desk)):
        left = None if seconds is None else seconds - (desk.clock.monotonic() - started)
        if left is not None and left <= 0:
            break
        tallies += _visits(desk, relay, open_link, do, progress, stop, left)
        if stop():
            break
    kept, refused = do(lambda: keep_refused_words(desk))
    troubles = tuple(dict.fromkeys([*refused, *(code for tally in tallies for code in tally.troubles)]))
    report = VisitReport(
        sent=sum(tally.sent for tally in tallies),
        received=sum(tally.received for tally in tallies),
        merged=sum(len(tally.merge.records) for tally in tallies),
        set_aside=sum(tally.merge.set_aside for tally in tallies),
        bytes_up=sum(tally.bytes_up for tally in tallies),
        bytes_down=sum(tally.bytes_down for tally in tallies),
        requests=sum(tally.requests for tally in tallies),
        clock_off=max((tally.clock_off for tally in tallies), key=abs, default=0),
        changes=Changes(
            frozenset(record for tally in tallies for record in tally.merge.records),
            spaces=any(tally.spaces_changed for tally in tallies),
            sync=True,
        )
        | kept,
        trouble=troubles,
        files=sum(tally.files_came + tally.files_went for tally in tallies),
        became_new_device=any(tally.twins for tally in tallies),
    )
    do(lambda: _note(desk, report))
    do(lambda: note_heard(desk))
    return report


def _visits(
    desk: Desk,
    relay: RelayRow,
    open_link: OpenLink,
    do: Do[Any],
    progress: Progress,
    stop: Stop,
    seconds: float | None = None,
) -> list[Tally]:
    """One visit; or, where this store turns out to be one of two copies, three: the last one as a new device.

    What the twin has sent is fetched first, and nothing leaves until ours is told apart from it.
    """
    tallies: list[Tally] = []
    do(lambda: _say_anew(desk))
    with suppress(LinkError):  # which the visit itself will tell
        for space in do(lambda: unheard(desk.owner, relay.relay)):
            be_heard(desk.owner, space, desk.name, open_link, do)
    if not do(lambda: is_copy(desk.owner)):
        tallies.append(visit(desk.owner, relay, open_link, do, progress, stop, seconds))
        if _go_on(desk, tallies[-1], open_link, do) and not stop():
            tallies.append(visit(desk.owner, relay, open_link, do, progress, stop, seconds))
        if not tallies[-1].twins or not do(lambda: _may_become_other(desk)):
            return tallies
        do(lambda: become_other(desk.store, desk.owner))
        # What was refused is sent again under another name.
        refused = {known(code).code for code in (Code.ENVELOPE_NUMBER, Code.HELLO_REPEATED)}
        tallies[-1].troubles = [code for code in tallies[-1].troubles if code not in refused]
    tallies.append(visit(desk.owner, relay, open_link, do, progress, stop, fetch_only=True))
    if not tallies[-1].troubles and not stop():
        do(lambda: part_from_twin(desk.owner))
        tallies.append(visit(desk.owner, relay, open_link, do, progress, stop, seconds))
    return tallies


def _go_on(desk: Desk, tally: Tally, open_link: OpenLink, do: Do[Any]) -> bool:
    """Where the relay has gone on with another log: join once more, and say anew what was sealed with a lost key.

    True if another visit is worth while.
    """
    again = not tally.twins and do(lambda: _say_anew(desk))
    for space in sorted(tally.forgotten):
        if join_again(desk.owner, space, desk.name, open_link, do):
            tally.troubles = [code for code in tally.troubles if code != FORGOTTEN]
            again = True
    return again


def _say_anew(desk: Desk) -> bool:
    """Become a new device if something was sealed with a key that the log has lost: then all of it is owed again."""
    if desk.store.identity.get(LOST_WORDS) is None or not _may_become_other(desk, REPAIRED):
        return False
    with desk.store.transaction():
        device = become_new_device(desk.store, desk.clock, desk.chance, REPAIRED)
        desk.store.identity.remove(LOST_WORDS)
    desk.owner.act_as(device)
    return True


def _may_become_other(desk: Desk, reason: str = COPIED) -> bool:
    """A relay that lies could make us new at every visit, until no space takes another device of ours."""
    return sum(former.reason == reason for former in desk.store.devices.former()) < MOST_COPIES


def relays_in_use(desk: Desk) -> list[RelayRow]:
    """The relays on which a space of this person lives."""
    used = {row.relay for row in desk.store.spaces.all() if is_visited(desk.owner, row)}
    return [relay for relay in desk.store.spaces.relays() if relay.relay in used]


def _note(desk: Desk, report: VisitReport) -> None:
    identity = desk.store.identity
    with desk.store.transaction():
        identity.set_text(_TROUBLE, report.trouble[0] if report.trouble else "")
        if report.requests and _SAID_BESIDE.issuperset(report.trouble):
            identity.set_text(LAST_VISIT, str(desk.clock.now()))
            identity.set_text(_CLOCK_OFF, str(report.clock_off))
