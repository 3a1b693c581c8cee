"""What screens are given about pupils and their mentors. Nothing here orders people by anything but name."""

from dataclasses import dataclass

from app.ids import RecordId, SpaceId

#: The two sides of a pairing, by the fields in which each says yes.
MENTOR_SIDE, PUPIL_SIDE = "mentor_agrees", "pupil_agrees"
#: Which sides have still to say yes, by the way in which a school matches (the terms ``matching_methods``). Where the
#: class teacher has talked it over with all, she has the pupils' yes already. No way assigns a mentor unasked.
SIDES: dict[str, tuple[str, ...]] = {
    "tw": (MENTOR_SIDE, PUPIL_SIDE),
    "ct": (MENTOR_SIDE,),
    "sc": (MENTOR_SIDE, PUPIL_SIDE),
}
USUAL_METHOD = "tw"


@dataclass(frozen=True)
class Someone:
    """A human: a member by hexadecimal id, or only a name, with an empty ``person``."""

    person: str
    name: str

    @property
    def key(self) -> str:
        """By what she is known to be the same."""
        return self.person or self.name


@dataclass(frozen=True)
class PairingView:
    """One pupil and one mentor. ``waits_for`` names the sides that have still to say yes; ``ended`` may be empty."""

    record: RecordId
    pupil: RecordId
    mentor: Someone
    lead: bool
    waits_for: tuple[str, ...]
    begun: str
    ended: str
    reason: str
    ended_why: str

    @property
    def open(self) -> bool:
        """Has it not ended?"""
        return not self.ended

    @property
    def stands(self) -> bool:
        """Has everybody said yes who has to, and has it not ended?"""
        return self.open and not self.waits_for


@dataclass(frozen=True)
class PupilView:
    """A pupil with all pairings, those of today and those before. ``special``: a flag that this person may read."""

    record: RecordId
    space: SpaceId
    name: str
    number: str
    class_name: str
    grade: str
    class_teacher: Someone | None
    wishes: tuple[Someone, ...]
    pairings: tuple[PairingView, ...]
    special: bool = False

    @property
    def open(self) -> tuple[PairingView, ...]:
        """The pairings of today, those that still wait for a yes among them; who leads first."""
        return tuple(sorted((one for one in self.pairings if one.open), key=lambda one: not one.lead))

    @property
    def mentors(self) -> tuple[Someone, ...]:
        """The mentors of today, who leads first."""
        return tuple(one.mentor for one in self.open if one.stands)

    @property
    def lead(self) -> Someone | None:
        """The mentor who leads: the only one, or who is marked."""
        standing = [one for one in self.open if one.stands]
        marked = [one.mentor for one in standing if one.lead]
        return marked[0] if marked else standing[0].mentor if len(standing) == 1 else None

    @property
    def past(self) -> tuple[PairingView, ...]:
        """The pairings that have ended, the last first."""
        return tuple(sorted((one for one in self.pairings if not one.open), key=lambda one: one.ended, reverse=True))

    @property
    def around(self) -> frozenset[str]:
        """The members (hexadecimal ids) who care for this pupil: the class teacher and the mentors."""
        teacher = self.class_teacher.person if self.class_teacher is not None else ""
        return frozenset(person for person in (teacher, *(one.person for one in self.mentors)) if person)


@dataclass(frozen=True)
class MentorView:
    """Somebody who can be a mentor. ``pupils`` counts the pairings of today, those that wait among them; ``limit`` is
    the school's number; ``room`` is how many she said she can take, None if she did not say."""

    who: Someone
    me: bool
    pupils: int
    limit: int
    room: int | None
    subjects: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    strengths: str = ""

    @property
    def full(self) -> bool:
        """Would one more ask for a reason?"""
        return self.pupils >= self.limit


@dataclass(frozen=True)
class Suggestion:
    """A mentor for a pupil, and why: ``wish``, ``special``, ``grade`` or ``room``."""

    pupil: RecordId
    mentor: Someone
    why: str


@dataclass(frozen=True)
class MatchingView:
    """All of one space's matching. ``method`` is the school's; ``answers`` are those open pairings for whose yes this
    person is asked, with the side."""

    space: SpaceId
    space_name: str
    method: str
    pupils: tuple[PupilView, ...]
    mentors: tuple[MentorView, ...]
    answers: tuple[tuple[PairingView, str], ...]

    @property
    def without_mentor(self) -> tuple[PupilView, ...]:
        """The pupils whom nobody has asked for, or been asked for, yet."""
        return tuple(pupil for pupil in self.pupils if not pupil.open)

    @property
    def waiting(self) -> tuple[PupilView, ...]:
        """The pupils for whom somebody has still to say yes."""
        return tuple(pupil for pupil in self.pupils if any(one.waits_for for one in pupil.open))

    @property
    def without_pupils(self) -> tuple[MentorView, ...]:
        """The colleagues who have no pupil yet, apart from those who said that they can take none."""
        return tuple(mentor for mentor in self.mentors if not mentor.pupils and mentor.room != 0)


@dataclass(frozen=True)
class MatchingCounts:
    """What the start page says of one space's matching to who looks after it. ``mine`` are yeses that she can give,
    ``circles`` teams and care circles that her program is to make or change; while pupils are without a mentor,
    ``full`` mentors have as many as the school's number, ``limit``, and one more asks for a sentence of why."""

    space: SpaceId
    space_name: str
    without_mentor: int
    without_pupils: int
    mine: int
    circles: int = 0
    full: int = 0
    limit: int = 0
