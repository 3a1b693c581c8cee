"""What every implementation of RelayApi promises of attached pictures and files: one suite, run against each way."""

import itertools

import pytest

from app.crypto.keys import TicketKeys
from app.protocol.failures import Code
from app.protocol.limits import MAX_ASKS, PART, PIECE
from app.protocol.membership import Remove
from app.protocol.messages import Done, EntryUp, EnvelopeDown, FileAsk, FileAt, FileDown, Refused
from app.spaces.membership_log import sign_entry
from tests.helpers.devices import Device, bring, pieces
from tests.protocol.conftest import Place

IDS = itertools.count(1)
CONTENT = bytes(range(256)) * 600  # two pieces and a third of one


@pytest.fixture
def file() -> bytes:
    """An id that no other test has used."""
    return next(IDS).to_bytes(12, "big")


def asked(file: bytes, pieces: int = 0, held: int = 0) -> FileAsk:
    """What a reader says who has so much of it."""
    return FileAsk(0, file, True, pieces, held)


def test_a_file_is_brought_and_given(pair: tuple[Device, Device], file: bytes) -> None:
    """With nothing said of it to those who do not ask."""
    teacher, mentor = pair
    made = pieces(teacher, file, CONTENT)

    sent = teacher.exchange(bring(file, made))
    silent, given = mentor.exchange([]), mentor.exchange([asked(file)])

    assert sent.files == [FileAt(0, file, 3, 3, 0)]
    assert not any(isinstance(item, FileAt | FileDown) for item in silent.items)
    assert given.files == [FileAt(0, file, 3, 3, 0)]
    assert given.pieces(file) == made
    assert given.items[-1] == Done(more=False)


def test_what_nobody_brought_is_told_so(teacher: Device, file: bytes) -> None:
    assert teacher.exchange([asked(file), FileAsk(0, bytes(12), False, 0, 0)]).files == [
        FileAt(0, file, 0, 0, 0),
        FileAt(0, bytes(12), 0, 0, 0),
    ]


