"""What the search index holds of a record, and how a query asks for it.

Every token begins with a letter that says what it is:

    6559g6848g   two characters that follow one another, by their code points (hexadecimal digits, each ended by g);
                 a piece's last character stands behind its pairs, so that no phrase runs over its end
    h6559        a character that stands anywhere
    sjiao        a syllable of a title or name; ij, ijx: a first letter of its syllables, two in a row
    p, m, o, k   a person named in it, the device that made it, its space (org), its kind, all in hexadecimal

So a piece of one character is one token, a longer one the phrase of its pairs: a record is found exactly when every
piece of the query stands somewhere in its words, whatever the script. Latin words, numbers and punctuation are treated
alike, quotes and operators are ordinary, and SQLite's own idea of letters does not matter.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.ids import DeviceId, PersonId, SpaceId
from app.records.pinyin import DOUBLE, readings, streams, syllables
from app.records.sought import fold, is_pinyin

_END = "g"
#: Ways to cut letters into syllables that are tried; more make a query slow and no better.
_MOST_CUTS, _MOST_TRIED = 6, 60
_LONGEST_SYLLABLE = 6
#: Letters with which no syllable begins.
_NEVER_FIRST = "iuv"
#: Letters that are a syllable by themselves; 嗯 is not what somebody means who types n.
_ALONE = "aeo"
_APOSTROPHES = "'’"

#: One character of what was typed: "whole" syllable, its "first" letter, a syllable still being typed ("open"), or the
#: character "itself".
_Unit = tuple[str, str]


def tokens_of(words: Iterable[str], named: Iterable[str]) -> list[str]:
    """The tokens of a record's words and of its title and names, which are found by pinyin too."""
    pairs: list[str] = []
    seen: set[str] = set()
    for text in words:
        for piece in fold(text).split():
            pairs += _pairs(piece)
            seen.update(piece)
    # The single ones first: the index keeps smaller numbers for them.
    return [*(f"h{ord(one):x}" for one in sorted(seen)), *_read_out(named), *pairs]


def about(kind: str, space: SpaceId, maker: DeviceId, people: Iterable[PersonId]) -> list[str]:
    """The tokens by which a record is filtered, and found by the names of people and of its space."""
    return [of_kind(kind), of_space(space), made_by(maker), *(of_person(person) for person in people)]


def of_kind(kind: str) -> str:
    """The token of every record of a kind."""
    return f"k{kind.encode().hex()}"


def of_space(space: SpaceId) -> str:
    """The token of every record in a space."""
    return f"o{space.hex()}"


def made_by(device: DeviceId) -> str:
    """The token of every record that a device made."""
    return f"m{device.hex()}"


def of_person(person: PersonId) -> str:
    """The token of every record that names a member."""
    return f"p{person.hex()}"


def asked(piece: str) -> list[str]:
    """What to ask the index for one folded piece: any of these expressions."""
    literal = f"h{ord(piece):x}" if len(piece) == 1 else _phrase(_pairs(piece)[:-1])
    if not is_pinyin(piece):
        return [literal]
    return list(dict.fromkeys([literal, *(one for cut in _cuts(piece) for one in _as_pinyin(cut))]))


def _pairs(piece: str) -> list[str]:
    codes = [f"{ord(character):x}{_END}" for character in piece]
    return [first + second for first, second in pairwise(codes)] + codes[-1:]


def _phrase(tokens: Sequence[str]) -> str:
    return f'"{" ".join(tokens)}"'


def _read_out(named: Iterable[str]) -> list[str]:
    found: list[str] = []
    firsts: dict[str, None] = {}
    for way in dict.fromkeys(way for text in named for way in streams(text)):
        found += [*(f"s{syllable}" for syllable in way), "z"]
        letters = [syllable[0] for syllable in way]
        firsts |= dict.fromkeys(f"i{letter}" for letter in letters)
        firsts[" ".join([*(f"i{one}{two}" for one, two in pairwise(letters)), "z"])] = None
    return [*firsts, *found]


def _as_pinyin(cut: Sequence[_Unit]) -> list[str]:
    """One way to read the letters, as expressions of which any may hold: whole syllables, of which the last may go on,
    or first letters in their order with every stretch of whole syllables.

    The ends are written out, not asked for as a prefix: for that the index would gather every record of all of them.
    """
    last = cut[-1][1]
    if len(last) > 1 and {how for how, _ in cut} <= {"whole", "open"}:
        before = [f"s{text}" for _, text in cut[:-1]]
        return [_phrase([*before, f"s{one}"]) for one in sorted(syllables()) if one.startswith(last)]
    letters = [text[0] for _, text in cut]
    if len(letters) == 1:
        return [f"i{letters[0]}"]
    expressions = [_phrase([f"i{one}{two}" for one, two in pairwise(letters)])]
    stretch: list[str] = []
    for how, text in [*cut, ("end", "")]:
        if how == "whole":
            stretch.append(f"s{text}")
        elif stretch:
            expressions.append(_phrase(stretch))
            stretch = []
    return [" AND ".join(expressions)]


def _cuts(piece: str) -> list[list[_Unit]]:
    """The likeliest ways in which a piece may be a row of syllables and their beginnings: those of the fewest."""
    found: list[list[_Unit]] = []

    def cut(at: int, units: list[_Unit]) -> None:
        if len(found) >= _MOST_TRIED:
            return
        if at == len(piece):
            found.append(units)
            return
        for unit, end in _units(piece, at):
            cut(end, [*units, unit] if unit[0] else units)

    cut(0, [])
    return sorted(found, key=len)[:_MOST_CUTS]


def _units(piece: str, at: int) -> list[tuple[_Unit, int]]:
    character = piece[at]
    if character in _APOSTROPHES:
        return [(("", ""), at + 1)]
    if not ("a" <= character <= "z"):
        said = {one[0] for one in readings(character)}
        if not said and not (character.isascii() and character.isalnum()):
            return []
        return [(("itself", one), at + 1) for one in sorted(said or {character})]
    known = syllables()
    found: list[tuple[_Unit, int]] = []
    rest = piece[at:]
    if (at or len(rest) > 1) and rest not in known and _begins_one(rest):
        found.append((("open", rest), len(piece)))
    for length in range(min(_LONGEST_SYLLABLE, len(rest)), 0, -1):
        begin = rest[:length]
        if begin in known and (length > 1 or begin in _ALONE):
            found.append((("whole", begin), at + length))
        if (length == 1 and begin not in _NEVER_FIRST) or (length == 2 and begin in DOUBLE):
            found.append((("first", begin), at + length))
    return found


def _begins_one(letters: str) -> bool:
    return len(letters) <= _LONGEST_SYLLABLE and any(one.startswith(letters) for one in syllables())
