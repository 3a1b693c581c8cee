"""Lesson plan (教案), forms section 1: every field.

A mentor's comments are records of their own, beside this one. So is what each teacher changes for her own class
(second_preparation.py); the field of that name is shown only where an older plan holds something in it.
"""

from app.records.archive import Archived
from app.records.copying import Copying, Origin
from app.records.counting import Counted
from app.records.fields import Choice, Choices, Date, Field, File, Line, Link, Number, Person, Prose, Rows
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section
from app.records.pairing import Fulfils
from app.records.paper import OnPaper
from app.records.rules import MinutesAgainstLesson, OpensAfter

_MINUTES = Label("分钟", "minutes")

_OBJECTIVE: tuple[Field, ...] = (
    Prose(
        "text",
        "t",
        Label("目标", "Objective"),
        help=Label("写学生能做到什么，用行为动词", "What pupils will be able to do; use verbs"),
    ),
    Choices("aspects", "a", Label("维度", "Aspects"), terms="objective_aspects"),
)

_STEP: tuple[Field, ...] = (
    Line("name", "n", Label("环节", "Stage")),
    Number("minutes", "m", Label("分钟", "Minutes"), unit=_MINUTES),
    Prose("teacher", "t", Label("教师活动", "Teacher does")),
    Prose("pupils", "p", Label("学生活动", "Pupils do")),
    Prose("intent", "i", Label("设计意图", "Why")),
    Link("resource", "r", Label("资源", "Resource")),
    Line("assessment", "e", Label("评价", "How to see success")),
)

_HOMEWORK: tuple[Field, ...] = (
    Choice("level", "l", Label("层次", "Level"), terms="homework_levels"),
    Prose("task", "t", Label("作业", "Task")),
    Number("minutes", "m", Label("预计分钟", "Expected minutes"), unit=_MINUTES),
)