def test_sending_goes_on_where_it_was_cut(teacher: Device, place: Place, file: bytes) -> None:
    """A stick keeps whole pieces only."""
    made = pieces(teacher, file, CONTENT)
    uploads = bring(file, made)
    (first,) = teacher.exchange(uploads[: PIECE // PART + 5]).files
    again = teacher.exchange([FileAsk(0, file, False, 0, 0)]).files[0]

    assert (first.count, first.pieces) == (again.count, again.pieces) == (3, 1)
    assert first.held > 0
    assert again.held == (0 if place.way == "stick" else first.held)
    rest = teacher.exchange(bring(file, made, again.pieces, again.held))
    assert rest.files == [FileAt(0, file, 3, 3, 0)]
    assert teacher.exchange([asked(file)]).pieces(file) == made


def test_taking_goes_on_where_it_was_cut(teacher: Device, file: bytes) -> None:
    made = pieces(teacher, file, CONTENT)
    teacher.exchange(bring(file, made))

    rest = teacher.exchange([asked(file, 1, 1_000)]).pieces(file)
    more_than_there_is = teacher.exchange([asked(file, 2, 70_000 - 5_000)]).pieces(file)

    assert rest == [made[1][1_000:], made[2]]
    assert more_than_there_is == [made[2]]


def test_files_come_last_and_within_the_budget(pair: tuple[Device, Device], file: bytes) -> None:
    """Text first, whatever is asked for; what did not fit is told as more."""
    teacher, mentor = pair
    teacher.exchange([*teacher.envelopes(3), *bring(file, pieces(teacher, file, CONTENT))])

    answer = mentor.exchange([asked(file)], budget=20_000)

    kinds = [type(item) for item in answer.items if isinstance(item, EnvelopeDown | FileDown)]
    assert kinds[:3] == [EnvelopeDown] * 3
    assert 0 < kinds.count(FileDown) < 5
    assert answer.more


def test_the_same_piece_again_is_harmless(pair: tuple[Device, Device], file: bytes) -> None:
    """Whoever comes second with a piece finds the first one's; and goes on with the next."""
    teacher, mentor = pair
    hers, his = pieces(teacher, file, CONTENT), pieces(mentor, file, CONTENT)
    teacher.exchange(bring(file, hers[:2]))

    answer = mentor.exchange(bring(file, his))

    assert answer.refused == []
    assert answer.files == [FileAt(0, file, 3, 3, 0)]
    assert teacher.exchange([asked(file)]).pieces(file) == [*hers[:2], his[2]]


def test_a_piece_out_of_its_place_is_refused(teacher: Device, file: bytes) -> None:
    made = pieces(teacher, file, CONTENT)
    other = pieces(teacher, bytes(11) + b"\xff", CONTENT)
    twisted = [made[1], made[0], made[2]]
    longer = pieces(teacher, file, CONTENT + bytes(2 * PIECE))

    for wrong in (made[1:], twisted, other):
        answer = teacher.exchange(bring(file, wrong))
        assert answer.files == [FileAt(0, file, 0, 0, 0)]
        assert Refused(Code.FILE_PLACE, 0, 0) in answer.refused
    teacher.exchange(bring(file, made[:1]))
    answer = teacher.exchange(bring(file, [made[0], longer[1]], 1))
    assert Refused(Code.FILE_PLACE, 0, 0) in answer.refused
    assert answer.files == [FileAt(0, file, 3, 1, 0)]


def test_what_no_member_signed_is_refused(pair: tuple[Device, Device], file: bytes) -> None:
    """A flipped bit; another space's piece; a piece whose head names somebody else."""
    teacher, mentor = pair
    (good,) = pieces(teacher, file, b"a picture")
    flipped = good[:-70] + bytes([good[-70] ^ 1]) + good[-69:]
    home, teacher.space = teacher.space, bytes(16)
    (elsewhere,) = pieces(teacher, file, b"a picture")
    teacher.space = home
    own, mentor.id = mentor.id, teacher.id
    (forged,) = pieces(mentor, file, b"a picture")
    mentor.id = own

    for wrong in (flipped, elsewhere, forged):
        answer = mentor.exchange(bring(file, [wrong]))
        assert Refused(Code.FILE_AUTHOR, 0, 0) in answer.refused
        assert answer.files == [FileAt(0, file, 0, 0, 0)]
    assert Refused(Code.FILE_MALFORMED, 0, 0) in mentor.exchange(bring(file, [b"\x01" + bytes(60)])).refused
    assert Refused(Code.FILE_PLACE, 0, 0) in teacher.exchange(bring(file, pieces(teacher, file, b"x", epoch=9))).refused


def test_only_members_send_and_are_given(pair: tuple[Device, Device], file: bytes) -> None:
    """A ticket opens the log and no picture; nor is anything taken from somebody who was removed."""
    teacher, mentor = pair
    made = pieces(teacher, file, CONTENT)
    teacher.exchange(bring(file, made))
    uploads, ticket = teacher.invite()
    teacher.exchange(uploads)
    stranger = Device(teacher.relay, teacher.pin, seed=next(IDS))
    stranger.space, stranger.entries = teacher.space, list(teacher.entries)
    stranger.key = TicketKeys.from_seed(ticket.seed).signing

    answer = stranger.exchange([asked(file), *bring(bytes(12), made)])
    assert answer.files == []
    assert answer.pieces(file) == []

    removal = sign_entry(Remove(teacher.state.head, teacher.id, mentor.person.person), teacher.key)
    teacher.entries.append(removal)

    teacher.exchange([EntryUp(0, removal)])
    mentor.entries = list(teacher.entries)
    refused = mentor.exchange([asked(file), *bring(file[::-1], pieces(mentor, file[::-1], b"x"))])
    assert refused.files == []
    assert refused.pieces(file) == []
    assert refused.refused != []


def test_a_request_asks_of_so_many_files_and_no_more(teacher: Device) -> None:
    asks = [FileAsk(0, number.to_bytes(12, "little"), False, 0, 0) for number in range(MAX_ASKS + 1)]
    assert len(teacher.exchange(asks[:MAX_ASKS]).files) == MAX_ASKS
    assert any(refused.code == Code.TOO_LARGE for refused in teacher.exchange(asks).refused)
