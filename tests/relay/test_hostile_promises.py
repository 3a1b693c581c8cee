"""A relay that acknowledges what it has not stored, boasts, refuses, lies about its clock and its log: what a person is
told stays true, and once the relay is honest again, everybody has everything."""

import pytest

from app.errors import CODES
from app.protocol.failures import Code
from app.protocol.messages import NO_SPACE
from app.store.spaces import RelayRow
from app.workspace.views import Travel
from tests.helpers.hostile import Village, agree, owner_of, write

KNOWN = {code for codes in CODES.values() for code in codes}
MANY = (1 << 53) - 1


def test_what_was_acknowledged_and_thrown_away_is_never_called_arrived_and_is_sent_again(village: Village) -> None:
    """She sees that it was sent, not that it arrived, for that needs a colleague's word; and when nobody gives it, the
    relay is asked again at every visit, and found out."""
    keeper, teacher = people = village.circle("writer")
    village.relay.attack("acknowledge_nothing_stored")
    plan = village.plan(teacher, "秋天")
    assert not teacher.visit().trouble
    assert village.relay.strikes
    assert teacher.view(plan).travel.name == Travel.ON_RELAY.name
    keeper.visit()
    agree([keeper])

    village.relay.honest()
    assert not teacher.visit().trouble
    for person in (keeper, keeper, teacher):
        person.visit()

    agree(people, "秋天")
    assert teacher.view(plan).travel.name == Travel.ARRIVED.name


@pytest.mark.parametrize("told", [{"number": MANY}, {"number": 0}, {"entries": 4_096}, {"entries": 0}, {"held": 9_999}])
def test_false_numbers_in_acknowledgements_lose_nothing(village: Village, told: dict[str, int]) -> None:
    keeper, teacher = people = village.circle("writer")
    plan = village.plan(teacher, "秋天")
    village.relay.attack("acknowledge_otherwise", **told)
    for text in ("一。", "一。二。"):
        write(teacher, plan, text)

    assert village.relay.strikes
    village.relay.honest()
    village.plan(teacher, "冬天")
    for _ in range(2):
        village.settle(*people)
    agree(people, "冬天", "秋天")
    assert keeper.view(plan).values["notes"] == "一。二。"


@pytest.mark.parametrize("space", [0, NO_SPACE])
def test_whatever_is_refused_is_said_in_a_sentence_and_can_go_later(village: Village, space: int) -> None:
    """One person is enough here: what she wrote must leave once the relay takes it."""
    keeper = village.circle()[0]
    village.plan(keeper, "秋天")
    for code in (*Code, 127, MANY):
        village.relay.attack("refuse", code=int(code), space=space)
        report = keeper.visit()
        assert village.relay.strikes
        assert set(report.trouble) <= KNOWN
        assert report.trouble or code in {Code.ENTRY_STALE, Code.BLOB_UNKNOWN}  # these are looked at again

    village.relay.honest()
    for _ in range(3):
        report = keeper.visit()
    assert not report.trouble
    assert owner_of(keeper).store.outbox.unacknowledged(village.space) == []


@pytest.mark.parametrize("code", [Code.VERSION, Code.UNKNOWN_ITEM])
def test_a_relay_that_wants_an_older_version_gets_none(village: Village, code: Code) -> None:
    """There is one version, and no way to agree on a weaker one: the visit ends, and says which program is too old."""
    _, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    village.relay.attack("refuse", code=int(code), space=NO_SPACE, number=0)

    report = teacher.visit()

    assert (report.trouble, report.requests) == (("link.too_old",), 1)
    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")


def test_a_cursor_far_beyond_the_end_loses_nothing(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.relay.attack("far_cursor")
    keeper.visit()
    keeper.visit()
    assert village.relay.strikes
    village.plan(teacher, "秋天")
    teacher.visit()
    keeper.visit()

    village.relay.honest()
    for _ in range(4):
        keeper.visit()
    agree(people, "秋天")


@pytest.mark.parametrize("time", [0, 1, 4_102_444_800, MANY])
def test_a_false_clock_neither_stops_nor_harms(village: Village, time: int) -> None:
    """Tickets end by the relay's clock, as far as it can be believed."""
    keeper, teacher = people = village.circle("writer")
    village.relay.attack("false_clock", time=time)
    village.plan(teacher, "秋天")
    for person in (*people, *people):
        assert not person.visit().trouble
    agree(people, "秋天")
    assert village.relay.strikes
    spoilt = keeper.make_ticket(village.space, "reader")
    assert keeper.read_ticket(spoilt.text).space_name

    village.relay.honest()
    village.settle(*people)
    newcomer = village.bring(keeper, "新来的")
    village.settle(newcomer, *people)
    agree([newcomer, *people], "秋天")


def test_a_log_that_is_said_to_be_another_each_time_is_read_when_that_ends(village: Village) -> None:
    """Nobody can tell what stands where in such a log, so nothing of it is taken: as if the relay were silent."""
    keeper, teacher = people = village.circle("writer")
    village.relay.attack("other_generation")
    plan = village.plan(teacher, "秋天")
    for text in ("一。", "一。二。"):
        write(teacher, plan, text)
        assert keeper.visit().requests <= 5

    assert village.relay.strikes
    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")
    assert keeper.view(plan).values["notes"] == "一。二。"


def test_unasked_blobs_are_not_kept(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    before = len(owner_of(keeper).store.spaces.blobs(village.space))
    village.relay.attack("unasked_blobs")

    assert not keeper.visit().trouble

    assert village.relay.strikes
    assert len(owner_of(keeper).store.spaces.blobs(village.space)) == before
    village.relay.honest()
    village.plan(teacher, "秋天")
    village.settle(teacher, keeper)
    agree(people, "秋天")


def test_something_for_a_space_that_was_not_asked_for_ends_the_visit(village: Village) -> None:
    keeper, teacher = people = village.circle("writer")
    village.plan(teacher, "秋天")
    teacher.visit()
    village.relay.attack("unasked_space")

    assert keeper.visit().trouble == ("membership.refused",)

    village.relay.honest()
    village.settle(*people)
    agree(people, "秋天")


def test_the_relay_is_one_row_with_one_pin(village: Village) -> None:
    """Nothing that a relay answers changes where she connects to, or which certificate she wants to see there."""
    keeper = village.circle()[0]
    card = village.relay.card
    assert owner_of(keeper).store.spaces.relays() == [RelayRow(card.pin, card.url, card.admission)]
