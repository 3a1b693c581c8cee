"""What stands behind a record."""

from app.export.appendix import Agreed, Remark, remarks_behind, steps_behind
from app.export.contents import Writing
from app.records.blocks import Heading, Table
from app.records.written import Manner
from tests.helpers.paper import words_in

ZH = Writing(Manner("zh"))


def test_a_remark_stands_beside_the_words_it_means_with_its_writer_and_the_answers() -> None:
    behind = remarks_behind([Remark("王敏", "谁看到过", "先让学生说", (("李秀兰", "好"),))], ZH)
    assert behind[0] == Heading("批注")
    assert list(words_in(behind[1:])) == ["原文", "批注内容", "批注人", "谁看到过", "先让学生说", "李秀兰：好", "王敏"]


def test_a_step_stands_with_its_day_its_owner_and_what_came_of_it() -> None:
    behind = steps_behind([Agreed("等三秒", "2026-11-27", "李秀兰", "试过了", True)], ZH)
    assert list(words_in(behind))[6:] == ["等三秒", "2026年11月27日", "李秀兰", "试过了", "√"]
    assert isinstance(behind[1], Table)
    assert sum(behind[1].widths) == 100


def test_without_any_nothing_is_printed() -> None:
    assert remarks_behind([], ZH) == ()
    assert steps_behind([], ZH) == ()
