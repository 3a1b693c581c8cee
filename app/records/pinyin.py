"""How Chinese characters are read: for finding titles and names by pinyin, and for sorting lists.

The readings ship as a table (``resources/pinyin``, whose SOURCE.md tells where they come from), without tones, the
vowel of 女 written v. It is read when it is first asked for. A character with several readings of today gives all of
them, the commonest first; a list of phrases says where another one comes first: 重庆 is chong qing.
"""

import re
import unicodedata
from array import array
from functools import cache, lru_cache
from typing import NamedTuple

from app.resources import resource

#: What a reading may be shortened to: its first letter, or these two.
DOUBLE = ("zh", "ch", "sh")

#: The dots that people write between the parts of a name.
NAME_DOTS = "·•‧・∙⋅"
#: Characters of a title or name that are read: more is a sentence, which is found by its characters.
LONGEST = 60
#: Ways to read one text: beyond these, each odd reading is taken by itself, with the usual one of its neighbours.
_MOST_WAYS = 16
_LONGEST_PHRASE = 4
_FIRST = 0x3000  # before the first character of the table
_DIGITS = re.compile(r"\d+")

Reading = tuple[str, ...]


class _Table(NamedTuple):
    sets: list[Reading]
    places: "array[int]"  # by code point, from _FIRST on: which set; 0 for none
    phrases: dict[str, Reading]
    begins: frozenset[str]  # the first two characters of each phrase
    syllables: frozenset[str]


@cache
def _table() -> _Table:
    sets: list[Reading] = [()]
    found: list[tuple[int, int]] = []
    for line in resource("pinyin", "readings.txt").read_text("utf-8").splitlines():
        said, characters = line.split("\t")
        found += [(ord(character) - _FIRST, len(sets)) for character in characters]
        sets.append(tuple(said.split(",")))
    places = array("H", bytes(2 * (max(place for place, _ in found) + 1)))
    for place, which in found:
        places[place] = which
    phrases = {}
    for line in resource("pinyin", "phrases.txt").read_text("utf-8").splitlines():
        word, *spoken = line.split(" ")
        phrases[word] = tuple(spoken)
    begins = frozenset(word[:2] for word in phrases)
    return _Table(sets, places, phrases, begins, frozenset(one for said in sets for one in said))


def readings(character: str) -> Reading:
    """How a character is read, the commonest first; nothing for one that is not Chinese or not in the table."""
    table, place = _table(), ord(character) - _FIRST
    return table.sets[table.places[place]] if 0 <= place < len(table.places) else ()


def syllables() -> frozenset[str]:
    """Every reading that some character has."""
    return _table().syllables


def spoken(text: str) -> list[Reading]:
    """The readings of each character of a text; where a phrase tells how one is read, that one comes first."""
    table = _table()
    said = [readings(character) for character in text]
    at = 0
    while at < len(text) - 1:
        if text[at : at + 2] in table.begins:
            for length in range(min(_LONGEST_PHRASE, len(text) - at), 1, -1):
                known = table.phrases.get(text[at : at + length])
                if known is not None:
                    for place, first in enumerate(known, at):
                        said[place] = tuple(dict.fromkeys((first, *said[place])))
                    at += length - 1
                    break
        at += 1
    return said


def streams(text: str) -> list[tuple[str, ...]]:
    """The ways in which the runs of a text can be read out: of each run the syllables, letters and digits singly.

    Punctuation and white space end a run, but not the dot between the parts of a name (买买提·艾力), which nobody types
    among letters. Of a run with many odd readings not every mixture is given, but each of them
    once among the usual ones.
    """
    found: dict[tuple[str, ...], None] = {}
    for run in _runs(text):
        found |= dict.fromkeys(_ways(run))
    return list(found)


def _runs(text: str) -> list[list[Reading]]:
    shown = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    runs: list[list[Reading]] = [[]]
    for character, said in zip(shown, spoken(shown), strict=True):
        if said:
            runs[-1].append(said)
        elif character.isascii() and character.isalnum():
            runs[-1].append((character,))
        elif runs[-1] and character not in NAME_DOTS:
            runs.append([])
    return [run for run in runs if run]


def _ways(run: list[Reading]) -> list[tuple[str, ...]]:
    number = 1
    for said in run:
        number *= len(said)
    usual = [said[0] for said in run]
    if number > _MOST_WAYS:
        odd = [(at, other) for at, said in enumerate(run) for other in said[1:]]
        return [tuple(usual), *((*usual[:at], other, *usual[at + 1 :]) for at, other in odd)]
    ways: list[tuple[str, ...]] = [()]
    for said in run:
        ways = [(*way, one) for way in ways for one in said]
    return ways


@cache
def shortenings(reading: str) -> tuple[str, ...]:
    """What somebody may type for a character in the middle of a word: all of its reading, or how it begins."""
    begins = (reading[:2], reading[0]) if reading.startswith(DOUBLE) else (reading[0],)
    return tuple(dict.fromkeys((reading, *begins)))


def sort_key(text: str) -> str:
    """What texts are sorted by: pinyin, characters of one reading together, numbers by their size, empty last."""
    shown = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().strip()
    if not shown:
        return "\U0010ffff"
    begins = _table().begins
    if not any(shown[at : at + 2] in begins for at in range(len(shown) - 1)):
        key = "".join(map(_place_of, shown))
    else:
        parts = zip(shown, spoken(shown), strict=True)
        key = "".join(f"{said[0]} {character}" if said else character for character, said in parts)
    return _DIGITS.sub(_sized, key)


@lru_cache(maxsize=8_192)
def _place_of(character: str) -> str:
    said = readings(character)
    return f"{said[0]} {character}" if said else character


def _sized(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"{len(number):02d}{number}"
