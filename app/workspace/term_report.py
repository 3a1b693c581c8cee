"""The term's report of a school, begun from its progress page and from stories that their authors released."""

from app.ids import RecordId, SpaceId
from app.records.values import Row, Value
from app.text import Texts
from app.workspace import calendar, editing
from app.workspace.desk import Desk
from app.workspace.progress import Progress, progress

REPORT = "term_report"
#: Stories that one sheet has room for; whoever finishes the report chooses others in their place.
_STORIES = 2


def draft_report(desk: Desk, space: SpaceId, language: str) -> RecordId:
    """A private draft of the report on a school's present term. Raises AccessError for a space one is not in."""
    found, say = progress(desk, space), Texts(language).say
    term, today = found.now.term, calendar.today_of(desk)
    name = term.name or say("progress.this_term")
    values: dict[str, Value] = {
        "title": say("report.title", school=found.name, term=name),
        "term": name,
        "made_on": today.isoformat(),
    }
    numbers, stories = _numbers(found, language), _stories(desk, space)
    if numbers:
        values["numbers"] = numbers
    if stories:
        values["stories"] = stories
    return editing.create(desk, REPORT, values, None)


def _numbers(found: Progress, language: str) -> list[Row]:
    """A row for each number that the page shows, with the school's own term before beside it."""
    rows: list[Row] = []
    if found.pupils:
        say = Texts(language).say
        rows.append({"what": say("report.covered"), "number": found.pupils - found.alone, "of": found.pupils})
    before = found.before[0].tallies if found.before else ()
    for at, tally in enumerate(found.now.tallies):
        last = before[at].number if at < len(before) else None
        if tally.number is None or not (tally.number or tally.of or last):
            continue
        row: Row = {"what": tally.label.in_language(language), "number": tally.number}
        if tally.of is not None:
            row["of"] = tally.of
        if last is not None:
            row["before"] = last
        rows.append(row)
    return rows


def _stories(desk: Desk, space: SpaceId) -> list[Row]:
    """Stories in the school's space that their authors released, the newest first."""
    found = []
    for kind in desk.registry:
        released = kind.released
        if released is None:
            continue
        for listed in desk.store.queries.list_records(kind.key, space, order="created"):
            words = listed.values.get(released.text)
            if listed.values.get(released.by) and isinstance(words, str) and words:
                found.append((listed.created, listed.title, words))
    return [{"title": title, "words": words} for _, title, words in sorted(found, reverse=True)[:_STORIES]]
