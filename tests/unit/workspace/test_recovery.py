"""The recovery card: laptop lost, card in hand, everything shared is back; and the rehearsal that shows she has it."""

import shutil
from pathlib import Path

import pytest

from app.errors import AccessError
from app.ids import SpaceId
from app.workspace import coming_back
from app.workspace.notes import PLACES, write_note
from app.workspace.recovery import REHEARSED_WORDS
from app.workspace.workspace import Workspace
from tests.helpers.copies import copy_files
from tests.helpers.homecoming import at_home, back_by_card, cheap_locks, laptop
from tests.helpers.stories import settle
from tests.helpers.world import World, desk_of


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap_locks(monkeypatch)


def second_space(world: World, keeper: Workspace, newcomer: Workspace) -> SpaceId:
    """A space that both are in besides the first."""
    space = keeper.found_space("教研组", world.card).space
    ticket = keeper.make_ticket(space, "writer")
    keeper.visit()
    newcomer.join(ticket.text)
    settle(keeper, newcomer)
    return space


def test_everything_shared_is_back_after_a_lost_laptop(world: World, tmp_path: Path) -> None:
    """Her own plans, the mentor's comments and the history, as hers; and she goes on writing, as the mentor sees."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "认识秋天", "notes": "中间的话。"}, world.shared())
    draft = teacher.create("lesson_plan", {"topic": "还没分享的"})
    settle(teacher, mentor)
    mentor.comment(plan, "notes", 0, 2, "好")
    settle(mentor, teacher)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))
    report = again.visit()
    view = again.view(plan)

    assert report.trouble == ()
    assert (view.title, view.author, view.may_write) == ("认识秋天", "李秀兰", True)
    assert [comment.body for comment in view.comments] == ["好"]
    assert len(again.history(plan)) == len(mentor.history(plan))
    assert draft not in {row.record for row in again.list_records()}
    mine = again.create("lesson_plan", {"topic": "新电脑上写的"}, world.shared())
    settle(again, mentor)
    assert (mentor.view(mine).title, mentor.view(mine).author) == ("新电脑上写的", "李秀兰")
    assert [member.name for member in mentor.spaces()[1].members] == ["王敏", "李秀兰"]


def test_the_words_alone_and_a_ticket_are_enough(world: World, tmp_path: Path) -> None:
    """The code is lost: any ticket of a space that she is in says where the relay is, and is not used up."""
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "认识秋天"}, world.shared())
    ticket = mentor.make_ticket(world.shared(), "writer").text
    settle(teacher, mentor)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"), code=ticket)
    assert again.visit().trouble == ()

    assert again.view(plan).title == "认识秋天"
    newcomer = world.person("新老师")
    newcomer.join(ticket)
    assert len(newcomer.spaces()) == 2


def test_spaces_that_are_newer_than_the_card_are_found(world: World, tmp_path: Path) -> None:
    """By the note that she left in those that the card names: in the same visit."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    old = teacher.recovery_card()
    space = second_space(world, mentor, teacher)
    plan = teacher.create("lesson_plan", {"topic": "教研组的"}, space)
    settle(teacher, mentor)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"), code=old.code)
    report = again.visit()

    assert report.trouble == ()
    assert {row.name for row in again.spaces()} == {"", "秀兰和王敏", "教研组"}
    assert again.view(plan).title == "教研组的"


def test_without_a_network_she_is_in_at_once_and_her_spaces_come_later(world: World, tmp_path: Path) -> None:
    teacher, mentor = world.pair()
    plan = teacher.create("lesson_plan", {"topic": "认识秋天"}, world.shared())
    settle(teacher, mentor)
    world.weather.down = True

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))
    report = again.visit()
    draft = again.create("lesson_plan", {"topic": "先写着"})
    world.weather.down = False
    later = again.visit()

    assert report.trouble == ("link.unreachable",)
    assert later.trouble == ()
    assert {row.record for row in again.list_records()} == {plan, draft}


