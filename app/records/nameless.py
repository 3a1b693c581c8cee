"""Names found in a text, and the text without them.

Found are whole names, also with another dot, a space or nothing between their parts, and then the given names that are
left. A surname alone is never taken for a name, nor is a name of one character, nor letters within a longer word (Ann
in Annual); given names that are everyday words (``resources/names/everyday.txt``) are left as they are. Where two
names begin at one place the longer one counts.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.records.pinyin import NAME_DOTS
from app.records.stand_ins import Named, Style, is_han, parts_of, stand_ins
from app.resources import resource

#: What may stand between the characters of a name without being a part of it.
_BETWEEN = frozenset(" \u3000\u00a0\u200b\u200c\u200d\u2060\ufeff．.･・" + NAME_DOTS)
#: What may follow a name and stands in its stand-in already.
_TITLES = ("老师", "同学")
_WORD = r"A-Za-z\u00c0-\u024f"


@dataclass(frozen=True)
class Found:
    """A name in a text, from code point ``start`` up to ``end``; ``name`` is whose it is, by her or his whole name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Piece:
    """Some of a text as it reads without names. ``was`` is what stood there before, empty for what nobody touched;
    ``form`` how somebody was called there (without a title that went with it)."""

    text: str
    was: str = ""
    form: str = ""


class Finder:
    """Finds these people in texts; made once for all of them."""

    def __init__(self, people: Sequence[Named]) -> None:
        self.people: dict[str, Named] = {}
        for one in people:
            if len(_bare(one.name)) > 1:
                self.people.setdefault(one.name, one)
        self._whole: dict[str, list[tuple[str, str]]] = {}
        self._given: dict[str, list[tuple[str, str]]] = {}
        self._words = {_key(name): name for name in self.people if _is_latin(name)}
        for name in self.people:
            if _is_latin(name):
                continue
            _enter(self._whole, _bare(name), name)
            for given in _given_names(name):
                _enter(self._given, given, name)
        for table in (self._whole, self._given):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))
        longest = sorted(self._words, key=len, reverse=True)
        between = rf"[\s.{re.escape(NAME_DOTS)}]+"
        forms = "|".join(between.join(map(re.escape, form.split())) for form in longest)
        self._pattern = re.compile(rf"(?<![{_WORD}])(?:{forms})(?![{_WORD}])", re.IGNORECASE) if forms else None

    def found(self, text: str) -> list[Found]:
        """The names in a text, in its order; none lies within another."""
        taken = _Taken(text)
        if self._pattern is not None:
            for match in self._pattern.finditer(text):
                name = self._words.get(_key(match[0]))
                if name is not None:
                    taken.put(match.start(), match.end(), name)
        taken.scan(self._whole)
        taken.scan(self._given)
        return sorted(taken.found, key=lambda one: one.start)

    def holds_whole(self, text: str) -> bool:
        """Is anybody's whole name in the text?"""
        if self._pattern is not None and self._pattern.search(text):
            return True
        taken = _Taken(text)
        taken.scan(self._whole)
        return bool(taken.found)


class _Taken:
    """A text's characters that count, and which of them a name has."""

    def __init__(self, text: str) -> None:
        self.found: list[Found] = []
        self._text = text
        self._at = [at for at, character in enumerate(text) if character not in _BETWEEN]
        self._stream = "".join(_plain(text[at]) for at in self._at)
        self._used = [False] * len(text)

    def put(self, start: int, end: int, name: str) -> None:
        self.found.append(Found(start, end, name))
        self._used[start:end] = [True] * (end - start)

    def scan(self, names: dict[str, list[tuple[str, str]]]) -> None:
        place = 0
        while place < len(self._stream):
            place += self._taken_at(place, names) or 1

    def _taken_at(self, place: int, names: dict[str, list[tuple[str, str]]]) -> int:
        for form, name in names.get(self._stream[place], ()):
            if not self._stream.startswith(form, place):
                continue
            start, end = self._at[place], self._at[place + len(form) - 1] + 1
            if not any(self._used[start:end]):
                self.put(start, end, name)
                return len(form)
        return 0


@dataclass(frozen=True)
class Wanted:
    """What somebody chose: forms that stay as they are, and how much of a name is left."""

    kept: frozenset[str] = frozenset()
    style: Style = Style.SURNAME
    language: str = "zh"


