"""One visit: the stages in their order, over whatever link it is handed.

The work on documents and the store runs through ``do``, wherever such work is allowed; only the exchange itself runs
here. A cut at any point leaves the store as it was after the last handful: the next visit first asks what arrived.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from app.clock import Clock
from app.errors import Known, StoreError
from app.ids import SpaceId
from app.protocol.failures import Code, known
from app.protocol.messages import EnvelopeDown, FileDown, Hello, Item, PartDown, SnapshotDown
from app.store.spaces import RelayRow
from app.sync import attachments
from app.sync.attachments import Allowed
from app.sync.budget import Budget, Pace, coming_name, pace_name
from app.sync.forks import FORGOTTEN, REMOVAL_LOST, awaited
from app.sync.gaps import DISHONEST, MISSING, Rereading
from app.sync.links.traffic import Traffic, Went, untold
from app.sync.merge import merge_steps, merge_untried
from app.sync.owner import Owner
from app.sync.pack import bulk_aim
from app.sync.pull import HANDFUL, HANDFUL_BYTES, REMOVED, Pull
from app.sync.push import (
    attachments_request,
    later,
    request_as_person,
    request_for,
    snapshot_request,
    spaces_on,
    take_turns,
    visited_on,
)
from app.sync.seal import Portions
from app.sync.snapshot_making import due, good, make, uploads
from app.sync.stages import Do, Merge, Progress, Stop
from app.sync.state import MOST_REQUESTS, Request, Tally, unsure


class Link(Protocol):
    """RelayApi over a way that counts what passes and can be stopped."""

    traffic: Traffic

    def exchange(self, hello: Hello, uploads: Iterable[Item], went: Went = untold) -> Iterator[Item]:
        """As RelayApi's; ``went`` is told how many bytes of the request have gone. Raises LinkError when the way fails
        or is stopped."""
        ...

    def cancel(self) -> None:
        """Stop what is under way, which ends with link.lost; safe from any thread."""
        ...

    def close(self) -> None:
        """Let go of what is kept open; the visit is over."""
        ...


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
    seconds: float | None = None,
    *,
    fetch_only: bool = False,
) -> Tally:
    """Seal, exchange, merge. With ``fetch_only`` nothing is sealed, sent or merged, apart from this device's entries:
    what comes is stored. What was stored before a failure stays; ``troubles`` of the tally says what failed.

    ``seconds``: about how long the exchange may take; what does not go or come by then waits for the next visit.
    Raises StoreError when the person's file cannot be written; nothing else that the world can do.
    """
    return _Visit(owner, relay, open_link, do, progress, stop, seconds, fetch_only).run()


#: What a refusal to a stranger says to a person.
_DENIED = known(Code.NOT_A_MEMBER).code
#: What an iterator that has nothing more gives.
_END = object()


class _Visit:
    """One visit under way."""

    def __init__(
        self,
        owner: Owner,
        relay: RelayRow,
        open_link: OpenLink,
        do: Do[Any],
        progress: Progress,
        stop: Stop,
        seconds: float | None,
        fetch_only: bool,
    ) -> None:
        self._owner, self._relay, self._do, self._progress, self._stop = owner, relay, do, progress, stop
        self._link = open_link(relay)
        self._fetch_only = fetch_only
        self._tally = Tally()
        self._rereading, self._whole = Rereading(owner, relay.relay), False
        self._pace = Pace.decode(do(lambda: owner.store.identity.text(pace_name(relay.relay))))
        self._budget = Budget(owner.clock, self._pace, seconds)
        self._turns, self._seen = 0, list[str]()
        self._portions: Portions = do(self._new_portions)

    def run(self) -> Tally:
        tally, link, owner = self._tally, self._link, self._owner
        before = self._is_unsure()
        try:
            self._exchange_all()
            self._bring_snapshots()
            self._bring_attachments()
        except StoreError:
            raise
        except Known as error:
            tally.troubles.append(error.code)
            if error.code in DISHONEST:
                self._do(self._rereading.suspect)
            if not link.traffic.sent and not before:
                # Nothing has left, so there is nothing to ask about; what an earlier visit left open stays so.
                self._do(lambda: owner.store.identity.remove(unsure(self._relay.relay)))
        finally:
            link.close()
        tally.troubles += dict.fromkeys((*self._seen, *self._portions.troubles))
        tally.bytes_up, tally.bytes_down = link.traffic.sent, link.traffic.received
        tally.requests = link.traffic.requests
        self._do(self._note)
        if self._fetch_only:
            return tally
        self._run(merge_steps(owner, self._progress))
        if tally.forgotten:
            tally.troubles = [FORGOTTEN if code == _DENIED else code for code in tally.troubles]
        if self._do(self._lacks_removals):
            tally.troubles.append(REMOVAL_LOST)
        if tally.merge.set_aside:
            tally.troubles.append("envelope.refused")
        if self._whole and self._do(partial(self._rereading.look_back, tally)):
            tally.troubles.append(MISSING)
        return tally

    def _lacks_removals(self) -> bool:
        return any(awaited(self._owner, space) for space in visited_on(self._owner, self._relay.relay))

    def _note(self) -> None:
        """Keep what the visit taught about the link, and what still waits at its other end."""
        identity, relay = self._owner.store.identity, self._relay.relay
        if identity.text(pace_name(relay)) != self._pace.encode():
            identity.set_text(pace_name(relay), self._pace.encode())
        if identity.text(coming_name(relay), "0") != str(self._tally.coming):
            identity.set_text(coming_name(relay), str(self._tally.coming))

    def _exchange_all(self) -> None:
        tally = self._tally
        strange: list[SpaceId] = []
        if not self._fetch_only:
            self._do(self._rereading.step_back)
        for _ in range(MOST_REQUESTS):
            # What the relay has just told need not be asked.
            asks = not tally.held and self._is_unsure()
            if tally.strange:
                strange = tally.strange
                request = self._do(partial(request_as_person, self._owner, self._relay, strange))
            else:
                request = self._do(partial(self._request, asks))
            tally.more, tally.stale, tally.lost, tally.unsent = False, False, False, False
            tally.held, tally.strange = {}, []
            tally.moved, earlier = False, list(tally.troubles)
            self._exchange(request)
            if self._stop() or tally.lost_words:
                break
            if tally.strange and not strange:
                # What was refused to a stranger is asked again by the member that he will be.
                tally.troubles[:] = earlier
                continue
            as_person = request.hello.device == self._owner.person.person
            tally.forgotten = set() if as_person else set(tally.strange)
            tally.strange = []
            if as_person:
                # What follows is asked as a device, behind all that we know of the log, and answers for itself; but who
                # was removed asks no more.
                tally.troubles[:] = dict.fromkeys([REMOVED, *earlier] if REMOVED in tally.troubles else earlier)
            again = tally.more or tally.stale or tally.lost or tally.unsent or tally.moved or asks or as_person
            self._whole = not again and not self._take_turns()
            if self._whole or not self._budget.may_ask():
                break
        if not self._turns:
            # Spaces that never come to an end do not keep the others waiting for ever.
            self._do(partial(take_turns, self._owner, self._relay.relay))

    def _take_turns(self) -> bool:
        """With more spaces than one request names: go on with the next ones; False when all had their turn."""
        self._turns += 1
        if self._do(partial(take_turns, self._owner, self._relay.relay)) <= self._turns:
            return False
        self._seen.extend(self._portions.troubles)
        self._portions = self._do(self._new_portions)
        return True

    def _new_portions(self) -> Portions:
        aim = bulk_aim(self._pace.up if self._pace.told_up else None)
        return Portions(self._owner, spaces_on(self._owner, self._relay.relay), aim)

    def _request(self, only_ask: bool) -> Request:
        """The next request: with what is sealed and the next portion; what is left after that is sealed under way."""
        portions, silent = self._portions, only_ask or self._fetch_only
        if not silent:
            portions.begin()
            portions.seal_next()
        request = request_for(
            self._owner,
            self._relay,
            only_ask=only_ask,
            held=self._tally.held,
            fetch_only=self._fetch_only,
            budget=self._budget.answer(),
        )
        if silent or not portions.left():
            return request
        more = later(self._owner, request.spaces, portions, self._budget, self._tally, self._do)
        return replace(request, later=more)

    def _exchange(self, request: Request) -> None:
        owner, relay, link, do = self._owner, self._relay.relay, self._link, self._do
        pull = Pull(owner, relay, request, self._tally)
        watch = _Watch(owner.clock, link.traffic)
        handful: list[Item] = []
        size = came = 0
        if request.uploads or request.later is not None:
            do(lambda: owner.store.identity.set(unsure(relay), b"1"))
        try:
            for item in link.exchange(request.hello, request.body, self._watched(request)):
                watch.first()
                handful.append(item)
                size, came = size + _size(item), came + _size(item)
                if len(handful) >= HANDFUL or size >= HANDFUL_BYTES:
                    taken, handful, size = handful, [], 0
                    do(partial(pull.take, taken))
                    self._progress(came, max(came, self._tally.coming), "receive")
                    self._merge_chunks()
                if self._stop():
                    link.cancel()
        finally:
            if handful:
                do(lambda: pull.take(handful))
            self._tally.coming = max(0, self._tally.coming - came)
        if not self._tally.more:
            self._tally.coming = 0
        self._pace = watch.learnt(self._pace)
        if not self._tally.lost and not any(self._tally.held.values()):
            do(lambda: owner.store.identity.remove(unsure(relay)))

    def _merge_chunks(self) -> None:
        """Let a newcomer see what a snapshot has brought so far, while the rest is on its way."""
        if self._tally.chunks:
            self._tally.chunks = 0
            self._run(merge_untried(self._owner))

    def _run(self, steps: Iterator[Merge]) -> None:
        # Step by step, so that whoever is writing meanwhile is served in between.
        while (step := self._do(partial(next, steps, None))) is not None:
            self._tally.merge += step

    def _bring_snapshots(self) -> None:
        """As a keeper on a good link, with everything else done: bring what newcomers will be glad of."""
        owner, relay, tally, do = self._owner, self._relay, self._tally, self._do
        left = MOST_REQUESTS - self._link.traffic.requests
        calm = not (tally.troubles or tally.more or tally.unsent or self._stop() or self._fetch_only)
        if not calm or left < 2 or self._budget.left is not None or not good(self._pace):
            return
        # What came is merged first: a snapshot holds what its maker has merged.
        self._run(merge_steps(owner, self._progress))
        spaces = do(lambda: due(owner, relay.relay, spaces_on(owner, relay.relay)))
        if not spaces:
            return
        self._exchange(do(lambda: snapshot_request(owner, relay, spaces, ())))
        sent: list[Item] = []
        for index, space in enumerate(spaces):
            standing = tally.snapshots.get(space)
            if standing is None or space not in do(partial(due, owner, relay.relay, [space])):
                continue
            if not do(partial(owner.store.snapshots.made, relay.relay, space)):
                steps = make(owner, relay.relay, space)
                while do(partial(next, steps, _END)) is not _END:
                    if self._stop():
                        return
            sent += do(lambda: list(uploads(owner, relay.relay, index, space, standing)))  # noqa: B023  # runs at once
        if sent and not self._stop():
            self._exchange(do(lambda: snapshot_request(owner, relay, spaces, sent)))

    def _bring_attachments(self) -> None:
        """With everything else done: pictures and files, as far as the link allows or somebody asked for them."""
        owner, relay, tally, do = self._owner, self._relay, self._tally, self._do
        calm = not (tally.troubles or tally.more or tally.unsent or self._stop() or self._fetch_only)
        allowed = Allowed.by(self._pace)
        if not calm or not (allowed.all_of or do(owner.store.attachments.asked)):
            return
        # What came is merged first: it says which files there are.
        self._run(merge_steps(owner, self._progress))
        spaces = do(lambda: spaces_on(owner, relay.relay))
        while self._link.traffic.requests < MOST_REQUESTS and self._budget.may_ask() and not self._stop():
            budget = min(attachments.budget_of(self._pace), self._budget.answer())
            request = do(partial(attachments_request, owner, relay, spaces, allowed, tally, budget))
            if request is None:
                return
            tally.more = False
            self._exchange(request)

    def _watched(self, request: Request) -> Went:
        def went(done: int, whole: int) -> None:
            if request.uploads or request.later is not None:
                self._progress(done, whole, "send")
            if self._stop():
                self._link.cancel()

        return went

    def _is_unsure(self) -> bool:
        return bool(self._do(lambda: self._owner.store.identity.get(unsure(self._relay.relay))))


class _Watch:
    """When a request began, its answer began, and what had passed by then."""

    def __init__(self, clock: Clock, traffic: Traffic) -> None:
        self._clock, self._traffic = clock, traffic
        self._fresh = traffic.requests == 0
        self._sent, self._received = traffic.sent, traffic.received
        self._began = clock.monotonic()
        self._answered: float | None = None

    def first(self) -> None:
        """An item came."""
        if self._answered is None:
            self._answered = self._clock.monotonic()

    def learnt(self, pace: Pace) -> Pace:
        """What the request, now at its end, says about the link. Only the first one has paid for the connection."""
        if self._answered is None:
            return pace
        if self._fresh:
            pace = pace.learn_up(self._traffic.sent - self._sent, self._answered - self._began)
        return pace.learn_down(self._traffic.received - self._received, self._clock.monotonic() - self._answered)


def _size(item: Item) -> int:
    match item:
        case EnvelopeDown():
            return len(item.envelope)
        case PartDown() | SnapshotDown() | FileDown():
            return len(item.part)
        case _:
            return 0
