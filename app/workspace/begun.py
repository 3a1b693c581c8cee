"""Words that were begun beside a record and not sent yet: a comment, an answer, a step.

They are nobody else's business and no record; but they outlive a power cut, a closed window and a change of person.
"""

import json
from collections.abc import Collection, Mapping

from app.ids import RecordId
from app.workspace.desk import Desk

_NAME = "begun "


def begun(desk: Desk, record: RecordId) -> dict[str, str]:
    """What was begun beside a record, by its place there; empty if nothing was. Raises StoreError."""
    try:
        found = json.loads(desk.store.identity.text(_NAME + record, "{}"))
    except ValueError:
        return {}
    return {str(place): str(words) for place, words in found.items()} if isinstance(found, dict) else {}


def keep_begun(desk: Desk, record: RecordId, words: Mapping[str, str]) -> None:
    """Keep what stands at these places now, and forget those where nothing stands; other places stay. Raises
    StoreError."""
    kept = {place: text for place, text in {**begun(desk, record), **words}.items() if text}
    if kept:
        desk.store.identity.set_text(_NAME + record, json.dumps(kept, ensure_ascii=False))
    else:
        desk.store.identity.remove(_NAME + record)


def forget_begun(desk: Desk, records: Collection[RecordId]) -> None:
    """Let go of everything that was begun beside records that are here no more. Raises StoreError."""
    for record in records:
        desk.store.identity.remove(_NAME + record)