def names_for(texts: Sequence[str], finder: Finder, wanted: Wanted) -> dict[str, str]:
    """By name the stand-in of everybody who is found in these texts."""
    order = dict.fromkeys(one.name for text in texts for one in _gone(text, finder, wanted))
    return stand_ins([finder.people[name] for name in order], wanted.style, wanted.language, finder.holds_whole)


def without_names(
    texts: Sequence[str], finder: Finder, wanted: Wanted, names: Mapping[str, str] | None = None
) -> list[list[Piece]]:
    """The texts in pieces, one person under one stand-in in all of them: that of ``names``, where it is given.

    Unless a form is kept, no whole name is left, not even one that a stand-in and its neighbours would make.
    """
    known = names if names is not None else names_for(texts, finder, wanted)
    return [_pieces(text, _gone(text, finder, wanted), known, finder, wanted) for text in texts]


def _gone(text: str, finder: Finder, wanted: Wanted) -> list[Found]:
    return [one for one in finder.found(text) if text[one.start : one.end] not in wanted.kept]


def _pieces(text: str, found: Sequence[Found], names: Mapping[str, str], finder: Finder, wanted: Wanted) -> list[Piece]:
    made: list[Piece] = []
    # Plain, else in brackets, else as squares: what holds no name that was not kept.
    for form in ("{0}", "〔{0}〕", "□"):
        made = _cut(text, found, {name: form.format(one) for name, one in names.items()})
        whole = written(made)
        if not any(whole[one.start : one.end] not in wanted.kept for one in finder.found(whole) if _whole(one, whole)):
            break
    return made


def _whole(found: Found, text: str) -> bool:
    return len(_bare(text[found.start : found.end])) >= len(_bare(found.name))


def _cut(text: str, found: Sequence[Found], names: dict[str, str]) -> list[Piece]:
    pieces, at = [], 0
    for one in found:
        if one.start > at:
            pieces.append(Piece(text[at : one.start]))
        at = _behind(text, one.end, names[one.name])
        pieces.append(Piece(names[one.name], text[one.start : at], text[one.start : one.end]))
    if at < len(text) or not pieces:
        pieces.append(Piece(text[at:]))
    return pieces


def _behind(text: str, end: int, stand_in: str) -> int:
    """Where the text goes on: behind the title too, where the stand-in has it (王敏老师 becomes 王老师)."""
    titles = (title for title in _TITLES if stand_in.endswith(title) and text.startswith(title, end))
    return end + len(next(titles, ""))


def written(pieces: Collection[Piece]) -> str:
    """The text that the pieces make."""
    return "".join(piece.text for piece in pieces)


def _plain(character: str) -> str:
    """One character as names are compared: compatibility forms and full-width letters are the usual ones."""
    form = unicodedata.normalize("NFKC", character).casefold()
    return form if len(form) == 1 else character


def _bare(name: str) -> str:
    return "".join(_plain(character) for character in name if character not in _BETWEEN)


def _is_latin(name: str) -> bool:
    return re.fullmatch(rf"[{_WORD}\s.'’{re.escape(NAME_DOTS)}-]+", name) is not None


def _key(name: str) -> str:
    return " ".join(re.split(rf"[\s.{re.escape(NAME_DOTS)}]+", name.casefold())).strip()


def _given_names(name: str) -> list[str]:
    """The shorter forms by which somebody is called in a text: the given name, or each part around a dot."""
    surname, given = parts_of(_bare(name)) if not any(dot in name for dot in NAME_DOTS) else ("", "")
    if surname:
        return [given] if len(given) > 1 and given not in _everyday() else []
    parts = re.split(rf"[{re.escape(NAME_DOTS)}]", name)
    whole = [_bare(part) for part in parts] if len(parts) > 1 else []
    return [part for part in whole if len(part) > 1 and all(map(is_han, part)) and part not in _everyday()]


@cache
def _everyday() -> frozenset[str]:
    """Given names that mean something else far more often."""
    return frozenset(resource("names", "everyday.txt").read_text("utf-8").split())


def _enter(table: dict[str, list[tuple[str, str]]], form: str, name: str) -> None:
    table.setdefault(form[0], []).append((form, name))
