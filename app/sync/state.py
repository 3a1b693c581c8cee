"""What a visit says and how it stands: the request that is sent, and the running count of what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from app.ids import FileId, SpaceId
from app.protocol.messages import FileAt, Hello, Item, SnapshotAt
from app.sync.stages import Merge

#: Requests that one visit to one relay may take, whatever there is to send.
MOST_REQUESTS = 5


def unsure(relay: bytes) -> str:
    """Under this name stands that we do not know what the relay holds of ours: a request with uploads was not answered
    to its end, it holds the beginning of an envelope, or it has lost what it had."""
    return "cut " + relay.hex()


@dataclass(frozen=True)
class Request:
    """One request: the hello, the spaces that it lists in their order, and what is sent after it: ``uploads``, and
    behind them ``later``, which is made while they are on their way; None if nothing is. In the spaces of ``held_back``
    nothing could be sealed yet: a new epoch is under way there. With ``quiet`` its answer leads to nothing new.
    """

    hello: Hello
    spaces: tuple[SpaceId, ...]
    uploads: Sequence[Item]
    held_back: frozenset[SpaceId] = frozenset()
    quiet: bool = False
    later: Iterator[Item] | None = None

    @property
    def body(self) -> Iterable[Item]:
        """Everything behind the hello; a sequence if its length is known beforehand."""
        return self.uploads if self.later is None else chain(self.uploads, self.later)


@dataclass
class Tally:
    """What a visit did so far. ``clock_off``: seconds by which this computer's clock is ahead of the relay's.
    ``held``: bytes that the relay said it has of each space's next envelope. ``lost``: it holds less than it did, as
    after it was restored from an older copy, and is to be asked what of ours it still has. ``strange``: spaces whose
    log there does not know this device. ``twins``: spaces in which the relay has other words under a number of ours,
    as when this store was copied to a second laptop. ``unsent``: a request was full, or the time was up, before all
    that waits had left. ``coming``: bytes that the relay said wait for us. ``doubts``: spaces in whose log the
    relay sent us back. ``moved``: its answer lets something be written, sealed or asked for that could not be before,
    as the entry of a new epoch. ``lost_words``: spaces in which something of ours is sealed with a key that
    their log does not have any more; ``forgotten``: those whose log does not have us any more. ``chunks``: parts of
    snapshots that came; ``snapshots``: how they stand there. ``files``: how attachments stand there; ``spoilt``: those
    of which something false came; ``files_came`` and ``files_went``: how many are whole now, here and there."""

    sent: int = 0
    received: int = 0
    clock_off: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    more: bool = False
    stale: bool = False
    lost: bool = False
    unsent: bool = False
    coming: int = 0
    moved: bool = False
    chunks: int = 0
    snapshots: dict[SpaceId, SnapshotAt] = field(default_factory=dict)
    files: dict[tuple[SpaceId, FileId], FileAt] = field(default_factory=dict)
    spoilt: set[FileId] = field(default_factory=set)
    files_came: int = 0
    files_went: int = 0
    merge: Merge = field(default_factory=Merge)
    troubles: list[str] = field(default_factory=list)
    spaces_changed: bool = False
    held: dict[SpaceId, int] = field(default_factory=dict)
    strange: list[SpaceId] = field(default_factory=list)
    twins: set[SpaceId] = field(default_factory=set)
    doubts: set[SpaceId] = field(default_factory=set)
    lost_words: set[SpaceId] = field(default_factory=set)
    forgotten: set[SpaceId] = field(default_factory=set)
