"""Plans from elsewhere: what is understood goes to its field, and not a word is lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from app.ids import DeviceId
from app.records.importing import from_document, from_markdown
from app.records.incoming import Grid, Incoming, Piece, Words
from app.records.kind import Kind
from app.records.kinds import ALL
from app.records.kinds.comment import COMMENT
from app.records.kinds.lesson_plan import LESSON_PLAN
from app.records.kinds.mentoring_log import MENTORING_LOG
from app.records.record import Record
from app.records.values import Value, rows_in
from tests.helpers.kinds import without_ids
from tests.helpers.shared_data import shared_file


def imported(text: str, kind: Kind = LESSON_PLAN) -> dict[str, Value]:
    return without_ids(Record.create(kind, DeviceId(b"teacher1"), 0, from_markdown(kind, text)).values())


def everything(values: dict[str, Value]) -> str:
    """All the text that values hold."""
    if_rows = (
        str(cell)
        for value in values.values()
        for row in (value if isinstance(value, list) else [value])
        for cell in (row.values() if isinstance(row, dict) else [row])
    )
    return "\n".join(if_rows)


def test_a_real_plan_arrives_whole() -> None:
    text = shared_file("zh-lesson-plan-csunplugged", "how-binary-digits-work.md").read_text("utf-8")
    values = imported(text)
    assert values["topic"] == "二进制数的操作原理"
    names = [row["name"] for row in rows_in(values.get("steps"))]
    expected = [("课程入门", 8), ("课程活动", 3), ("学以致用", 7)]
    assert names == [f"{stage} {number}" for stage, count in expected for number in range(1, count + 1)]
    assert "- 我们了解哪些不同数系？" in str(values["notes"])
    assert "{panel" not in everything(values)
    held = re.sub(r"\s", "", everything(values))
    sentences = re.findall(r"[^\s。？！：；\n\"{}\[\]()#*|]*[\u4e00-\u9fff][^\s。？！：；\n\"{}\[\]()#*|]*", text)
    assert len(sentences) > 200
    assert [sentence for sentence in sentences if sentence not in held] == []


def test_a_plain_text_plan_of_a_school_finds_its_fields() -> None:
    values = imported("""课题：秋天
学科：语文
年级：一年级，二年级
授课时间：2026年9月1日
班级：
一、教学目标
1. 认识十个生字。
2. 感受秋天的美。
二、教学重点：识字
继续写重点
三、教学难点
写字
四、教学过程（40分钟）
（一）导入（5分钟）
1. 看图
2. 说话
（二）识字 10分钟
读一读
五、板书设计
  秋
    天
六、教学后记
还没有上""")
    assert values == {
        "topic": "秋天",
        "subject": "zh",
        "grades": ["1", "2"],
        "taught_on": "2026-09-01",
        "objectives": [{"text": "认识十个生字。"}, {"text": "感受秋天的美。"}],
        "key_point": "识字\n继续写重点",
        "difficult_point": "写字",
        "steps": [
            {"name": "导入（5分钟）", "minutes": 5, "teacher": "1. 看图\n2. 说话"},
            {"name": "识字 10分钟", "minutes": 10, "teacher": "读一读"},
        ],
        "board": "  秋\n    天",
        "reflection": "还没有上",
        "notes": "【四、教学过程（40分钟）】",
    }


def test_a_markdown_plan_with_headings_for_stages() -> None:
    values = imported("""# 秋天

