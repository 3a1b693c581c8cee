"""One space on the page: whoever keeps it may change it, the others see it."""

from PySide6.QtWidgets import QPushButton

from app.ui.people.card import Does, LeftCard, Shown, SpaceCard
from app.workspace.views import LeftSpace
from tests.helpers.windows import Stage, parts

NOTHING = Does(*[lambda *_: None] * 12)


def buttons(card: SpaceCard | LeftCard) -> list[str]:
    return [one.text() for one in parts(card, QPushButton)]


def test_only_a_keeper_is_offered_to_change_members(stage: Stage) -> None:
    say = stage.texts.say
    for who, expected in ((stage.mentor, 2), (stage.teacher, 0)):
        space = next(one for one in who.spaces() if not one.private)
        card = stage.show(SpaceCard(stage.desk(who), NOTHING, space, Shown([space])))
        assert buttons(card).count(say("people.change")) == expected
        assert say("people.leave") in buttons(card)


def test_there_is_nothing_to_take_along_when_all_went(stage: Stage) -> None:
    space = stage.teacher.spaces()[1].space
    for unsent, expected in ((0, 0), (3, 1)):
        left = LeftSpace(space, "从前的圈", True, unsent)
        card = stage.show(LeftCard(stage.desk(), NOTHING, left, Shown([], [left])))
        assert buttons(card).count(stage.texts.say("people.take_along")) == expected
