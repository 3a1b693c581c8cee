"""To whom a record has come: for whoever sent minutes to six schools and wants to know where a stick would help.

Only what signed receipts prove is told, and the same to everybody in the space: it is about the record and its way,
not about how diligent anybody is. Who has it and has not opened it is told as "received", and no time of it.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.ids import DeviceId, PersonId, RecordId
from app.store.snapshots import VOUCHED
from app.workspace.colleagues import Schools
from app.workspace.desk import Desk, Opened


class Arrived(enum.Enum):
    """What is proved of one person and one record."""

    READ = "read"
    RECEIVED = "received"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class ArrivalView:
    """One member, as far as receipts tell; ``person`` is the hexadecimal id, ``school`` as her card says."""

    person: str
    name: str
    state: Arrived
    school: str = ""


@dataclass(frozen=True)
class ArrivalsView:
    """The others in a record's space, by school and name. ``leaves``: the newest words have yet to leave here."""

    space_name: str
    people: tuple[ArrivalView, ...]
    leaves: bool

    def names(self, state: Arrived) -> tuple[str, ...]:
        """Who is at this point."""
        return tuple(one.name for one in self.people if one.state is state)

    @property
    def several_schools(self) -> bool:
        """Are they of more than one school, as far as their cards tell?"""
        return len({one.school for one in self.people} - {""}) > 1


def arrivals(desk: Desk, record: RecordId) -> ArrivalsView | None:
    """To whom a record has come; None for one that nobody else is to have. Raises RecordError("record.missing")."""
    opened = desk.open(record)
    space = opened.stored.space
    membership = desk.owner.membership(space)
    if space == desk.private_space or membership is None:
        return None
    parts, names = _parts(desk, opened), desk.names(space)
    readers, reports = desk.store.receipts.readers(record), desk.store.receipts.all_reports(space)
    leaves, schools = desk.store.outbox.unsealed(record), Schools(desk)
    found = []
    for member in membership.active():
        person = PersonId(member.person)
        if person == desk.person:
            continue
        devices = [DeviceId(device) for device in (*member.devices, *member.former)]
        if not leaves and readers.get(person, -1) >= opened.stored.changed:
            state = Arrived.READ
        elif not leaves and _has_all(parts, devices, reports):
            state = Arrived.RECEIVED
        else:
            state = Arrived.NOT_YET
        found.append(ArrivalView(person.hex(), names.get(person, person.hex()), state, schools.of_person(person)))
    ordered = sorted(found, key=lambda one: (one.school, one.name))
    return ArrivalsView(desk.space(space).name, tuple(ordered), leaves)


def _parts(desk: Desk, opened: Opened) -> dict[DeviceId, int]:
    """Of each device that wrote into the record the last envelope that carried it."""
    record, space = opened.stored.record, opened.stored.space
    parts = dict(desk.store.deltas.carried(record, space))
    if opened.stored.sent_number is not None:
        parts[desk.owner.device_id] = opened.stored.sent_number
    return parts


def _has_all(
    parts: Mapping[DeviceId, int], own: Collection[DeviceId], reports: Mapping[DeviceId, Mapping[DeviceId, int]]
) -> bool:
    """Has one of a person's devices said that it merged everything that others wrote?

    What a keeper vouched for came in envelopes that nobody can name, so that nothing proves who has them.
    """
    others = {device: number for device, number in parts.items() if device not in own}
    if any(number == VOUCHED for number in others.values()):
        return False
    if not others:
        return bool(parts)
    return any(
        all(reports.get(device, {}).get(writer, 0) >= number for writer, number in others.items()) for device in own
    )
