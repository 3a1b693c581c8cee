"""The rules of a story, for hypothesis to put in any order: who does what, and what goes wrong."""

import itertools
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.stories import ending, naming, sticks, striking, village
from tests.stories.village import Founded, Relay, Village, Villager

#: Years in which a wrong clock may stand, as seconds since 1970: its battery is empty, or somebody mistyped.
MOMENTS = (0, 980_000_000, 1_795_000_000, 1_795_003_600, 4_090_000_000)

#: Most quarrels need two or three; each person more costs time.
PEOPLE = (2, 2, 3, 3, 3, 4, 5)

ROLES = ("keeper", "writer", "commenter", "reader")

WHO = st.integers(0, 4)
WHICH = st.integers(0, 5)
PLACE = st.integers(0, 60)
CUT = st.none() | st.integers(0, 700) | st.integers(0, 6_000)

_stories = itertools.count(1)


@cache
def folder() -> Path:
    """Where villages are made: in memory where the machine allows it, since no power is cut here."""
    return Path(_kept().name)


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """The folder of this process, which goes with it."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="tongxing-stories-", dir=memory if memory.is_dir() else None)


@cache
def relays() -> list[Relay]:
    """The two relays, of which every story has the use."""
    return [Relay(folder(), number) for number in range(len(village.PINS))]


@cache
def template(people: int) -> Founded:
    """A village that is founded once and copied for every story."""
    return village.found(folder() / f"template{people}", relays(), people)


class Life(RuleBasedStateMachine):
    """What happens in every story; it ends when everybody has come to rest."""

    def __init__(self) -> None:
        super().__init__()
        self.village: Village | None = None
        self.place = folder() / f"story{next(_stories)}"

    @initialize(people=st.sampled_from(PEOPLE), clocks=st.lists(st.sampled_from(MOMENTS), min_size=5, max_size=5))
    def begin(self, people: int, clocks: list[int]) -> None:
        self.village = village.copied(template(people), self.place, relays())
        for person, moment in zip(self.village.people, clocks, strict=False):
            person.clock.set(moment)

    def teardown(self) -> None:
        if self.village is None:
            return
        try:
            ending.rest(self.village)
            ending.check(self.village)
        finally:
            self.village.close()
            shutil.rmtree(self.place)

    @property
    def _village(self) -> Village:
        assert self.village is not None
        return self.village

    def _who(self, number: int) -> Villager:
        return self._village.people[number % len(self._village.people)]

    @rule(who=WHO, which=WHICH)
    def creates(self, who: int, which: int) -> None:
        self._village.create(self._who(who), which)

    @rule(who=WHO, which=WHICH, place=PLACE)
    def types(self, who: int, which: int, place: int) -> None:
        self._village.write(self._who(who), which, village.insert_word(place))

    @rule(who=WHO, which=WHICH, place=PLACE, length=st.integers(1, 30))
    def rewrites(self, who: int, which: int, place: int, length: int) -> None:
        self._village.write(self._who(who), which, village.rewrite(place, length))

    @rule(who=WHO, which=WHICH, edit=st.sampled_from([village.set_topic, village.add_row, village.remove_row]))
    def edits(self, who: int, which: int, edit: village.Edits) -> None:
        self._village.write(self._who(who), which, edit)

    @rule(who=WHO, which=WHICH, place=PLACE)
    def comments(self, who: int, which: int, place: int) -> None:
        self._village.comment(self._who(who), which, place)

    @rule(who=WHO, which=WHICH)
    def deletes(self, who: int, which: int) -> None:
        self._village.set_deleted(self._who(who), which)

    @rule(who=WHO)
    def visits(self, who: int) -> None:
        self._village.visit(self._who(who))

    @rule(who=WHO, up=CUT, down=CUT)
    def is_cut(self, who: int, up: int | None, down: int | None) -> None:
        self._village.visit(self._who(who), up, down)

    @rule(who=WHO)
    def starts_again(self, who: int) -> None:
        self._village.stop(self._who(who))

    @rule(who=WHO, moment=st.sampled_from(MOMENTS))
    def has_another_clock(self, who: int, moment: int) -> None:
        self._who(who).clock.set(moment)

    @rule(who=WHO, whom=WHO, role=st.sampled_from(ROLES))
    def invites(self, who: int, whom: int, role: str) -> None:
        self._village.invite(self._who(who), self._who(whom), role)

    @rule(who=WHO, which=WHICH)
    def takes_another_name(self, who: int, which: int) -> None:
        naming.rename_person(self._village, self._who(who), which)

    @rule(who=WHO, which=WHICH)
    def names_a_space(self, who: int, which: int) -> None:
        naming.rename_space(self._village, self._who(who), which)

    @rule(who=WHO, cut=st.none() | st.integers(0, 40) | st.integers(0, 3_000))
    def exchanges(self, who: int, cut: int | None) -> None:
        sticks.exchanges(self._village, self._who(who), self.place / "stick", cut)

    @rule()
    def the_stick_is_lost(self) -> None:
        shutil.rmtree(self.place / "stick", ignore_errors=True)


class Disasters(Life):
    """Laptops are lost and relays put back; what was copied goes on."""

    @rule(number=st.integers(0, 1))
    def relay_is_copied(self, number: int) -> None:
        self._village.copy_relay(number)

    @rule(number=st.integers(0, 1))
    def relay_is_put_back(self, number: int) -> None:
        self._village.put_relay_back(number)

    @rule(who=WHO)
    def copies_her_file(self, who: int) -> None:
        self._village.copy_person(self._who(who))

    @rule(who=WHO)
    def goes_on_from_her_copy(self, who: int) -> None:
        self._village.restore_person(self._who(who))

    @rule(who=WHO, which=WHICH)
    def strikes_out_what_her_laptop_was_before(self, who: int, which: int) -> None:
        striking.strikes(self._village, self._who(who), which)


class Comings(Life):
    """Members come and go, and may do more or less than before; each leaving begins a new epoch by itself."""

    @rule(who=WHO, whom=WHO)
    def removes(self, who: int, whom: int) -> None:
        self._village.remove(self._who(who), self._who(whom))

    @rule(who=WHO, whom=WHO, role=st.sampled_from(ROLES))
    def gives_a_role(self, who: int, whom: int, role: str) -> None:
        self._village.give_role(self._who(who), self._who(whom), role)

    @rule(who=WHO, which=WHICH)
    def leaves(self, who: int, which: int) -> None:
        self._village.leave(self._who(who), which)


STORIES: dict[str, type[Life]] = {"disasters": Disasters, "comings": Comings}