def test_a_space_that_she_left_does_not_come_back_and_is_not_asked_for_again(world: World, tmp_path: Path) -> None:
    """The relay says that she is no member; the others come."""
    teacher, mentor = world.pair()
    card = teacher.recovery_card()
    plan = teacher.create("lesson_plan", {"topic": "认识秋天"}, world.shared())
    settle(teacher, mentor)
    stranger = world.person("路人")
    returning = coming_back.read_card(laptop(world, tmp_path / "a"), "".join(card.chinese), card.code)
    stranger.bring_back(returning.places)

    first, second = stranger.visit(), stranger.visit()

    assert (first.trouble, second.trouble) == (("link.denied",), ())
    assert len(stranger.spaces()) == 1
    assert plan not in {row.record for row in stranger.list_records()}


def test_the_circle_stands_when_she_is_back(world: World, tmp_path: Path) -> None:
    """The shares that she gave tell whom she had chosen."""
    teacher, mentor = world.pair()
    third = world.person("赵老师")
    world.bring(mentor, third)
    settle(teacher, mentor, third)
    chosen = [colleague.person for colleague in teacher.circle().colleagues]
    teacher.choose_circle(chosen)
    settle(teacher, mentor, third)
    settle(teacher, mentor, third)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))
    again.visit()

    assert again.circle().state == "stands"
    assert [view.chosen for view in again.circle().colleagues] == [True, True]


def test_words_and_code_of_two_people_are_told_apart(world: World, tmp_path: Path) -> None:
    teacher, mentor = world.pair()
    people = laptop(world, tmp_path / "new")
    with pytest.raises(AccessError) as raised:
        coming_back.read_card(people, " ".join(teacher.recovery_card().english), mentor.recovery_card().code)
    assert raised.value.code == "recovery.other_person"


def test_a_rehearsal_takes_three_words_of_either_language(world: World) -> None:
    teacher = world.person("李秀兰")
    card = teacher.recovery_card()
    places = teacher.rehearsal()
    right = {place: card.chinese[place - 1] for place in places}
    wrong = {**right, places[0]: card.chinese[places[0] % 24] + "错"}

    assert len(set(places)) == REHEARSED_WORDS
    assert all(1 <= place <= 24 for place in places)
    assert not teacher.rehearse(wrong)
    assert not teacher.rehearse({})
    assert teacher.card_state().rehearsed == 0
    assert teacher.rehearse({place: card.english[place - 1].upper() for place in places})
    assert teacher.card_state().rehearsed == world.clock.now()


def test_a_card_that_is_older_than_a_space_says_so(world: World) -> None:
    teacher, mentor = world.pair()
    before = teacher.card_state()
    page = teacher.recovery_page("zh")
    printed = teacher.card_state()
    second_space(world, mentor, teacher)

    assert (before.printed, before.newer_spaces) == (0, 0)
    assert (printed.printed, printed.newer_spaces) == (world.clock.now(), 0)
    assert teacher.card_state().newer_spaces == 1
    assert all(word in page for word in teacher.recovery_card().chinese)


