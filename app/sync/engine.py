"""One visit: the stages in their order, over whatever link it is handed.

The work on documents and the store runs through ``do``, wherever such work is allowed; only the exchange itself runs
here. A cut at any point leaves the store as it was after the last handful: the next visit first asks what arrived.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol

from app.errors import Known, StoreError
from app.ids import SpaceId
from app.protocol.messages import EnvelopeDown, Hello, Item, PartDown
from app.store.spaces import RelayRow
from app.sync.links.traffic import Traffic, Went, untold
from app.sync.merge import merge_steps
from app.sync.owner import Owner
from app.sync.pull import HANDFUL, HANDFUL_BYTES, Pull
from app.sync.push import request_as_person, request_for
from app.sync.seal import seal_waiting
from app.sync.stages import Do, Progress, Stop
from app.sync.state import MOST_REQUESTS, Request, Tally, unsure


class Link(Protocol):
    """RelayApi over a way that counts what passes and can be stopped."""

    traffic: Traffic

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]: ...
    def cancel(self) -> None: ...
    def close(self) -> None: ...


#: Makes the link to a relay when a visit begins.
OpenLink = Callable[[RelayRow], Link]


def directly(work: Callable[[], Any]) -> Any:
    """``do`` for a program with one thread: the work is done where it stands."""
    return work()


def never() -> bool:
    """``stop`` for a visit that nobody can stop."""
    return False


def no_progress(done: int, whole: int, phase: str) -> None:
    """``progress`` for a visit that nobody watches."""


def visit(
    owner: Owner,
    relay: RelayRow,
    open_link: OpenLink,
    do: Do[Any] = directly,
    progress: Progress = no_progress,
    stop: Stop = never,
    *,
    fetch_only: bool = False,
) -> Tally:
    """Seal, exchange, merge. With ``fetch_only`` nothing is sealed, sent or merged, apart from this device's entries:
    what comes is stored. What was stored before a failure stays; ``troubles`` of the tally says what failed.

    Raises StoreError when the person's file cannot be written; nothing else that the world can do.
    """
    tally = Tally()
    before = bool(do(lambda: owner.store.identity.get(unsure(relay.relay))))
    link = open_link(relay)
    try:
        if not fetch_only:
            tally.troubles += do(lambda: seal_waiting(owner)).troubles
        strange: list[SpaceId] = []
        for _ in range(MOST_REQUESTS):
            # What the relay has just told need not be asked.
            asks = not tally.held and bool(do(lambda: owner.store.identity.get(unsure(relay.relay))))
            strange = strange or tally.strange
            request = do(partial(_next_request, owner, relay, tally, asks, fetch_only))
            tally.more, tally.stale, tally.lost, tally.held, tally.strange = False, False, False, {}, []
            before_it = len(tally.troubles)
            _exchange(owner, relay, link, request, tally, do, progress, stop)
            if stop():
                break
            if tally.strange and not strange:
                # What was refused to a stranger is asked again by the member that he will be.
                del tally.troubles[before_it:]
                continue
            tally.strange = []
            as_person = request.hello.device == owner.person.person
            if not (tally.more or tally.stale or tally.lost or asks or as_person):
                break
    except StoreError:
        raise
    except Known as error:
        tally.troubles.append(error.code)
        if not link.traffic.sent and not before:
            # Nothing has left, so there is nothing to ask about; what an earlier visit left open stays so.
            do(lambda: owner.store.identity.remove(unsure(relay.relay)))
    finally:
        link.close()
    tally.bytes_up, tally.bytes_down = link.traffic.sent, link.traffic.received
    tally.requests = link.traffic.requests
    if fetch_only:
        return tally
    # Step by step, so that whoever is writing meanwhile is served in between.
    steps = merge_steps(owner, progress)
    while (step := do(partial(next, steps, None))) is not None:
        tally.merge += step
    if tally.merge.set_aside:
        tally.troubles.append("envelope.refused")
    return tally


def _next_request(owner: Owner, relay: RelayRow, tally: Tally, asks: bool, fetch_only: bool) -> Request:
    if tally.strange:
        return request_as_person(owner, relay, tally.strange)
    return request_for(owner, relay, only_ask=asks, held=tally.held, fetch_only=fetch_only)


def _exchange(
    owner: Owner,
    relay: RelayRow,
    link: Link,
    request: Request,
    tally: Tally,
    do: Do[Any],
    progress: Progress,
    stop: Stop,
) -> None:
    pull = Pull(owner, relay.relay, request, tally)
    handful: list[Item] = []
    size = 0
    if request.uploads:
        do(lambda: owner.store.identity.set(unsure(relay.relay), b"1"))
    try:
        for item in link.exchange(request.hello, request.uploads, _watched(request, link, progress, stop)):
            handful.append(item)
            size += _size(item)
            if len(handful) >= HANDFUL or size >= HANDFUL_BYTES:
                taken, handful, size = handful, [], 0
                do(partial(pull.take, taken))
                progress(tally.received, tally.received, "receive")
            if stop():
                link.cancel()
    finally:
        if handful:
            do(lambda: pull.take(handful))
    if not tally.lost and not any(tally.held.values()):
        do(lambda: owner.store.identity.remove(unsure(relay.relay)))


def _watched(request: Request, link: Link, progress: Progress, stop: Stop) -> Went:
    def went(done: int, whole: int) -> None:
        if request.uploads:
            progress(done, whole, "send")
        if stop():
            link.cancel()

    return went


def _size(item: Item) -> int:
    match item:
        case EnvelopeDown():
            return len(item.envelope)
        case PartDown():
            return len(item.part)
        case _:
            return 0
