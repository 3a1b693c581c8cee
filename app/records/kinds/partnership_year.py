"""Yearly plan of a partnership (结对帮扶年度计划), forms section 12: what is done with whom in which month.

Next year's plan is a copy of the last one: the months and activities stay, days and ticks begin empty.
"""

from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, Line, Link, Number, Person, Prose, Rows, YesNo
from app.records.groups import SCHOOL
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_LINE: tuple[Field, ...] = (
    Choice("month", "m", Label("月", "Month"), terms="months"),
    Line("activity", "a", Label("活动", "Activity")),
    Line("audience", "w", Label("对象", "For whom")),
    Person("owner", "p", Label("负责人", "Who")),
    Choice("way", "y", Label("方式", "How"), terms="activity_modes"),
    Number("cost", "c", Label("经费", "Cost"), unit=Label("元", "yuan")),
    Date("due", "u", Label("日期", "Day")),
    YesNo("done", "d", Label("完成", "Done")),
)

PARTNERSHIP_YEAR = Kind(
    key="partnership_year",
    group=SCHOOL,
    version=1,
    label=Label("年度计划", "Yearly plan of the pair"),
    title="name",
    columns=("name", "year", "agreement"),
    main="notes",
    main_rows="plan",
    tasks=Tasks(rows="plan", text="activity", owner="owner", due="due", done="done"),
    on_paper=OnPaper(
        facts=("name", "year"),
        left_out=("agreement",),
        signatures=(Label("甲方", "First school"), Label("乙方", "Second school")),
        landscape=True,
    ),
    copying=Copying(fresh=("year", "plan/due", "plan/done", "summary")),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("计划名称", "Name of the plan"), required=True),
            Line("year", "y", Label("学年", "School year"), required=True),
            Link("agreement", "g", Label("所属协议", "Agreement"), kinds=("partnership_agreement",)),
            Prose("aims", "A", Label("本年目标", "Aims of the year")),
        )),
        Section(Label("计划", "Plan"), (
            Rows("plan", "r", Label("年度计划", "Plan of the year"), required=True, row=_LINE, total="cost"),
        )),
        Section(Label("小结", "Looking back"), (
            Prose("summary", "S", Label("年度小结", "Summary of the year")),
            Prose("notes", "N", Label("备注", "Notes")),
        ), folded=True),
    ),
)  # fmt: skip
