"""A record: one document of one kind."""

from collections.abc import Iterable, Mapping, Sequence

from app.crdt import Document, Rival
from app.errors import RecordError
from app.ids import DeviceId, FileId
from app.records.applying import plan
from app.records.edits import Edit
from app.records.fields import LIMIT, File, Line, columns_of, is_prose
from app.records.files import Attached, all_attached
from app.records.kind import DELETED_KEY, KIND_KEY, TEMPLATE_KEY, VERSION_KEY, Kind
from app.records.reading import places, read, read_field, read_raw, strays
from app.records.registry import Registry
from app.records.searching import Searchable, searchable
from app.records.terms import Terms
from app.records.values import Value, clean_line, rows_in

#: The longest title shown of a record whose title is prose; the rest can be read in the record. A title that is a line
#: is shown as far as a line may be typed: another member's program may write a longer one.
TITLE_LENGTH = 80


class Record:
    """What a person reads and changes; the document beneath it merges.

    A record whose kind is not known, or is of a newer version than ours, can be read and deleted but not changed.
    """

    def __init__(self, document: Document, kind: Kind | None) -> None:
        self.document = document
        self.kind = kind

    @classmethod
    def create(cls, kind: Kind, device: DeviceId, now: int, edits: Iterable[Edit] = (), template: str = "") -> "Record":
        """A new record with these first edits, committed as one change at ``now`` (unix seconds); named, a template.

        Raises RecordError when an edit breaks a rule.
        """
        record = cls(Document.new(device), kind)
        record.document.set(KIND_KEY, kind.key)
        record.document.set(VERSION_KEY, kind.version)
        if template:
            record.be_template(template)
        record.apply(list(edits))
        record.save(now)
        return record

    @classmethod
    def open(cls, document: Document, registry: Registry) -> "Record":
        """The record that a document holds, with its kind if the registry knows it."""
        key = document.get(KIND_KEY)
        return cls(document, registry.get(key) if isinstance(key, str) else None)

    @property
    def kind_key(self) -> str:
        """The key of the record's kind, also when we do not know the kind; empty for a document without one."""
        key = self.document.get(KIND_KEY)
        return key if isinstance(key, str) else ""

    @property
    def version(self) -> int:
        """The version of the kind with which the record was made; 0 for a document without one."""
        version = self.document.get(VERSION_KEY)
        return version if isinstance(version, int) and not isinstance(version, bool) else 0

    @property
    def read_only(self) -> bool:
        """Whether only a newer program may change it."""
        return self.kind is None or self.version > self.kind.version

    def values(self) -> dict[str, Value]:
        """What the fields hold, by field key, without those that hold nothing; a row has its id under "id".

        Of an unknown kind: everything by its name in the document.
        """
        if self.kind is None:
            return dict(read_raw(self.document))
        return read(self.document, self.kind)

    def strays(self) -> dict[str, str | int | bool]:
        """What a newer program wrote into fields that we do not have, by name; shown as text, kept and sent on."""
        return strays(self.document, self.kind) if self.kind else {}

    def value(self, key: str) -> Value | None:
        """What one field holds; None if that is nothing, or for a kind without such a field."""
        field = next((one for one in self.kind.fields() if one.key == key), None) if self.kind is not None else None
        return read_field(self.document, field) if field is not None else None

    def files(self, values: Mapping[str, Value] | None = None) -> list[Attached]:
        """The pictures and files that it names, in all its fields; each once. ``values`` spares reading them again."""
        if self.kind is None:
            return []
        values = self.values() if values is None else values
        found: dict[FileId, Attached] = {}
        for field in self.kind.fields():
            value = values.get(field.key)
            if isinstance(field, File):
                found |= {file.file: file for file in all_attached(value)}
            for column in columns_of(field):
                rows = rows_in(value)
                if isinstance(column, File):
                    found |= {file.file: file for row in rows for file in all_attached(row.get(column.key))}
        return list(found.values())

    def title(self) -> str:
        """One line that names the record; empty while it has none. Of prose, the beginning of its first line; a
        template has a name of its own."""
        if self.template:
            return _shortened(clean_line(self.template), LIMIT[Line])
        field = self.kind.field(self.kind.title) if self.kind else None
        value = read_field(self.document, field) if field else next(iter(self.values().values()), None)
        if not isinstance(value, str):
            return ""
        if field and not is_prose(field):
            return _shortened(clean_line(value), LIMIT[type(field)])
        return _shortened(value.strip().partition("\n")[0], TITLE_LENGTH)

    def apply(self, edits: Sequence[Edit]) -> None:
        """Make these edits, all or none; they become a change with the next save.

        Raises RecordError when one breaks a rule of its field, or the kind is not known to this program.
        """
        if self.kind is None or self.read_only:
            raise RecordError("record.unknown_kind", self.kind_key)
        for write in plan(self.document, self.kind, edits):
            write()

    def save(self, now: int) -> bool:
        """Commit what was changed since the last save as one change at ``now`` (unix seconds); False if nothing was."""
        return self.document.commit(now)

    def rivals(self) -> dict[str, tuple[Rival, ...]]:
        """Values that people set differently while apart, by path; setting the field to one of them settles it."""
        if self.kind is None:
            return {}
        keys = set(self.document.rival_keys())
        found = {path: self.document.rivals(name) for path, name in places(self.document, self.kind) if name in keys}
        return {path: rivals for path, rivals in found.items() if len({repr(rival.value) for rival in rivals}) > 1}

    @property
    def deleted(self) -> bool:
        """Whether somebody deleted it; it is a mark, and everything is still there."""
        return self.document.get(DELETED_KEY) is True

    def delete(self) -> None:
        """Put it out of sight with a mark; it becomes a change with the next save, and nothing is lost."""
        self.document.set(DELETED_KEY, True)

    def undelete(self) -> None:
        """Take the mark away."""
        self.document.set(DELETED_KEY, None)

    @property
    def template(self) -> str:
        """The name of the template that this is; empty for every other record."""
        name = self.document.get(TEMPLATE_KEY)
        return name if isinstance(name, str) else ""

    @property
    def urgent(self) -> bool:
        """Whether it says that somebody is needed now."""
        declared = self.kind.urgent if self.kind is not None else None
        if self.kind is None or declared is None or self.template or self.deleted:
            return False
        keys = (declared.flag, declared.settled)
        return declared.is_set({key: read_field(self.document, self.kind.field(key)) or "" for key in keys})

    def be_template(self, name: str) -> None:
        """Make it a template of this name, or give it another one."""
        self.document.set(TEMPLATE_KEY, clean_line(name))

    def searchable(self, terms: Terms | None = None, values: Mapping[str, Value] | None = None) -> Searchable:
        """The words by which it can be found. ``values`` spares reading them again."""
        return searchable(self.kind, self.title(), self.values() if values is None else values, terms or Terms())


def _shortened(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[:longest] + "…"
