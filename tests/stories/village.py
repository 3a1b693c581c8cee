"""A small place with bad luck: up to five people, two relays, and a count of every word that anybody typed.

A village is copied from one that was founded once (``found``), because founding costs a hundred times a copy. All in it
is real but the link, the clocks and the chance: stores are encrypted files, relays are databases.

Every word is typed once and is like no other. The village knows who must still have it: whoever typed it, a relay that
acknowledged it, whoever read it there. A word that burnt with the last of these is nobody's fault, and no other may be
missing at the end.
"""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.errors import AccessError, LinkError
from app.ids import RecordId, SpaceId
from app.protocol.relay_card import RelayCard
from app.records.edits import AddRow, Edit, RemoveRow, SetValue, WriteProse, new_row_id
from app.records.kinds import ALL
from app.records.registry import Registry
from app.relay.database import Database
from app.relay.service import Service
from app.store.spaces import RelayRow
from app.store.store import Store
from app.workspace.desk import Desk, begin
from app.workspace.devices import become_new_device
from app.workspace.views import VisitReport
from app.workspace.workspace import Workspace
from tests.helpers.clock import FakeClock
from tests.helpers.link import LocalLink, Weather

NAMES = ("王敏", "李秀兰", "赵刚", "陈静", "孙伟")
PINS = (b"first relay".ljust(32), b"second relay".ljust(32))
ADMISSION = b"village school"
_KEY = bytes(32)
_REGISTRY = Registry(ALL)
_PLAN = "lesson_plan"
#: Where rare characters begin (CJK Extension A); no text of a story has any other.
_RARE = 0x3400
#: More starts than a founding needs.
FOUNDING_STARTS = 10
#: Roles that may write plans.
WRITING = ("keeper", "writer")
#: What a person may be told in a story: that her role does not allow it, or that somebody else was quicker.
ALLOWED = (
    "access.no_right",
    "membership.last_keeper",
    "membership.refused",
    "ticket.withdrawn",
    "ticket.used",
    "ticket.own",
    "link.denied",
)
#: Plans that everybody has when a story begins.
PLANS = 3

#: The edits of one save, with a word in them: (her desk, the record, the word).
Edits = Callable[[Desk, RecordId, str], list[Edit]]


@dataclass
class Word:
    """Something typed once. ``holders`` are those who must still have it: ``p0`` a person's store, ``r1`` a relay."""

    text: str
    author: int
    space: SpaceId
    record: RecordId
    holders: set[str]


class Relay:
    """One relay and the copy that its operator made.

    Its database stays open from story to story, and a story's beginning or an operator's copy is written over it by
    SQLite's own backup; opening it anew each time would take a third of all the time.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.name, self.pin = f"r{number}", PINS[number]
        self.clock = FakeClock()
        self.path = folder / f"{self.name}.db"
        self.database = Database(self.path)
        self.save(self.path.with_suffix(".empty"))
        self.card = RelayCard(f"https://{self.name}.example:8443", self.pin, ADMISSION).encode()
        self.copied: set[str] = set()
        self.service = self._started()

    def _started(self) -> Service:
        return Service(self.database, self.pin, ADMISSION, self.clock)

    def save(self, target: Path) -> None:
        """Copy the file as it stands."""
        _copy_database(self.path, target)

    def load(self, source: Path) -> None:
        """Go on from a copy, as a program that was started anew."""
        _copy_database(source, self.path)
        self.service = self._started()

    def copy(self, words: set[str]) -> None:
        """Keep a copy of the file, which holds these words."""
        self.save(self.path.with_suffix(".copy"))
        self.copied = words

    def put_back(self) -> set[str]:
        """Put the copy in the file's place; gives the words it holds."""
        self.load(self.path.with_suffix(".copy"))
        return self.copied


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)


@dataclass
class Villager:
    """One person: a file, a clock of her own which may be wrong by years, and a link of her own."""

    number: int
    folder: Path
    clock: FakeClock
    weather: Weather = field(default_factory=Weather)
    starts: int = 0
    workspace: Workspace | None = None
    copy: Path | None = None
    copied: set[str] = field(default_factory=set)

    @property
    def holder(self) -> str:
        return f"p{self.number}"

    @property
    def desk(self) -> Desk:
        assert self.workspace is not None
        return self.workspace._desk


