"""Any two to five laptops, any order, any repetition, any delay, restarts in between: all come to the same record.

Each example is a random story. What each laptop knew when it wrote is noted beside the documents in plain sets, so
that rivals and kept rows are checked, after every delivery, against an account that knows nothing of the library.
"""

import random
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from app.crdt import Document, Rival, Scalar, cell
from app.crdt.shape import place_key
from app.ids import DeviceId

KEYS = ("t", "u")
PROSES = ("p", "q", cell("s", "r1", "t"))
ROWS = ("r1", "r2", "r3")
MEMBERS = ("zhang", "li")
ACTS = ("set", "write", "insert", "delete", "add", "move", "remove", "restore", "cell", "mark", "deliver", "restart")


@dataclass(frozen=True)
class Act:
    """One thing that one laptop does; the numbers choose where and what."""

    what: str
    laptop: int
    a: int
    b: int


@dataclass(frozen=True)
class Note:
    """A save in our own account, and which saves its author knew."""

    save: int
    device: DeviceId
    time: int
    value: Scalar | None
    knew: frozenset[int]


@dataclass
class Laptop:
    """One device: its document, and every delta it was handed (as the store keeps them)."""

    device: DeviceId
    document: Document
    received: list[int] = field(default_factory=list)
    waiting: bool = False
    said: int = -60


class Story:
    """The laptops, all deltas ever made, and our own account of who wrote what knowing what."""

    def __init__(self, laptops: int) -> None:
        self.devices = 0
        self.clock = 1_000_000
        self.laptops = [self.new_laptop() for _ in range(laptops)]
        self.deltas: list[bytes] = []
        self.causes: list[frozenset[int]] = []
        self.notes: dict[str, list[Note]] = {}
        self.typed: list[str] = []

    def new_device(self) -> DeviceId:
        """An id that no device had before."""
        self.devices += 1
        return DeviceId(b"device%02d" % self.devices)

    def new_laptop(self) -> Laptop:
        """A laptop that knows nothing."""
        device = self.new_device()
        return Laptop(device, Document.new(device, random.Random(self.devices).randbytes))

    def known(self, laptop: Laptop) -> frozenset[int]:
        """The saves that a laptop has merged: those it was handed, once it has all their causes."""
        had: set[int] = set()
        for save in sorted(set(laptop.received)):
            if self.causes[save] <= had:
                had.add(save)
        return frozenset(had)

    def play(self, act: Act) -> None:
        """Let a laptop do one thing, save it and note it."""
        laptop = self.laptops[act.laptop % len(self.laptops)]
        if act.what == "deliver":
            chosen = random.Random(act.b)
            self.deliver(laptop, chosen.choices(range(len(self.deltas)), k=act.a % 8) if self.deltas else [])
        elif act.what == "restart":
            laptop.device, laptop.said = self.new_device(), -60
            laptop.document = Document.load(laptop.device, laptop.document.state(), random.Random(act.b).randbytes)
        else:
            self.write(laptop, act)

    def write(self, laptop: Laptop, act: Act) -> None:
        """One save of one act; a clock that jumps back and forth."""
        document, before, knew = laptop.document, laptop.document.version(), self.known(laptop)
        touched, value, typed = perform(document, act, chr(0x4E00 + len(self.typed)))
        self.clock += act.b % 190 - 80
        if not document.commit(self.clock):
            return
        self.deltas.append(document.export(before, own=True))
        self.causes.append(knew)
        save = len(self.deltas) - 1
        laptop.received.append(save)
        self.typed += typed
        self.notes.setdefault(touched, []).append(Note(save, laptop.device, self.told(laptop), value, knew))

    def told(self, laptop: Laptop) -> int:
        """What a laptop's save is told to have been made at: its clock, but later than its save of this minute."""
        lead = laptop.said - self.clock
        laptop.said = laptop.said + 1 if 0 <= lead < 60 else self.clock
        return laptop.said

    def deliver(self, laptop: Laptop, numbers: list[int]) -> None:
        """Hand over deltas; while something waits, all that was ever received goes in again."""
        laptop.received += numbers
        batch = laptop.received if laptop.waiting else numbers
        merged = laptop.document.merge([self.deltas[number] for number in batch])
        assert merged.damaged == ()
        laptop.waiting = merged.pending
        self.check(laptop)

    def last(self, touched: str, known: frozenset[int]) -> list[Note]:
        """The notes, among what is known, that no other such note's author knew of."""
        notes = [note for note in self.notes.get(touched, []) if note.save in known]
        return [note for note in notes if not any(note.save in other.knew for other in notes)]

    def rivals(self, key: str, known: frozenset[int]) -> tuple[Rival, ...]:
        """What rivals should be, by our account."""
        told: dict[tuple[type, Scalar | None], Rival] = {}
        for note in sorted(self.last(f"value {key}", known), key=lambda note: note.device):
            told.setdefault((type(note.value), note.value), Rival(note.value, note.device, note.time))
        return tuple(sorted(told.values(), key=lambda rival: (rival.time, rival.device))) if len(told) > 1 else ()

    def rows(self, known: frozenset[int]) -> set[str]:
        """Which rows should be seen, by our account."""
        seen = set()
        for row in ROWS:
            removals = self.last(f"mark {row}", known)
            aware: set[int] = {save for note in removals for save in (*note.knew, note.save)}
            edits = {note.save for note in self.notes.get(f"edit {row}", []) if note.save in known}
            removed = removals and all(note.value for note in removals) and edits <= aware
            placed = any(note.save in known for note in self.notes.get(f"place {row}", []))
            if placed and not removed:
                seen.add(row)
        return seen

    def check(self, laptop: Laptop) -> None:
        """Compare a document with our account."""
        known = self.known(laptop)
        for key in KEYS:
            assert laptop.document.rivals(key) == self.rivals(key, known)
        assert set(laptop.document.rows("s")) == self.rows(known)


