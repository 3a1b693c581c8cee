"""What every implementation of RelayApi promises: one suite, run against each way to a relay (``conftest.py``)."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.crypto.signing import digest
from app.protocol.failures import Code
from app.protocol.items import NO_HEAD
from app.protocol.limits import VERSION
from app.protocol.membership import Remove
from app.protocol.messages import (
    ASK_ACKS,
    NO_SPACE,
    Ack,
    BlobUp,
    CursorMoved,
    Done,
    EntryUp,
    EnvelopeDown,
    EnvelopeUp,
    Refused,
    SpaceAt,
    Welcome,
)
from app.spaces.membership_log import sign_entry
from tests.helpers.devices import Device
from tests.protocol.conftest import Place


def test_a_space_is_founded(device: Callable[[], Device]) -> None:
    """The founder's entry is acknowledged and not sent back to him."""
    teacher = device()

    answer = teacher.exchange(teacher.found())

    assert answer.items[1:] == [Ack(0, 0, 1), Done(more=False)]
    assert answer.time > 1_700_000_000


def test_founding_needs_the_admission_code(device: Callable[[], Device]) -> None:
    """Only schools that were handed the relay's card take room on its disk."""
    stranger = device()
    stranger.admission = b"guessed"

    answer = stranger.exchange(stranger.found())

    assert Refused(Code.ADMISSION, 0, 0) in answer.refused
    assert answer.acks == []
    assert stranger.exchange([]).refused == [Refused(Code.UNKNOWN_SPACE, 0, 0)]


def test_another_space_cannot_be_founded_under_an_id(device: Callable[[], Device]) -> None:
    """The id is the digest of the founding entry."""
    teacher = device()
    uploads = teacher.found()
    teacher.space = bytes(16)

    assert Refused(Code.NOT_THIS_SPACE, 0, 0) in teacher.exchange(uploads).refused


def test_somebody_joins_by_ticket_with_nobody_online(teacher: Device, device: Callable[[], Device]) -> None:
    """Two requests: read the log with the ticket's key, then join; the space's envelopes come with the second."""
    uploads, ticket = teacher.invite()
    teacher.exchange([*uploads, *teacher.envelopes(3)])
    mentor = device()

    first = mentor.read_by_ticket(ticket)
    second = mentor.exchange(mentor.join(ticket))

    assert len(first.entries) == 2
    assert first.envelopes == []
    assert second.refused == []
    assert second.acks == [Ack(0, 0, 3)]
    assert second.entries == []
    assert len(second.envelopes) == 3
    teacher.catch_up(teacher.exchange([]))
    assert teacher.state.member_of(mentor.id) is not None


def test_a_wrapped_key_is_given_to_a_member_who_wants_it(pair: tuple[Device, Device]) -> None:
    """Blobs are named by digest in the log; one that is not there is told."""
    teacher, mentor = pair
    digests = sorted(teacher.state.blobs)

    answer = mentor.exchange([], wants=mentor.want([*digests, bytes(32)]))

    assert len(answer.blobs) == len(digests) == 4
    assert answer.refused == [Refused(Code.BLOB_UNKNOWN, 0, 0)]


def test_what_one_pushes_the_other_pulls(pair: tuple[Device, Device]) -> None:
    """In the author's order, byte for byte, and not back to the author."""
    teacher, mentor = pair
    uploads = teacher.envelopes(5)

    pushed = teacher.exchange(uploads)
    pulled = mentor.exchange([])

    assert pushed.acks == [Ack(0, 5, 3)]
    assert pushed.envelopes == []
    assert pulled.envelopes == [item.envelope for item in uploads if isinstance(item, EnvelopeUp)]
    assert pulled.acks == []


def test_an_idle_visit_is_a_welcome_and_an_end(pair: tuple[Device, Device]) -> None:
    """Nothing that was received is sent again."""
    teacher, mentor = pair
    teacher.exchange(teacher.envelopes(2))
    mentor.exchange([])

    answer = mentor.exchange([])

    assert [type(item) for item in answer.items] == [Welcome, Done]


