"""The recovery card's code, and two colleagues out of a circle: what each piece tells, and what altering it does."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.crypto.keys import PersonKeys
from app.errors import AccessError
from app.ids import PersonId
from app.spaces.recovery import (
    MOST_PRINTED,
    CardCode,
    Colleague,
    Place,
    Request,
    Share,
    answer,
    lock_store,
    make_request,
    open_answer,
    open_note,
    open_share,
    question,
    root_from,
    seal_note,
    share_out,
    unlock_store,
)

CHANCE = random.Random(11).randbytes
ROOT, SEED = CHANCE(32), CHANCE(32)
TEACHER = PersonKeys.from_root(ROOT)
COLLEAGUES = [PersonKeys.from_root(CHANCE(32)) for _ in range(4)]
STRANGER = PersonKeys.from_root(CHANCE(32))
HERE = Place("https://relay.example:8443", bytes(range(32)), b"s" * 16)
THERE = Place("https://other.example", bytes(range(1, 33)), b"t" * 16)
NOW = 1_800_000_000


def sharing() -> tuple[bytes, dict[PersonId, bytes]]:
    members = {colleague.person: Colleague(colleague.public_sealing, HERE) for colleague in COLLEAGUES}
    return share_out(ROOT, TEACHER.person, members, CHANCE)


CIRCLE, SEALED = sharing()
SHARES = [open_share(SEALED[colleague.person], colleague, TEACHER.person, CIRCLE) for colleague in COLLEAGUES]
REQUEST = make_request(SEED, "李秀兰", NOW)


def code_of(raised: pytest.ExceptionInfo[AccessError]) -> str:
    return raised.value.code


def test_a_cards_code_tells_where_her_spaces_are_and_nothing_secret() -> None:
    code = CardCode(TEACHER.person, (HERE, THERE, HERE._replace(space=b"u" * 16)))
    text = code.encode()
    again = CardCode.parse(f"我的恢复卡：\n{text.lower()}\n")

    assert text.startswith("RC1-")
    assert (again.person, set(again.places)) == (code.person, set(code.places))
    assert len(text) < 330


def test_a_printed_code_names_the_newest_spaces_only() -> None:
    """It has to be typed by somebody; the rest is told by the notes that she left in those."""
    places = tuple(HERE._replace(space=bytes([number]) * 16) for number in range(40))

    assert CardCode.parse(CardCode(TEACHER.person, places).encode()).places == places[:MOST_PRINTED]


@pytest.mark.parametrize("text", ["", "RC1-", "TX1-AAAA", "教案", "RC1-0123-4567"])
def test_a_damaged_code_is_refused(text: str) -> None:
    with pytest.raises(AccessError) as raised:
        CardCode.parse(text)
    assert code_of(raised) == "recovery.code_damaged"


def test_any_two_colleagues_give_the_root_back() -> None:
    for first, second in itertools.permutations(SHARES, 2):
        assert root_from(first, second) == ROOT


def test_a_share_opens_for_its_colleague_only() -> None:
    """Not for another one, not as another circle's, not as somebody else's, and not with a bit changed."""
    holder = COLLEAGUES[0]
    sealed = SEALED[holder.person]
    attempts: list[tuple[bytes, PersonKeys, PersonId, bytes]] = [
        (sealed, COLLEAGUES[1], TEACHER.person, CIRCLE),
        (sealed, STRANGER, TEACHER.person, CIRCLE),
        (sealed, holder, TEACHER.person, bytes(8)),
        (sealed, holder, STRANGER.person, CIRCLE),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), holder, TEACHER.person, CIRCLE),
        (sealed[:-1], holder, TEACHER.person, CIRCLE),
        (b"", holder, TEACHER.person, CIRCLE),
    ]
    for attempt in attempts:
        with pytest.raises(AccessError):
            open_share(*attempt)


def test_what_a_colleague_holds_says_nothing_of_her_other_spaces() -> None:
    """He is told of the space in which he is himself."""
    assert {share.places for share in SHARES} == {(HERE,)}


def test_one_colleague_alone_gives_nothing_back() -> None:
    with pytest.raises(AccessError) as raised:
        root_from(SHARES[0], SHARES[0])
    assert code_of(raised) == "recovery.same_answer"


def test_shares_that_do_not_fit_together_are_refused() -> None:
    """Two circles, two people, or a share that a colleague made up: none of them makes somebody else of her."""
    circle, sealed = sharing()
    later = open_share(sealed[COLLEAGUES[1].person], COLLEAGUES[1], TEACHER.person, circle)
    made_up = replace(SHARES[1], share=SHARES[1].share[:1] + CHANCE(32))
    for other in (later, made_up, replace(SHARES[1], person=STRANGER.person)):
        with pytest.raises(AccessError) as raised:
            root_from(SHARES[0], other)
        assert code_of(raised) == "recovery.answers_differ"


def test_an_answer_opens_on_the_laptop_that_asked() -> None:
    text = answer(Request.parse(f"请帮帮我\n{REQUEST.encode()}"), SHARES[0], CHANCE)

    assert text.startswith("RA1-")
    assert open_answer(text, SEED, REQUEST) == SHARES[0]


def test_an_answer_to_another_request_is_told_apart() -> None:
    other = make_request(CHANCE(32), "李秀兰", NOW)
    with pytest.raises(AccessError) as raised:
        open_answer(answer(other, SHARES[0], CHANCE), SEED, REQUEST)
    assert code_of(raised) == "recovery.other_request"


def test_an_answer_tells_a_finder_nothing() -> None:
    """Without the seed, which never leaves the new laptop, it does not open."""
    text = answer(REQUEST, SHARES[0], CHANCE)
    with pytest.raises(AccessError) as raised:
        open_answer(text, CHANCE(32), REQUEST)
    assert code_of(raised) == "recovery.answer_damaged"


@settings(max_examples=60)
@given(st.integers(4, 2_400), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_altered_letter_of_an_answer_is_noticed(place: int, letter: str) -> None:
    text = answer(REQUEST, SHARES[0], CHANCE)
    place %= len(text)
    if text[place] in "-" + letter or place < 4:
        return
    with pytest.raises(AccessError) as raised:
        open_answer(text[:place] + letter + text[place + 1 :], SEED, REQUEST)
    assert code_of(raised) in {"recovery.answer_damaged", "recovery.other_request"}


@given(st.text(max_size=200))
def test_any_text_is_refused_calmly(text: str) -> None:
    for read in (CardCode.parse, Request.parse, lambda given: open_answer(given, SEED, REQUEST)):
        with pytest.raises(AccessError):
            read(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_no_share_and_no_note(data: bytes) -> None:
    with pytest.raises(AccessError):
        Share.parse(data + b"\xff" * 100)
    with pytest.raises(AccessError):
        open_note(data, TEACHER)


def test_the_number_on_the_telephone_belongs_to_the_request_and_to_what_was_asked() -> None:
    """Somebody who put his own key into the request shows another number, whatever name he kept."""
    swapped = replace(REQUEST, public=STRANGER.public_sealing)
    asked = [question(CHANCE) for _ in range(50)]
    numbers = [REQUEST.number(each) for each in asked]

    assert REQUEST.number(asked[0]) == Request.parse(REQUEST.encode()).number(asked[0])
    assert len(set(numbers)) > 40
    assert {len(number) for number in numbers} == {6}
    assert all(number.isdecimal() for number in [*numbers, *asked])
    assert not any(swapped.number(each) == REQUEST.number(each) for each in asked)
    assert replace(REQUEST, name="王敏").number(asked[0]) != numbers[0]


def test_a_long_name_is_cut_and_not_refused() -> None:
    """A person's name has at most sixty characters; nothing longer is needed to recognise her."""
    request = make_request(SEED, "长" * 300, NOW)

    assert Request.parse(request.encode()).name == "长" * 80


