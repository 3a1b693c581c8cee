"""The kinds that this program knows."""

from collections.abc import Iterable, Iterator, Mapping

from app.errors import Bug
from app.records.fields import (
    Date,
    Elapsed,
    Field,
    Line,
    Link,
    Moment,
    People,
    Person,
    Rows,
    Stopwatch,
    YesNo,
    columns_of,
    is_prose,
    is_rows,
    is_set,
)
from app.records.groups import GROUPS
from app.records.kind import RESERVED, Kind
from app.records.numbers import BY_KEY
from app.records.paper import SHARING
from app.records.purposes import ONLY_MINE, PURPOSES

#: More required fields than this, and people stop filling in a form.
MOST_REQUIRED = 6


class Registry:
    """Kinds by key, in the order of the screens. A kind that is not here is kept, synced and shown as text."""

    def __init__(self, kinds: Iterable[Kind]) -> None:
        """Raises Bug when a declaration contradicts itself or another one."""
        self._kinds: dict[str, Kind] = {}
        for kind in kinds:
            if kind.key in self._kinds:
                raise Bug("bug", f"two kinds named {kind.key}")
            _check(kind)
            self._kinds[kind.key] = kind

    def get(self, key: str) -> Kind | None:
        """The kind with this key, or None for one that a newer program made."""
        return self._kinds.get(key)

    def in_group(self, group: str) -> list[Kind]:
        """The kinds whose lists stand in a group, in the order of the screens."""
        return [kind for kind in self if kind.alone and kind.group == group]

    @property
    def unlisted(self) -> frozenset[str]:
        """The kinds that are shown nowhere, and so are not counted where a person counts her records."""
        return frozenset(kind.key for kind in self if not kind.listed)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)


def _check(kind: Kind) -> None:
    fields = tuple(kind.fields())
    _check_names(kind.key, fields)
    if RESERVED & {field.code for field in fields}:
        raise Bug("bug", f"{kind.key} uses a code that belongs to every record")
    known = {field.key: field for field in fields}
    named = (kind.title, kind.main, *kind.columns, *kind.audience.answers, *((kind.beside,) if kind.beside else ()))
    named += (kind.urgent.flag, kind.urgent.what, kind.urgent.settled) if kind.urgent else ()
    named += kind.quick.named if kind.quick else ()
    for key in (*named, *kind.audience.guarded):
        if key not in known:
            raise Bug("bug", f"{kind.key} has no field {key}")
    if kind.group not in GROUPS and (kind.alone or kind.group):
        raise Bug("bug", f"{kind.key} stands in no group")
    if not is_prose(known[kind.main]):
        raise Bug("bug", f"{kind.key}: {kind.main} cannot take imported text")
    _check_copying(kind, known)
    _check_each_term(kind, known)
    if not kind.places - {ONLY_MINE} <= PURPOSES.keys():
        raise Bug("bug", f"{kind.key}: no such place")
    if kind.agreeing is not None and not isinstance(known.get(kind.agreeing), People):
        raise Bug("bug", f"{kind.key}: nobody can agree in {kind.agreeing}")
    for field in fields:
        if isinstance(field, Rows) and field.stopwatch is not None:
            _check_watch(kind, field, field.stopwatch, known)
        if isinstance(field, People) and any(name and not is_set(known[name]) for name in (field.among, field.but)):
            raise Bug("bug", f"{kind.key}.{field.key} is ticked among no people")
    if kind.main_rows and (kind.main_rows not in known or not is_rows(known[kind.main_rows])):
        raise Bug("bug", f"{kind.key}: {kind.main_rows} cannot take imported steps")
    _check_paper(kind, known)
    _check_begins(kind, known)
    gives = kind.gives
    if gives is not None:
        named_types = [type(known.get(key)) for key in (gives.owner, gives.due)]
        if named_types != [Person, Date] or gives.text not in known:
            raise Bug("bug", f"{kind.key} cannot give a step")
    if sum(field.required for field in fields) > MOST_REQUIRED:
        raise Bug("bug", f"{kind.key} requires more than {MOST_REQUIRED} fields")