def test_one_visit_brings_and_fetches(pair: tuple[Device, Device]) -> None:
    """Both directions go in one request."""
    teacher, mentor = pair
    teacher.exchange(teacher.envelopes(2))

    answer = mentor.exchange(mentor.envelopes(1))

    assert (answer.acks, len(answer.envelopes)) == ([Ack(0, 1, 3)], 2)
    assert len(teacher.exchange([]).envelopes) == 1


def test_two_spaces_go_in_one_visit(teacher: Device) -> None:
    """Each counts for itself."""
    first = SpaceAt(teacher.space, 0, 1)
    one = EnvelopeUp(0, teacher.envelope())
    uploads = [replace(item, space_index=1) for item in teacher.found() if isinstance(item, EntryUp | BlobUp)]
    teacher.number = 0
    two = EnvelopeUp(1, teacher.envelope())

    answer = teacher.exchange([one, *uploads, two], spaces=(first, SpaceAt(teacher.space, 0, 0)))

    assert answer.refused == []
    assert answer.acks == [Ack(0, 1, 1), Ack(1, 1, 1)]


def test_the_same_envelope_again_is_fine(teacher: Device) -> None:
    """After a cut the last one is repeated; it is acknowledged and kept once."""
    uploads = teacher.envelopes(4)
    teacher.exchange(uploads[:3])

    answer = teacher.exchange(uploads)

    assert (answer.refused, answer.acks) == ([], [Ack(0, 4, 1)])


def test_another_envelope_under_a_used_number_is_refused(teacher: Device) -> None:
    """A restored laptop that writes on with its old key is found out here."""
    teacher.exchange(teacher.envelopes(2))

    answer = teacher.exchange([EnvelopeUp(0, teacher.envelope(b"quite another body", number=2))])

    assert answer.refused == [Refused(Code.ENVELOPE_NUMBER, 0, 2)]
    assert answer.acks == [Ack(0, 2, 1)]


def test_a_gap_is_refused_and_the_last_number_told(teacher: Device) -> None:
    """Numbers have no gaps, so that members notice what a relay withholds. One refusal stands for all that follow."""
    uploads = teacher.envelopes(5)

    answer = teacher.exchange([uploads[0], *uploads[2:]])

    assert answer.refused == [Refused(Code.ENVELOPE_NUMBER, 0, 3)]
    assert answer.acks == [Ack(0, 1, 1)]


def test_acks_are_given_when_asked_for(teacher: Device) -> None:
    """After a cut a device asks how far it had come."""
    teacher.exchange(teacher.envelopes(3))

    assert teacher.exchange([]).acks == []
    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 3, 1)]


def test_an_answer_that_was_lost_costs_nothing(teacher: Device) -> None:
    """What was sent is there, although the acknowledgement never came."""
    uploads = teacher.envelopes(10)
    spaces = (SpaceAt(teacher.space, 0, 1),)
    answer = teacher.relay.exchange(teacher.hello(spaces=spaces), uploads)
    assert isinstance(next(answer), Welcome)
    answer.close()  # type: ignore[attr-defined]  # both implementations are generators

    assert teacher.exchange([], flags=ASK_ACKS).acks == [Ack(0, 10, 1)]


def test_a_cut_download_resumes_after_the_last_whole_envelope(pair: tuple[Device, Device]) -> None:
    """The cursor that came with the fifth envelope leads to the sixth."""
    teacher, mentor = pair
    uploads = teacher.envelopes(20)
    teacher.exchange(uploads)
    spaces = (SpaceAt(mentor.space, 0, 3),)
    downloads = mentor.relay.exchange(mentor.hello(spaces=spaces), [])
    got = []
    for item in downloads:
        if isinstance(item, EnvelopeDown):
            got.append(item.envelope)
            mentor.cursor = item.cursor
        if len(got) == 5:
            break
    downloads.close()  # type: ignore[attr-defined]  # both implementations are generators

    got += mentor.exchange([]).envelopes

    assert got == [item.envelope for item in uploads if isinstance(item, EnvelopeUp)]


