"""What can be chosen, and that it is kept."""

from PySide6.QtWidgets import QApplication

from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.paper import Layout, Length, PrintChoice
from app.text import Texts
from app.ui.paper.choices import Choices, preference_of
from tests.helpers.windows import click

TEXTS = Texts("zh")


def test_until_somebody_chooses_it_is_as_declared(qapp: QApplication) -> None:
    choices = Choices(TEXTS, LESSON_PLAN)
    assert choices.choice() == PrintChoice("zh")
    assert choices.signers.text() == "检查人、教研组长"


def test_a_choice_is_one_click_and_told(qapp: QApplication) -> None:
    choices = Choices(TEXTS, LESSON_PLAN)
    choices.show()
    told: list[PrintChoice] = []
    choices.changed.connect(lambda: told.append(choices.choice()))
    click(choices.layouts[Layout.TEXT])
    click(choices.lengths[Length.SHORT])
    choices.margin.click()
    assert [one.layout for one in told] == [Layout.TEXT] * 3
    assert told[-1] == PrintChoice("zh", Layout.TEXT, Length.SHORT, margin=True)


def test_signers_are_typed_with_the_comma_of_the_language(qapp: QApplication) -> None:
    choices = Choices(TEXTS, LESSON_PLAN)
    for typed, expected in (
        ("校长", ("校长",)),
        (" 校长 、、教务 ", ("校长", "教务")),
        ("", ()),
        ("检查人、教研组长", None),
    ):
        choices.signers.setText(typed)
        assert choices.choice().signatures == expected


def test_only_what_the_kind_has_is_offered(qapp: QApplication) -> None:
    choices = Choices(TEXTS, MENTORING_LOG)
    choices.show()
    assert not choices.margin.isVisible()
    assert not any(chip.isVisible() for chip in choices.lengths.values())
    assert Choices(TEXTS, None).choice().signatures is None


def test_what_was_chosen_comes_back_in_whichever_language(qapp: QApplication) -> None:
    choices, again = Choices(TEXTS, LESSON_PLAN), Choices(Texts("en"), LESSON_PLAN)
    choices.show_choice(PrintChoice("zh", Layout.TEXT, Length.SHORT, True, True, True, ("校长",)))
    again.show_kept(choices.kept())
    assert again.choice() == PrintChoice("en", Layout.TEXT, Length.SHORT, True, True, True, ("校长",))


def test_what_cannot_be_read_changes_nothing(qapp: QApplication) -> None:
    choices = Choices(TEXTS, LESSON_PLAN)
    for kept in ("", "{}", "[]", '{"layout": "scroll"}', "nonsense"):
        choices.show_kept(kept)
        assert choices.choice() == PrintChoice("zh")


def test_each_kind_keeps_its_own(qapp: QApplication) -> None:
    assert preference_of(LESSON_PLAN) != preference_of(MENTORING_LOG)
    assert preference_of(None)
