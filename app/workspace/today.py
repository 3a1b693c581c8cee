"""What the start page says beyond lists: meetings to come, who changed what came, and where she was writing last."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from app.errors import RecordError
from app.ids import DeviceId, RecordId
from app.records.fields import Moment
from app.store.queries import Listed
from app.sync.own_devices import own_devices
from app.workspace.desk import Desk, Names
from app.workspace.history import changes_since_read, code_of
from app.workspace.views import CameNews, LeftAt, MeetingView

#: How far ahead the start page looks for meetings, and how many it shows.
AHEAD, MEETINGS = timedelta(days=14), 5
#: Records of which it is told who changed what: the others' rows say when something came.
TOLD = 5
_PLACES, _MOST_PLACES = "places", 40


def meetings(desk: Desk) -> tuple[MeetingView, ...]:
    """What is to be held from today on, soonest first: records of every kind that has a day and a time."""
    today = datetime.fromtimestamp(desk.clock.now()).date()
    first, last = today.isoformat(), (today + AHEAD).isoformat()
    found: list[MeetingView] = []
    for kind in desk.registry:
        for field in kind.fields() if kind.alone else ():
            if isinstance(field, Moment):
                for record, when in desk.store.outlines.coming(kind, field.key, first, last, MEETINGS):
                    found.append(_meeting(desk, record, when))
    return tuple(sorted(found, key=lambda meeting: meeting.when)[:MEETINGS])


def _meeting(desk: Desk, record: RecordId, when: str) -> MeetingView:
    (listed,) = desk.store.queries.these([record])
    space = desk.space(listed.space)
    place = listed.values.get("place")
    return MeetingView(record, listed.kind, listed.title, when, str(place or ""), space.name, space.private)


def news_of(desk: Desk, came: Sequence[Listed]) -> dict[RecordId, CameNews]:
    """Who changed what in records that came, since she read them."""
    names, found = Names(desk), dict[RecordId, CameNews]()
    for item in came[:TOLD]:
        own = own_devices(desk.owner, item.space)
        mark = desk.store.receipts.last_read(item.record)
        devices = desk.store.deltas.authors_since(item.record, mark.time if mark is not None else 0, own)
        people = tuple(dict.fromkeys(name for device in devices if (name := names.of(item.space, device))))
        found[item.record] = CameNews(people, _fields(desk, item.record, own))
    return found


def _fields(desk: Desk, record: RecordId, own: Collection[DeviceId]) -> tuple[str, ...]:
    try:
        opened = desk.open(record)
        changes = changes_since_read(desk, opened)
    except RecordError:
        # What cannot be opened cannot be compared; that something came is said all the same.
        return ()
    if changes is not None:
        return changes.differences.paths()
    # Her own record, which she never had to read: whatever others wrote into it.
    keys = {field.code: field.key for field in opened.record.kind.fields()} if opened.record.kind else {}
    written = [key for change in opened.record.document.history() if change.device not in own for key in change.keys]
    return tuple(dict.fromkeys(keys[code] for key in written if (code := code_of(key)) in keys))


def left_at(desk: Desk, record: RecordId, path: str, caret: int) -> None:
    """Note where in a record she was writing when she left it."""
    places = {**{one: place for one, place in _places(desk).items() if one != record}, record: [path, caret]}
    kept = dict(list(places.items())[-_MOST_PLACES:])
    desk.store.identity.set_text(f"preference {_PLACES}", json.dumps(kept))


def last_places(desk: Desk, records: Sequence[RecordId]) -> Mapping[RecordId, LeftAt]:
    """Where she left these records."""
    places = _places(desk)
    return {record: LeftAt(str(places[record][0]), int(places[record][1])) for record in records if record in places}


def _places(desk: Desk) -> dict[str, list[str | int]]:
    try:
        found = json.loads(desk.store.identity.text(f"preference {_PLACES}", "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
