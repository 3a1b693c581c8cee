"""How a story ends: everybody visits until nothing moves, and then all must see the same, with every word in it."""

from app.ids import RecordId, SpaceId
from app.protocol.membership import Membership
from app.records.record import Record
from tests.stories.village import Village, Villager

#: Rounds of visits in good weather after which a village must have come to rest.
ROUNDS = 12

#: What a member sees of a record, apart from what is hers alone (unread, mine).
Seen = tuple[object, ...]


def rest(village: Village) -> None:
    """Visits of everybody in turn until nobody's moves anything, neither words nor entries of a membership log.

    It ends once everybody has visited in vain since something moved; whole rounds would take a sixth more.
    """
    quiet, told = 0, list[str]()
    for person in village.people * ROUNDS:
        before = _heads(person, village)
        report = village.visit(person)
        told.append(f"{person.holder}: {report.trouble} sent {report.sent} received {report.received}")
        troubled = report.trouble and not _is_clouded(village, person.number)
        moved = report.sent or report.received or report.merged or report.set_aside
        quiet = 0 if troubled or moved or _heads(person, village) != before else quiet + 1
        # Whoever sent nothing but an entry of a log did not move herself: the others have not heard of it yet.
        if quiet >= len(village.people) and _agree(village):
            return
    raise AssertionError(f"they never came to rest: {told[-len(village.people) :]}")


def _is_clouded(village: Village, number: int) -> bool:
    """Has she been told, or will she be, that she may no longer do what she did?"""
    return any(number == person for person, _ in village.clouded)


def _agree(village: Village) -> bool:
    """Do all members know the same newest entry of each space?"""
    spaces = {space for person in village.people for space in village.spaces_of(person)}
    return all(
        len({_membership(person, space).head for person in village.people if _is_inside(person, space)}) <= 1
        for space in spaces
    )


def _heads(person: Villager, village: Village) -> list[bytes]:
    """The newest entries that somebody knows; none if her program has not run yet."""
    running = person.workspace is not None
    return [_membership(person, space).head for space in village.spaces_of(person)] if running else []


def check(village: Village) -> None:
    """After ``rest``: one membership, one content, every word, and nothing left over, in every space."""
    for person in village.people:
        _check_left_over(village, person)
    for space in sorted({word.space for word in village.words.values()}):
        _check_space(village, space)


def _check_left_over(village: Village, person: Villager) -> None:
    """Nothing waits; and what was set aside is shown, and only of people who may not write."""
    store = person.desk.store
    assert store.deltas.all_pending() == [], f"{person.holder} waits"
    shown = sum(item.count for item in village.program(person).aside())
    assert shown == len(store.inbox.aside()) + len(store.deltas.refused()) + store.inbox.count()
    if not village.clouded:
        assert shown == 0, f"{person.holder} set something aside"
        assert store.outbox.size_waiting() == (0, 0), f"{person.holder} still has something to send"
    if _is_clouded(village, person.number):
        return
    names = {village.program(village.people[number]).me.name for number, _ in village.clouded}
    strange = [item for item in village.program(person).aside() if item.author not in names]
    assert strange == [], f"{person.holder} set aside what {names} did not write: {strange}"


def _check_space(village: Village, space: SpaceId) -> None:
    inside = [person for person in village.people if _is_inside(person, space)]
    heads = {_membership(person, space).head for person in inside}
    assert len(heads) <= 1, "they disagree about who is in the space"
    _check_names(village, inside, space)
    inside = [person for person in inside if (person.number, space) not in village.clouded]
    seen = [_seen(person, space) for person in inside]
    for person, content in zip(inside[1:], seen[1:], strict=True):
        assert content == seen[0], f"{inside[0].holder} and {person.holder} see different things"
    for person in inside:
        _check_words(village, person, space)


def _check_names(village: Village, inside: list[Villager], space: SpaceId) -> None:
    """Everybody who has all keys sees the same people by the same names, in a space of the same name; and oneself by
    the name that one took last."""
    views = {person.number: _named(village, person, space) for person in inside}
    assert len(set(views.values())) <= 1, f"they see different names: {views}"
    for person in inside:
        me = village.program(person).me
        names = dict(_named(village, person, space)[1])
        assert names[me.person] == me.name, f"{person.holder} is {me.name} and shown as {names[me.person]}"


def _named(village: Village, person: Villager, space: SpaceId) -> tuple[str, tuple[tuple[str, str], ...]]:
    view = next(view for view in village.program(person).spaces() if view.space == space)
    return view.name, tuple(sorted((member.person, member.name) for member in view.members))


def _membership(person: Villager, space: SpaceId) -> Membership:
    membership = person.desk.owner.membership(space)
    assert membership is not None
    return membership


def _is_inside(person: Villager, space: SpaceId) -> bool:
    row = person.desk.store.spaces.get(space)
    return row is not None and row.active


def _records(person: Villager, space: SpaceId) -> list[RecordId]:
    queries = person.desk.store.queries
    both = [
        *queries.list_records(None, space, limit=10_000),
        *queries.list_records(None, space, limit=10_000, deleted=True),
    ]
    return sorted({listed.record for listed in both})


def _seen(person: Villager, space: SpaceId) -> dict[RecordId, Seen]:
    found: dict[RecordId, Seen] = {}
    for record in _records(person, space):
        opened = person.desk.open(record)
        document = opened.record.document
        rivals = {path: [(r.value, r.device) for r in rivals] for path, rivals in opened.record.rivals().items()}
        prose = {name: document.prose(name) for name in document.prose_names()}
        found[record] = (opened.stored.kind, opened.record.values(), opened.record.deleted, rivals, prose)
    return found


def _check_words(village: Village, person: Villager, space: SpaceId) -> None:
    records: dict[RecordId, Record] = {}
    for word in village.words.values():
        if word.space != space or not word.holders:
            continue
        if word.record not in records:
            records[word.record] = person.desk.open(word.record).record
        times = _text(records[word.record]).count(word.text)
        assert times <= 1, f"{word.text} stands {times} times at {person.holder}"
        assert times or _remembered(records[word.record], word.text), f"{word.text} is lost at {person.holder}"


def _text(record: Record) -> str:
    document = record.document
    proses = [document.prose(name) for name in document.prose_names()]
    lines = [str(document.get(key)) for key in document.keys()]  # noqa: SIM118  # Document is no dict
    return "\n".join([*proses, *lines])


def _remembered(record: Record, word: str) -> bool:
    """Is it in an earlier state of the record, which its history shows?"""
    document = record.document
    names, keys = document.prose_names(), document.keys()
    return any(
        any(word in document.prose_at(name, change.frontier) for name in names)
        or any(word in str(document.value_at(key, change.frontier)) for key in keys)
        for change in reversed(document.history())
    )
