"""A school at the start of its term, on a real relay: the leader's computer, and one that three teachers share.

    with a_term(tmp_path) as term:
        she = term.leader_comes()

Eighteen pupils of one class; fifteen have the same mentor, three have nobody yet. The days are around today, since the
computers' clocks are real.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from app.ids import RecordId, SpaceId
from app.records.values import Row, Value
from app.workspace.workspace import Workspace
from tests.helpers.relay_process import RelayProcess
from tests.helpers.school import value_of
from tests.helpers.walker import Laptop, Walker, sign_in

LEADER, MENTOR, TEACHERS = "赵校长", "王敏", ("李秀兰", "王敏", "陈思源")
PIN = "2580"
#: What the school says unless it says otherwise: pupils of one mentor.
FULL = 15
WITHOUT = ("何苗", "金月", "罗山")
CLASS = "三（1）班"


@dataclass
class Term:
    """``office`` is the leader's computer; the teachers' files are open, as if each sat before her own."""

    relay: RelayProcess
    office: Laptop
    village: Laptop
    home: SpaceId
    teachers: dict[str, Workspace]
    pupils: tuple[RecordId, ...]
    begins: date

    def leader_comes(self) -> Walker:
        """She opens the lid and signs in; what she clicks from now on is counted."""
        self.office.start()
        sign_in(Walker(self.office), self.office, LEADER, PIN)
        return Walker(self.office)

    def send(self, she: Walker) -> None:
        """The leader's computer and everybody's exchange what there is; one click of hers."""
        she.click(self.office.window.foot.button)
        self.office.settle(lambda: not self.office.window.visits.running)

    def visit(self) -> None:
        """All teachers visit."""
        for teacher in self.teachers.values():
            assert teacher.visit().trouble == ()

    def before_her(self, name: str) -> Walker:
        """A teacher sits down before a window of her own."""
        self.teachers.pop(name).close()
        self.village.start()
        sign_in(Walker(self.village), self.village, name, PIN)
        return Walker(self.village)


@contextmanager
def a_term(folder: Path, *, pupils: int = 0) -> Iterator[Term]:
    """The school, with so many pupils of the one mentor and the three without, if any; closed at the end."""
    with RelayProcess(folder / "relay") as relay:
        office, village = Laptop(folder / "office"), Laptop(folder / "village")
        head = office.people.create(LEADER, PIN)
        home = head.found_space("柳河镇中心小学", relay.card.encode()).space
        head.set_purpose(home, "school")
        tickets = [head.make_ticket(home, "writer").text for _ in TEACHERS]
        head.visit()
        teachers = {name: village.people.create(name, PIN) for name in TEACHERS}
        for teacher, ticket in zip(teachers.values(), tickets, strict=True):
            teacher.join(ticket)
            teacher.visit()
        head.visit()
        begins = date.today() - timedelta(days=10)
        head.create("calendar", {"year": "这一学年", "terms": _terms(begins)}, home)
        class_ = _class(head, home, value_of(teachers[MENTOR]), pupils) if pupils else ()
        head.visit()
        head.close()
        term = Term(relay, office, village, home, teachers, class_, begins)
        term.visit()
        yield term
        for teacher in term.teachers.values():
            teacher.close()
        for laptop in (office, village):
            laptop.close()


def _terms(begins: date) -> list[Row]:
    return [{"name": "本学期", "begins": begins.isoformat(), "ends": (begins + timedelta(days=130)).isoformat()}]


def _class(head: Workspace, home: SpaceId, mentor: str, count: int) -> tuple[RecordId, ...]:
    """Pupils whom the mentor leads, everybody having said yes; then the three."""
    about: dict[str, Value] = {"class_name": CLASS, "grade": "3", "class_teacher": value_of(head)}
    made = []
    for number in range(count):
        made.append(head.create("pupil", {"name": f"学生{number + 1:02}", **about}, home))
        agreed: dict[str, Value] = {"lead": True, "mentor_agrees": True, "pupil_agrees": True}
        head.create("pairing", {"pupil": made[-1], "mentor": mentor, **agreed}, home)
    for name in WITHOUT:
        head.create("pupil", {"name": name, **about}, home)
    return tuple(made)
