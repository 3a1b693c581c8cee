"""Any history of a space, by several keepers at once and with visits in any order, ends the same for everybody.

All who are in the space have one log and one set of keys, and what any of them wrote while he might; who is out of it
has no key of what came after him.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.errors import AccessError, LinkError
from app.ids import DeviceId, PersonId, RecordId
from app.workspace.workspace import Workspace
from tests.helpers.amounts import amount
from tests.helpers.stories import owner_of
from tests.helpers.world import World, world_in

_ROUNDS = 5
ROLES = ("keeper", "writer", "reader")
NAMES = ("王敏", "李秀兰", "赵刚", "孙老师", "周老师")

Step = tuple[str, int, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "write", "visit", "visit", "invite", "join", "role", "remove", "leave"]),
        st.integers(0, 4),
        st.integers(0, 4),
        st.sampled_from(ROLES),
    ),
    min_size=6,
    max_size=16,
)


@dataclass
class History:
    """One space, its people, the tickets that lie about, and what was written by whom."""

    world: World
    people: list[Workspace] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    written: list[tuple[Workspace, RecordId]] = field(default_factory=list)

    def begin(self) -> None:
        """Two keepers and a writer."""
        founder = self.world.person(NAMES[0])
        self.world.space = founder.found_space("教研组", self.world.card).space
        self.people = [founder]
        for name, role in ((NAMES[1], "keeper"), (NAMES[2], "writer")):
            self.people.append(self.world.person(name))
            self.world.bring(founder, self.people[-1], role)
        for who in self.people:
            who.visit()

    def take(self, step: Step) -> None:
        """Do one thing, as far as the person's own program lets him."""
        verb, actor, target, role = step
        who, whom = self.people[actor % len(self.people)], self.people[target % len(self.people)]
        acts: dict[str, Callable[[], object]] = {
            "write": lambda: self._write(who),
            "visit": who.visit,
            "invite": lambda: self.tickets.append(who.make_ticket(self.world.space, role).text),
            "join": self._join,
            "role": lambda: who.set_role(self.world.space, whom.me.person, role),
            "remove": lambda: who.remove_member(self.world.space, whom.me.person) if whom is not who else None,
            "leave": lambda: who.leave_space(self.world.space),
        }
        try:
            acts[verb]()
        except (AccessError, LinkError):
            return

    def _write(self, who: Workspace) -> None:
        topic = f"第 {len(self.written)} 份"
        record = who.create("lesson_plan", {"topic": topic}, self.world.space)
        self.written.append((who, record))

    def _join(self) -> None:
        if self.tickets and len(self.people) < len(NAMES):
            name = NAMES[len(self.people)]
            newcomer = self.world.people.get(name) or self.world.person(name)
            newcomer.join(self.tickets.pop(0))
            self.people.append(newcomer)

    def end(self) -> list[Workspace]:
        """Visits until nothing moves any more; gives those who are in the space."""
        for _ in range(_ROUNDS):
            for who in self.people:
                who.visit()
        return [who for who in self.people if any(not space.private for space in who.spaces())]


def check(history: History) -> None:
    space, inside = history.world.space, history.end()
    assert inside, "a keeper always remains"
    stores = [owner_of(who).store for who in inside]
    logs = [store.spaces.entries(space) for store in stores]
    assert all(log == logs[0] for log in logs)
    state = owner_of(inside[0]).membership(space)
    assert state is not None
    assert not state.epoch_due
    assert {member.person.hex() for member in state.active()} == {who.me.person for who in inside}
    assert all(store.spaces.keys(space) == stores[0].spaces.keys(space) for store in stores)
    assert sorted(stores[0].spaces.keys(space)) == sorted(state.epochs)
    for who, record in history.written:
        if owner_of(who).store.outbox.waits(record):
            continue  # never left his laptop: he was out of the space before his next visit
        for reader in inside:
            assert reader.view(record).title, (reader.me.name, who.me.name)
    for who, store in zip(inside, stores, strict=True):
        assert who.aside() == [], who.me.name
        assert store.deltas.refused() == []
        assert store.spaces.unsent_blobs(space) == {}
    for who in set(history.people) - set(inside):
        member = state.members[PersonId(owner_of(who).person.person)]
        until = member.former[DeviceId(owner_of(who).device_id)].until
        assert max(owner_of(who).store.spaces.keys(space)) <= until


# Each is a second of real visits; the steps that failed say enough, and making them fewer takes minutes.
@pytest.mark.share
@settings(
    max_examples=amount(6, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(STEPS)
def test_any_history_ends_the_same_for_everybody(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, world_in(Path(folder)) as world:
        history = History(world)
        history.begin()
        for step in steps:
            history.take(step)
        check(history)
