"""Our own Markdown, read strictly, also after somebody has been at it."""

import pytest

from app.records.exchange import escaped, language_of, mark, read_own
from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.written import Manner

ZH = Manner("zh")


def test_the_comment_names_kind_and_language() -> None:
    assert mark(LESSON_PLAN, "zh") == "<!-- tongxing lesson_plan 1 zh -->"
    assert language_of(LESSON_PLAN, ["x", mark(LESSON_PLAN, "en") + " "]) == "en"
    assert language_of(COMMENT, [mark(LESSON_PLAN, "en")]) is None
    assert language_of(LESSON_PLAN, ["<!-- tongxing lesson_plan 1 fr -->", "text"]) is None


@pytest.mark.parametrize(
    ("line", "written"),
    [("# x", "\\# x"), ("\\# x", "\\\\# x"), ("<!-- tongxing ", "\\<!-- tongxing "), (" # x", " # x"), ("\\x", "\\x")],
)
def test_lines_that_would_be_structure_are_escaped(line: str, written: str) -> None:
    assert escaped(line) == written


def test_what_somebody_wrote_into_it_goes_to_the_main_prose() -> None:
    text = """# 秋天
在标题下写的
## 基本信息
- 课题：秋天
- 课题：冬天
- 节次：晚上
- 座右铭：坚持
### 没有的字段
里面的话
### 教学过程
行前的话
#### 1
- 环节：导入
- 分钟：很久
##### 教师活动
讲
##### 没有的格
格里的话
#### 2
### 备注
原有的备注"""
    values = read_own(LESSON_PLAN, text.split("\n"), ZH)
    assert values["topic"] == "秋天"
    assert values["steps"] == [{"id": "", "name": "导入", "teacher": "讲"}, {"id": ""}]
    left = [
        "在标题下写的",
        "- 课题：冬天",
        "- 节次：晚上",
        "- 座右铭：坚持",
        "没有的字段",
        "里面的话",
        "行前的话",
        "- 分钟：很久",
        "没有的格",
        "格里的话",
    ]
    assert values["notes"] == "\n".join(["原有的备注", "", *left])


def test_a_blackboard_that_lost_its_indentation_is_still_read() -> None:
    set_in = read_own(LESSON_PLAN, ["### 板书设计", "", "      秋", "    天"], ZH)
    edited = read_own(LESSON_PLAN, ["### 板书设计", "", "  秋", "天"], ZH)
    assert set_in == {"board": "  秋\n天"}
    assert edited == {"board": "  秋\n天"}
