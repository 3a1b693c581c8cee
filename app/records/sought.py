"""Where the words that somebody looks for stand in a text: in its characters, or, in titles and names, in its pinyin.

A query is cut at white space into pieces, each of which must stand somewhere. Width, compatibility forms and case make
no difference. In pinyin every character may be typed as itself, as its reading, or as the beginning of that (j, zh);
the last one as far as it has been typed: jxsj, jiaoxues, 教xsj and jiaoxsj all stand in 教学设计.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.records.pinyin import LONGEST, NAME_DOTS, shortenings, spoken

#: The longest query that is looked at, in characters; more is a paste by mistake.
MAX_QUERY = 200
#: Pinyin is typed in letters, perhaps with the apostrophe of xi'an; beside them there may be characters and digits.
_LETTER = re.compile("[a-z]")
_APOSTROPHES = "'’"
#: The common Chinese characters, which folding leaves as they are.
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF


@dataclass(frozen=True)
class Span:
    """Code points [start, end) of a text."""

    start: int
    end: int


def fold(text: str) -> str:
    """The form in which texts and queries are compared: width, compatibility forms and case make no difference."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def pieces_of(query: str) -> list[str]:
    """The pieces of a query, folded, each once."""
    return list(dict.fromkeys(fold(query[:MAX_QUERY]).split()))


def is_pinyin(piece: str) -> bool:
    """May a piece be meant as pinyin? Its letters decide; characters and digits may stand among them."""
    return _LETTER.search(piece) is not None and len(piece) <= LONGEST


def find(piece: str, text: str) -> Span | None:
    """Where a piece first stands in a text, as it is written. None also where only the whole, folded, holds it."""
    at = text.find(piece)
    if at >= 0:
        return Span(at, at + len(piece)) if piece else None
    if piece not in fold(text):
        return None
    shown, places = _folded(text)
    at = shown.find(piece)
    return Span(places[at], max(places[at + len(piece)], places[at] + 1)) if at >= 0 else None


def find_all(piece: str, text: str) -> list[Span]:
    """Every place where a piece stands in a text, as it is written."""
    whole = fold(text)
    if not piece or piece not in whole:
        return []
    # Where folding changes nothing, which is nearly always, places are what they are.
    shown, places = (text, range(len(text) + 1)) if whole == text else _folded(text)
    spans: list[Span] = []
    at = shown.find(piece)
    while at >= 0:
        spans.append(Span(places[at], max(places[at + len(piece)], places[at] + 1)))
        at = shown.find(piece, at + len(piece))
    return spans


def find_name(piece: str, name: str) -> Span | None:
    """Where a piece stands in a title or a name, as it is written or read."""
    found = find(piece, name)
    if found is not None or not is_pinyin(piece):
        return found
    typed = "".join(letter for letter in piece if letter not in _APOSTROPHES)
    shown = name[:LONGEST]
    if not typed:
        return None
    said = spoken(shown)
    characters = [fold(character) for character in shown]
    for start in range(len(shown)):
        if not characters[start].startswith(typed[0]) and all(one[0] != typed[0] for one in said[start]):
            continue
        end = _read(typed, 0, characters, said, start)
        if end is not None:
            return Span(start, end)
    return None


def _read(typed: str, at: int, characters: Sequence[str], said: Sequence[tuple[str, ...]], place: int) -> int | None:
    """The end of the text that ``typed`` from ``at`` on spells, beginning at ``place``."""
    if at == len(typed):
        return place
    if place == len(characters):
        return None
    itself = characters[place]
    if at and itself in NAME_DOTS:
        return _read(typed, at, characters, said, place + 1)
    # Punctuation ends what can be typed in one go, here as in the index.
    ways = {itself} if said[place] or (itself.isascii() and itself.isalnum()) else set()
    for reading in said[place]:
        if reading.startswith(typed[at:]):
            return place + 1
        ways.update(shortenings(reading))
    for way in sorted(ways, key=len, reverse=True):
        if typed.startswith(way, at):
            end = _read(typed, at + len(way), characters, said, place + 1)
            if end is not None:
                return end
    return None


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """A text folded character by character, and for each place in that the place in the text; one more at the end."""
    if text.isascii():
        return text.casefold(), range(len(text) + 1)
    parts: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        shown = character if _FIRST_HAN <= ord(character) <= _LAST_HAN else fold(character)
        parts.append(shown)
        places += [at] * len(shown)
    return "".join(parts), [*places, len(text)]
