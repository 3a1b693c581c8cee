"""Values from apart, side by side, until one is picked: in the form, in review, after a visit and after a stick."""

from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.records.edits import SetValue
from app.records.values import Row
from app.ui.review.page import ReviewPage
from app.ui.widgets.buttons import Button
from app.ui.widgets.rivals import Rivals
from tests.helpers.windows import Stage, parts


def apart(stage: Stage) -> tuple[RecordId, str]:
    """A plan whose class and whose second stage's minutes two people set while apart, and the path of the minutes."""
    rows: list[Row] = [{"name": "导入", "minutes": 5}, {"name": "练习", "minutes": 10}]
    plan = stage.plan(steps=rows, class_name="三（1）班")
    steps = stage.teacher.view(plan).values["steps"]
    assert isinstance(steps, list)
    assert isinstance(steps[1], dict)
    minutes = f"steps/{steps[1]['id']}/minutes"
    stage.teacher.edit(plan, [SetValue(minutes, 12), SetValue("class_name", "三（2）班")])
    stage.world.clock.pass_seconds(60)
    stage.mentor.edit(plan, [SetValue(minutes, 15), SetValue("class_name", "三、四年级复式班")])
    return plan, minutes


def told(box: Rivals) -> list[str]:
    """What can be picked."""
    return [one.accessibleName() for one in parts(box, Button)]


def test_fields_and_cells_are_told_with_their_row_and_picked_once(stage: Stage) -> None:
    """In the margin of a review, where nobody has to look for them; what was picked reaches the other."""
    plan, minutes = apart(stage)
    stage.exchange()
    page = ReviewPage(stage.desk(stage.mentor), plan)
    page.resize(1_180, 700)
    stage.show(page)
    page.shown()
    stage.settle()
    (box,) = parts(page.margin, Rivals)
    offered = told(box)
    words = [one.text() for one in parts(box, QLabel) if "第" in one.text()]
    parts(box, Button)[offered.index("用“三（2）班”")].click()
    stage.settle(lambda: "class_name" not in stage.mentor.view(plan).rivals)
    stage.exchange()

    assert offered == ["用“三（2）班”", "用“三、四年级复式班”", "用“12”", "用“15”"]
    assert words == ["分开编辑时，“教学过程”第 2 行的“分钟”填了不同的内容，请选一个："]
    assert stage.teacher.view(plan).values["class_name"] == "三（2）班"
    assert set(stage.teacher.view(plan).rivals) == {minutes}


def test_they_stand_after_a_stick_as_after_a_visit(stage: Stage) -> None:
    """Whichever way the words came; both sides are shown the same."""
    plan, minutes = apart(stage)
    stick = stage.folder / "stick"
    stick.mkdir()
    for workspace in (stage.teacher, stage.mentor, stage.teacher):
        workspace.exchange_with_stick(stick)
    sides = []
    for workspace in (stage.teacher, stage.mentor):
        view = workspace.view(plan)
        assert view.kind is not None
        box = stage.show(Rivals(stage.desk(workspace), view.kind, view.rivals, view.values, {}))
        sides.append(told(box))

    assert set(stage.mentor.view(plan).rivals) == {"class_name", minutes}
    assert sides[0] == sides[1] == ["用“三（2）班”", "用“三、四年级复式班”", "用“12”", "用“15”"]


def test_a_reader_sees_them_and_picks_none(stage: Stage) -> None:
    plan, _ = apart(stage)
    stage.exchange()
    view = stage.mentor.view(plan)
    assert view.kind is not None
    box = stage.show(Rivals(stage.desk(), view.kind, view.rivals, view.values, {}, may_pick=False))

    assert told(box) == []
