"""The stick pulled out after every byte, and stories of two people, a relay and two sticks in any order.

TONGXING_STICK_STORIES says how many stories are played; a few are in every run of the tests.
"""

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import SystemClock
from app.errors import LinkError
from app.ids import RecordId
from app.protocol.messages import ASK_ACKS, EnvelopeUp, SpaceAt
from app.records.edits import WriteProse
from app.sync.engine import directly, never, no_progress
from app.sync.links.stick import StickLink
from app.sync.links.stick_files import StickFolder
from app.workspace import sticks
from app.workspace.views import StickReport, Travel
from tests.helpers.devices import Device
from tests.helpers.sticks import LetterWorld, Pulled, contents
from tests.helpers.stories import plan_of, settle
from tests.helpers.world import desk_of

STORIES = int(os.environ.get("TONGXING_STICK_STORIES", "6"))
#: How far a record has come, in order.
FAR = [Travel.PRIVATE, Travel.HERE, Travel.ON_STICK, Travel.ON_RELAY, Travel.ARRIVED, Travel.READ]


def link(folder: Path, files: Pulled | None = None) -> StickLink:
    # Nothing here asks whether a flush reaches the metal, and thousands of them take a minute.
    return StickLink(StickFolder(folder, files=files or Pulled()), SystemClock())


def test_pulled_out_at_every_byte_the_old_data_stand_and_the_next_exchange_completes(tmp_path: Path) -> None:
    """Every byte of every file, every rename and removal: a reader finds what was there, or all of what came."""
    base = tmp_path / "base"
    base.mkdir()
    opened = link(base)
    teacher, mentor = (Device(opened, opened.stick, opened.admission, seed) for seed in (1, 2))
    teacher.exchange(teacher.found())
    uploads, ticket = teacher.invite()
    teacher.exchange([*uploads, *teacher.envelopes(1)])
    mentor.read_by_ticket(ticket)
    mentor.exchange(mentor.join(ticket))
    teacher.catch_up(teacher.exchange([]))
    more = teacher.envelopes(2)
    everything = [SpaceAt(teacher.space, 0, 3)]
    old = mentor.exchange([], spaces=tuple(everything)).envelopes
    new = [item.envelope for item in more if isinstance(item, EnvelopeUp)]
    steps, ended = 0, False
    while not ended:
        folder = tmp_path / "pulled"
        shutil.copytree(base, folder)
        with suppress(LinkError):
            teacher.relay = link(folder, Pulled(steps))
            teacher.exchange(more)
            ended = True
        mentor.relay = link(folder)
        found = mentor.exchange([], spaces=tuple(everything)).envelopes
        assert found in (old, old + new)
        teacher.relay = link(folder)
        held = teacher.exchange([], flags=ASK_ACKS).acks[0].number
        assert held == len(found)
        teacher.exchange(more[held - 1 :])
        mentor.relay = link(folder)
        assert mentor.exchange([], spaces=tuple(everything)).envelopes == old + new
        assert not [name for name in contents(folder) if "~" in name and "visits" not in name]
        shutil.rmtree(folder)
        steps += 1

    assert steps > sum(map(len, new))


