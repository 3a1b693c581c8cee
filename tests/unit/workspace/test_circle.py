"""Two colleagues out of a chosen circle: giving, renewing, asking, answering, and everybody who would cheat."""

import base64
import os
from pathlib import Path

import pytest

from app.crypto.signing import key_id
from app.errors import AccessError, TongxingError
from app.ids import PersonId
from app.protocol.membership import Remove
from app.spaces.membership_log import sign_entry
from app.spaces.recovery import Colleague, Place, Request, make_request, share_out
from app.sync.roster import add_own_entry
from app.workspace import coming_back
from app.workspace.signing_in import People
from app.workspace.workspace import Workspace
from tests.helpers.homecoming import PIN, at_home, cheap_locks, laptop
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_locks(monkeypatch)


def staff(world: World, *names: str) -> tuple[Workspace, list[Workspace]]:
    """A teacher, and the colleagues of her one space, mentor first; all of them are chosen, and hold their shares."""
    teacher, mentor = world.pair()
    others = [mentor]
    for name in names:
        others.append(world.person(name))
        world.bring(mentor, others[-1])
    settle(teacher, *others)
    return teacher, others


def chosen(world: World, teacher: Workspace, others: list[Workspace]) -> None:
    teacher.choose_circle([other.me.person for other in others])
    for _ in range(2):
        for workspace in (teacher, *others):
            assert not workspace.visit().trouble
    assert teacher.circle().state == "stands"


def answered(people: People, helper: Workspace, request: str, giver: str) -> str:
    """A colleague's answer, with the telephone in between."""
    help_view = helper.open_request(request)
    heard = coming_back.number_for(people, help_view.asked)
    return helper.answer_request(request, giver, help_view.asked, heard)


def code_of(raised: pytest.ExceptionInfo[TongxingError]) -> str:
    return raised.value.code


def test_any_two_of_three_bring_her_back(world: World, tmp_path: Path) -> None:
    """Files by any way, digits by telephone, a PIN: and everything shared is there."""
    teacher, others = staff(world, "赵老师", "钱老师")
    plan = teacher.create("lesson_plan", {"topic": "认识秋天"}, world.shared())
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    giver = teacher.me.person

    first = coming_back.take_answer(people, answered(people, others[2], request, giver), PIN)
    waiting = coming_back.asking(people)
    second = coming_back.take_answer(people, answered(people, others[0], request, giver), PIN)
    assert second is not None
    again = at_home(world, "李秀兰", people.come_back(second, "李秀兰", PIN))

    assert first is None
    assert waiting is not None
    assert (waiting.answers, waiting.name) == (1, "李秀兰")
    assert again.me.person == giver
    assert again.visit().trouble == ()
    assert again.view(plan).title == "认识秋天"


def test_a_request_waits_for_days_and_over_restarts(world: World, tmp_path: Path) -> None:
    """The second colleague answers next week; a new request makes an end of the old one."""
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    coming_back.take_answer(people, answered(people, others[0], request, teacher.me.person), PIN)
    later = laptop(world, tmp_path / "new")

    with pytest.raises(AccessError) as wrong_pin:
        coming_back.take_answer(later, answered(later, others[1], request, teacher.me.person), "0000")
    back = coming_back.take_answer(later, answered(later, others[1], request, teacher.me.person), PIN)

    assert code_of(wrong_pin) == "access.wrong_pin"
    assert back is not None
    coming_back.ask(later, "李秀兰", PIN)
    with pytest.raises(AccessError) as other:
        coming_back.take_answer(later, others[1].answer_request(*_replied(later, others[1], request, teacher)), PIN)
    assert code_of(other) == "recovery.other_request"
    coming_back.stop_asking(later)
    assert coming_back.asking(later) is None


def _replied(people: People, helper: Workspace, request: str, teacher: Workspace) -> tuple[str, str, str, str]:
    """An answer to a request that is no longer the one under way."""
    asked = helper.open_request(request).asked
    return request, teacher.me.person, asked, Request.parse(request).number(asked)


