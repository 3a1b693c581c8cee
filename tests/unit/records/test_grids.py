"""Tables as schools fill them in: names beside values, heads above rows, and what is neither stays where it was."""

from app.records.fields import Field
from app.records.grids import Found, Listed, Loose, Named, head_fields, read_grid
from app.records.headings import Headings
from app.records.incoming import Grid
from app.records.kinds.lesson_plan import LESSON_PLAN

HEADINGS = Headings(LESSON_PLAN)


def read(*rows: tuple[str, ...]) -> list[Found]:
    return read_grid(LESSON_PLAN, HEADINGS, Grid.of(rows))


def said(found: list[Found]) -> list[tuple[object, ...]]:
    """What was found, in short."""
    short: list[tuple[object, ...]] = []
    for one in found:
        if isinstance(one, Named):
            short.append((one.match.field.key, one.text))
        elif isinstance(one, Listed):
            short.append((one.field.key, *((column.key if column else name, text) for column, name, text in one.cells)))
        else:
            short.append((one.text,))
    return short


def test_cells_that_name_fields_take_what_stands_beside_them() -> None:
    assert said(read(("课题", "秋天", "课型", "新授"), ("教学目标", "识字\n朗读", "", ""))) == [
        ("topic", "秋天"), ("lesson_type", "新授"), ("objectives", "识字\n朗读"),
    ]  # fmt: skip


def test_a_head_names_the_columns_of_the_rows_below_it() -> None:
    assert said(
        read(
            ("教学过程", "教学环节", "教师活动", "学生活动", "评语"),
            ("", "导入", "提问", "回答", "好"),
            ("", "识字", "", "读", ""),
            ("板书设计", "秋", "", "", ""),
        )
    ) == [
        ("steps", ""),
        ("steps", ("name", "导入"), ("teacher", "提问"), ("pupils", "回答"), ("评语", "好")),
        ("steps", ("name", "识字"), ("pupils", "读")),
        ("board", "秋"),
    ]


def test_labels_beside_values_are_no_head() -> None:
    assert [type(one) for one in read(("课题", "秋天"), ("教师", "王芳", "学生", "20"))] == [Named, Loose]


def test_a_table_in_which_nothing_is_known_stays_a_table() -> None:
    assert read(("甲|乙", "丙"), ("", ""), ("一\n二", "三")) == [Loose("| 甲｜乙 | 丙 |\n| 一 二 | 三 |")]
    grid = Grid((("甲", "乙"), ("一", "二")), head=True)
    assert read_grid(LESSON_PLAN, HEADINGS, grid) == [Loose("| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |")]


def keys(*rows: tuple[str, ...]) -> list[str | None]:
    fields: list[Field | None] = head_fields(LESSON_PLAN, HEADINGS, Grid.of(rows))
    return [field.key if field else None for field in fields]


def test_a_list_of_records_names_its_title_among_its_columns() -> None:
    assert keys(("课题", "学科", "备用"), ("秋天", "语文", "x")) == ["topic", "subject", None]
    assert keys(("学科", "年级"), ("语文", "一")) == []  # no title
    assert keys(("课题", "秋天", "学科", "语文"), ("年级", "一", "", "")) == []  # a form, whose values stand beside
    assert (
        keys(
            ("课题", "学科"),
        )
        == []
    )  # no rows
    assert keys(("教学环节", "教师活动"), ("导入", "提问")) == []  # rows of one record
