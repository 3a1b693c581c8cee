"""Joint preparation (集体备课记录), forms section 6: 个人初备 → 集体研讨 → 二次备课 → 课后反思.

The plans are records of their own: the first draft and the final plan are linked here, and everybody's second
preparation stands beside the final plan, so that a common text never becomes one text for all.
"""

from app.records.archive import Archived
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.counting import Counted
from app.records.fields import (
    Choice,
    Choices,
    Date,
    Field,
    File,
    Line,
    Link,
    Moment,
    People,
    Person,
    Prose,
    Rows,
    YesNo,
)
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_OPINION: tuple[Field, ...] = (
    Person("person", "p", Label("提出人", "Who")),
    Line("place", "l", Label("位置", "Place in the plan")),
    Prose("text", "t", Label("研讨意见", "Opinion")),
    YesNo("adopted", "a", Label("采纳", "Adopted")),
)

_OWN: tuple[Field, ...] = (
    Person("person", "p", Label("教师", "Teacher")),
    Link("record", "r", Label("个人二次备课", "Own plan"), kinds=("lesson_plan",)),
    Line("changed", "c", Label("改了什么", "What was changed")),
)

_THOUGHT: tuple[Field, ...] = (
    Person("person", "p", Label("教师", "Teacher")),
    Prose("text", "t", Label("课后反思", "Reflection after the lesson")),
)

_TASK: tuple[Field, ...] = (
    Line("task", "t", Label("分工", "Task")),
    Person("owner", "p", Label("负责人", "Who")),
    Date("due", "u", Label("期限", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

_RESOURCE: tuple[Field, ...] = (
    Link("record", "r", Label("资源", "Resource")),
    Line("about", "a", Label("说明", "What it is")),
)

JOINT_PREPARATION = Kind(
    key="joint_preparation",
    version=1,
    group=LESSONS,
    label=Label("集体备课记录", "Joint preparation"),
    title="topic",
    columns=("topic", "held_at", "lead", "subject", "stage"),
    main="talk",
    reviewed=True,
    main_rows="opinions",
    tasks=Tasks(rows="tasks", text="task", owner="owner", due="due", done="done"),
    begins=(
        Begins(
            kind="lesson_plan",
            link="draft",
            label=Label("集体备课", "Prepare it together"),
            facts=(
                Fact("topic", ("topic",)),
                Fact("subject", ("subject",)),
                Fact("grades", ("grades",)),
                Fact("unit", ("unit",)),
                Fact("lead", ("teacher",)),
            ),
            author="lead",
        ),
    ),
    archive=(Archived("plc", on="held_at", mine=("lead", "members"), label=Label("集体备课", "Joint preparation")),),
    copying=Copying(
        fresh=("topic", "held_at", "stage", "draft", "talk", "opinions", "final", "own", "thoughts", "tasks",
               "resources", "pictures"),
    ),
    on_paper=OnPaper(
        facts=("subject", "grades", "unit", "topic", "lead", "members", "held_at", "place"),
        left_out=("draft", "final", "own/record", "resources/record"),
        signatures=(Label("主备人", "Prepared by"), Label("教研组长", "Head of the subject group")),
    ),
    counted=Counted(Label("集体备课", "Joint preparations"), day="held_at"),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题", "Topic"), required=True),
            Choice("subject", "s", Label("学科", "Subject"), terms="subjects"),
            Choices("grades", "g", Label("年级", "Grades"), terms="grades"),
            Line("unit", "u", Label("单元", "Unit")),
            Person("lead", "p", Label("主备人", "Prepared by"), required=True),
            People("members", "m", Label("参与人", "Members"), required=True),
            Moment("held_at", "d", Label("时间", "Date and time")),
            Line("place", "l", Label("地点", "Place")),
            Choice("stage", "y", Label("进行到", "Stage"), terms="preparation_stages"),
        )),
        Section(Label("个人初备", "First draft"), (
            Link("draft", "a", Label("初备稿", "First draft"), kinds=("lesson_plan",)),
            Prose("talk", "T", Label("说课要点", "Main points of the draft")),
        )),
        Section(Label("集体研讨", "Talked over together"), (
            Rows("opinions", "o", Label("研讨意见", "Opinions"), row=_OPINION),
            Link("final", "f", Label("定稿", "Final plan"), required=True, kinds=("lesson_plan",)),
            Rows("tasks", "r", Label("分工", "Division of labour"), row=_TASK,
                 help=Label("一行一件事，到了谁那里，谁的首页就有",
                            "A line for each; it stands on its owner's start page")),
        )),
        Section(Label("二次备课", "Second preparation"), (
            Rows("own", "w", Label("个人二次备课", "Everybody's own preparation"), row=_OWN,
                 help=Label("在定稿里写“二次备课”，各人一份，互不改动；另写了教案的，连到这里",
                            "Beside the final plan, one for each; whoever made a plan of her own links it here")),
        )),
        Section(Label("课后反思", "After the lessons"), (
            Rows("thoughts", "h", Label("课后反思", "Reflections"), row=_THOUGHT),
            Rows("resources", "e", Label("资源", "Resources"), row=_RESOURCE),
            File("pictures", "F", Label("照片", "Photographs")),
        ), folded=True),
    ),
)  # fmt: skip
