"""A joint circle is for teachers of the two schools; an alliance for whoever joins by will."""

from app.records.values import Value
from app.ui.partner.gather import GatherDialog
from tests.helpers.stories import settle
from tests.helpers.windows import Stage


def test_only_teachers_of_the_two_schools_are_asked_into_a_joint_circle(stage: Stage) -> None:
    stranger = stage.world.person("外校老师")
    stage.world.bring(stage.mentor, stranger)
    stage.teacher.set_profile({"school": "向阳小学"})
    stranger.set_profile({"school": "第三小学"})
    settle(stage.teacher, stranger, stage.mentor)
    values: dict[str, Value] = {"name": "结对", "giver": "城关一小", "taker": "向阳小学"}
    stage.mentor.create("partnership_agreement", values, stage.world.shared())
    dialog = GatherDialog(stage.desk(stage.mentor), None, stage.mentor.partnerships()[0])  # type: ignore[arg-type]  # no window around it
    stage.show(dialog)
    stage.settle(lambda: bool(dialog.ticks))

    assert list(dialog.ticks) == [stage.teacher.me.person]
    assert dialog.name.text() == "城关一小·向阳小学 联合教研"
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())
    (joint,) = stage.mentor.spaces_for("partnership")
    settle(stage.mentor, stage.teacher, stranger)
    assert [one.space_name for one in stage.teacher.invitations()] == [joint.name]
    assert stranger.invitations() == []


def test_an_alliance_is_asked_for_out_of_one_of_ones_circles(stage: Stage) -> None:
    dialog = GatherDialog(stage.desk(stage.mentor), None, None)  # type: ignore[arg-type]  # no window around it
    stage.show(dialog)
    stage.settle(lambda: bool(dialog.ticks))
    assert not dialog.go.isEnabled()
    dialog.name.setText("山区小学联盟")
    dialog.name.typed.emit()
    assert dialog.go.isEnabled()
    dialog.begin()
    stage.settle(lambda: not dialog.isVisible())

    assert [one.name for one in stage.mentor.spaces_for("alliance")] == ["山区小学联盟"]
