"""A space out of another one, and further colleagues into one, by ticks."""

from PySide6.QtWidgets import QLabel, QWidget

from app.records.purposes import PURPOSES
from app.ui.people.found import FoundDialog
from app.ui.people.gather import GatherDialog, InviteDialog, open_gather, ways_of
from tests.helpers.windows import Stage, parts


def test_a_name_a_purpose_and_ticks_found_a_space(stage: Stage) -> None:
    """Then the window syncs, so that the invitation leaves at once."""
    parent = stage.show(QWidget())
    dialog = GatherDialog(stage.desk(stage.mentor), parent, ways_of(stage.mentor), [stage.teacher.me.person], "plc")
    dialog.open()
    empty = dialog.go.isEnabled()
    dialog.name.setText("朗读小组")
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())

    assert not empty
    assert dialog.purpose.count() == len(PURPOSES)
    assert [space.name for space in stage.mentor.spaces_for("plc")] == ["朗读小组"]
    assert stage.shell.calls == [("sync_now", "")]
    stage.mentor.visit()
    stage.teacher.visit()
    assert len(stage.teacher.invitations()) == 1


def test_who_may_not_found_is_asked_for_a_card_and_told_where_it_is(stage: Stage) -> None:
    """And who may can still use one, as for another relay."""
    parent = stage.show(QWidget())
    open_gather(stage.desk(stage.teacher), parent)
    stage.settle(lambda: bool(parts(parent, FoundDialog)))
    found = parts(parent, FoundDialog)[0]
    words = [one.text() for one in parts(found, QLabel)]
    found.reject()
    other = stage.show(QWidget())
    open_gather(stage.desk(stage.mentor), other)
    stage.settle(lambda: bool(parts(other, GatherDialog)))
    parts(other, GatherDialog)[0].with_card.click()
    stage.settle(lambda: bool(parts(other, FoundDialog)))
    parts(other, FoundDialog)[0].reject()

    assert stage.texts.say("people.found_why") in words
    assert stage.texts.say("people.relay_card") in words


def test_colleagues_of_another_space_are_asked_in(stage: Stage) -> None:
    """Those who are in it already are not offered."""
    group = stage.mentor.gather("朗读小组", "plc", [], stage.world.shared())
    dialog = InviteDialog(stage.desk(stage.mentor), stage.show(QWidget()), group, ways_of(stage.mentor))
    dialog.open()
    assert not dialog.go.isEnabled()
    assert [box.text() for box in dialog.picker.boxes.values()] == ["李秀兰"]
    dialog.picker.boxes[stage.teacher.me.person].click()
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())

    assert len(stage.mentor.open_tickets(group.space)) == 1