## 教学过程
### 导入
看图
- 说话
### 识字
1. 读
## 说明
这一段没有字段
### 小标题
还有话
## 教学反思
### 优点
很好""")
    assert values == {
        "topic": "秋天",
        "steps": [{"name": "导入", "teacher": "看图\n- 说话"}, {"name": "识字", "teacher": "1. 读"}],
        "reflection": "【优点】\n很好",
        "notes": "【说明】\n这一段没有字段\n【小标题】\n还有话",
    }


def test_what_a_field_cannot_hold_goes_to_the_notes_with_its_name() -> None:
    long = "很长" * 300
    values = imported(f"# {long}\n节次：晚上\n班级：三班\n和四班\n")
    assert values == {"notes": f"【{long}】\n\n【节次】\n晚上\n\n【班级】\n三班\n和四班"}


def test_the_title_is_the_first_heading_else_a_short_first_line() -> None:
    assert imported("秋天\n树叶黄了") == {"topic": "秋天", "notes": "树叶黄了"}
    assert imported("# 秋天\n课题：冬天") == {"topic": "冬天", "notes": "【秋天】"}
    assert imported("# 秋天\n课题：秋 天") == {"topic": "秋 天"}
    sentence = "这一句话很长，" * 12
    assert imported(sentence) == {"notes": sentence}
    assert imported("# 一\n# 二") == {"topic": "一", "notes": "【二】"}


def test_other_kinds_take_text_too() -> None:
    assert imported("## 徒弟的问题\n怎么导入？\n## 别的\n闲话", MENTORING_LOG) == {
        "question": "怎么导入？",
        "discussion": "【别的】\n闲话",
    }
    assert imported("写得好\n真的", COMMENT) == {"body": "写得好\n真的"}


def test_nothing_comes_of_nothing_and_a_mark_at_the_beginning_is_no_text() -> None:
    assert imported("") == imported(" \n\n") == imported("\ufeff") == {}
    assert imported("\ufeff# 秋天") == {"topic": "秋天"}


def test_more_steps_than_rows_fit_go_to_the_notes() -> None:
    values = imported("## 课程活动\n" + "\n".join(f"{number % 100 + 1}. 第{number}步" for number in range(310)))
    assert len(rows_in(values.get("steps"))) == 300
    assert "第309步" in str(values["notes"])


_PIECES = st.sampled_from((
    "# 秋天", "## 教学目标", "## 随便", "### 小节", "一、导入", "1. 看图", "2、说话", "- 读", "    缩进", "",
    "教学重点：识字", "课题：冬天", "学科：语文", "节次：晚上", "年级：一、二、三", "教学过程", "板书设计",
    "## 作业（5分钟）", "树叶黄了。", '{panel type="a"}', "{panel end}", "# 观察",
))  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=14), st.sampled_from(ALL))
def test_no_word_is_lost_in_whatever_order_it_comes(pieces: list[str], kind: Kind) -> None:
    """Each line carries a number of its own, which must be found again; labels may become places, words may not go."""
    bare = ("{", "")
    lines = [piece if piece[:1] in bare else f"{piece}q{number}z" for number, piece in enumerate(pieces)]
    held = everything(imported("\n".join(lines), kind))
    for number, piece in enumerate(pieces):
        assert piece[:1] in bare or f"q{number}z" in held


def document(*pieces: Piece) -> list[dict[str, Value]]:
    found = from_document(LESSON_PLAN, Incoming(pieces))
    return [without_ids(Record.create(LESSON_PLAN, DeviceId(b"teacher1"), 0, edits).values()) for edits in found]


def test_a_plan_that_is_one_large_table_fills_the_form() -> None:
    assert document(
        Words("柳河小学教案", 1),
        Grid.of([
            ("课题", "秋天", "学科", "语文"),
            ("教学目标", "1. 认识十个生字。\n2. 感受秋天的美。", "", ""),
            ("教学过程", "教学环节", "教师活动", "时间"),
            ("", "导入", "看图", "5分钟"),
            ("", "识字（10分钟）", "范读", "一会儿"),
            ("二次备课", "加一首歌", "", ""),
        ]),
        Words("备用的话"),
    ) == [{
        "topic": "秋天", "subject": "zh",
        "objectives": [{"text": "认识十个生字。"}, {"text": "感受秋天的美。"}],
        "steps": [
            {"name": "导入", "minutes": 5, "teacher": "看图"},
            {"name": "识字（10分钟）", "minutes": 10, "teacher": "范读\n【时间】一会儿"},
        ],
        "second_preparation": "加一首歌",
        "notes": "【柳河小学教案】\n备用的话",
    }]  # fmt: skip


def test_a_list_makes_a_record_of_each_row() -> None:
    rows = [
        ("课题", "学科", "年级", "教室"),
        ("秋天", "语文", "一年级", ""),
        ("", "", "", ""),
        ("分数", "数学", "三年级", "东"),
    ]
    assert document(Grid.of(rows)) == [
        {"topic": "秋天", "subject": "zh", "grades": ["1"]},
        {"topic": "分数", "subject": "ma", "grades": ["3"], "notes": "【教室】东"},
    ]


def test_a_table_in_a_text_is_read_as_one_in_a_document() -> None:
    values = imported(
        "# 秋天\n前面\n| 教学环节 | 教师活动 |\n| --- | --- |\n| 导入 | 看图 |\n后面\n| 甲 | 乙 |\n| 一 | 二 |"
    )
    assert values["steps"] == [{"name": "导入", "teacher": "看图"}]
    assert values["notes"] == "前面\n后面\n| 甲 | 乙 |\n| 一 | 二 |"


_CELLS = st.sampled_from(
    ("课题", "学科", "教学环节", "教师活动", "时间", "教学目标", "板书设计", "5分钟", "字", "一、导入", "")
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.tuples(_CELLS, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=6),
    st.booleans(),
)
def test_no_word_of_a_table_is_lost(rows: list[list[tuple[str, bool]]], words_before: bool) -> None:
    """Each cell that is no bare name carries a number of its own, which must be found again."""
    grid = Grid.of(
        [
            [cell if bare else f"{cell}q{number}n{place}z" for place, (cell, bare) in enumerate(row)]
            for number, row in enumerate(rows)
        ]
    )
    pieces: tuple[Piece, ...] = (Words("教学过程", 2), grid) if words_before else (grid,)
    held = "\n".join(everything(values) for values in document(*pieces))
    for cells in zip(*grid.rows, strict=True):
        for cell in cells if any(cells[1:]) else cells[1:]:  # the name of a list's empty column says nothing
            told = re.search(r"q\d+n\d+z", cell)
            assert told is None or told[0] in held