class Village:
    """The people and relays of one story."""

    def __init__(self, folder: Path, relays: list[Relay], people: int) -> None:
        """``folder`` holds the people's files."""
        self.relays = relays
        self.people = [Villager(n, folder / f"person{n}", FakeClock()) for n in range(people)]
        self.words: dict[str, Word] = {}
        #: Who may not write (any more) where she did: the others refuse what she writes, so nobody must have it.
        self.clouded: set[tuple[int, SpaceId]] = set()
        self._typed = 0

    # Programs ------------------------------------------------------------------------------------------------------

    def program(self, person: Villager) -> Workspace:
        """Her running program; it is started when it is first needed."""
        if person.workspace is None:
            person.starts += 1
            chance = random.Random(f"{person.number} {person.starts}").randbytes
            store = Store.open(person.folder / "store.db", _KEY, _REGISTRY)

            def link(relay: RelayRow) -> LocalLink:
                known = next(each for each in self.relays if each.pin == relay.relay)
                return LocalLink(known.service, person.weather)

            person.workspace = Workspace(Desk(store, _REGISTRY, person.clock, chance), link)
        return person.workspace

    def stop(self, person: Villager) -> None:
        """End her program."""
        if person.workspace is not None:
            person.workspace.close()
            person.workspace = None

    def close(self) -> None:
        """Close the people's files."""
        for person in self.people:
            self.stop(person)

    # Writing -------------------------------------------------------------------------------------------------------

    def new_word(self) -> str:
        """A word that nobody has typed before: one rare character, since pieces of longer ones might make another."""
        self._typed += 1
        while (word := chr(_RARE + self._typed)) in self.words:
            self._typed += 1
        return word

    def typed(self, person: Villager, word: str, space: SpaceId, record: RecordId) -> None:
        """Note that a save with this word returned."""
        holders = set() if (person.number, space) in self.clouded else {person.holder}
        self.words[word] = Word(word, person.number, space, record, holders)

    def spaces_of(self, person: Villager) -> list[SpaceId]:
        """The shared spaces in which she is."""
        self.program(person)
        rows = person.desk.store.spaces.all()
        return sorted(row.space for row in rows if row.active and not row.private)

    def plans_of(self, person: Villager) -> list[RecordId]:
        """The shared plans that she has, in the same order in every run."""
        queries, found = person.desk.store.queries, []
        for space in self.spaces_of(person):
            found += [row.record for row in queries.list_records(_PLAN, space, limit=1_000)]
        return sorted(found)

    def create(self, person: Villager, which: int) -> None:
        """A new plan in one of her spaces."""
        spaces = self.spaces_of(person)
        if not spaces:
            return
        space, word = spaces[which % len(spaces)], self.new_word()
        values = {"topic": f"课题{word}", "notes": "开头。"}
        with where_allowed():
            record = self.program(person).create(_PLAN, values, space)
            self.typed(person, word, space, record)

    def write(self, person: Villager, which: int, edits: Edits) -> None:
        """One save with one new word in it, in one of the plans that she has."""
        program = self.program(person)
        plans = self.plans_of(person)
        if not plans:
            self.create(person, which)
            return
        record, word = plans[which % len(plans)], self.new_word()
        space = person.desk.open(record).stored.space
        with where_allowed():
            program.edit(record, edits(person.desk, record, word))
            self.typed(person, word, space, record)

    def comment(self, person: Villager, which: int, place: int) -> None:
        """A comment beside a character of a plan."""
        program, plans = self.program(person), self.plans_of(person)
        if not plans:
            return
        record, word = plans[which % len(plans)], self.new_word()
        opened = person.desk.open(record)
        at = place % (len(opened.record.document.prose("N")) + 1)
        with where_allowed():
            before = {comment.record for comment in program.view(record).comments}
            program.comment(record, "notes", at, at, f"看这里{word}")
            (made,) = {comment.record for comment in program.view(record).comments} - before
            self.typed(person, word, opened.stored.space, made)

    def set_deleted(self, person: Villager, which: int) -> None:
        """Delete one of her plans, or bring it back."""
        program, plans = self.program(person), self.plans_of(person)
        deleted = program.list_records(_PLAN, deleted=True)
        with where_allowed():
            if deleted and which % 2:
                program.undelete(deleted[which % len(deleted)].record)
            elif plans:
                program.delete(plans[which % len(plans)])

    # Travelling ----------------------------------------------------------------------------------------------------

    def visit(self, person: Villager, up: int | None = None, down: int | None = None) -> VisitReport:
        """One visit to her relays, each request cut after so many bytes up or down."""
        program = self.program(person)
        person.weather.bytes_up, person.weather.bytes_down = (lambda: up), (lambda: down)
        report = program.visit()
        if not report.trouble:
            self._arrived(person)
        return report

    def _arrived(self, person: Villager) -> None:
        """After a visit without trouble her own words are on the relay, and what is on the relay is hers too."""
        places = {row.space: row.relay for row in person.desk.store.spaces.all() if row.active}
        names = {relay.pin: relay.name for relay in self.relays}
        for word in self.words.values():
            relay = names.get(places.get(word.space) or b"")
            if relay is None:
                continue
            if word.author == person.number and person.holder in word.holders:
                word.holders.add(relay)
            if relay in word.holders:
                word.holders.add(person.holder)

    def invite(self, keeper: Villager, newcomer: Villager, role: str) -> None:
        """A ticket for somebody, used at once over a good link, to a space that she is not in."""
        program, there = self.program(keeper), set(self.spaces_of(newcomer))
        spaces = [space for space in self.spaces_of(keeper) if space not in there]
        if not spaces or keeper is newcomer:
            return
        with where_allowed():
            ticket = program.make_ticket(spaces[0], role)
            if self.visit(keeper).trouble:
                return
            newcomer.weather.bytes_up = newcomer.weather.bytes_down = lambda: None
            self.program(newcomer).join(ticket.text)
            if role not in WRITING:
                self.cloud(newcomer, spaces[0])

    # Coming and going ----------------------------------------------------------------------------------------------

    def cloud(self, person: Villager, space: SpaceId) -> None:
        """From here on nobody must have what she writes there; nor what only she has yet."""
        self.clouded.add((person.number, space))
        for word in self.words.values():
            if (word.author, word.space) == (person.number, space) and word.holders <= {person.holder}:
                word.holders.clear()

    def _common(self, keeper: Villager, other: Villager) -> SpaceId | None:
        """A space in which both are, as far as the first one knows."""
        them = self.program(other).me.person
        views = [view for view in self.program(keeper).spaces() if any(them == m.person for m in view.members)]
        return min((view.space for view in views if not view.private and keeper is not other), default=None)

    def remove(self, keeper: Villager, other: Villager) -> None:
        """A keeper removes somebody."""
        space = self._common(keeper, other)
        if space is not None:
            with where_allowed():
                self.program(keeper).remove_member(space, self.program(other).me.person)
                self.cloud(other, space)

    def give_role(self, keeper: Villager, other: Villager, role: str) -> None:
        """A keeper gives somebody another role."""
        space = self._common(keeper, other)
        if space is not None:
            with where_allowed():
                self.program(keeper).set_role(space, self.program(other).me.person, role)
                if role not in WRITING:
                    self.cloud(other, space)

    def leave(self, person: Villager, which: int) -> None:
        """Somebody leaves with her next visit."""
        spaces = self.spaces_of(person)
        if spaces:
            with where_allowed():
                self.program(person).leave_space(spaces[which % len(spaces)])
                self.cloud(person, spaces[which % len(spaces)])

    # Bad luck ------------------------------------------------------------------------------------------------------

    def held_by(self, holder: str) -> set[str]:
        """The words that somebody must have."""
        return {word.text for word in self.words.values() if holder in word.holders}

    def lost(self, holder: str, still: set[str]) -> None:
        """Somebody has just these words left."""
        for word in self.words.values():
            if word.text not in still:
                word.holders.discard(holder)

    def copy_relay(self, number: int) -> None:
        """The operator copies the relay's file."""
        relay = self.relays[number % len(self.relays)]
        relay.copy(self.held_by(relay.name))

    def put_relay_back(self, number: int) -> None:
        """The operator puts the last copy back, also if it knows less of who is a member, with which laptop."""
        relay = self.relays[number % len(self.relays)]
        self.lost(relay.name, relay.put_back())

    def copy_person(self, person: Villager) -> None:
        """She makes a copy of her file."""
        self.stop(person)
        person.copy = person.folder.with_suffix(".copy")
        shutil.copytree(person.folder, person.copy, dirs_exist_ok=True)
        person.copied = self.held_by(person.holder)

    def restore_person(self, person: Villager) -> None:
        """Her laptop is gone; the copy goes on as a new device."""
        assert person.copy is not None
        self.stop(person)
        shutil.rmtree(person.folder)
        shutil.copytree(person.copy, person.folder)
        self.lost(person.holder, person.copied)
        self.program(person)
        become_new_device(
            person.desk.store, person.clock, random.Random(f"new {person.number} {person.starts}").randbytes
        )
        self.stop(person)


