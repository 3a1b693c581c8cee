"""Everything that can be chosen has its words in both languages, and a usual value among its values."""

from dataclasses import fields, replace

import pytest

from app.resources import LANGUAGES
from app.settings import Settings
from app.text import Texts
from app.ui.desk import LOCK_AFTER
from app.ui.settings.options import CARDS, Option
from tests.helpers.windows import Stage

OPTIONS = [option for _name, _drawing, options in CARDS for option in options]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_choice_has_its_words(stage: Stage, option: Option, language: str) -> None:
    """What it is, why one might change it, and each value."""
    desk = replace(stage.desk(), texts=Texts(language))
    said = {option.say(desk, value) for value in option.values}

    assert len(said) == len(option.values)
    assert desk.texts.say(f"settings.{option.key}")
    assert desk.texts.say(f"settings.{option.key}_why")
    assert option.usual in option.values


def test_every_setting_of_the_computer_can_be_chosen() -> None:
    """None is only in the file."""
    mine = {option.key for option in OPTIONS if option.computer}

    assert mine == {field.name for field in fields(Settings)}
    assert all(option.usual == getattr(Settings, option.key) for option in OPTIONS if option.computer)


def test_the_idle_time_is_a_choice_like_the_others() -> None:
    """Kept in the person's own file: one teacher's table is in a busy room, another's is not."""
    (lock,) = [option for option in OPTIONS if option.key == LOCK_AFTER]

    assert not lock.computer
    assert "0" in lock.values
