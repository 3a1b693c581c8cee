"""Which records call somebody, and since when it is known who received them."""

from app.ids import PersonId
from app.records.edits import SetValue
from tests.helpers.care import a_call, a_talk
from tests.helpers.world import World, desk_of, empty_world

__all__ = ["empty_world"]
SOMEBODY = PersonId(b"somebody")


def test_calls_are_open_until_somebody_is_there(world: World) -> None:
    """A talk without the mark is none; a settled one is none any more."""
    teacher = world.person("李秀兰")
    a_talk(teacher, None)
    call = a_call(teacher, None)
    calls = desk_of(teacher).store.calls
    before = calls.open()
    teacher.edit(call, [SetValue("settled", "王老师")])

    assert before == [call]
    assert calls.open() == []


def test_the_first_word_since_the_last_change_counts(world: World) -> None:
    """Who received it again after it was changed received it then."""
    teacher = world.person("李秀兰")
    call = a_call(teacher, None)
    calls, now = desk_of(teacher).store.calls, world.clock.now
    world.clock.pass_seconds(60)
    calls.note_heard(call, SOMEBODY, first := now())
    world.clock.pass_seconds(60)
    calls.note_heard(call, SOMEBODY, now())
    same = calls.heard(call)
    teacher.edit(call, [SetValue("urgent_what", "操场")])
    world.clock.pass_seconds(60)
    calls.note_heard(call, SOMEBODY, later := now())

    assert same == {SOMEBODY: first}
    assert calls.heard(call) == {SOMEBODY: later}
