"""Charter (共同约定), requirements 4.1, 4.13, 4.14, 0.16, 2.4, 2.8: what a group is for, what it agrees on, its rhythm.

It also says what its space is for, which decides which kinds of records may go there; that, and the days on which
somebody's time in the group ends, a keeper alone writes. Everybody ticks for herself that she agrees.
"""

from app.records.audience import Audience
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Date, Field, Line, Number, People, Person, Prose, Rows
from app.records.groups import PLC
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_MEMBER: tuple[Field, ...] = (
    Person("person", "p", Label("成员", "Member")),
    Choice("role", "r", Label("角色", "Role"), terms="group_roles"),
    Line("task", "t", Label("任务", "Task")),
)

_LIMIT: tuple[Field, ...] = (
    Person("person", "p", Label("谁", "Who")),
    Date("until", "u", Label("到哪一天", "Until")),
    Line("reason", "w", Label("事由", "Reason")),
)

CHARTER = Kind(
    key="charter",
    version=1,
    group=PLC,
    label=Label("共同约定", "Charter"),
    title="name",
    columns=("name", "purpose", "begins", "ends"),
    main="notes",
    priority=0,
    audience=Audience(guarded=("purpose", "limits")),
    agreeing="agreed",
    copying=Copying(fresh=("purpose", "limits", "agreed", "begins", "ends")),
    on_paper=OnPaper(
        facts=("name", "purpose", "goal_types", "begins", "ends", "every", "weekday", "time"),
        signatures=(Label("成员签名", "Signed by the members"),),
    ),
    sections=(
        Section(Label("共同目标", "What we want together"), (
            Line("name", "n", Label("名称", "Name"), required=True),
            Choice("purpose", "u", Label("圈的用途", "What this circle is for"), terms="purposes",
                   help=Label("由管理人填写；它决定哪些记录可以放进来",
                              "Set by a keeper; it decides which records may go here")),
            Prose("goal", "G", Label("共同愿景与目标", "Common goal"), required=True),
            Choices("goal_types", "g", Label("目标类型", "Type of goal"), terms="goal_types"),
            Date("begins", "b", Label("开始日期", "From")),
            Date("ends", "e", Label("结束日期", "To")),
        )),
        Section(Label("活动节奏", "Rhythm"), (
            Number("every", "y", Label("每几周一次", "Every so many weeks"), least=1, unit=Label("周", "weeks"),
                   help=Label("填好这三项，今日页会提前提醒下次例会",
                              "With these three, Today proposes the next meeting in time")),
            Choice("weekday", "w", Label("星期", "Day of the week"), terms="weekdays"),
            Line("time", "h", Label("时间", "Time of day"), help=Label("例如 14:30", "For example 14:30")),
            Line("place", "l", Label("地点或方式", "Place or way")),
        )),
        Section(Label("我们的约定", "What we agree on"), (
            Prose("rules", "R", Label("约定", "Rules"),
                  help=Label("大家一起商量、一起改", "Talked over and changed by all together")),
            Rows("members", "m", Label("成员与分工", "Members and tasks"), row=_MEMBER),
            People("agreed", "a", Label("同意的人", "Who agrees"),
                   help=Label("每位成员勾选自己", "Everybody ticks her own name")),
        )),
        Section(Label("期限", "Ends of membership"), (
            Rows("limits", "i", Label("成员期限", "Members for a time"), row=_LIMIT,
                 help=Label("特邀、支教等老师到期后，管理人的同行会自动请其退出；由管理人填写",
                            "When the day has passed, the keeper's program takes a guest out; set by a keeper")),
        ), folded=True),
        Section(Label("备注", "Notes"), (
            Prose("notes", "N", Label("备注", "Notes")),
        ), folded=True),
    ),
)  # fmt: skip
