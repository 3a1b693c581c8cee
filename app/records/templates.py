"""The templates that ship with the program: ``resources/templates/<language>/<kind>.toml``, in our own words.

A template is a name, a line about it, and values for some of the kind's fields, as ``Record.values()`` would give
them but without row ids. One's own templates are records; these are data.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.errors import Bug
from app.records.kind import Kind
from app.records.values import Value
from app.resources import resource_bytes


@dataclass(frozen=True)
class BuiltIn:
    """A template that ships with the program; ``key`` is the same in all languages."""

    key: str
    name: str
    about: str
    values: Mapping[str, Value]


def built_in(kind: Kind, language: str) -> tuple[BuiltIn, ...]:
    """The templates of a kind in the order to show them; none for a kind that has none."""
    return _read(kind.key, language)


@cache
def _read(kind_key: str, language: str) -> tuple[BuiltIn, ...]:
    try:
        data = resource_bytes("templates", language, f"{kind_key}.toml")
    except Bug:
        return ()
    found: list[dict[str, Any]] = tomllib.loads(data.decode("utf-8"))["template"]
    return tuple(BuiltIn(one["key"], one["name"], one["about"], one["values"]) for one in found)
