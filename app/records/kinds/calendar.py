"""School calendar (校历): terms, the few important exams, holidays, and the year's milestones, which follow the terms.

A milestone is typed as so many weeks before or after a term begins or ends; app/records/calendar.py works its day out,
so that a plan for the year fits every year as soon as the terms are typed.
"""

from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, Line, Number, Prose, Rows, YesNo
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_TERM: tuple[Field, ...] = (
    Line("name", "n", Label("学期", "Term")),
    Date("begins", "b", Label("开学", "Begins")),
    Date("ends", "e", Label("放假", "Ends")),
)

_SOME_DAYS: tuple[Field, ...] = (
    Line("name", "n", Label("名称", "What")),
    Date("begins", "b", Label("从", "From")),
    Date("ends", "e", Label("到", "To")),
    Line("note", "t", Label("说明", "Remark")),
)

_MILESTONE: tuple[Field, ...] = (
    Line("name", "n", Label("要做的事", "What")),
    Choice("anchor", "a", Label("排在", "When"), terms="milestone_anchors"),
    Number("weeks", "w", Label("几周", "Weeks"), unit=Label("周", "weeks")),
    Number("term", "t", Label("第几学期", "Which term"), least=1),
    Number("length", "l", Label("持续", "Lasts"), unit=Label("周", "weeks")),
    YesNo("returns", "r", Label("按例会间隔重复", "Returns as meetings do")),
    Date("day", "d", Label("改到", "Moved to")),
    Line("note", "o", Label("说明", "Remark")),
)

CALENDAR = Kind(
    key="calendar",
    version=1,
    label=Label("校历", "School calendar"),
    group="school",
    title="year",
    columns=("year",),
    main="notes",
    copying=Copying(fresh=("year", "terms/begins", "terms/ends", "exams/begins", "exams/ends", "days",
                           "milestones/day")),
    on_paper=OnPaper(facts=("year",)),
    sections=(
        Section(Label("学年", "School year"), (
            Line("year", "y", Label("学年", "School year"), required=True),
            Rows("terms", "t", Label("学期安排", "Terms"), required=True, row=_TERM,
                 help=Label("填好开学和放假的日子，下面的事会自己排好",
                            "Type when terms begin and end, and everything below finds its day")),
        )),
        Section(Label("考试和假日", "Exams and holidays"), (
            Rows("exams", "c", Label("重要考试", "Important exams"), row=_SOME_DAYS,
                 help=Label("只写期中、期末这样的大考，好在前后找学生谈谈心；不用来安排考试",
                            "Only the few large ones, so that pupils are talked with around them; no exam timetable")),
            Rows("days", "h", Label("放假和其他日子", "Holidays and other days"), row=_SOME_DAYS),
        )),
        Section(Label("一年的大事", "Milestones of the year"), (
            Rows("milestones", "m", Label("大事安排", "Milestones"), row=_MILESTONE,
                 help=Label("例如“开学前 4 周，持续 4 周：家访”；要单独定日子就填“改到”",
                            "Such as “4 weeks before term, for 4 weeks: home visits”; “moved to” sets a day")),
        )),
        Section(Label("备注", "Notes"), (
            Prose("notes", "N", Label("其他说明", "Other remarks")),
        ), folded=True),
    ),
)  # fmt: skip