def test_who_names_another_entry_as_the_last_is_given_the_log_anew(pair: tuple[Device, Device]) -> None:
    """A log that was put back to an older copy may be as long as it was. Whoever names what stands there, or names
    none, is given only what is behind it."""
    _, mentor = pair
    heads = [digest(entry)[:4] for entry in mentor.entries]
    whole = len(heads)

    def given(known: int, head: bytes) -> int:
        return len(mentor.exchange([], spaces=(SpaceAt(mentor.space, 0, known, 0, head),)).entries)

    assert [given(known, heads[known - 1]) for known in range(1, whole + 1)] == [*reversed(range(whole))]
    assert given(whole, NO_HEAD) == 0
    assert given(whole, bytes(3) + b"1") == given(whole - 1, bytes(3) + b"1") == whole - 1
    assert given(whole + 1, bytes(3) + b"1") == 0


def test_a_stranger_is_given_nothing(pair: tuple[Device, Device], device: Callable[[], Device]) -> None:
    """Not the log, not an envelope; and what he sends does not count."""
    teacher, _ = pair
    teacher.exchange(teacher.envelopes(1))
    stranger = device()
    stranger.space = teacher.space

    answer = stranger.exchange(stranger.envelopes(1), spaces=(SpaceAt(teacher.space, 0, 0),))

    assert answer.refused == [Refused(Code.ENVELOPE_AUTHOR, 0, 1), Refused(Code.NOT_A_MEMBER, 0, 0)]
    assert [type(item) for item in answer.items] == [Welcome, Refused, Refused, Done]


def test_an_envelope_needs_its_devices_signature(pair: tuple[Device, Device]) -> None:
    """One flipped byte, or another space's id under the signature, and it is refused."""
    teacher, mentor = pair
    good = teacher.envelope()
    flipped = good[:-1] + bytes([good[-1] ^ 1])
    space, teacher.space = teacher.space, bytes(16)
    elsewhere = teacher.envelope(number=1)
    teacher.space = space

    for bad in (flipped, elsewhere):
        answer = teacher.exchange([EnvelopeUp(0, bad)])
        assert answer.refused == [Refused(Code.ENVELOPE_SIGNATURE, 0, 1)]
    assert teacher.exchange([EnvelopeUp(0, good)]).acks == [Ack(0, 1, 3)]
    assert mentor.exchange([]).envelopes == [good]


def test_an_envelope_of_an_unknown_epoch_is_refused(teacher: Device) -> None:
    """Its key cannot have been handed out."""
    good = teacher.envelope()
    later = good[:1] + bytes([2]) + good[2:]

    assert teacher.exchange([EnvelopeUp(0, later)]).refused == [Refused(Code.ENVELOPE_EPOCH, 0, 1)]


def test_a_hello_counts_at_one_relay_only(teacher: Device) -> None:
    """A hello signed for another relay, or not signed, opens nothing."""
    teacher.pin = bytes(32)

    assert teacher.exchange([]).refused == [Refused(Code.HELLO_SIGNATURE, 0, 0)]


def test_an_older_hello_cannot_be_repeated(teacher: Device) -> None:
    """The same visit may be tried again; an earlier one may not."""
    teacher.exchange([], visit=7)

    assert teacher.exchange([], visit=7).refused == []
    assert teacher.exchange([], visit=6).refused == [Refused(Code.HELLO_REPEATED, 0, 0)]


def test_a_ticket_ends(teacher: Device, device: Callable[[], Device]) -> None:
    """By the relay's clock: neither is the log read with it, nor does anybody join."""
    uploads, ticket = teacher.invite(ends=1_000_000_000)
    teacher.exchange(uploads)
    late = device()

    assert late.read_by_ticket(ticket).refused == [Refused(Code.TICKET_EXPIRED, 0, 0)]
    late.entries = list(teacher.entries)
    assert Refused(Code.TICKET_EXPIRED, 0, 0) in late.exchange(late.join(ticket)).refused


