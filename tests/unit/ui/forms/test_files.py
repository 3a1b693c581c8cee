"""The input for pictures and files."""

from PySide6.QtWidgets import QAbstractButton

from app.records.edits import Mark
from app.records.fields import File
from app.records.label import Label
from tests.helpers.inputs import Tried
from tests.helpers.kinds import a_file
from tests.helpers.windows import Stage


def test_a_file_is_taken_out_by_its_button(stage: Stage) -> None:
    """What leaves is a mark of that one file."""
    tried = Tried(stage, File("k", "k", Label("附件", "Attachments")))
    one, other = a_file("黑板.jpg", 1), a_file("签到.png", 2, "png")
    tried.input.show_value([one.member(), other.member()])
    buttons: list[QAbstractButton] = list(tried.input.findChildren(QAbstractButton))
    button = next(found for found in buttons if "黑板" in found.accessibleName())
    button.click()

    assert tried.edits == [Mark("k", one.member(), False)]
