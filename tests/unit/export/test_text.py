"""A record as Markdown."""

from app.export.text import raw_to_markdown, to_markdown
from app.ids import PersonId
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.label import Label
from app.records.people import person_value
from app.records.values import Row, Value


def english(label: Label) -> str:
    return label.en


STEPS: list[Row] = [{"id": "a", "teacher": "讲\n# 二", "name": "导入", "minutes": 5}, {"id": "b"}]
VALUES: dict[str, Value] = {
    "topic": "秋天", "subject": "zh", "grades": ["1", "混合班"], "teacher": person_value(PersonId(bytes(8))),
    "steps": STEPS, "board": "  秋\n天", "notes": "",
}  # fmt: skip

EXPECTED = r"""# 秋天

## Basics

- Topic: 秋天
- Subject: Chinese
- Grades: Grade 1; 混合班
- Teacher: 王芳

## Procedure

### Procedure

#### 1

- Stage: 导入
- Minutes: 5

##### Teacher does

讲
\# 二

#### 2

## Blackboard and homework

### Blackboard design

      秋
    天

## Other contents

- zz: 新
  字段
- y: True

<!-- tongxing lesson_plan 1 en -->
"""


def test_a_record_follows_its_declaration() -> None:
    values = {key: value for key, value in VALUES.items() if value}
    text = to_markdown(LESSON_PLAN, values, english, name=lambda _: "王芳", strays={"zz": "新\n字段", "y": True})
    assert text == EXPECTED


def test_a_record_without_a_title_is_named_by_its_kind() -> None:
    assert to_markdown(LESSON_PLAN, {}, english) == "# Lesson plan\n\n<!-- tongxing lesson_plan 1 en -->\n"


def test_a_record_of_an_unknown_kind_is_a_list_of_what_it_holds() -> None:
    assert raw_to_markdown("quiz", {"a": "一\n二", "b": 3}) == "# quiz\n\n- a: 一\n  二\n- b: 3\n"
