"""A root secret as 24 words that a person can write down: BIP-39, in Chinese one character a word.

The last eight bits are a checksum, so of 256 wrong words one goes unnoticed; which person the words stand for is
compared besides wherever it can be.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from app.errors import AccessError, Bug

if TYPE_CHECKING:
    from mnemonic import Mnemonic

WORDS = 24
_SECRET_BYTES = 32
#: The lists in which words are given and taken, by the language of the screens.
LISTS = {"zh": "chinese_simplified", "en": "english"}
#: Characters of a typed card beyond which nobody looks for words.
_MOST_TYPED = 2_000
_LONGEST_WORD = 12


def words_of(secret: bytes, language: str) -> list[str]:
    """The 24 words of a secret (32 bytes), in the order of the card. Raises Bug for another length or language."""
    if len(secret) != _SECRET_BYTES or language not in LISTS:
        raise Bug("bug", f"{len(secret)} bytes as words")
    return _list(language).to_mnemonic(secret).split()


def secret_of(typed: str) -> bytes:
    """The secret that somebody's 24 words stand for, Chinese or English, whatever stands between them.

    Spaces, line breaks, numbers, punctuation and full-width letters do not matter. Raises AccessError:
    "recovery.words_count" with how many there are, "recovery.words_unknown" with the first that is
    in no list, "recovery.words_wrong" if the checksum says that one is another or they stand in another order.
    """
    words = _split(typed)
    language = "zh" if words and not words[0].isascii() else "en"
    known = _list(language)
    # The first four letters of an English word are enough.
    words = [known.expand_word(word) for word in words]
    for place, word in enumerate(words, 1):
        if word not in known.wordlist:
            raise AccessError("recovery.words_unknown", f"word {place}", word=word[:_LONGEST_WORD], place=place)
    if len(words) != WORDS:
        raise AccessError("recovery.words_count", f"{len(words)} words", count=len(words))
    try:
        return bytes(known.to_entropy(words))
    except ValueError as error:
        raise AccessError("recovery.words_wrong", "checksum") from error


def same_word(typed: str, word: str) -> bool:
    """Did she type this word of her card?"""
    return _split(typed) == [word]


def _split(typed: str) -> list[str]:
    """The words of a text: each Chinese character is one, and each run of letters."""
    words: list[str] = []
    run = ""
    for letter in unicodedata.normalize("NFKC", typed[:_MOST_TYPED]).lower() + " ":
        if letter.isascii() and letter.isalpha():
            run += letter
            continue
        if run:
            words.append(run)
            run = ""
        if letter.isalpha():
            words.append(letter)
    return words


@cache
def _list(language: str) -> "Mnemonic":
    from mnemonic import Mnemonic  # read when a card is, not at each start

    return Mnemonic(LISTS[language])
