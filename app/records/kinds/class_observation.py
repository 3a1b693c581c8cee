"""Class observation (听课记录), forms section 2: what was seen and heard in a colleague's lesson, and the answer to it.

Both sides write: the observer the record, the teacher whose lesson it was her answer and her confirmation. Levels stand
with their evidence and are added up nowhere; there are no points, because points invite comparing teachers
(requirements 0.9, 4.7), and a level without evidence helps nobody.
"""

from app.records.archive import Archived
from app.records.audience import Audience
from app.records.begins import Begins, Fact, Whose
from app.records.copying import Copying
from app.records.counting import Counted
from app.records.fields import (
    Choice,
    Date,
    Elapsed,
    Field,
    File,
    Line,
    Link,
    Number,
    Person,
    Prose,
    Rows,
    Signature,
    Stopwatch,
)
from app.records.groups import LESSONS
from app.records.kind import GivenStep, Kind, Label, Section
from app.records.pairing import Fulfils
from app.records.paper import OnPaper

_SEEN: tuple[Field, ...] = (
    Elapsed("time", "t", Label("时间", "Time")),
    Line("stage", "n", Label("教学环节", "Stage")),
    Prose("teacher", "a", Label("教师行为", "Teacher does")),
    Prose("pupils", "p", Label("学生行为", "Pupils do")),
    Prose("evidence", "e", Label("证据/原话", "Evidence, own words")),
    Prose("remark", "r", Label("随评", "Remark")),
)

_INTERACTION: tuple[Field, ...] = (
    Choice("sort", "s", Label("互动方式", "Interaction"), terms="interactions"),
    Choice("with_whom", "w", Label("对象", "With whom"), terms="interaction_partners"),
    Line("quality", "q", Label("质量", "What came of it")),
)

_LEVEL: tuple[Field, ...] = (
    Choice("dimension", "d", Label("评价维度", "Dimension"), terms="observation_dimensions"),
    Choice("level", "l", Label("等级", "Level"), terms="observation_levels"),
    Prose("evidence", "e", Label("证据", "Evidence")),
)

CLASS_OBSERVATION = Kind(
    key="class_observation",
    version=1,
    group=LESSONS,
    label=Label("听课记录", "Class observation"),
    title="topic",
    columns=("topic", "observed_on", "taught_by", "observer", "subject"),
    main="overall",
    reviewed=True,
    main_rows="record",
    audience=Audience(own=True, answers=("answer", "confirmed")),
    gives=GivenStep(text="suggestion", owner="taught_by", due="try_by"),
    fulfils=(Fulfils("w", by="observer", whom="taught_by", on="observed_on"),),
    begins=(
        Begins(
            kind="lesson_plan",
            link="plan",
            label=Label("听这节课", "Observe this lesson"),
            facts=(
                Fact("topic", ("topic",)),
                Fact("subject", ("subject",)),
                Fact("class_name", ("grades", "class_name")),
                Fact("lesson_type", ("lesson_type",)),
                Fact("period", ("period",)),
                Fact("taught_by", ("teacher",)),
                Fact("slot", ("slot",)),
            ),
            me="observer",
            author="taught_by",
            today="observed_on",
            whose=Whose.OTHERS,
        ),
    ),
    archive=(
        Archived("lessons", on="observed_on", mine=("observer",), label=Label("听课", "Lessons observed")),
        Archived("lessons", on="observed_on", mine=("taught_by",), label=Label("被听课", "Own lessons observed")),
    ),
    copying=Copying(
        fresh=(
            "topic", "period", "observed_on", "slot", "plan", "focus", "record", "lasted", "interactions",
            "levels/level", "levels/evidence", "strengths", "suggestion", "try_by", "overall", "answer", "confirmed",
            "pictures",
        )
    ),
    on_paper=OnPaper(
        facts=(
            "taught_by", "subject", "class_name", "topic", "lesson_type", "period", "observer", "observed_on", "slot",
            "class_size", "focus",
        ),
        short=("record/time", "record/stage", "record/teacher", "record/remark", "strengths", "suggestion", "overall",
               "answer"),
        joined=(("record/stage", "record/time"),),
        left_out=("plan",),
        signatures=(Label("听课人", "Observer"), Label("授课教师", "Taught by")),
    ),
    counted=Counted(Label("听评课", "Lessons watched"), day="observed_on"),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题", "Topic"), required=True),
            Person("taught_by", "a", Label("授课教师", "Taught by"), required=True),
            Choice("subject", "s", Label("学科", "Subject"), required=True, terms="subjects"),
            Line("class_name", "c", Label("年级班级", "Grade and class"), required=True),
            Choice("lesson_type", "y", Label("课型", "Lesson type"), terms="lesson_types"),
            Number("period", "h", Label("课时", "Period"), least=1),
            Person("observer", "b", Label("听课人", "Observer"), required=True),
            Date("observed_on", "d", Label("听课日期", "Observed on"), required=True),
            Number("slot", "n", Label("节次", "Lesson of the day"), least=1),
            Number("class_size", "z", Label("班额", "Class size"), unit=Label("人", "pupils")),
            Link("plan", "l", Label("这节课的教案", "Plan of this lesson"), kinds=("lesson_plan",)),
        )),
        Section(Label("课前约定", "Agreed before"), (
            Line("focus", "f", Label("听课目的/观察点", "Focus agreed before"),
                 help=Label("课前和授课教师说好看什么", "What to look at, agreed with the teacher before the lesson")),
        )),
        Section(Label("课堂实录", "Running record"), (
            Rows("record", "r", Label("课堂实录", "Running record"), row=_SEEN,
                 stopwatch=Stopwatch(time="time", stage="stage", lasted="lasted"),
                 help=Label("按 F2 记一行，时间自动写上；写看到的、听到的，原话最好",
                            "F2 begins a line with the time; write what you see and hear, in their own words")),
            Elapsed("lasted", "e", Label("本节用时", "The lesson lasted")),
        )),
        Section(Label("师生互动", "Interaction"), (
            Rows("interactions", "i", Label("师生互动", "Interaction"), row=_INTERACTION),
        ), folded=True),
        Section(Label("评价维度", "Dimensions"), (
            Rows("levels", "m", Label("评价", "Levels with evidence"), row=_LEVEL,
                 help=Label("只写等级和证据；不打分，不合计，不比较",
                            "Levels and evidence only: no points, no totals, no comparing")),
        ), folded=True),
        Section(Label("听课小结", "What to take away"), (
            Prose("strengths", "S", Label("亮点", "Strengths")),
            Prose("suggestion", "G", Label("建议（一条行动步）", "Suggestion (one action step)"),
                  help=Label("只写一步，下次就能试", "One step only, to try next time")),
            Date("try_by", "u", Label("约定日期", "Agreed date")),
            Prose("overall", "O", Label("总评", "Overall, in words")),
        )),
        Section(Label("授课教师", "The teacher's side"), (
            Prose("answer", "A", Label("授课教师回应", "The teacher's answer")),
            Signature("confirmed", "C", Label("授课教师确认", "Confirmed by the teacher")),
            File("pictures", "F", Label("照片", "Photographs")),
        )),
    ),
)  # fmt: skip