def perform(document: Document, act: Act, fresh: str) -> tuple[str, Scalar | None, list[str]]:
    """Do one act; what it touched (in our account's words), the value that it left, the characters it typed."""
    row, name, before = ROWS[act.a % 3], PROSES[act.a % 3], (*ROWS, None)[act.b % 4]
    length = len(document.prose(name))
    start = act.b % (length + 1)
    end = min(length, start + act.b // 64 % 4)
    touched = "edit r1" if name == PROSES[2] else "prose"
    if act.what == "set":
        key, value = KEYS[act.a % 2], (None, "一", "二", 1, True)[act.b % 5]
        document.set(key, value)
        return f"value {key}", value, []
    if act.what == "write":
        text = document.prose(name)
        document.write_prose(name, text[:start] + fresh + text[end:])
        return touched, None, [fresh]
    if act.what == "insert":
        document.insert_prose(name, start, fresh)
        return touched, None, [fresh]
    if act.what == "delete":
        document.delete_prose(name, start, end)
        return touched, None, []
    if act.what == "add":
        if document.get(place_key("s", row)) is None:
            document.add_row("s", before, row)
        return f"place {row}", None, []
    if act.what == "move":
        if row in document.rows("s"):
            document.move_row("s", row, before)
        return f"place {row}", None, []
    if act.what == "remove":
        document.remove_row("s", row)
        return f"mark {row}", True, []
    if act.what == "restore":
        document.restore_row("s", row)
        return f"mark {row}", None, []
    if act.what == "cell":
        document.set(cell("s", row, "m"), act.b % 3)
        return f"edit {row}", None, []
    document.mark("c", MEMBERS[act.a % 2], act.b % 2 == 0)
    return "member", None, []


def content(document: Document) -> object:
    """All that anybody could see of a record."""
    return (
        document.version(),
        [(key, document.get(key)) for key in document.keys()],  # noqa: SIM118  # not a dict
        [(name, document.prose(name), document.authors(name)) for name in document.prose_names()],
        document.rows("s"),
        document.members("c"),
        [(key, document.rivals(key)) for key in document.rival_keys()],
        document.history(),
    )


acts = st.builds(Act, st.sampled_from(ACTS), st.integers(0, 4), st.integers(0, 2**16), st.integers(0, 2**16))


@settings(max_examples=200)
@given(st.integers(2, 5), st.lists(acts, min_size=20, max_size=80), st.integers())
def test_all_laptops_come_to_the_same_record_and_no_typed_character_is_lost(
    laptops: int, told: list[Act], seed: int
) -> None:
    story = Story(laptops)
    for act in told:
        story.play(act)
    chance = random.Random(seed)
    for laptop in story.laptops:
        everything = list(range(len(story.deltas)))
        chance.shuffle(everything)
        middle = chance.randrange(len(everything) + 1)
        story.deliver(laptop, everything[:middle])
        story.deliver(laptop, everything[middle:])
        assert not laptop.waiting
    first = story.laptops[0].document
    for laptop in story.laptops:
        assert content(laptop.document) == content(first)
    assert content(Document.load(story.new_device(), first.state())) == content(first)
    shown = "".join(first.prose(name) for name in first.prose_names())
    for character in story.typed:
        assert character in shown or any(
            character in first.prose_at(name, change.frontier)
            for change in first.history()
            for name in change.keys
            if name in PROSES
        )