def test_the_wrong_number_hands_nothing_over(world: World, tmp_path: Path) -> None:
    """Somebody put another key into the file on its way: what she reads does not fit what the colleague opened."""
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    coming_back.ask(people, "李秀兰", PIN)
    swapped = make_request(bytes(range(32)), "李秀兰", world.clock.now()).encode()
    seen = others[0].open_request(swapped)

    with pytest.raises(AccessError) as raised:
        others[0].answer_request(swapped, teacher.me.person, seen.asked, coming_back.number_for(people, seen.asked))
    assert code_of(raised) == "recovery.wrong_number"


def test_digits_come_as_people_write_them(world: World, tmp_path: Path) -> None:
    """Full-width, with spaces between; anything else is asked again."""
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    seen = others[0].open_request(request)
    number = coming_back.number_for(people, f" {seen.asked[:3]} {seen.asked[3:]} ")
    wide = number.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})

    assert others[0].answer_request(request, teacher.me.person, seen.asked, f"{wide[:3]} {wide[3:]}").startswith("RA1")
    for odd in ("", "12345", "1234567", "六位数字"):
        with pytest.raises(AccessError) as raised:
            coming_back.number_for(people, odd)
        assert code_of(raised) == "recovery.wrong_number"


def test_one_colleague_twice_is_not_two(world: World, tmp_path: Path) -> None:
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    first = answered(people, others[0], request, teacher.me.person)

    assert coming_back.take_answer(people, first, PIN) is None
    for again in (first, answered(people, others[0], request, teacher.me.person)):
        with pytest.raises(AccessError) as raised:
            coming_back.take_answer(people, again, PIN)
        assert code_of(raised) == "recovery.same_answer"
    kept = coming_back.asking(people)
    assert kept is not None
    assert kept.answers == 1


def test_an_altered_answer_is_refused_and_the_other_kept(world: World, tmp_path: Path) -> None:
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    good = answered(people, others[0], request, teacher.me.person)
    coming_back.take_answer(people, good, PIN)
    text = answered(people, others[1], request, teacher.me.person)
    altered = text[:900] + ("A" if text[900] != "A" else "B") + text[901:]

    for bad in (altered, text[:-40], "", "教案"):
        with pytest.raises(AccessError) as raised:
            coming_back.take_answer(people, bad, PIN)
        assert code_of(raised) == "recovery.answer_damaged"
    assert coming_back.take_answer(people, text, PIN) is not None


