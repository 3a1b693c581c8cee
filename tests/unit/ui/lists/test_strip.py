"""The chooser of a group's lists."""

from app.records.groups import LESSONS
from app.ui.group_pages import LIST
from app.ui.lists.strip import GroupStrip
from tests.helpers.windows import Stage


def test_the_page_in_front_stays_marked_and_another_is_turned_to(stage: Stage) -> None:
    """A click on what is in front turns its mark off for no moment that anybody sees."""
    desk = stage.desk()
    kinds = [LIST + kind.key for kind in desk.workspace.kinds.in_group(LESSONS)]
    strip = GroupStrip(desk, LESSONS, kinds[0])
    stage.show(strip)
    for name in strip.buttons:
        strip.buttons[name].click()

    assert stage.shell.calls == [("open_page", name) for name in strip.buttons]
    assert [name for name, made in strip.buttons.items() if made.isChecked()] == [kinds[0]]
