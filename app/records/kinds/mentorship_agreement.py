"""Mentorship agreement (师徒结对协议), forms section 3: what mentor and teacher promise each other, in three copies.

The numbers are counters that the pair alone sees (pairing.py); every pairing has a focus, a next step and a next date
(requirement 0.1). Nobody is marked by them, and nobody else is told when a day is past.
"""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Date, Field, File, Line, Number, People, Person, Prose, Rows
from app.records.groups import MENTORING
from app.records.kind import Handing, Kind, Label, Section
from app.records.pairing import Pairing
from app.records.paper import OnPaper

_DUTY: tuple[Field, ...] = (
    Choice("duty", "d", Label("做什么", "What"), terms="pair_duties"),
    Prose("words", "w", Label("约定", "Agreed")),
    Number("times", "n", Label("次数", "How often")),
    Choice("per", "p", Label("每", "Each"), terms="duty_periods"),
)

_USUAL = Label(
    "次数不填，就用学校定的数；计数只有结对的两个人看得到",
    "Without a number the school's holds; only the two of the pair see the counters",
)

MENTORSHIP_AGREEMENT = Kind(
    key="mentorship_agreement",
    group=MENTORING,
    version=1,
    label=Label("师徒结对协议", "Mentorship agreement"),
    title="focus",
    columns=("focus", "mentor", "mentees", "begins", "ends"),
    main="goals",
    archive=(Archived("mentoring", on="begins", mine=("mentor", "mentees"), label=Label("师徒结对", "Pairing")),),
    handing=Handing(people=("mentor",), ended="ends", begun="begins", fresh=("next_step", "next_on")),
    pairing=Pairing(
        mentor="mentor",
        mentees="mentees",
        begins="begins",
        ends="ends",
        mentor_duties="mentor_duties",
        mentee_duties="mentee_duties",
        duty="duty",
        words="words",
        times="times",
        per="per",
        step="next_step",
        next_on="next_on",
    ),
    copying=Copying(fresh=("mentees", "begins", "ends", "focus", "next_step", "next_on", "files")),
    on_paper=OnPaper(
        facts=("mentor", "mentees", "school", "subject", "grade", "level", "begins", "ends"),
        left_out=("next_step", "next_on"),
        signatures=(Label("师傅", "Mentor"), Label("徒弟", "Teacher"), Label("学校", "School")),
        copies=3,
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("focus", "f", Label("共同关注", "Focus"), required=True,
                 help=Label("这一年一起做好的一件事", "The one thing to do well together this year")),
            Person("mentor", "m", Label("师傅", "Mentor"), required=True),
            People("mentees", "p", Label("徒弟", "Teachers"), required=True),
            Line("school", "o", Label("学校", "School")),
            Choice("subject", "s", Label("学科", "Subject"), terms="subjects"),
            Choice("grade", "g", Label("年级", "Grade"), terms="grades"),
            Choice("level", "y", Label("结对层次", "Kind of pairing"), terms="pairing_levels"),
            Date("begins", "b", Label("起始日期", "From"), required=True),
            Date("ends", "e", Label("终止日期", "Until"), required=True),
        )),
        Section(Label("下一步", "What comes next"), (
            Line("next_step", "n", Label("下一步", "Next step")),
            Date("next_on", "d", Label("下次日期", "Next date"),
                 help=Label("过了日子，只有你们两个人看得到", "When it is past, only the two of you see it")),
        )),
        Section(Label("目标", "Goals"), (
            Choices("gates", "c", Label("过五关", "Five gates"), terms="five_gates"),
            Prose("goals", "G", Label("目标", "Goals")),
        )),
        Section(Label("职责", "Duties"), (
            Rows("mentor_duties", "r", Label("师傅职责", "The mentor's duties"), row=_DUTY, help=_USUAL),
            Rows("mentee_duties", "t", Label("徒弟职责", "The teacher's duties"), row=_DUTY),
        )),
        Section(Label("考核与解除", "Appraisal and ending"), (
            Prose("appraisal", "A", Label("考核与奖励", "Appraisal and reward")),
            Prose("ending", "E", Label("解除程序", "How it is ended")),
            File("files", "F", Label("附件", "Pictures and files")),
        ), folded=True),
    ),
)  # fmt: skip