@contextmanager
def where_allowed() -> Iterator[None]:
    """Do it if her role allows it; a refusal for any other reason is a failure of the story."""
    try:
        yield
    except (AccessError, LinkError) as error:
        if error.code not in ALLOWED:
            raise


# What a save may do to a plan -----------------------------------------------------------------------------------------


def insert_word(place: int) -> Edits:
    """Put the word somewhere into the notes."""

    def edits(desk: Desk, record: RecordId, word: str) -> list[Edit]:
        text = desk.open(record).record.document.prose("N")
        at = place % (len(text) + 1)
        return [WriteProse("notes", text[:at] + word + text[at:])]

    return edits


def rewrite(place: int, length: int) -> Edits:
    """Replace a piece of the notes by the word."""

    def edits(desk: Desk, record: RecordId, word: str) -> list[Edit]:
        text = desk.open(record).record.document.prose("N")
        at = place % (len(text) + 1)
        return [WriteProse("notes", text[:at] + word + text[at + length :])]

    return edits


def set_topic(desk: Desk, record: RecordId, word: str) -> list[Edit]:
    """A new topic, in place of the old one."""
    return [SetValue("topic", f"课题{word}")]


def add_row(desk: Desk, record: RecordId, word: str) -> list[Edit]:
    """A new stage of the lesson."""
    row = new_row_id(desk.chance)
    return [AddRow("steps", row_id=row), WriteProse(f"steps/{row}/teacher", word)]