def test_a_ticket_is_for_one(teacher: Device, device: Callable[[], Device]) -> None:
    """The first valid join wins; the second is told that the ticket was used."""
    uploads, ticket = teacher.invite()
    teacher.exchange(uploads)
    first, second = device(), device()
    first.read_by_ticket(ticket)
    second.read_by_ticket(ticket)
    first.exchange(first.join(ticket))

    late = second.exchange(second.join(ticket))
    again = device().read_by_ticket(ticket)

    assert late.refused[0].code in (Code.ENTRY_STALE, Code.TICKET_USED)
    assert late.envelopes == []
    assert again.refused == [Refused(Code.TICKET_USED, 0, 0)]


def test_a_membership_entry_goes_only_to_the_head(pair: tuple[Device, Device]) -> None:
    """Whoever wrote after another entry than the last is told to fetch and try again, and is given what he lacks."""
    teacher, _ = pair
    known = list(teacher.entries)
    first, _ = teacher.invite()
    teacher.entries = list(known)
    second, _ = teacher.invite()
    teacher.exchange(first)

    answer = teacher.exchange(second)

    assert answer.refused == [Refused(Code.ENTRY_STALE, 0, 0)]
    assert answer.entries == [item.entry for item in first if isinstance(item, EntryUp)]
    teacher.entries = known + answer.entries
    retried, _ = teacher.invite()
    assert teacher.exchange(retried).acks == [Ack(0, 0, 5)]


def test_an_entry_again_is_fine(teacher: Device) -> None:
    """After a cut the same invite comes a second time."""
    uploads, _ = teacher.invite()
    teacher.exchange(uploads)

    answer = teacher.exchange(uploads)

    assert (answer.refused, answer.acks) == ([], [Ack(0, 0, 2)])


def test_who_left_is_given_the_entry_that_says_so_and_nothing_more(pair: tuple[Device, Device]) -> None:
    """What he wrote before stays; what he writes now is refused, and he learns why."""
    teacher, mentor = pair
    mentor.exchange(mentor.envelopes(1))
    removal = sign_entry(Remove(teacher.state.head, teacher.id, mentor.person.person), teacher.key)
    teacher.entries.append(removal)
    assert teacher.exchange([EntryUp(0, removal)]).refused == []

    later, _ = teacher.invite()
    teacher.exchange([*later, *teacher.envelopes(1)])
    wants = teacher.want([digest(teacher.person.public_sealing)])
    answer = mentor.exchange(mentor.envelopes(1), wants=wants)

    assert answer.refused == [Refused(Code.ENVELOPE_AUTHOR, 0, 2)]
    assert (answer.entries, answer.blobs, answer.envelopes) == ([removal], [], [])
    assert answer.acks == [Ack(0, 1, len(mentor.entries) + 1)]


def test_a_members_root_key_reads_the_log_and_the_wrapped_keys_and_no_words(
    place: Place, pair: tuple[Device, Device], device: Callable[[], Device]
) -> None:
    """So somebody whose laptop is gone comes back by her card; a stick is not asked by one."""
    if place.way == "stick":
        pytest.skip("who comes back by her card does so at a relay")
    teacher, mentor = pair
    teacher.exchange(teacher.envelopes(2))
    whole = (SpaceAt(mentor.space, 0, 0),)
    wants = mentor.want(sorted(teacher.state.blobs))

    answer = mentor.exchange([], signer=mentor.person.signing, visit=1, spaces=whole, wants=wants)
    again = mentor.exchange([], signer=mentor.person.signing, visit=1, spaces=whole)
    stranger = mentor.exchange([], signer=device().person.signing, visit=1, spaces=whole)

    assert (answer.refused, answer.entries, answer.envelopes) == ([], teacher.entries, [])
    assert len(answer.blobs) == 4
    assert again.entries == teacher.entries
    assert (stranger.refused, stranger.entries) == ([Refused(Code.NOT_A_MEMBER, 0, 0)], [])


