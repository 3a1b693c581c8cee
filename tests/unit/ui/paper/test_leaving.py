"""What every page for paper can do: nothing leaves before something is set."""

from app.ui.paper.leaving import PaperPage
from tests.helpers.windows import Stage, click


def test_without_anything_set_nothing_can_leave(stage: Stage) -> None:
    page = PaperPage(stage.desk())
    stage.show(page)
    asked: list[str] = []
    page.choose_file = lambda name: asked.append(name) or ""  # type: ignore[func-returns-value]  # it is noted
    for control in (page.to_pdf, page.to_word, page.to_printer):
        assert not control.isEnabled()
    page.save_word()
    assert asked == []
    assert page.word_file() is None
    page.larger.setEnabled(True)
    click(page.larger)
    assert page.larger.text() == stage.texts.say("paper.smaller")
