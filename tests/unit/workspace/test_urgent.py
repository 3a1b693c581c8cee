"""A call for help goes first, and nothing is claimed of it that no receipt says."""

from app.records.edits import SetValue, WriteProse
from app.sync.collect import FIRST, waiting
from app.workspace.arrivals import Arrived
from app.workspace.urgent import Gone
from app.workspace.workspace import Workspace
from tests.helpers.care import a_call, a_talk, care_pair
from tests.helpers.stories import owner_of
from tests.helpers.world import World


def told(workspace: Workspace) -> list[tuple[Gone, list[tuple[str, Arrived, bool]]]]:
    """What the start page says of each call: how far it is, and what is known of each person (and since when)."""
    return [
        (call.gone, [(one.name, one.state, one.since > 0) for one in call.heard]) for call in workspace.today().calls
    ]


def test_a_call_goes_before_everything_and_travels_alone(world: World) -> None:
    """Behind it a comment, which somebody waits for, and a long plan that was written before."""
    teacher, mentor = care_pair(world)
    plan = mentor.create("lesson_plan", {"topic": "秋天的雨", "notes": "好" * 4_000}, world.shared())
    teacher.visit()
    mentor.visit()
    teacher.visit()
    teacher.create("lesson_plan", {"topic": "认识秋天", "notes": "长" * 4_000}, world.shared())
    teacher.comment(plan, "notes", 0, 1, "很好")
    call = a_call(teacher, world.shared())
    (first, *others) = waiting(owner_of(teacher))
    before = owner_of(teacher).store.outbox.last_number(world.shared())
    teacher.visit()
    carried = {
        record: owner_of(teacher).store.documents.load(record).sent_number  # type: ignore[union-attr]  # they are here
        for record in (call, *(row.record for row in others))
    }

    assert (first.record, first.priority) == (call, FIRST)
    assert carried[call] == before + 1
    assert min(number for record, number in carried.items() if record != call and number) > before + 1


def test_a_call_leaves_before_another_spaces_envelopes_that_were_sealed_before(world: World) -> None:
    """A short text of another space was sealed when there was no network; the next one breaks after one envelope."""
    teacher, mentor = care_pair(world)
    other = teacher.found_space("另一个圈", world.card).space
    teacher.visit()
    world.weather.down = True
    teacher.create("lesson_plan", {"topic": "短"}, other)
    teacher.visit()
    call = a_talk(teacher, world.shared(), urgent=True, urgent_what="三楼东头", seen="他一个人坐在楼梯上。" * 40)
    teacher.visit()
    sealed = [len(owner_of(teacher).store.outbox.unacknowledged(space)) for space in (other, world.shared())]
    world.weather.down, world.weather.uploads = False, 1
    teacher.visit()
    world.weather.uploads = None
    mentor.visit()

    assert sealed == [1, 1]
    assert [one.record for one in mentor.today().calls] == [call]


def test_nobody_is_said_to_be_reached_before_a_receipt_says_so(world: World) -> None:
    """Written, sent, received at 16:20, read: each is told when it is known, and not before."""
    teacher, mentor = care_pair(world)
    call = a_call(teacher, world.shared())
    here = told(teacher)
    teacher.visit()
    left = told(teacher)
    mentor.visit()
    came = mentor.today().calls
    mentor.visit()
    still = told(teacher)
    world.clock.pass_seconds(600)
    teacher.visit()
    received = told(teacher)
    (since,) = (one.since for one in teacher.today().calls[0].heard)
    arrived = world.clock.now()
    mentor.mark_read(call)
    mentor.visit()
    teacher.visit()
    read = told(teacher)

    assert here == [(Gone.HERE, [("王敏", Arrived.NOT_YET, False)])]
    assert left == still == [(Gone.LEFT, [("王敏", Arrived.NOT_YET, False)])]
    assert [(one.record, one.mine, one.what, one.heard) for one in came] == [
        (call, False, "三楼东头，请心理老师来", ())
    ]
    assert received == [(Gone.LEFT, [("王敏", Arrived.RECEIVED, True)])]
    assert since == arrived
    assert read == [(Gone.LEFT, [("王敏", Arrived.READ, True)])]


def test_what_was_written_since_is_not_yet_received(world: World) -> None:
    """Where to come has changed: the receipt of before is none for it."""
    teacher, mentor = care_pair(world)
    call = a_call(teacher, world.shared())
    for workspace in (teacher, mentor, teacher):
        workspace.visit()
    world.clock.pass_seconds(60)
    teacher.edit(call, [SetValue("urgent_what", "操场")])

    assert told(teacher) == [(Gone.HERE, [("王敏", Arrived.NOT_YET, False)])]


def test_a_call_ends_for_everybody_when_somebody_is_there(world: World) -> None:
    """Whoever came writes so; a talk that calls nobody was never on the card, and a draft has gone nowhere."""
    teacher, mentor = care_pair(world)
    a_talk(teacher, world.shared())
    draft = a_call(teacher, None)
    call = a_call(teacher, world.shared())
    teacher.visit()
    mentor.visit()
    mentor.edit(call, [SetValue("settled", "王敏到了"), WriteProse("ideas", "一起坐一会儿")])
    ended = mentor.today().calls
    mentor.visit()
    teacher.visit()

    assert ended == ()
    assert [(one.record, one.gone) for one in teacher.today().calls] == [(draft, Gone.DRAFT)]