class Story:
    """Two people, a relay, two sticks; whatever happens, nothing may be lost, doubled, or go back."""

    def __init__(self, folder: Path) -> None:
        self.world = LetterWorld(folder)
        self.people = list(self.world.pair())
        settle(*self.people)
        self.sticks = [folder / "stick 0", folder / "stick 1"]
        for stick in self.sticks:
            stick.mkdir()
        self.plan = plan_of(self.people[0], self.world, notes="开头。")
        settle(*self.people)
        self.words: list[str] = []
        self.states: dict[tuple[int, RecordId], Travel] = {}

    def write(self, who: int) -> None:
        """A word that nobody else writes, into the plan that both have; and a plan of one's own."""
        word = f"词{len(self.words)}。"
        self.words.append(word)
        person = self.people[who]
        person.edit(self.plan, [WriteProse("notes", str(person.view(self.plan).values["notes"]) + word)])
        plan_of(person, self.world, word)
        self.states.pop((who, self.plan), None)

    def visit(self, who: int, cut: int | None) -> None:
        """To the relay; cut after so many items."""
        self.world.weather.answers = cut
        self.people[who].visit()
        self.world.weather.answers = None

    def exchange(self, who: int, stick: int, cut: int | None) -> StickReport | None:
        """With a stick; pulled out after so many steps."""
        files = None if cut is None else Pulled(cut)
        with suppress(LinkError):
            return sticks.exchange(desk_of(self.people[who]), self.sticks[stick], directly, no_progress, never, files)
        return None

    def carry(self, stick: int, cut: int | None) -> None:
        """Somebody else's laptop posts the letters; its link is cut after so many bytes."""
        self.world.letter_cut = cut
        with suppress(LinkError):
            sticks.carry_letters(self.sticks[stick], never, self.world.post)
        self.world.letter_cut = None

    def check(self) -> None:
        """No state of one's own words went back since they were written."""
        for who, person in enumerate(self.people):
            for row in person.list_records("lesson_plan"):
                if row.mine:
                    before = self.states.get((who, row.record), Travel.PRIVATE)
                    assert FAR.index(row.travel) >= FAR.index(before), (row.title, before, row.travel)
                    self.states[who, row.record] = row.travel

    def end(self, by_stick: bool) -> None:
        """Everybody meets once more, over one stick or the relay: all have the same, every word once."""
        if by_stick:
            for who in (0, 1, 0, 1):
                self.exchange(who, 0, None)
        else:
            settle(*self.people)
        first, second = (str(person.view(self.plan).values["notes"]) for person in self.people)
        assert first == second
        for word in self.words:
            assert first.count(word) == 1
        titles = [sorted(row.title for row in person.list_records("lesson_plan")) for person in self.people]
        assert titles[0] == titles[1] == sorted(["认识秋天", *self.words])
        for person in self.people:
            assert desk_of(person).store.inbox.aside() == []


@contextmanager
def story() -> Iterator[Story]:
    with tempfile.TemporaryDirectory() as folder:
        made = Story(Path(folder))
        try:
            yield made
        finally:
            made.world.close()


WHO, STICK = st.integers(0, 1), st.integers(0, 1)
EVENTS = st.one_of(
    st.tuples(st.just("write"), WHO),
    st.tuples(st.just("visit"), WHO, st.none() | st.integers(0, 6)),
    st.tuples(st.just("exchange"), WHO, STICK, st.none() | st.integers(0, 9_000)),
    st.tuples(st.just("carry"), STICK, st.none() | st.integers(1, 400)),
)


@settings(max_examples=STORIES, deadline=None, derandomize=True)
@given(st.lists(EVENTS, min_size=6, max_size=16), st.booleans())
def test_whatever_the_order_nothing_is_lost_nothing_twice_and_no_state_goes_back(
    events: list[tuple[str, int] | tuple[str, int, int | None] | tuple[str, int, int, int | None]], by_stick: bool
) -> None:
    with story() as told:
        for name, *arguments in events:
            getattr(told, name)(*arguments)
            told.check()
        told.end(by_stick)


def test_pulled_out_of_a_teachers_laptop_at_many_moments(tmp_path: Path) -> None:
    """The whole exchange with letters, at moments spread from a seed; the next one completes and says that it did."""
    chance = random.Random(11)
    with story() as told:
        told.write(0)
        files = Pulled()
        probe = tmp_path / "probe"
        probe.mkdir()
        sticks.exchange(desk_of(told.people[0]), probe, directly, no_progress, never, files)
        for moment in sorted(chance.sample(range(files.taken), 12)):
            told.write(0)
            told.exchange(0, 0, moment)
            told.exchange(1, 0, None)
            told.check()
        assert told.exchange(0, 0, None) is not None
        told.end(by_stick=True)