def test_with_one_space_no_note_is_left(world: World) -> None:
    """It would say what everybody who reads it knows, and cost bytes on a thin link."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    assert desk_of(teacher).store.queries.count("sealed_note") == 0


def test_notes_and_shares_are_seen_nowhere(world: World) -> None:
    """Not in a list, not on the start page, not by search, not by the mentor."""
    teacher, mentor = world.pair()
    second_space(world, mentor, teacher)
    settle(teacher, mentor)

    assert desk_of(mentor).store.queries.count("sealed_note") == 4
    for person in (teacher, mentor):
        assert person.list_records() == []
        assert person.list_records(text="places") == []
        today = person.today()
        assert (today.to_read, today.came, today.drafts) == ((), (), ())


def test_notes_are_not_among_the_records_that_are_said_to_wait(world: World, tmp_path: Path) -> None:
    """Nor among those of a stick: a teacher has written nothing, and must not wonder what has not been sent."""
    teacher, mentor = world.pair()
    settle(teacher, mentor)
    desk = desk_of(teacher)
    for _ in range(2):
        write_note(desk, world.shared(), PLACES, desk.person, b"sealed")

    assert desk.store.outbox.records_waiting() == 2
    assert teacher.sync_line().waiting_records == 0
    given = teacher.exchange_with_stick(tmp_path)
    assert given.given > 0
    assert desk.store.sticks.waiting() == 2
    assert teacher.sync_line().on_stick_records == 0
    taken = mentor.exchange_with_stick(tmp_path)
    assert (len(taken.changes.records) > 0, taken.merged) == (True, 0)


def test_a_note_is_renewed_and_the_old_one_taken_away(world: World) -> None:
    """One a space and person, however often spaces are founded."""
    teacher, mentor = world.pair()
    for _ in range(2):
        second_space(world, mentor, teacher)
    settle(teacher, mentor)

    assert desk_of(mentor).store.queries.count("sealed_note") == 2 * 3


def test_a_note_that_a_member_forged_tells_nothing(world: World, tmp_path: Path) -> None:
    """Whoever writes into her space what looks like her note makes her ask no relay."""
    teacher, mentor = world.pair()
    person = teacher.me.person
    mentor.create("sealed_note", {"sort": "places", "person": person, "sealed": "AAAA"}, world.shared())
    mentor.create("sealed_note", {"sort": "places", "person": person, "sealed": "教案"}, world.shared())
    settle(mentor, teacher)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))

    assert again.visit().trouble == ()
    assert len(again.spaces()) == 2


def test_a_forgotten_pin_is_no_lost_laptop(world: World, tmp_path: Path) -> None:
    """On the same computer the card opens her file as it is, private drafts included, with a new PIN."""
    people = laptop(world, tmp_path / "home")
    before = at_home(world, "李秀兰", people.create("李秀兰", "1111"))
    draft = before.create("lesson_plan", {"topic": "只在这里"})
    card = before.recovery_card()
    before.close()
    del world.people["李秀兰"]
    returning = coming_back.read_card(people, "".join(card.chinese), "")
    again = at_home(world, "李秀兰", people.come_back(returning, "", "2222"))

    assert (returning.here, returning.name) == (True, "李秀兰")
    assert again.view(draft).title == "只在这里"
    again.close()
    del world.people["李秀兰"]
    with pytest.raises(AccessError, match="wrong_pin"):
        people.sign_in(before.me.person, "1111")
    people.sign_in(before.me.person, "2222").close()


@pytest.mark.parametrize("bound", [False, True])
def test_a_copy_brings_the_drafts_back_after_the_card(world: World, tmp_path: Path, bound: bool) -> None:
    """With her root secret the copy opens whatever its PIN was, and though its lock was bound to the lost laptop."""
    old = laptop(world, tmp_path / "old")
    before = at_home(world, "李秀兰", old.create("李秀兰", "1111"))
    draft = before.create("lesson_plan", {"topic": "没有分享过的"})
    if bound:
        old.bind(before.me.person, "1111", True)
    before.copy_now()
    stick = shutil.copy(copy_files(before)[-1], tmp_path)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))
    without = {row.record for row in again.list_records()}
    again.restore(Path(stick), "")

    assert without == set()
    assert [(row.record, row.private) for row in again.list_records()] == [(draft, True)]
    assert again.view(draft).may_write


def test_the_card_opens_what_was_written_before_and_after_a_colleague_left(world: World, tmp_path: Path) -> None:
    """A new epoch began with his leaving; one wrap opens both."""
    teacher, mentor = world.pair()
    third = world.person("赵老师")
    world.bring(mentor, third)
    settle(teacher, mentor, third)
    before = teacher.create("lesson_plan", {"topic": "以前"}, world.shared())
    settle(teacher, mentor)
    mentor.remove_member(world.shared(), third.me.person)
    settle(mentor, teacher)
    after = teacher.create("lesson_plan", {"topic": "以后"}, world.shared())
    settle(teacher, mentor)

    again = back_by_card(world, "李秀兰", laptop(world, tmp_path / "new"))

    assert again.visit().trouble == ()
    assert [again.view(plan).title for plan in (before, after)] == ["以前", "以后"]
    assert len(desk_of(again).store.spaces.keys(world.shared())) == 2