LESSON_PLAN = Kind(
    key="lesson_plan",
    group=LESSONS,
    version=1,
    label=Label("教案", "Lesson plan"),
    title="topic",
    columns=("topic", "subject", "grades", "class_name", "taught_on"),
    main="notes",
    reviewed=True,
    main_rows="steps",
    apart="second_preparation",
    copying=Copying(
        fresh=(
            "taught_on", "slot", "prepared_on", "period", "board_picture", "as_taught", "reflection", "reflected_on",
            "second_preparation", "attachments",
        ),
        origin=Origin(link="made_from"),
    ),
    fulfils=(Fulfils("p"),),
    rules=(
        MinutesAgainstLesson(rows="steps", minutes="minutes", periods="periods", period="period"),
        OpensAfter(fields=("as_taught", "reflection", "reflected_on"), date="taught_on"),
    ),
    on_paper=OnPaper(
        facts=("topic", "subject", "grades", "class_name", "teacher", "taught_on", "periods", "period"),
        short=("objectives", "key_point", "difficult_point", "steps/name", "steps/minutes", "steps/teacher",
               "board", "homework"),
        joined=(("steps/name", "steps/minutes"),),
        margin="second_preparation",
        left_out=("steps/resource", "made_from"),
        signatures=(Label("检查人", "Checked by"), Label("教研组长", "Head of the subject group")),
    ),
    archive=(Archived("plans", on="taught_on", mine=("teacher",)),),
    counted=Counted(Label("共享的教案", "Plans shared")),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题", "Topic"), required=True),
            Choice("subject", "s", Label("学科", "Subject"), required=True, terms="subjects"),
            Choices("grades", "g", Label("年级", "Grades"), required=True, terms="grades",
                    help=Label("复式班可选几个年级", "Several for a class of mixed grades")),
            Line("class_name", "c", Label("班级", "Class"), required=True),
            Person("teacher", "p", Label("授课教师", "Teacher")),
            Date("taught_on", "d", Label("授课日期", "Taught on")),
            Number("slot", "n", Label("节次", "Lesson of the day"), least=1),
        )),
        Section(Label("教材与课时", "Textbook and periods"), (
            Choice("edition", "e", Label("教材版本", "Textbook edition"), terms="editions"),
            Choice("volume", "f", Label("册次", "Volume"), terms="volumes"),
            Line("unit", "u", Label("单元", "Unit")),
            Choice("lesson_type", "y", Label("课型", "Lesson type"), terms="lesson_types"),
            Number("periods", "q", Label("总课时", "Periods in all"), least=1),
            Number("period", "h", Label("第几课时", "This is period"), least=1,
                   help=Label("一份教案只写一课时时填", "When this plan is for one of them")),
            Date("prepared_on", "b", Label("备课日期", "Prepared on")),
        ), folded=True),
        Section(Label("分析", "Analysis"), (
            Prose("standard", "S", Label("课标要求", "Curriculum standard")),
            Prose("textbook", "T", Label("教材分析", "Textbook analysis")),
            Prose("pupils", "P", Label("学情分析", "Analysis of pupils"),
                  help=Label("写全班的情况，不写姓名", "About the group, without names")),
        ), folded=True),
        Section(Label("教学目标", "Objectives"), (
            Choice("scheme", "o", Label("目标方式", "Scheme of objectives"), terms="objective_schemes"),
            Rows("objectives", "O", Label("教学目标", "Objectives"), required=True, row=_OBJECTIVE),
            Prose("key_point", "K", Label("教学重点", "Key point")),
            Prose("difficult_point", "D", Label("教学难点", "Difficult point")),
        )),
        Section(Label("方法与准备", "Methods and preparation"), (
            Choices("methods", "m", Label("教学方法", "Teaching methods"), terms="teaching_methods"),
            Prose("guidance", "G", Label("学法指导", "Learning guidance")),
            Prose("teacher_preparation", "A", Label("教师准备", "Teacher prepares")),
            Prose("pupil_preparation", "B", Label("学生准备", "Pupils prepare")),
            Prose("materials", "M", Label("教具", "Teaching aids")),
        ), folded=True),
        Section(Label("教学过程", "Procedure"), (
            Rows("steps", "r", Label("教学过程", "Procedure"), required=True, row=_STEP, total="minutes",
                 help=Label("一行一个环节；可以从表格软件或 WPS 里拷几行来粘贴",
                            "A row for each stage; rows can be pasted from a spreadsheet or WPS")),
        )),
        Section(Label("板书与作业", "Blackboard and homework"), (
            Prose("board", "W", Label("板书设计", "Blackboard design"), fixed_width=True),
            File("board_picture", "J", Label("板书图片", "Picture of the blackboard"), longest=1_000, most=40_000,
                 help=Label("照片会缩小到 40 KB 以内", "Made smaller than 40 KB")),
            Rows("homework", "w", Label("作业设计", "Homework"), row=_HOMEWORK, total="minutes",
                 help=Label("学生自己能做完的，不给家长布置", "What pupils can do alone; nothing for parents")),
            Prose("evaluation", "E", Label("教学评价", "Assessment")),
        )),
        Section(Label("课后", "After the lesson"), (
            Prose("as_taught", "H", Label("实际上课情况", "As taught"),
                  help=Label("和预想的不一样的地方：哪里快了、慢了、改了", "Where it went otherwise: quicker, slower")),
            Prose("reflection", "R", Label("教学反思", "Reflection")),
            Date("reflected_on", "z", Label("反思日期", "Reflected on")),
            Prose("second_preparation", "Q", Label("二次备课", "Second, personal preparation"), former=True,
                  help=Label("以前的二次备课写在这里；现在各人另写一份，互不改动",
                             "Where it was written before; now everybody writes one of her own")),
            Prose("notes", "N", Label("备注", "Notes")),
            Link("made_from", "l", Label("由哪份教案改来", "Made from"), kinds=("lesson_plan",)),
        ), folded=True),
        Section(Label("附件", "Pictures and files"), (
            File("attachments", "F", Label("附件", "Pictures and files")),
        )),
    ),
)  # fmt: skip
