"""Two letters find a pupil; the arrows and Enter take one; any other name will do."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ids import RecordId
from app.ui.quick.pupil_box import PupilBox
from app.workspace.jotting import PupilChoice
from tests.helpers.windows import Stage, commit

CHOICES = (
    PupilChoice("王小明", "三（1）班", RecordId("AAAAAAAAAAAA"), mine=True),
    PupilChoice("王晓梅", "三（2）班", RecordId("BBBBBBBBBBBB")),
    PupilChoice("张𠮷", "三（1）班", RecordId("CCCCCCCCCCCC")),
)


def test_pinyin_finds_and_the_arrows_choose(stage: Stage) -> None:
    """One's own pupils stand before others of the same letters."""
    box = stage.show(PupilBox(stage.desk()))
    taken: list[PupilChoice] = []
    box.chosen.connect(taken.append)
    box.offer(CHOICES)
    QTest.keyClicks(box.line, "wx")
    found = [box.found.item(at).text() for at in range(box.found.count())]
    QTest.keyClick(box.line, Qt.Key.Key_Down)
    QTest.keyClick(box.line, Qt.Key.Key_Return)

    assert [words.partition("　")[0] for words in found] == ["王小明", "王晓梅", "wx"]
    assert taken == [CHOICES[1]]
    assert box.line.text() == "王晓梅"
    assert not box.found.isVisible()


def test_a_name_that_stands_on_no_roster_can_be_taken(stage: Stage) -> None:
    """With the dot and rare characters that names have."""
    box = stage.show(PupilBox(stage.desk()))
    taken: list[PupilChoice] = []
    box.chosen.connect(taken.append)
    box.offer(CHOICES)
    commit(box.line, "古丽·艾力")
    box.line.returnPressed.emit()

    assert taken == [PupilChoice("古丽·艾力")]
