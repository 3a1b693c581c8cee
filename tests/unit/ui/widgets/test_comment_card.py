"""Comments with their answers."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ids import RecordId
from app.ui.widgets.comment_card import CommentCard, threads
from app.ui.widgets.composer import Composer
from app.workspace.views import CommentView
from tests.helpers.windows import Stage, click, parts, press


def comment(name: str, *, parent: str | None = None, start: int | None = 0, written: int = 0) -> CommentView:
    """A comment of the mentor's."""
    above = RecordId(parent) if parent else None
    target = RecordId("t")
    return CommentView(
        RecordId(name), target, "题", "notes", start, 2, "秋天", name, "王敏", False, written, False, above
    )


def test_answers_go_with_what_they_answer() -> None:
    """In the order of time; an answer to nothing that is here stands alone."""
    found = threads([comment("a"), comment("c", parent="a", written=9), comment("b", parent="a", written=3)])
    alone = threads([comment("x", parent="not here")])

    assert [(one.record, [answer.record for answer in answers]) for one, answers in found] == [("a", ["b", "c"])]
    assert [one.record for one, _ in alone] == ["x"]


def test_a_card_is_chosen_by_click_and_key_and_answers(stage: Stage) -> None:
    """Its words can be read by a screen reader."""
    card = stage.show(CommentCard(stage.desk(), comment("好"), [comment("谢谢", parent="好")], may_answer=True))
    chosen: list[CommentView] = []
    answers: list[str] = []
    card.chosen.connect(chosen.append)
    card.answer.connect(lambda _comment, text: answers.append(text))
    click(card)
    press(card, Qt.Key.Key_Return)
    card.reply.click()
    (composer,) = parts(card, Composer)
    composer.insertPlainText("不客气")
    composer.sent.emit(composer.text)
    card.mark_chosen(True)

    assert len(chosen) == 2
    assert answers == ["不客气"]
    assert card.accessibleName() == "王敏: 好"
    assert card.property("role") == "card-chosen"


def test_a_place_that_is_gone_says_so_and_keeps_its_quote(stage: Stage) -> None:
    """Who may not answer has no buttons."""
    card = stage.show(CommentCard(stage.desk(), comment("好", start=None), [], may_answer=False))
    said = [label.text() for label in parts(card, QLabel)]

    assert "秋天" in said
    assert stage.texts.say("review.text_gone") in said
    assert not hasattr(card, "reply")


def test_an_answer_to_an_answer_stays_in_its_talk() -> None:
    """It was written when what began the talk had not come, or was withdrawn; nobody's words go from sight."""
    chain = [comment("a"), comment("b", parent="a", written=1), comment("c", parent="b", written=2)]
    ring = [comment("x", parent="y"), comment("y", parent="x"), comment("z", parent="y")]

    assert [[one.record, *(answer.record for answer in rest)] for one, rest in threads(chain)] == [["a", "b", "c"]]
    assert [[one.record for one in (first, *rest)] for first, rest in threads(ring)] == [["x", "y", "z"]]
