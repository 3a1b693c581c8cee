"""Partnership agreement (校际结对帮扶协议), forms section 12: what two schools promise each other, over years.

What the pair lives by stands in rows: how often in a term, who answers for what, what is to be improved and what is
still open. Each open row is a task of whoever took it on. No row compares the schools.
"""

from app.records.copying import Copying
from app.records.fields import (
    Choice,
    Choices,
    Date,
    Field,
    File,
    Line,
    Number,
    Person,
    Prose,
    Rows,
    Signature,
    YesNo,
)
from app.records.groups import SCHOOL
from app.records.kind import Handing, Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_GOAL: tuple[Field, ...] = (
    Choice("stage", "s", Label("阶段", "Stage"), terms="goal_stages"),
    Prose("goal", "g", Label("目标", "Goal")),
    Line("sign", "z", Label("完成标志", "How we shall see it")),
    Date("due", "u", Label("期限", "By")),
    YesNo("reached", "d", Label("达成", "Reached")),
)

_PROMISE: tuple[Field, ...] = (
    Choice("activity", "a", Label("活动", "Activity"), terms="partnership_activities"),
    Number("times", "n", Label("次/学期", "Times a term"), unit=Label("次", "times")),
)

_DUTY: tuple[Field, ...] = (Prose("duty", "t", Label("职责", "Duty")),)

_CONTACT: tuple[Field, ...] = (
    Person("person", "p", Label("联系人", "Contact")),
    Line("school", "s", Label("学校", "School")),
    Line("position", "w", Label("职务", "Position")),
    Line("phone", "h", Label("电话", "Telephone")),
)

_FOLLOW_UP: tuple[Field, ...] = (
    Choice("sort", "s", Label("类别", "Sort"), terms="follow_up_sorts"),
    Line("item", "t", Label("事项", "Item")),
    Person("owner", "p", Label("负责人", "Who")),
    Date("due", "u", Label("期限", "By")),
    YesNo("done", "d", Label("完成", "Done")),
    Line("result", "r", Label("怎么解决的", "How it was settled")),
)

PARTNERSHIP_AGREEMENT = Kind(
    key="partnership_agreement",
    group=SCHOOL,
    version=1,
    label=Label("校际结对帮扶协议", "Partnership agreement"),
    title="name",
    columns=("name", "giver", "taker", "begins", "ends"),
    main="content",
    tasks=Tasks(rows="follow_ups", text="item", owner="owner", due="due", done="done"),
    handing=Handing(people=("contacts/person",)),
    on_paper=OnPaper(
        facts=("name", "giver", "taker", "begins", "ends", "programme"),
        left_out=("contacts/phone",),
        signatures=(Label("甲方（盖章）", "First school (seal)"), Label("乙方（盖章）", "Second school (seal)")),
    ),
    copying=Copying(
        fresh=("begins", "ends", "goals/due", "goals/reached", "follow_ups", "signed_giver", "signed_taker", "papers"),
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("协议名称", "Name of the agreement"), required=True),
            Line("giver", "a", Label("甲方（支援校）", "First school (gives support)"), required=True),
            Line("taker", "b", Label("乙方（受援校）", "Second school (is supported)"), required=True),
            Date("begins", "d", Label("起始日期", "From"), required=True),
            Date("ends", "e", Label("终止日期", "Until"), required=True),
            Line("programme", "g", Label("项目/批次", "Programme, round"),
                 help=Label("如“城乡结对第二批”", "As “town and country, second round”")),
            Prose("basis", "B", Label("依据", "Basis")),
        )),
        Section(Label("宗旨与目标", "Purpose and goals"), (
            Prose("purpose", "P", Label("宗旨", "Purpose")),
            Rows("goals", "o", Label("目标", "Goals"), row=_GOAL,
                 help=Label("先写总体目标，再分阶段；只和自己学校的过去比",
                            "The overall goal, then stage by stage; each school beside its own past only")),
        )),
        Section(Label("帮扶内容", "Contents"), (
            Choices("contents", "c", Label("帮扶内容", "Contents"), terms="partnership_contents"),
            Prose("content", "C", Label("内容说明", "In words")),
            Rows("promises", "n", Label("次数", "How often"), row=_PROMISE,
                 help=Label("每学期几次；校际结对页会对着数一数", "Times a term; the partnership page counts along")),
        )),
        Section(Label("双方职责", "Duties of both"), (
            Rows("duties_giver", "d1", Label("甲方职责", "Duties of the first school"), row=_DUTY),
            Rows("duties_taker", "d2", Label("乙方职责", "Duties of the second school"), row=_DUTY),
            Rows("contacts", "p", Label("联系人", "Contacts"), row=_CONTACT),
            Number("meetings", "m", Label("联席会议", "Joint meetings"), least=1,
                   unit=Label("次/学期", "a term"), help=Label("每学期至少一次", "One each term at least")),
        )),
        Section(Label("评估与改进", "Looking back and improving"), (
            Prose("assessment", "E", Label("评估", "Assessment")),
            Rows("follow_ups", "r", Label("整改意见与待解决的问题", "Improvements and open issues"), row=_FOLLOW_UP,
                 help=Label("一行一件事，写清谁和什么时候", "A line for each, with who and by when")),
        )),
        Section(Label("签章", "Signatures"), (
            Signature("signed_giver", "s1", Label("甲方签字", "Signed for the first school")),
            Signature("signed_taker", "s2", Label("乙方签字", "Signed for the second school")),
            File("papers", "F", Label("签章件照片", "Picture of the sealed paper")),
        )),
    ),
)  # fmt: skip
