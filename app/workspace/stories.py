"""A copy without names of a record of one's own, to be passed on as a story: seen first, then shared by an act.

Whose record it is decides alone: nobody makes a story of what somebody else wrote. The copy keeps no link to the record
that it was made from, no picture, no signature, and no name but those that its author let stand.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.errors import AccessError
from app.export.story import tellable, told
from app.ids import RecordId, SpaceId
from app.records.kind import Kind
from app.records.kinds.story import STORY
from app.records.label import Label
from app.records.nameless import Finder, Piece, Wanted, names_for, without_names, written
from app.records.stand_ins import Named, Style
from app.records.values import Value
from app.records.without_names import Rewriting, rewritten
from app.workspace import editing
from app.workspace.desk import Desk, Opened
from app.workspace.names_out import colleagues_known, pupils_known, typed_in
from app.workspace.printing import writing_in


@dataclass(frozen=True)
class NameChoice:
    """What an author chose: forms of names that may stand, names that she added, how much of a name is left, and which
    fields are told (None: all that hold anything)."""

    kept: frozenset[str] = frozenset()
    added: tuple[Named, ...] = ()
    style: Style = Style.SURNAME
    fields: frozenset[str] | None = None
    language: str = "zh"


@dataclass(frozen=True)
class FormFound:
    """A form of a name that stands in the record, what takes its place, and how often; ``kept``: it may stand."""

    form: str
    stand_in: str
    count: int
    kept: bool


@dataclass(frozen=True)
class Nameless:
    """A record as it reads without names. ``fields`` are those that can be told, with their labels."""

    title: tuple[Piece, ...]
    body: tuple[Piece, ...]
    forms: tuple[FormFound, ...]
    fields: tuple[tuple[str, Label], ...]
    told: frozenset[str]

    @property
    def text(self) -> str:
        """The words of the story."""
        return written(self.body)


def nameless(desk: Desk, record: RecordId, choice: NameChoice) -> Nameless:
    """How a record of hers would read. Raises AccessError("story.not_hers"), RecordError."""
    opened, kind = _own(desk, record)
    values = rewritten(kind, opened.record.values(), Rewriting(str, str))
    people = [*choice.added, *pupils_known(desk), *colleagues_known(desk), *typed_in(kind, opened.record.values())]
    finder = Finder(people)
    fields = tellable(kind, values)
    chosen = frozenset(field.key for field in fields) if choice.fields is None else choice.fields
    manner = writing_in(desk, opened.stored.space, choice.language).manner
    texts = (opened.record.title(), told(kind, values, manner, chosen))
    wanted = Wanted(choice.kept, choice.style, choice.language)
    title, body = without_names(texts, finder, wanted, names_for(texts, finder, wanted))
    forms = tuple(_forms(finder, texts, choice, [*title, *body]))
    return Nameless(tuple(title), tuple(body), forms, tuple((one.key, one.label) for one in fields), chosen)


def make_story(
    desk: Desk, record: RecordId, choice: NameChoice, sort: str = "", learnt: str = "", space: SpaceId | None = None
) -> RecordId:
    """The story as a record: a draft of her own, or, with a space, shared there with her consent."""
    made = nameless(desk, record, choice)
    now = datetime.fromtimestamp(desk.clock.now())
    values: dict[str, Value] = {
        "title": written(made.title),
        "sort": sort,
        "told_on": now.date().isoformat(),
        "body": made.text,
        "learnt": learnt,
    }
    if space is not None:
        values["consent"] = f"{now.isoformat(timespec='minutes')} {desk.name}"
    return editing.create(desk, STORY.key, {key: value for key, value in values.items() if value}, space)


def _own(desk: Desk, record: RecordId) -> tuple[Opened, Kind]:
    opened = desk.open(record)
    kind = desk.kind(opened.record.kind_key)
    if not opened.stored.mine:
        raise AccessError("story.not_hers", kind.key)
    return opened, kind


def _forms(finder: Finder, texts: tuple[str, ...], choice: NameChoice, pieces: list[Piece]) -> Iterator[FormFound]:
    instead = {piece.form: piece.text for piece in pieces if piece.form}
    found = Counter(text[one.start : one.end] for text in texts for one in finder.found(text))
    for form, count in found.items():
        yield FormFound(form, instead.get(form, ""), count, form in choice.kept)