def _check_each_term(kind: Kind, known: Mapping[str, Field]) -> None:
    each, change = kind.each_term, kind.life_change
    if each is not None and (each.number not in BY_KEY or each.words not in known):
        raise Bug("bug", f"{kind.key}: what is wanted each term is not declared")
    for one in (each, change):
        if one is not None and not (isinstance(known.get(one.about), Link) and _is_dated(known.get(one.day))):
            raise Bug("bug", f"{kind.key}: a term's record needs a pupil and a day")
    counted = kind.counted
    if counted is not None and (
        (counted.day and not _is_dated(known.get(counted.day)))
        or (counted.origin and not isinstance(known.get(counted.origin), Link))
    ):
        raise Bug("bug", f"{kind.key}: its records cannot be counted")
    if change is not None and not isinstance(known.get(change.flag), YesNo):
        raise Bug("bug", f"{kind.key}: {change.flag} is no yes or no")


def _is_dated(field: Field | None) -> bool:
    return isinstance(field, Date | Moment)


def _check_watch(kind: Kind, field: Rows, watch: Stopwatch, known: Mapping[str, Field]) -> None:
    columns = {column.key: column for column in field.row}
    times = columns.get(watch.time), known.get(watch.lasted)
    if not all(isinstance(one, Elapsed) for one in times) or not isinstance(columns.get(watch.stage), Line):
        raise Bug("bug", f"{kind.key}.{field.key}: a stop-watch needs a time, a stage, and how long it lasted")


def _check_paper(kind: Kind, known: dict[str, Field]) -> None:
    paper = kind.on_paper
    for path in (
        *paper.facts,
        *paper.short,
        *paper.left_out,
        *paper.by_hand,
        *(one for pair in paper.joined for one in pair),
    ):
        key, _slash, column = path.partition("/")
        if key not in known or (column and column not in {one.key for one in columns_of(known[key])}):
            raise Bug("bug", f"{kind.key} has nothing named {path} to print")
    if paper.margin and not (kind.main_rows and paper.margin in known and is_prose(known[paper.margin])):
        raise Bug("bug", f"{kind.key}: {paper.margin} cannot stand beside rows")
    if paper.to_a_sheet not in SHARING or (paper.sheet_number and paper.sheet_number not in BY_KEY):
        raise Bug("bug", f"{kind.key}: {paper.to_a_sheet} do not fit on a sheet")


def _check_copying(kind: Kind, known: Mapping[str, Field]) -> None:
    carried = kind.copying.carried
    rows = [(path, *path.split("/")) for path in kind.copying.fresh]
    if carried is not None:
        rows += [(carried.rows, carried.rows, column) for column in (carried.unless, *carried.words)]
        rows.append((carried.into, carried.into, carried.column))
    for path, key, *column in rows:
        columns = {one.key for one in columns_of(known[key])} if key in known else set()
        if key not in known or not columns.issuperset(column):
            raise Bug("bug", f"{kind.key}: a copy cannot care for {path}")
    origin = kind.copying.origin
    author = known.get(origin.author) if origin and origin.author else None
    if origin and not (isinstance(known.get(origin.link), Link) and isinstance(author, Person | None)):
        raise Bug("bug", f"{kind.key}: {origin} cannot say where a copy came from")
    if kind.copying.dated and not isinstance(known.get(kind.copying.dated), Date | Moment):
        raise Bug("bug", f"{kind.key}: {kind.copying.dated} is no date")


def _check_begins(kind: Kind, known: Mapping[str, Field]) -> None:
    for begins in kind.begins:
        keys = [begins.link, *(fact.into for fact in (*begins.facts, *([begins.other] if begins.other else ())))]
        keys += [key for key in (begins.me, begins.author, begins.today) if key is not None]
        missing = [key for key in keys if key not in known]
        if missing or not isinstance(known[begins.link], Link):
            raise Bug("bug", f"{kind.key} cannot begin from {begins.kind}: {', '.join(missing) or begins.link}")


def _check_names(where: str, fields: tuple[Field, ...]) -> None:
    for names in ([field.key for field in fields], [field.code for field in fields]):
        if len(set(names)) != len(names):
            raise Bug("bug", f"{where} names a field twice")
    for field in fields:
        if not 1 <= len(field.code) <= 2 or not field.code.isalnum():
            raise Bug("bug", f"{where}.{field.key}: code {field.code!r} cannot be used")
        if is_rows(field):
            columns = columns_of(field)
            if not columns or any(is_rows(column) for column in columns):
                raise Bug("bug", f"{where}.{field.key}: rows hold columns, and no rows")
            _check_names(f"{where}.{field.key}", columns)
            if any(column.key == "id" for column in columns):
                raise Bug("bug", f"{where}.{field.key}: a row's id is no column")