def test_her_later_self_reads_the_note_and_nobody_else() -> None:
    sealed = seal_note(TEACHER, (HERE, THERE), CHANCE)

    assert open_note(sealed, TEACHER) == (HERE, THERE)
    with pytest.raises(AccessError):
        open_note(sealed, STRANGER)


def test_the_length_of_her_note_does_not_tell_that_she_has_come_into_one_more_space() -> None:
    more = [HERE._replace(space=bytes([number]) * 16) for number in range(200, 203)]
    lengths = {len(seal_note(TEACHER, (HERE, *more[:count]), CHANCE)) for count in range(4)}

    assert len(lengths) == 1
    assert open_note(seal_note(TEACHER, (HERE, *more), CHANCE), TEACHER) == (HERE, *more)


def test_the_root_opens_the_key_of_the_store() -> None:
    """When the PIN is forgotten, or the entry in the system's key store is gone."""
    key = CHANCE(32)
    locked = lock_store(TEACHER, key, CHANCE)

    assert unlock_store(PersonKeys.from_root(ROOT), locked) == key
    for wrong in (locked[:-1], locked[:-1] + bytes([locked[-1] ^ 1])):
        with pytest.raises(AccessError):
            unlock_store(TEACHER, wrong)
    with pytest.raises(AccessError):
        unlock_store(STRANGER, locked)
