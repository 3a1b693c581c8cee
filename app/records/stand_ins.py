"""What stands in a name's place when a text is passed on without names: 张同学, 王老师, or a letter in place of both.

People with the same stand-in are told apart by 甲 and 乙. A stand-in never holds anybody's name itself: where 张同学
would (somebody is called 张同), a letter is taken, and a square as the last resort.
"""

import enum
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from string import ascii_uppercase

from app.records.label import Label
from app.records.pinyin import NAME_DOTS, readings
from app.resources import resource


class Sort(enum.Enum):
    """Who somebody is, as far as a text without names still tells it."""

    PUPIL = "pupil"
    TEACHER = "teacher"
    OTHER = "other"


class Style(enum.Enum):
    """How much of a name is left: the surname, or nothing."""

    SURNAME = "surname"
    LETTER = "letter"


@dataclass(frozen=True)
class Named:
    """Somebody who is named in a text, and whether as a pupil, a teacher or otherwise."""

    name: str
    sort: Sort = Sort.OTHER


#: Behind a surname or letter.
_AFTER = {
    Sort.PUPIL: Label("{0}同学", "pupil {0}"),
    Sort.TEACHER: Label("{0}老师", "teacher {0}"),
    Sort.OTHER: Label("{0}某", "{0}."),
}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
#: Where nothing else is free of names.
_SQUARES = "□□"


def is_han(character: str) -> bool:
    """Is it a Chinese character, rare ones included?"""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U000323af" or character in "〇々"


def parts_of(name: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name; ("", name) for one of another form, as those with a dot are."""
    if len(name) < 2 or not all(map(is_han, name)):
        return "", name
    cut = 2 if len(name) > 2 and name[:2] in _long_surnames() else 1
    return name[:cut], name[cut:]


@cache
def _long_surnames() -> frozenset[str]:
    """Surnames of two characters; any other name's first character is its surname."""
    return frozenset(resource("names", "surnames.txt").read_text("utf-8").split())


def stand_ins(
    people: Sequence[Named], style: Style, language: str, holds_a_name: Callable[[str], bool]
) -> dict[str, str]:
    """By name what stands in its place, in the order of these people, each of whom is named once.

    ``holds_a_name`` tells of a text whether somebody's name is in it.
    """
    letters = _letters()
    wanted = [_surname_form(one, language) if style is Style.SURNAME else "" for one in people]
    made: dict[str, str] = {}
    taken: set[str] = set()
    for one, form in zip(people, wanted, strict=True):
        same = wanted.count(form) > 1
        for candidate in _candidates(form, one.sort, language, letters, same=same):
            if candidate not in taken and not holds_a_name(candidate):
                break
        else:
            candidate = _SQUARES
        taken.add(candidate)
        made[one.name] = candidate
    return made


def _surname_form(one: Named, language: str) -> str:
    surname, _ = parts_of(one.name)
    if language == "zh" and surname:
        return _AFTER[one.sort].zh.format(surname)
    initial = _initial(surname or one.name)
    return _AFTER[one.sort].in_language(language).format(initial) if initial else ""


def _initial(name: str) -> str:
    """The capital that a name begins with when it is read out; empty for a script that is not known here."""
    for character in name:
        if character in NAME_DOTS or character.isspace():
            continue
        said = readings(character)
        first = said[0][0] if said else character
        return first.upper() if first.isascii() and first.isalpha() else ""
    return ""


def _candidates(form: str, sort: Sort, language: str, letters: Iterator[str], *, same: bool) -> Iterator[str]:
    if form and not same:
        yield form
    if form:
        yield from (form + mark for mark in (_STEMS if language == "zh" else "123456789"))
    for _ in range(3 * len(ascii_uppercase)):
        letter = next(letters)
        yield _AFTER[sort].in_language(language).format(letter)
        yield letter


def _letters() -> Iterator[str]:
    """A, B ... Z, A1, B1 ..."""
    for turn in count():
        yield from (letter + (str(turn) if turn else "") for letter in ascii_uppercase)
