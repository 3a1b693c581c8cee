"""Pages set in the background."""

from PySide6.QtCore import QObject

from app.errors import RecordError
from app.ids import RecordId
from app.records.paper import Layout, PrintChoice
from app.text import Sentence
from app.ui.paper.job import Printed
from app.ui.paper.setting import Setting
from tests.helpers.paper import foot, words_on
from tests.helpers.windows import Stage

CHOICE = PrintChoice("zh")


def test_records_come_in_their_order_and_how_far_it_is_is_told(stage: Stage) -> None:
    plans = [stage.teacher.create("lesson_plan", {"topic": topic}) for topic in ("甲", "乙", "丙")]
    owner = QObject()
    done: list[Printed] = []
    told: list[tuple[int, int]] = []
    setting = Setting(stage.desk(), foot, owner)
    setting.done.connect(done.append)
    setting.progress.connect(lambda at, of: told.append((at, of)))
    setting.begin(plans, CHOICE)
    assert setting.busy
    stage.settle(lambda: bool(done))
    (printed,) = done
    assert [topic in words_on(sheet) for topic, sheet in zip("甲乙丙", printed.sheets, strict=True)] == [True] * 3
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert setting.file_name == "教案-甲"
    assert not setting.busy


def test_another_beginning_takes_the_place_of_what_was_under_way(stage: Stage) -> None:
    plan = stage.teacher.create("lesson_plan", {"topic": "甲", "key_point": "重点"})
    owner = QObject()
    done: list[Printed] = []
    setting = Setting(stage.desk(), foot, owner)
    setting.done.connect(done.append)
    for layout in (Layout.TABLE, Layout.TEXT, Layout.TABLE):
        setting.begin([plan], PrintChoice("zh", layout))
    stage.settle(lambda: bool(done))
    assert len(done) == 1
    setting.begin([plan], CHOICE)
    setting.stop()
    stage.settle()
    assert len(done) == 1


def test_a_record_that_went_is_told(stage: Stage) -> None:
    owner = QObject()
    failed: list[Sentence] = []
    setting = Setting(stage.desk(), foot, owner)
    setting.failed.connect(failed.append)
    setting.begin([RecordId("AAECAwQFBgcI")], CHOICE)
    stage.settle(lambda: bool(failed))
    assert failed == [stage.texts.explain(RecordError("record.missing"))]
