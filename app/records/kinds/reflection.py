"""Reflection (教学反思): what a lesson, seen afterwards, taught its teacher; it leads to the next plan.

It is linked with the plan and with what a colleague observed, so that plan, lesson, observation, reflection and the
revised plan can be walked (requirement 4.6). Whose it is writes it; it is private until she shares it.
"""

from app.records.archive import Archived
from app.records.audience import Audience
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.fields import Date, Line, Link, Person, Prose
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_LABEL = Label("写一篇反思", "Write a reflection")

REFLECTION = Kind(
    key="reflection",
    version=1,
    group=LESSONS,
    label=Label("教学反思", "Reflection"),
    title="topic",
    columns=("topic", "written_on", "teacher", "class_name"),
    main="thoughts",
    reviewed=True,
    audience=Audience(own=True),
    begins=(
        Begins(
            kind="lesson_plan",
            link="lesson",
            label=_LABEL,
            facts=(
                Fact("topic", ("topic",)),
                Fact("class_name", ("grades", "class_name")),
                Fact("taught_on", ("taught_on",)),
            ),
            me="teacher",
            today="written_on",
        ),
        Begins(
            kind="class_observation",
            link="observation",
            label=_LABEL,
            facts=(
                Fact("topic", ("topic",)),
                Fact("class_name", ("class_name",)),
                Fact("taught_on", ("observed_on",)),
                Fact("lesson", ("plan",)),
            ),
            me="teacher",
            today="written_on",
        ),
        Begins(
            kind="joint_preparation",
            link="preparation",
            label=_LABEL,
            facts=(Fact("topic", ("topic",)), Fact("lesson", ("final",))),
            me="teacher",
            today="written_on",
        ),
    ),
    archive=(Archived("reflections", on="written_on", mine=("teacher",)),),
    copying=Copying(
        fresh=("topic", "taught_on", "written_on", "lesson", "observation", "preparation", "worked", "surprised",
               "thoughts", "next_time", "try_next")
    ),
    on_paper=OnPaper(
        facts=("topic", "teacher", "class_name", "taught_on", "written_on"),
        left_out=("lesson", "observation", "preparation"),
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题", "Topic"), required=True),
            Person("teacher", "p", Label("教师", "Teacher")),
            Line("class_name", "c", Label("年级班级", "Grade and class")),
            Date("taught_on", "d", Label("授课日期", "Taught on")),
            Date("written_on", "w", Label("反思日期", "Reflected on"), required=True),
        )),
        Section(Label("想一想", "Thinking it over"), (
            Prose("worked", "W", Label("做得好的地方", "What worked"),
                  help=Label("先写亮点：哪个学生、哪句话让您高兴",
                             "Strengths first: which pupil, which words pleased you")),
            Prose("surprised", "S", Label("没想到的地方", "What surprised me")),
            Prose("thoughts", "T", Label("反思", "Thoughts")),
            Prose("next_time", "N", Label("下次这样改", "What I change next time")),
            Line("try_next", "y", Label("先试这一步", "The one step to try first")),
        )),
        Section(Label("相关记录", "What it is about"), (
            Link("lesson", "l", Label("教案", "Lesson plan"), kinds=("lesson_plan",)),
            Link("observation", "o", Label("听课记录", "Class observation"), kinds=("class_observation",)),
            Link("preparation", "j", Label("集体备课记录", "Joint preparation"), kinds=("joint_preparation",)),
        ), folded=True),
    ),
)  # fmt: skip
