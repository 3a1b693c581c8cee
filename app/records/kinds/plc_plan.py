"""PLC plan (教研计划), requirements 4.2, 4.4, 4.16: a term's activities with owners, days and the time they ask for."""

from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, Line, Link, Number, People, Person, Prose, Rows, YesNo
from app.records.groups import PLC
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_ACTIVITY: tuple[Field, ...] = (
    Line("activity", "t", Label("活动内容", "Activity")),
    Choice("sort", "k", Label("类型", "Type"), terms="plan_activities"),
    Choice("form", "f", Label("形式", "Form"), terms="plan_forms"),
    Date("due", "u", Label("日期", "Date")),
    Person("owner", "p", Label("负责人", "Who")),
    Number("minutes", "m", Label("每人用时", "Time asked of each person"), unit=Label("分钟", "minutes")),
    YesNo("done", "d", Label("完成", "Done")),
)

PLC_PLAN = Kind(
    key="plc_plan",
    version=1,
    group=PLC,
    label=Label("教研计划", "PLC plan"),
    title="name",
    columns=("name", "begins", "ends", "facilitator"),
    main="notes",
    main_rows="activities",
    tasks=Tasks(rows="activities", text="activity", owner="owner", due="due", done="done"),
    copying=Copying(fresh=("begins", "ends", "activities/due", "activities/done", "review", "programme")),
    on_paper=OnPaper(
        facts=("name", "begins", "ends", "facilitator", "taking_part"),
        signatures=(Label("教研组长", "Head of the group"),),
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "n", Label("计划名称", "Name"), required=True),
            Date("begins", "b", Label("开始日期", "From")),
            Date("ends", "e", Label("结束日期", "To")),
            Person("facilitator", "c", Label("协调者", "Facilitator")),
            People("taking_part", "p", Label("参加教师", "Taking part")),
            Link("programme", "l", Label("依据的约定或方案", "Charter or plan it follows"),
                 kinds=("charter", "school_plan")),
        )),
        Section(Label("目标", "Goals"), (
            Prose("goal", "G", Label("本学期目标", "Goals of the term"), required=True),
            Prose("problems", "P", Label("要解决的问题", "Problems to solve")),
        )),
        Section(Label("活动安排", "Activities"), (
            Rows("activities", "r", Label("活动安排", "Activities"), required=True, row=_ACTIVITY,
                 help=Label("一行一个活动；写上每人要用多少时间，方便学校安排",
                            "A row for each; the time it asks of each person helps the school to make room")),
        )),
        Section(Label("条件与总结", "Means and looking back"), (
            Prose("support", "S", Label("需要的时间、场地、资源", "Time, rooms and means needed")),
            Prose("review", "E", Label("期末回顾", "Looking back at the end")),
            Prose("notes", "N", Label("备注", "Notes")),
        ), folded=True),
    ),
)  # fmt: skip