def remove_row(desk: Desk, record: RecordId, word: str) -> list[Edit]:
    """The first stage goes, and the notes say so."""
    document = desk.open(record).record.document
    rows = document.rows("r")
    gone: list[Edit] = [RemoveRow("steps", rows[0])] if rows else []
    return [*gone, WriteProse("notes", document.prose("N") + word)]


# Founding -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Founded:
    """A village to begin with, in ``folder``, and the words that everybody in it has."""

    folder: Path
    people: int
    words: dict[str, Word]


def found(folder: Path, relays: list[Relay], people: int) -> Founded:
    """A village of so many people: all share a space on the first relay, and all but one another on the second. In
    each lie plans that everybody has, so that quarrels can begin at once."""
    folder.mkdir(parents=True)
    for relay in relays:
        relay.load(relay.path.with_suffix(".empty"))
    for number in range(people):
        store = Store.create(folder / f"person{number}" / "store.db", _KEY, _REGISTRY)
        chance = random.Random(f"founding {number}").randbytes
        begin(store, NAMES[number], chance(32), FakeClock(), chance)
        store.close()
    village = Village(folder, relays, people)
    _share(village, "校内", 0, village.people)
    _share(village, "结对", 1, village.people[:2] if people == 2 else village.people[1:])
    for number in range(PLANS):
        village.create(village.people[number % 2], number)
        village.write(village.people[number % 2], number, insert_word(number))
        village.write(village.people[number % 2], number, add_row)
    for person in village.people * 3:
        assert not village.visit(person).trouble
    village.close()
    for relay in relays:
        relay.save(folder / relay.path.name)
    return Founded(folder, people, village.words)


def _share(village: Village, name: str, relay: int, members: list[Villager]) -> None:
    keeper = village.program(members[0])
    space = keeper.found_space(name, village.relays[relay].card).space
    for member in members[1:]:
        ticket = keeper.make_ticket(space, "writer")
        village.visit(members[0])
        village.program(member).join(ticket.text)
        village.visit(members[0])


def copied(founded: Founded, folder: Path, relays: list[Relay]) -> Village:
    """A village of its own, as it was founded; that state is also the first copy that everybody has."""
    shutil.copytree(founded.folder, folder)
    village = Village(folder, relays, founded.people)
    village.words = {text: replace(word, holders=set(word.holders)) for text, word in founded.words.items()}
    for relay in relays:
        relay.load(founded.folder / relay.path.name)
        relay.copy(village.held_by(relay.name))
    for person in village.people:
        # Chance goes on from here: the founding has used up what the first starts would draw.
        person.starts = FOUNDING_STARTS
        person.copy = founded.folder / person.folder.name
        person.copied = village.held_by(person.holder)
    return village
