"""The codes on the screen, on paper, and gone."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.ui.kit.codes import CodesCard
from app.ui.kit.slips import Code
from tests.helpers.windows import Stage, parts

CODE = Code("张桂芳", "KWRT-7MHX", "1月21日", "“向阳小学”")


def card(stage: Stage) -> CodesCard:
    """With one code."""
    made = CodesCard(stage.desk())
    made.show_codes([CODE])
    return stage.show(made)


def words(made: CodesCard) -> str:
    """All that stands on it."""
    return "\n".join(one.text() for one in parts(made, QLabel) if one.isVisible())


def test_a_code_is_shown_with_what_it_is_worth(stage: Stage) -> None:
    """By telephone, never beside the stick; spelled out for who hears the screen."""
    made = card(stage)
    spelled = [one.accessibleName() for one in parts(made, QLabel) if one.text() == CODE.code]

    assert CODE.code in words(made)
    assert stage.texts.say("kit.codes_why") in words(made)
    assert "K W R T" in spelled[0]


def test_hidden_codes_stand_nowhere_on_the_card(stage: Stage) -> None:
    """Whoever walks past later sees none."""
    made, heard = card(stage), []
    made.hidden.connect(lambda: heard.append(1))
    made.hide_them.click()
    stage.settle()
    made.show()

    assert heard == [1]
    assert made.codes == ()
    assert CODE.code not in words(made)


def test_slips_become_a_file(stage: Stage, tmp_path: Path) -> None:
    """Where the person says; a folder that takes nothing is said on the card."""
    made = card(stage)
    made.choose_file = lambda: str(tmp_path / "口令条")
    made.save_slips()
    stage.settle(lambda: bool(made.notice.text))
    saved = made.notice.text
    made.choose_file = lambda: str(tmp_path / "nowhere" / "口令条.pdf")
    made.save_slips()
    stage.settle(lambda: made.notice.text != saved)

    assert (tmp_path / "口令条.pdf").read_bytes().startswith(b"%PDF")
    assert "口令条.pdf" in saved


def test_without_a_printer_it_says_so(stage: Stage) -> None:
    """This computer has none."""
    made = card(stage)
    made.print_slips()

    assert made.notice.text