def test_a_refused_upload_stops_nothing_else(teacher: Device) -> None:
    """The blob that nobody named is left out; the envelopes around it are kept."""
    first, second = teacher.envelopes(2)

    answer = teacher.exchange([first, BlobUp(0, b"nobody named this"), second])

    assert answer.refused == [Refused(Code.BLOB_UNNAMED, 0, 0)]
    assert answer.acks == [Ack(0, 2, 1)]


@pytest.mark.parametrize("budget", [1, 700, 2_000])
def test_a_budget_is_kept_and_the_rest_comes_later(pair: tuple[Device, Device], budget: int) -> None:
    """Oldest first, at least one a visit, and 'more' until nothing is left."""
    teacher, mentor = pair
    uploads = teacher.envelopes(10, size=500)
    teacher.exchange(uploads)
    got: list[bytes] = []
    visits = 0
    more = True

    while more:
        answer = mentor.exchange([], budget=budget)
        assert 0 < len(answer.envelopes) <= max(1, budget // 500)
        got += answer.envelopes
        more = answer.more
        visits += 1

    assert got == [item.envelope for item in uploads if isinstance(item, EnvelopeUp)]
    assert visits == {1: 10, 700: 10, 2_000: 4}[budget]


def test_who_wants_nothing_is_told_that_something_waits(pair: tuple[Device, Device]) -> None:
    """A budget of nothing: on a paid link one may only send."""
    teacher, mentor = pair
    teacher.exchange(teacher.envelopes(1))

    waiting = mentor.exchange([], budget=0)
    mentor.exchange([])

    assert (waiting.envelopes, waiting.more) == ([], True)
    assert mentor.exchange([], budget=0).more is False


def test_three_hundred_envelopes_stream_through(pair: tuple[Device, Device]) -> None:
    """Far more than a page of an answer and than one commit, in one request each way."""
    teacher, mentor = pair
    uploads = teacher.envelopes(300, size=1_500)

    pushed = teacher.exchange(uploads)
    pulled = mentor.exchange([])

    assert pushed.acks == [Ack(0, 300, 3)]
    assert pulled.envelopes == [item.envelope for item in uploads if isinstance(item, EnvelopeUp)]
    assert pulled.more is False


def test_the_cursor_passes_what_the_device_wrote_itself(teacher: Device) -> None:
    """So that the relay need not look through years of own envelopes at each visit."""
    teacher.exchange(teacher.envelopes(40))

    assert teacher.cursor == 40
    assert teacher.exchange([]).moved == []


def test_a_cursor_beyond_the_log_is_moved_back(teacher: Device) -> None:
    """After a relay was restored from a backup its log is shorter than its visitors remember."""
    teacher.exchange(teacher.envelopes(2))

    answer = teacher.exchange([], spaces=(SpaceAt(teacher.space, 9, 1),))

    assert answer.moved == [CursorMoved(0, 2)]


def test_an_unknown_version_is_told_ours(teacher: Device) -> None:
    """The visit ends, and the app can say that it, or the relay, is too old."""
    answer = teacher.exchange(teacher.envelopes(1), version=VERSION + 1)

    assert answer.refused == [Refused(Code.VERSION, NO_SPACE, VERSION)]
    assert (answer.acks, answer.envelopes) == ([], [])


def test_what_does_not_belong_into_a_request_ends_it(teacher: Device) -> None:
    """What came before is kept and acknowledged."""
    first, second = teacher.envelopes(2)

    answer = teacher.exchange([first, Done(more=False), second])

    assert answer.refused == [Refused(Code.OUT_OF_PLACE, NO_SPACE, 0)]
    assert answer.acks == [Ack(0, 1, 1)]
