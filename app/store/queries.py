"""Lists of records: by kind, space, any field of a kind, newest first or sorted by a column."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.errors import Bug
from app.ids import DeviceId, RecordId, SpaceId
from app.records.fields import Checklist, Choices, Field, File, People, Rows, YesNo
from app.records.kind import Kind
from app.records.registry import Registry
from app.records.values import Value
from app.store.database import Database, Row
from app.store.search import query_of
from app.store.tables import KEY, columns_in, quoted, stored_value, table_of

#: Columns that every record has and a list may be sorted by.
COMMON = ("title", "created", "changed")

#: SQLite's way to say that a list has no end.
NO_LIMIT = -1

#: What is asked of a record ``r`` for a list.
_LINE = (
    "r.record, r.space, r.kind, r.title, r.author, r.mine, r.unread, r.created, r.changed, r.sent_number,"
    " r.record IN (SELECT record FROM outbox) AS unsealed, (r.record IN (SELECT record FROM outbox) OR"
    " coalesce(r.sent_number > (SELECT acknowledged FROM chains c WHERE c.space = r.space), 0)) AS waiting,"
    " coalesce((SELECT max(time) FROM readers d WHERE d.record = r.record), 0) AS read_at"
)

_JSON = (Choices, People, Rows, Checklist, File)


@dataclass(frozen=True)
class Listed:
    """A record in a list. ``unsealed``: something of it has not left this machine; ``waiting``: it is on no relay;
    ``sent_number``: the last envelope that carried it; ``read_at``: when word last came of somebody having read it, 0
    for never; ``values``: its fields by key, empty for a kind that is not known here."""

    record: RecordId
    space: SpaceId
    kind: str
    title: str
    author: DeviceId
    mine: bool
    unread: bool
    waiting: bool
    unsealed: bool
    created: int
    changed: int
    sent_number: int | None
    read_at: int
    values: Mapping[str, Value]


class Queries:
    """Asks for records that are not deleted. Every method raises StoreError when the file does not allow it."""

    def __init__(self, database: Database, kinds: Registry) -> None:
        self._database = database
        self._kinds = kinds
        self._never_alone = ", ".join(f"'{kind.key}'" for kind in kinds if not kind.alone) or "''"

    def list_records(
        self,
        kind: str | None = None,
        space: SpaceId | None = None,
        text: str = "",
        *,
        equals: Mapping[str, Value | None] | None = None,
        order: str = "changed",
        descending: bool = True,
        offset: int = 0,
        limit: int = 200,
        deleted: bool = False,
        alone: bool = False,
        unread: bool = False,
        mine: bool | None = None,
        templates: bool = False,
        only: Collection[str] | None = None,
    ) -> list[Listed]:
        """A page of a list. ``text`` filters as search does; ``equals`` by field values (needs ``kind``); ``order`` is
        a field of the kind or one of COMMON, and what is empty in it comes last; ``alone`` leaves out what stands
        beside other records or in no list, ``unread`` what nobody else has changed since it was read; ``mine`` lists
        only one's own, or only others'; ``templates`` lists those in place of records; of the values, ``only`` these
        fields. Raises Bug for an unknown column.
        """
        conditions, values = self._conditions(kind, space, text, equals, deleted, templates)
        conditions += [f"r.kind NOT IN ({self._never_alone})"] * alone + ["r.unread = 1"] * unread
        conditions += [f"r.mine = {mine:d}"] if mine is not None else []
        declared = self._kinds.get(kind) if kind else None
        source = _source(declared)
        keys = [key for key in columns_in(declared) if only is None or key in only] if declared else []
        fields = "".join(f", k.{quoted(key)} AS {quoted('.' + key)}" for key in keys)
        direction = "DESC" if descending else "ASC"
        column = self._column(declared, order)
        empty_last = "" if order in COMMON else f"{column} IS NULL, "
        sorting = f"{empty_last}{column} {direction}, r.id {direction}"
        # The page is found first: sorting whole rows, with all their prose, takes ten times as long.
        rows = self._database.rows(
            f"SELECT {_LINE}{fields} FROM {source} WHERE r.id IN"
            f" (SELECT r.id FROM {source} WHERE {' AND '.join(conditions)}"
            f" ORDER BY {sorting} LIMIT ? OFFSET ?) ORDER BY {sorting}",
            (*values, limit, offset),
        )
        return [_listed(row, declared) for row in rows]

    def begun_since(self, since: int) -> list[tuple[str, int]]:
        """Kind and time of every record that this person made since a moment, in seconds since 1970."""
        rows = self._database.rows(
            "SELECT kind, created FROM records WHERE mine = 1 AND deleted = 0 AND created >= ?", (since,)
        )
        return [(row["kind"], row["created"]) for row in rows]

    def these(self, records: Sequence[RecordId]) -> list[Listed]:
        """These records, of whatever kinds, with their values, in this order; those that are not here are left out."""
        wanted = json.dumps(records)
        rows = self._database.rows(
            f"SELECT {_LINE} FROM json_each(?) j JOIN records r ON r.record = j.value", (wanted,)
        )
        of_kind: dict[str, list[str]] = {}
        for row in rows:
            of_kind.setdefault(row["kind"], []).append(row["record"])
        of_record: dict[str, Row] = {}
        for kind, own in of_kind.items():
            declared = self._kinds.get(kind)
            if declared is None:
                continue
            fields = "".join(f", k.{quoted(key)} AS {quoted('.' + key)}" for key in columns_in(declared))
            values = self._database.rows(
                f"SELECT k.{KEY} AS record{fields} FROM json_each(?) j JOIN {quoted(table_of(declared))} k"
                f" ON k.{KEY} = j.value",
                (json.dumps(own),),
            )
            of_record |= {row["record"]: row for row in values}
        for row in rows:
            row |= of_record.get(row["record"], {})
        return [_listed(row, self._kinds.get(row["kind"])) for row in rows]

    def where(self, kind: str, **equals: Value | None) -> list[Listed]:
        """Records of a kind whose fields have these values, oldest first: ``where("comment", target=record)``."""
        return self.list_records(kind, equals=equals, order="created", descending=False, limit=NO_LIMIT)

    def count(
        self,
        kind: str | None = None,
        space: SpaceId | None = None,
        text: str = "",
        *,
        equals: Mapping[str, Value | None] | None = None,
    ) -> int:
        """How many records ``list_records`` would give without a page."""
        conditions, values = self._conditions(kind, space, text, equals, deleted=False, templates=False)
        declared = self._kinds.get(kind) if kind else None
        source = _source(declared if equals else None)
        return int(self._database.value(f"SELECT count(*) FROM {source} WHERE {' AND '.join(conditions)}", values))

    def count_shown(self, records: Collection[RecordId]) -> int:
        """How many of these are of a kind that is shown somewhere."""
        return int(
            self._database.value(
                "SELECT count(*) FROM records WHERE record IN (SELECT value FROM json_each(?))"
                " AND kind NOT IN (SELECT value FROM json_each(?))",
                (json.dumps([*records]), json.dumps([*self._kinds.unlisted])),
            )
        )

    def state_bytes(self, space: SpaceId) -> int:
        """Bytes of everything that is written in a space, as it lies here."""
        return int(
            self._database.value(
                "SELECT coalesce(sum(length(state)), 0) FROM states JOIN records USING (id) WHERE space = ?", (space,)
            )
        )

    def counts(self, space: SpaceId | None = None) -> dict[str, int]:
        """How many records there are of each kind."""
        rows = self._database.rows(
            "SELECT kind, count(*) AS number FROM records WHERE deleted = 0 AND template = 0"
            " AND (?1 IS NULL OR space = ?1) GROUP BY kind ORDER BY kind",
            (space,),
        )
        return {row["kind"]: row["number"] for row in rows}

    def unread(self, kind: str | None = None, limit: int = 200, *, mine: bool | None = None) -> list[Listed]:
        """Records that somebody else changed since this person read them, longest waiting first, one's own or others'
        alone if asked; without a kind, those that stand alone: a flood of comments must not hide a plan."""
        return self.list_records(
            kind, order="changed", descending=False, limit=limit, alone=kind is None, unread=True, mine=mine
        )

    def beside(self, found: Sequence[Listed], private: SpaceId | None = None) -> dict[RecordId, Listed]:
        """The records beside which these comments and steps stand, by comment or step; none that is deleted, or lies in
        another space, unless what stands there lies in the ``private`` one: her own preparation of a common plan."""
        targets: dict[RecordId, Listed] = {}
        for kind in self._kinds:
            records = [listed.record for listed in found if listed.kind == kind.key]
            if kind.beside is None or not records:
                continue
            rows = self._database.rows(
                f"SELECT {_LINE}, k.{KEY} AS beside FROM json_each(?) j JOIN {quoted(table_of(kind))} k"
                f" ON k.{KEY} = j.value JOIN records o ON o.record = k.{KEY} JOIN records r"
                f" ON r.record = k.{quoted(kind.beside)} WHERE r.deleted = 0 AND (r.space = o.space OR o.space = ?)",
                (json.dumps(records), private),
            )
            targets |= {RecordId(row["beside"]): _listed(row, None) for row in rows}
        return targets

    def standing_beside(self, record: RecordId) -> list[Listed]:
        """What stands beside a record by declaration, oldest first: its comments, steps and second preparations."""
        found = [
            listed
            for kind in self._kinds
            if kind.beside is not None
            for listed in self.where(kind.key, **{kind.beside: record})
        ]
        return sorted(found, key=lambda listed: listed.created)

    def _conditions(
        self,
        kind: str | None,
        space: SpaceId | None,
        text: str,
        equals: Mapping[str, Value | None] | None,
        deleted: bool,
        templates: bool,
    ) -> tuple[list[str], list[object]]:
        conditions, values = ["r.deleted = ?", "r.template = ?"], [deleted, templates]
        parts: list[tuple[str, object]] = []
        if kind is not None:
            parts.append(("r.kind = ?", kind))
        if space is not None:
            parts.append(("r.space = ?", space))
        match = query_of(text)
        if match is not None:
            parts.append(("r.entry IN (SELECT rowid FROM words WHERE words MATCH ?)", match))
        declared = self._kinds.get(kind) if kind else None
        for key, value in (equals or {}).items():
            # "=" lets SQLite use the column's index, where "IS" does not behind a left join.
            parts.append((f"{self._column(declared, key)} {'IS' if value is None else '='} ?", stored_value(value)))
        return conditions + [sql for sql, _ in parts], [*values, *(value for _, value in parts)]

    def _column(self, kind: Kind | None, key: str) -> str:
        if kind is not None and key in columns_in(kind):
            return f"k.{quoted(key)}"
        if key in COMMON:
            return f"r.{key}"
        raise Bug("bug", f"no column {key} in {kind.key if kind else 'records'}")


def _source(kind: Kind | None) -> str:
    # A record that is not projected yet, as right after an update, is listed without values rather than not at all.
    return f"records r LEFT JOIN {quoted(table_of(kind))} k ON k.{KEY} = r.record" if kind else "records r"


def _value(field: Field, stored: str | int | None) -> Value | None:
    if isinstance(field, _JSON):
        try:
            return json.loads(stored) if isinstance(stored, str) else None
        except ValueError:
            return None  # written when the field was still of another type, and not renewed yet
    return bool(stored) if isinstance(field, YesNo) and stored is not None else stored


def _listed(row: Row, kind: Kind | None) -> Listed:
    fields = kind.fields() if kind else ()
    read = {field.key: _value(field, row.get("." + field.key)) for field in fields}
    return Listed(
        record=RecordId(row["record"]),
        space=SpaceId(row["space"]),
        kind=row["kind"],
        title=row["title"],
        author=DeviceId(row["author"]),
        mine=bool(row["mine"]),
        unread=bool(row["unread"]),
        waiting=bool(row["waiting"]),
        unsealed=bool(row["unsealed"]),
        created=row["created"],
        changed=row["changed"],
        sent_number=row["sent_number"],
        read_at=row["read_at"],
        values={key: value for key, value in read.items() if value is not None},
    )
