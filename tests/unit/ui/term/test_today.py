"""The card of the term on the start page."""

from app.records.values import Row
from app.ui.term.today import TermPanel
from app.ui.widgets.lines import Line
from tests.helpers.windows import Stage, parts
from tests.unit.ui.term.test_three import with_pupils


def test_what_is_near_is_said_and_leads_to_its_page(stage: Stage) -> None:
    """For the person herself; to whom nothing is near, the card is not shown."""
    nobody = stage.show(TermPanel(stage.desk(stage.mentor)))
    nobody.refresh()
    stage.settle()
    with_pupils(stage, "张小花")
    steps: list[Row] = [{"name": "交流与总结", "day": "2026-11-20"}]
    stage.teacher.create("calendar", {"year": "学年", "milestones": steps})
    stage.world.clock.time = 1_795_003_200
    panel = stage.show(TermPanel(stage.desk()))
    panel.refresh()
    stage.settle()
    said = [line.accessibleName() for line in parts(panel, Line)]
    parts(panel, Line)[0].click()

    assert not nobody.isVisible()
    assert said[0].startswith("还有 1 位同学的家访记录")
    assert any("交流与总结" in one for one in said)
    assert stage.shell.calls == [("open_page", "three")]
