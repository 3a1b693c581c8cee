"""Another name for oneself or a space, from the people page and from the rail."""

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.ui.main_window import MainWindow
from app.ui.people.page import PeoplePage
from app.ui.people.rename import RenameDialog, rename_me
from app.workspace.workspace import Workspace
from tests.helpers.stories import settle
from tests.helpers.windows import Stage, parts


def page_of(stage: Stage, who: Workspace) -> PeoplePage:
    page = stage.show(PeoplePage(stage.desk(who)))
    page.shown()
    stage.settle(lambda: bool(page.cards))
    return page


def named(page: QWidget, name: str) -> list[QPushButton]:
    return [one for one in parts(page, QPushButton) if one.accessibleName() == name and one.isVisible()]


def test_a_keeper_renames_the_space_and_the_page_shows_it(stage: Stage) -> None:
    page = page_of(stage, stage.mentor)
    (rename,) = named(page, stage.texts.say("naming.change_space", space="秀兰和王敏"))
    rename.click()
    (dialog,) = parts(page, RenameDialog)
    assert (dialog.name.text(), dialog.go.isEnabled()) == ("秀兰和王敏", False)
    dialog.name.setText("向阳小学 语文组")
    dialog.name.typed.emit()
    dialog.go.click()
    stage.settle(lambda: bool(page.cards) and page.cards[0].accessibleName() == "向阳小学 语文组")

    settle(stage.mentor, stage.teacher)
    assert [space.name for space in stage.teacher.spaces() if not space.private] == ["向阳小学 语文组"]


def test_who_keeps_nothing_names_only_herself(stage: Stage) -> None:
    page = page_of(stage, stage.teacher)
    say = stage.texts.say

    assert not named(page, say("naming.change_space", space="秀兰和王敏"))
    assert len(named(page, say("naming.me"))) == 1


def test_the_rail_and_the_window_show_the_new_name_and_others_the_old_one_beside_it(stage: Stage) -> None:
    window = stage.show(MainWindow(stage.mentor, stage.tasks, stage.texts, stage.world.clock.now))
    window.care.stop()
    window.rail.rename.emit()
    (dialog,) = parts(window, RenameDialog)
    dialog.name.setText("王老师")
    dialog.name.typed.emit()
    dialog.go.click()
    stage.settle(lambda: window.rail.me.text() == "王老师")

    assert "王老师" in window.windowTitle()
    assert "王老师" in window.rail.me.accessibleName()
    settle(stage.mentor, stage.teacher)
    page = page_of(stage, stage.teacher)
    shown = {label.text() for label in parts(page, QLabel) if label.isVisible()}
    assert {"王老师", stage.texts.say("naming.before", name="王敏")} <= shown


def test_a_name_that_the_log_does_not_take_is_said_inside(stage: Stage) -> None:
    desk = stage.desk(stage.teacher)
    dialog = rename_me(desk, stage.show(QWidget()))
    dialog.name.setText("李\u3000")
    dialog.name.typed.emit()
    assert dialog.go.isEnabled()
    dialog.name.setText("  ")
    dialog.name.typed.emit()
    assert not dialog.go.isEnabled()
    dialog.begin()
    stage.settle(lambda: dialog.notice.isVisible())
    assert dialog.isVisible()
