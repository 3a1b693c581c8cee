"""Each choice takes effect at once, and is found again."""

from dataclasses import replace

import pytest

from app.settings import Settings
from app.ui.desk import Computer, Desk, Protection
from app.ui.settings.page import SettingsPage
from app.workspace.workspace import Workspace
from tests.helpers.windows import Stage


class Scene:
    """The page of somebody whose computer writes down what is chosen."""

    def __init__(self, stage: Stage) -> None:
        self.minutes: list[int] = []
        self.chosen: list[Settings] = []
        self.settings = Settings(theme="dark")
        protection = Protection(None, self.minutes.append)  # type: ignore[arg-type]  # no people are asked here
        self.desk: Desk = replace(
            stage.desk(), protection=protection, computer=Computer(lambda: self.settings, self.chosen.append)
        )
        self.page = stage.show(SettingsPage(self.desk))
        self.page.shown()
        stage.settle()

    def checked(self, key: str) -> list[str]:
        """The chosen value of a choice."""
        return [value for value, chip in self.page.choices[key].chips.items() if chip.isChecked()]


@pytest.fixture
def scene(stage: Stage) -> Scene:
    return Scene(stage)


def test_what_holds_is_marked(scene: Scene) -> None:
    """The computer's settings, and one's own usual ones."""
    assert scene.checked("theme") == ["dark"]
    assert scene.checked("size") == ["100"]
    assert scene.checked("lesson_minutes") == [""]
    assert scene.checked("lock_after") == ["10"]


def test_a_setting_of_the_computer_is_handed_to_it(scene: Scene, stage: Stage) -> None:
    """With all others as they are."""
    scene.page.choices["size"].chips["125"].click()
    stage.settle()

    assert scene.chosen == [Settings(theme="dark", size="125")]


def test_another_idle_time_is_kept_and_heard_at_once(scene: Scene, stage: Stage) -> None:
    """And found again when the page is opened the next time."""
    scene.page.choices["lock_after"].chips["20"].click()
    stage.settle()
    again = stage.show(SettingsPage(scene.desk))
    again.shown()
    stage.settle()

    assert scene.minutes == [20]
    assert stage.teacher.preference("lock_after", "") == "20"
    assert again.choices["lock_after"].chips["20"].isChecked()


def test_a_choice_that_cannot_be_kept_says_so_beside_it(
    scene: Scene, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not somewhere at the top of the window."""

    def refuse(*_given: object) -> None:
        raise OSError

    monkeypatch.setattr(Workspace, "set_preference", refuse)
    choice = scene.page.choices["lesson_minutes"]
    choice.chips["45"].click()
    stage.settle()

    assert choice.notice.text
    assert stage.shell.told == []


def test_the_page_of_keys_is_one_click_away(scene: Scene, stage: Stage) -> None:
    """For those who do not know F1."""
    scene.page.keys.click()

    assert ("open_page", "keys") in stage.shell.calls


def test_updates_are_one_click_away(scene: Scene, stage: Stage) -> None:
    """Where nothing happens by itself."""
    scene.page.updates.click()

    assert ("open_page", "updates") in stage.shell.calls


def test_the_page_about_the_program_is_one_click_away(scene: Scene, stage: Stage) -> None:
    """Version and licences."""
    scene.page.about.click()

    assert ("open_page", "about") in stage.shell.calls
