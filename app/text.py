"""Every sentence that a person reads, looked up by key in the language that she chose.

The sentences stand in ``resources/i18n/<language>/*.toml``; a key is the path of tables down to the sentence
(``today.empty``). An error's three parts stand under its code: what happened, what is safe, what to do next.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.errors import Bug, TongxingError
from app.resources import LANGUAGES, resource


class Bilingual(Protocol):
    """A label that carries both languages itself, as those of record kinds do."""

    @property
    def zh(self) -> str:
        """In Chinese."""
        ...

    @property
    def en(self) -> str:
        """In English."""
        ...


@dataclass(frozen=True)
class Sentence:
    """What a person is told of a failure; three plain parts."""

    what: str
    safe: str
    next: str

    def whole(self) -> str:
        """The three parts as one paragraph."""
        return "".join(self.parts()) if self.what[-1:] in "。！？" else " ".join(self.parts())

    def parts(self) -> tuple[str, ...]:
        """Those of the three that say something, in order."""
        return tuple(part for part in (self.what, self.safe, self.next) if part)


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise Bug("bug", f"language {language!r}")
        self.language = language
        self._sentences = read_sentences(resource("i18n", language))

    def say(self, key: str, /, **values: str | int) -> str:
        """The sentence under ``key`` with its {places} filled. Raises Bug for an unknown key or a missing value."""
        try:
            return self._sentences[key].format(**values)
        except (KeyError, IndexError) as error:
            raise Bug("bug", f"sentence {key!r}: {error}") from error

    def label(self, label: Bilingual) -> str:
        """A declared label in this language."""
        return label.zh if self.language == "zh" else label.en

    def explain(self, error: TongxingError) -> Sentence:
        """The three parts for a failure; a code without sentences falls back to that of a bug."""
        code = error.code if f"{error.code}.what" in self._sentences else "bug"
        fields = _Fields(error.fields)
        what, safe, following = (
            self._sentences[f"{code}.{part}"].format_map(fields) for part in ("what", "safe", "next")
        )
        return Sentence(what, safe, following)


class _Fields(dict[str, str | int]):
    """An error raised without a field its sentence names must still be explained."""

    def __init__(self, fields: Mapping[str, str | int]) -> None:
        super().__init__(fields)

    def __missing__(self, key: str) -> str:
        return "…"


def read_sentences(folder: Path) -> dict[str, str]:
    """All sentences of one language's folder by key. Raises Bug if a key stands in two files."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, sentence in _flat("", tomllib.loads(path.read_text("utf-8"))):
            if key in found:
                raise Bug("bug", f"sentence {key!r} stands twice")
            found[key] = sentence
    return found


def _flat(prefix: str, table: Mapping[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            flat += _flat(f"{prefix}{key}.", value)
        else:
            flat.append((prefix + key, str(value)))
    return flat
