"""What every implementation of RelayApi promises for envelopes that travel in parts: wherever it was cut, either
direction goes on at the very byte. Run against each way to a relay (``conftest.py``)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.protocol.failures import Code
from app.protocol.limits import MAX_ENVELOPE, PART
from app.protocol.messages import ASK_ACKS, NO_SPACE, Ack, EnvelopeUp, Item, PartDown, PartUp, Refused, SpaceAt
from app.protocol.parts import items_up
from tests.helpers.devices import Device

#: A body that makes an envelope of three parts, the last one short.
BODY = 9_000
#: Every boundary between its parts, and places inside each of them.
PLACES = [1, PART - 1, PART, PART + 1, 2 * PART - 1, 2 * PART, 2 * PART + 1, BODY]


def torn(envelope: bytes, held: int) -> list[Item]:
    """The uploads of the first ``held`` bytes, as a cut leaves them."""
    offsets = range(0, held, PART)
    return [PartUp(0, 1, at, len(envelope), envelope[at : min(at + PART, held)]) for at in offsets]


@pytest.mark.parametrize("held", PLACES)
def test_an_upload_goes_on_where_it_was_cut(pair: tuple[Device, Device], held: int) -> None:
    """The relay tells how much it holds, as often as it is asked; what follows makes the envelope whole."""
    teacher, mentor = pair
    envelope, _ = teacher.large(BODY)

    assert teacher.exchange(torn(envelope, held)).acks == [Ack(0, 0, 3, held)]
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 0, 3, held)]
    assert mentor.exchange([]).envelopes == []
    assert teacher.exchange(items_up(0, 1, envelope, held)).acks == [Ack(0, 1, 3)]

    assert mentor.exchange([]).envelopes == [envelope]


@pytest.mark.parametrize("held", PLACES)
def test_a_download_goes_on_where_it_was_cut(pair: tuple[Device, Device], held: int) -> None:
    """The device tells how much it holds; it is sent the rest of that envelope, and the next one from its beginning."""
    teacher, mentor = pair
    envelope, uploads = teacher.large(BODY)
    second, more = teacher.large(BODY)
    teacher.exchange([*uploads, *more])

    answer = mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, 3, held),))

    first = [item for item in answer.parts if item.cursor == 1]
    assert (first[0].offset, b"".join(item.part for item in first)) == (held, envelope[held:])
    assert b"".join(item.part for item in answer.parts if item.cursor == 2) == second
    assert mentor.cursor == 2


def test_a_download_can_be_left_after_every_part(pair: tuple[Device, Device]) -> None:
    """As the weather does; nothing that came is sent again."""
    teacher, mentor = pair
    envelope, uploads = teacher.large(BODY)
    teacher.exchange(uploads)
    got = b""

    while len(got) < len(envelope):
        hello = mentor.hello(spaces=(SpaceAt(mentor.space, 0, 3, len(got)),))
        answer = mentor.relay.exchange(hello, [])
        part = next(item for item in answer if isinstance(item, PartDown))
        answer.close()  # type: ignore[attr-defined]  # both implementations are generators
        assert part.offset == len(got)
        got += part.part

    assert got == envelope


def test_short_and_long_envelopes_keep_their_order(pair: tuple[Device, Device]) -> None:
    """In one request each way."""
    teacher, mentor = pair
    sizes = [100, BODY, 100, PART, 3 * PART, 500_000, 17]
    sent = [teacher.large(size) for size in sizes]

    pushed = teacher.exchange([item for _, uploads in sent for item in uploads])

    assert (pushed.refused, pushed.acks) == ([], [Ack(0, len(sizes), 3)])
    assert mentor.exchange([]).envelopes == [envelope for envelope, _ in sent]


@pytest.mark.parametrize("size", [PART, PART + 1, MAX_ENVELOPE])
def test_every_size_comes_through(pair: tuple[Device, Device], size: int) -> None:
    """Of the whole envelope: the longest that goes in one item, the next longer one, and the longest of all."""
    teacher, mentor = pair
    around = len(teacher.envelope(b"", number=1))
    envelope, uploads = teacher.large(size - around)

    assert len(envelope) == size
    assert teacher.exchange(uploads).acks == [Ack(0, 1, 3)]
    assert mentor.exchange([]).envelopes == [envelope]


def test_a_small_budget_takes_a_long_envelope_part_by_part(pair: tuple[Device, Device]) -> None:
    """The budget is kept where before an envelope came whole or not at all."""
    teacher, mentor = pair
    envelope, uploads = teacher.large(BODY)
    teacher.exchange(uploads)
    got, more = b"", True

    while more:
        answer = mentor.exchange([], budget=PART, spaces=(SpaceAt(mentor.space, 0, 3, len(got)),))
        assert len(answer.parts) == 1
        got, more = got + answer.parts[0].part, answer.more

    assert got == envelope


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"offset": PART + 1}, Refused(Code.ENVELOPE_PART, 0, 1)),
        ({"offset": PART - 1}, Refused(Code.ENVELOPE_PART, 0, 1)),
        ({"whole": BODY}, Refused(Code.ENVELOPE_PART, 0, 1)),
        ({"number": 2}, Refused(Code.ENVELOPE_NUMBER, 0, 2)),
    ],
)
def test_a_part_that_does_not_continue_is_refused_and_the_place_told(
    teacher: Device, change: dict[str, int], refused: Refused
) -> None:
    envelope, uploads = teacher.large(BODY)
    first, second, _ = uploads
    assert isinstance(second, PartUp)
    teacher.exchange([first])

    answer = teacher.exchange([replace(second, **change)])  # type: ignore[arg-type]  # numbers, all of them

    assert (answer.refused, answer.acks) == ([refused], [Ack(0, 0, 1, PART)])
    assert teacher.exchange(items_up(0, 1, envelope, PART)).acks == [Ack(0, 1, 1)]


def test_another_envelope_or_the_same_from_its_beginning_starts_anew(teacher: Device) -> None:
    """A device that does not know what is held sends from the start; what was held is not mixed into it."""
    first, uploads = teacher.large(3 * PART)
    teacher.exchange(uploads[:2])
    assert teacher.exchange(uploads[:1]).acks == [Ack(0, 0, 1, PART)]
    teacher.number = 0
    second, others = teacher.large(BODY)

    assert teacher.exchange(others).acks == [Ack(0, 1, 1)]
    assert first != second


def test_parts_that_make_no_envelope_are_refused_and_forgotten(teacher: Device) -> None:
    envelope, uploads = teacher.large(BODY)
    first, *rest = uploads
    assert isinstance(first, PartUp)

    answer = teacher.exchange([replace(first, part=first.part[:-1] + bytes([first.part[-1] ^ 1])), *rest])

    assert (answer.refused, answer.acks) == ([Refused(Code.ENVELOPE_SIGNATURE, 0, 1)], [Ack(0, 0, 1)])
    assert teacher.exchange(items_up(0, 1, envelope)).acks == [Ack(0, 1, 1)]


def test_parts_of_a_stranger_are_not_kept(pair: tuple[Device, Device], device: Callable[[], Device]) -> None:
    """Nor counted: what is held for a member is not touched by whoever says its number."""
    teacher, _ = pair
    envelope, uploads = teacher.large(BODY)
    teacher.exchange(uploads[:1])
    stranger = device()
    stranger.space = teacher.space

    for name in (stranger.id, teacher.id):
        answer = stranger.exchange(uploads[1:], spaces=(SpaceAt(teacher.space, 0, 0),), device=name)
        assert answer.acks == []
        assert answer.refused[0].code in (Code.NOT_A_MEMBER, Code.HELLO_SIGNATURE)
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 0, 3, PART)]
    assert teacher.exchange(items_up(0, 1, envelope, PART)).acks == [Ack(0, 1, 3)]


def test_each_device_has_its_own_unfinished_envelope(pair: tuple[Device, Device]) -> None:
    teacher, mentor = pair
    (one, ones), (two, twos) = teacher.large(BODY), mentor.large(BODY)
    teacher.exchange(ones[:2])

    assert mentor.exchange(twos[:1]).acks == [Ack(0, 0, 3, PART)]
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 0, 3, 2 * PART)]
    assert mentor.exchange(twos[1:]).acks == [Ack(0, 1, 3)]
    assert teacher.exchange(ones[2:]).envelopes == [two]
    assert mentor.exchange([]).envelopes == [one]


def test_the_founder_sends_a_long_envelope_with_the_first_request(device: Callable[[], Device]) -> None:
    """His own entry, a few items earlier, lets him in."""
    teacher = device()
    founding = teacher.found()

    assert teacher.exchange([*founding, *teacher.large(BODY)[1]]).acks == [Ack(0, 1, 1)]


def test_a_part_that_lies_outside_its_envelope_ends_the_request(teacher: Device) -> None:
    """Such bytes are no item, or its service refuses it; what came before is kept either way."""
    short = EnvelopeUp(0, teacher.envelope())

    answer = teacher.exchange([short, PartUp(0, 2, PART, PART + 9, b"ten bytes.")])

    assert answer.refused in ([Refused(Code.MALFORMED, NO_SPACE, 0)], [Refused(Code.ENVELOPE_PART, 0, 2)])
    assert answer.acks == [Ack(0, 1, 1)]