def test_a_colleague_who_makes_up_a_share_is_noticed_and_a_third_helps(world: World, tmp_path: Path) -> None:
    """His answer opens, and gives nobody back; the two honest ones do, in whatever order they come."""
    teacher, others = staff(world, "赵老师", "钱老师")
    chosen(world, teacher, others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request
    liar = others[1]
    for listed in desk_of(teacher).store.queries.where("sealed_note", person=liar.me.person):
        teacher.delete(listed.record)
    forged = _forged_share(world, teacher, liar)
    teacher.create("sealed_note", {"sort": "share", "person": liar.me.person, "sealed": forged}, world.shared())
    settle(teacher, *others)

    assert coming_back.take_answer(people, answered(people, liar, request, teacher.me.person), PIN) is None
    with pytest.raises(AccessError) as raised:
        coming_back.take_answer(people, answered(people, others[0], request, teacher.me.person), PIN)
    assert code_of(raised) == "recovery.answers_differ"
    back = coming_back.take_answer(people, answered(people, others[2], request, teacher.me.person), PIN)
    assert back is not None
    assert back.person.hex() == teacher.me.person


def _forged_share(world: World, teacher: Workspace, liar: Workspace) -> str:
    """A share, well sealed for the liar, of a secret that is none."""
    desk = desk_of(liar)
    me = Colleague(desk.owner.person.public_sealing, Place("https://relay.example:8443", bytes(32), world.shared()))
    somebody = {PersonId(desk.person): me, PersonId(os.urandom(8)): me}
    circle, sealed = share_out(os.urandom(32), PersonId(bytes.fromhex(teacher.me.person)), somebody, os.urandom)
    return base64.b64encode(circle + sealed[desk.person]).decode("ascii")


def test_somebody_who_holds_nothing_answers_nothing(world: World, tmp_path: Path) -> None:
    teacher, others = staff(world, "赵老师", "钱老师")
    chosen(world, teacher, others[:2])
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request

    assert others[2].open_request(request).holders == ()
    with pytest.raises(AccessError) as raised:
        answered(people, others[2], request, teacher.me.person)
    assert code_of(raised) == "recovery.no_share"
    with pytest.raises(AccessError) as damaged:
        others[0].open_request("hello")
    assert code_of(damaged) == "recovery.request_damaged"


def test_a_share_that_another_member_wrote_in_her_name_counts_for_himself(world: World, tmp_path: Path) -> None:
    """Who gave a share is whoever signed it: nobody puts his own secret in the place of hers."""
    teacher, others = staff(world, "赵老师")
    forged = _forged_share(world, teacher, others[0])
    others[1].create("sealed_note", {"sort": "share", "person": others[0].me.person, "sealed": forged}, world.shared())
    settle(teacher, *others)
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request

    assert [name for _, name in others[0].open_request(request).holders] == ["赵老师"]
    with pytest.raises(AccessError) as raised:
        answered(people, others[0], request, teacher.me.person)
    assert code_of(raised) == "recovery.no_share"


def test_a_circle_of_one_or_of_strangers_is_refused(world: World) -> None:
    teacher, others = staff(world)
    for persons in ([others[0].me.person] * 2, [others[0].me.person, "00" * 8], [teacher.me.person, "11" * 8]):
        with pytest.raises(AccessError) as raised:
            teacher.choose_circle(persons)
        assert code_of(raised) == "recovery.no_circle"
    assert teacher.circle().state == "none"


def test_a_new_choice_takes_the_old_shares_back(world: World, tmp_path: Path) -> None:
    """Who was in the circle and is no longer has nothing to answer with; none at all ends it."""
    teacher, others = staff(world, "赵老师", "钱老师")
    chosen(world, teacher, others)
    chosen(world, teacher, others[:2])
    others[2].visit()
    people = laptop(world, tmp_path / "new")
    request = coming_back.ask(people, "李秀兰", PIN).request

    assert others[2].open_request(request).holders == ()
    assert [name for _, name in others[0].open_request(request).holders] == ["李秀兰"]
    teacher.choose_circle([])
    settle(teacher, *others)
    assert teacher.circle().state == "none"
    assert others[0].open_request(request).holders == ()


def test_who_left_is_out_and_the_circle_is_renewed_by_itself(world: World, tmp_path: Path) -> None:
    """At her next visit, without a click: the two who stay get new shares, and his old one fits neither."""
    teacher, others = staff(world, "赵老师", "钱老师")
    chosen(world, teacher, others)
    before = {view.person for view in teacher.circle().colleagues if view.holds}
    remove(others[0], others[2])
    settle(teacher, *others[:2])
    settle(teacher, *others[:2])

    after = teacher.circle()
    assert before == {other.me.person for other in others}
    assert {view.person for view in after.colleagues if view.holds} == {other.me.person for other in others[:2]}
    assert after.state == "stands"


def test_a_circle_that_has_become_too_small_says_so(world: World) -> None:
    teacher, others = staff(world, "赵老师")
    chosen(world, teacher, others)
    remove(others[0], others[1])
    settle(teacher, others[0])

    assert teacher.circle().state == "too_few"


def remove(keeper: Workspace, member: Workspace) -> None:
    """The keeper removes somebody from the one shared space."""
    desk = desk_of(keeper)
    space = next(row.space for row in desk.store.spaces.all() if not row.private)
    state = desk.owner.membership(space)
    assert state is not None
    entry = Remove(state.head, key_id(desk.owner.device.public), bytes.fromhex(member.me.person))
    add_own_entry(desk.owner, space, sign_entry(entry, desk.owner.device))
    keeper.visit()
