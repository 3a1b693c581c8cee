"""Mentoring log (指导记录), forms section 4: one talk between mentor and teacher and what came of it."""

from app.records.archive import Archived
from app.records.begins import Begins
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Date, Field, File, Line, Link, Number, Person, Prose, Rows
from app.records.groups import MENTORING
from app.records.kind import GivenStep, Kind, Label, Section
from app.records.pairing import Fulfils
from app.records.paper import OnPaper

_RESOURCE: tuple[Field, ...] = (
    Link("record", "r", Label("资源", "Resource")),
    Line("about", "a", Label("说明", "What it is")),
)

_ATTACHED: tuple[Field, ...] = (
    Link("record", "r", Label("教案/听课/反思", "Plan, observation or reflection")),
    Line("about", "a", Label("说明", "What it is")),
)

MENTORING_LOG = Kind(
    key="mentoring_log",
    group=MENTORING,
    version=1,
    label=Label("指导记录", "Mentoring log"),
    title="step",
    columns=("step", "held_on", "mentor", "mentee", "due"),
    main="discussion",
    reviewed=True,
    gives=GivenStep(text="step", owner="mentee", due="due"),
    begins=(
        Begins(
            kind="question",
            link="asked",
            label=Label("谈一谈，记下来", "Talk it over"),
            today="held_on",
        ),
    ),
    fulfils=(Fulfils("d", by="mentor", whom="mentee", on="held_on", both=True),),
    on_paper=OnPaper(
        facts=("held_on", "way", "mentor", "mentee", "minutes"),
        signatures=(Label("师傅", "Mentor"), Label("徒弟", "Teacher")),
    ),
    copying=Copying(
        fresh=(
            "held_on", "minutes", "asked", "question", "discussion", "support", "resources", "step", "due", "outcome",
            "mentee_says", "mentor_says", "attached", "files",
        )
    ),
    archive=(
        Archived("mentoring", "held_on", ("mentor",), label=Label("指导他人", "Mentoring given"), given=True),
        Archived("mentoring", "held_on", ("mentee",), label=Label("被指导", "Mentoring received")),
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Date("held_on", "d", Label("日期", "Date"), required=True),
            Person("mentor", "m", Label("师傅", "Mentor"), required=True),
            Person("mentee", "p", Label("徒弟", "Teacher"), required=True),
            Choice("way", "w", Label("方式", "How"), terms="mentoring_ways"),
            Number("minutes", "n", Label("时长", "Length"), unit=Label("分钟", "minutes")),
        )),
        Section(Label("讨论", "Discussion"), (
            Link("asked", "q", Label("从哪个提问谈起", "The question that it began with"), kinds=("question",)),
            Prose("question", "Q", Label("徒弟的问题", "The teacher's question")),
            Prose("discussion", "D", Label("讨论与建议", "Discussion and suggestions")),
            Choices("support", "s", Label("支持类型", "Support given"), terms="support_types"),
            Rows("resources", "r", Label("资源", "Resources"), row=_RESOURCE),
        )),
        Section(Label("行动步", "Action step"), (
            Line("step", "t", Label("行动步", "Action step"), required=True,
                 help=Label("只写一步，下次就能试", "One step only, to try next time")),
            Date("due", "u", Label("约定日期", "Agreed date")),
            Prose("outcome", "O", Label("结果（试过了）", "Outcome (tried it)")),
        )),
        Section(Label("互评与附件", "Mutual assessment and records"), (
            Prose("mentee_says", "E", Label("徒弟评价", "What the teacher says")),
            Prose("mentor_says", "F", Label("师傅评价", "What the mentor says")),
            Rows("attached", "a", Label("附:教案/听课/反思", "With it: plan, observation, reflection"), row=_ATTACHED),
            File("files", "J", Label("附件", "Pictures and files")),
        ), folded=True),
    ),
)  # fmt: skip
