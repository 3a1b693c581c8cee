"""What the inputs of one form are handed: words, members, term lists, and the rules' view of the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

from app.ids import RecordId
from app.records.kind import Kind
from app.records.numbers import DEFAULTS
from app.records.people import person_of
from app.records.rules import Notice, Situation
from app.records.terms import Terms
from app.records.values import Row, Value
from app.ui.desk import Desk
from app.ui.forms.memory import PREFERENCE, Memory
from app.workspace.views import MemberView


@dataclass
class Around:
    """The surroundings of a form's fields. ``values`` is the record as the file last had it, but for what was noted
    since; ``names`` are those typed before, by field."""

    desk: Desk
    record: RecordId
    kind: Kind
    terms: Terms = field(default_factory=Terms)
    members: tuple[MemberView, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    lesson_minutes: int = DEFAULTS["lesson_minutes"]
    today: Callable[[], str] = str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    watchers: list[Callable[[str], None]] = field(default_factory=list)

    def become(self, other: "Around") -> None:
        """Be those of another record; who watches goes on watching."""
        for one in fields(self):
            if one.name != "watchers":
                setattr(self, one.name, getattr(other, one.name))

    def note(self, key: str, value: Value) -> None:
        """Tell the other fields what stands in one of them now, before the file has it."""
        self.values[key] = value
        for watcher in self.watchers:
            watcher(key)

    def remember(self) -> None:
        """Keep what the person's hand did to the forms of this kind."""
        key, text = PREFERENCE + self.kind.key, self.memory.written()
        self.desk.ask(self.desk.news, lambda workspace: workspace.set_preference(key, text))

    def say(self, key: str, /, **values: str | int) -> str:
        """A sentence in the language of the screens."""
        return self.desk.texts.say(key, **values)

    def name_of(self, value: str) -> str:
        """The name that a person value stands for; a typed name is itself."""
        person = person_of(value)
        if person is None:
            return value
        known = {member.person: member.name for member in self.members}
        return known.get(person.hex(), value[:9])

    def notices_about(self, key: str, rows: list[Row]) -> list[Notice]:
        """What the kind's rules say of a repeated group as it stands in the form now."""
        situation = Situation(self.lesson_minutes, self.today())
        values = {**self.values, key: rows}
        return [notice for rule in self.kind.rules for notice in rule.check(values, situation) if notice.about == key]

    def notice_words(self, notice: Notice) -> str:
        """A rule's remark as a sentence; a field named in it is written by its label."""
        fields = {
            name: self.desk.texts.label(self.kind.field(str(value)).label) if name == "field" else value
            for name, value in notice.fields.items()
        }
        return self.say(notice.key, **fields)
