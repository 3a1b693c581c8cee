"""A root secret as words: both languages, whatever a hand or an input method puts between them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AccessError, Bug
from app.spaces.words import LISTS, WORDS, same_word, secret_of, words_of

SECRETS = st.binary(min_size=32, max_size=32)
SECRET = bytes(range(32))


def code_of(typed: str) -> AccessError:
    with pytest.raises(AccessError) as raised:
        secret_of(typed)
    return raised.value


@given(SECRETS, st.sampled_from(sorted(LISTS)), st.sampled_from(["", " ", "\n", "　", "\r\n\t", "，", " 3. ", "-"]))
def test_words_give_the_secret_back_whatever_stands_between_them(secret: bytes, language: str, between: str) -> None:
    """English words need something between them; Chinese ones nothing."""
    words = words_of(secret, language)
    joined = (between if language == "zh" or between else " ").join(words)

    assert len(words) == WORDS
    assert secret_of(joined) == secret


def test_the_standards_own_examples() -> None:
    """From the reference vectors of BIP-39: 32 bytes of 00, 7F, 80 and FF."""
    assert words_of(bytes(32), "en") == [*["abandon"] * 23, "art"]
    assert words_of(b"\x7f" * 32, "en")[-1] == "title"
    assert words_of(b"\x80" * 32, "en")[-1] == "bless"
    assert words_of(b"\xff" * 32, "en") == [*["zoo"] * 23, "vote"]


def test_each_chinese_word_is_one_character_and_numbers_may_stand_before_it() -> None:
    words = words_of(SECRET, "zh")
    table = "\n".join(f"{place:>2}　{word}" for place, word in enumerate(words, 1))

    assert {len(word) for word in words} == {1}
    assert secret_of(table) == SECRET


def test_english_words_may_be_shortened_capital_and_full_width() -> None:
    """Four letters tell every word of the list from every other."""
    words = words_of(SECRET, "en")
    wide = str.maketrans({chr(letter): chr(letter + 0xFEE0) for letter in range(0x21, 0x7F)})

    assert secret_of(" ".join(word[:4].upper() for word in words)) == SECRET
    assert secret_of("　".join(words).translate(wide)) == SECRET


def test_what_is_wrong_is_said() -> None:
    words = words_of(SECRET, "zh")
    short, stranger = code_of("".join(words[:-1])), code_of("".join([*words[:4], "犇", *words[5:]]))

    assert (short.code, short.fields) == ("recovery.words_count", {"count": 23})
    assert (stranger.code, stranger.fields) == ("recovery.words_unknown", {"word": "犇", "place": 5})
    assert code_of("").fields == {"count": 0}
    assert code_of("".join(words[1:] + words[:1])).code == "recovery.words_wrong"
    assert code_of(" ".join([*words_of(SECRET, "en")[:12], *words[12:]])).code == "recovery.words_unknown"


def test_nearly_every_slip_is_noticed() -> None:
    """Of 256 wrong cards one passes the checksum; the person's id finds that one too."""
    chance, slips = random.Random(7), 0
    for _ in range(512):
        words = words_of(SECRET, "zh")
        words[chance.randrange(WORDS)] = words_of(chance.randbytes(32), "zh")[0]
        try:
            slips += secret_of("".join(words)) != SECRET
        except AccessError:
            continue

    assert slips <= 12


@given(st.text(max_size=400))
def test_any_other_text_ends_in_a_sentence(text: str) -> None:
    assert code_of(text).code.startswith("recovery.words_")


def test_a_rehearsal_compares_one_word() -> None:
    assert same_word(" 天。", "天")
    assert same_word("ＡＲＴ", "art")
    assert not same_word("", "天")
    assert not same_word("天天", "天")


@pytest.mark.parametrize(("secret", "language"), [(bytes(31), "zh"), (bytes(32), "klingon")])
def test_only_a_root_secret_in_a_language_of_the_screens(secret: bytes, language: str) -> None:
    with pytest.raises(Bug):
        words_of(secret, language)
