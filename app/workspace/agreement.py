"""Who agrees to a charter: each tick counts if its owner set it, which the history proves, and tells for which words.

Whoever agreed before the words changed is named apart: rules are changed by agreement, and a tick from last year must
not stand for them.
"""

from dataclasses import dataclass

from app.crdt.shape import member_key
from app.ids import PersonId, RecordId
from app.records.edits import Mark
from app.records.kind import Kind
from app.records.people import person_value
from app.workspace.desk import Desk, Opened
from app.workspace.editing import edit
from app.workspace.history import code_of
from app.workspace.views import Changes


@dataclass(frozen=True)
class AgreementView:
    """The members by name: who agrees to what stands there now, who agreed to an earlier wording, who has not yet.

    ``mine`` is one of "agreed", "earlier" and "waiting", or "" for who is not asked.
    """

    agreed: tuple[str, ...]
    earlier: tuple[str, ...]
    waiting: tuple[str, ...]
    mine: str


def agreement(desk: Desk, record: RecordId) -> AgreementView | None:
    """How a record stands to which members agree; None for one of another kind, or a draft."""
    opened = desk.open(record)
    kind, state = opened.record.kind, desk.owner.membership(opened.stored.space)
    if kind is None or kind.agreeing is None or state is None:
        return None
    names = desk.names(opened.stored.space)
    groups: dict[str, list[str]] = {"agreed": [], "earlier": [], "waiting": []}
    mine = ""
    for member in state.active():
        person = PersonId(member.person)
        stands = _stands(desk, opened, kind, person)
        groups[stands].append(names.get(person, person.hex()))
        mine = stands if person == desk.person else mine
    ordered = {key: tuple(sorted(found)) for key, found in groups.items()}
    return AgreementView(ordered["agreed"], ordered["earlier"], ordered["waiting"], mine)


def agree(desk: Desk, record: RecordId, agreed: bool = True) -> Changes:
    """Tick that one agrees to what stands there now, or take that back. Raises AccessError without the right."""
    kind = desk.open(record).record.kind
    if kind is None or kind.agreeing is None:
        return Changes()
    own = person_value(desk.person)
    # Out and in again, so that the tick is newer than the words that it is for.
    changes = edit(desk, record, [Mark(kind.agreeing, own, present=False)]).changes
    return changes | edit(desk, record, [Mark(kind.agreeing, own)]).changes if agreed else changes


def _stands(desk: Desk, opened: Opened, kind: Kind, person: PersonId) -> str:
    own, document = person_value(person), opened.record.document
    field = kind.field(kind.agreeing or "")
    if own not in document.members(field.code):
        return "waiting"
    key, beside = member_key(field.code, own), {field.code, *(kind.field(one).code for one in kind.audience.guarded)}
    stands = "waiting"
    for change in document.history():
        if key in change.keys and desk.author_of(opened.stored.space, change.device) == person:
            stands = "agreed"
        elif stands == "agreed" and any(code_of(name) not in beside for name in change.keys):
            stands = "earlier"
    return stands
