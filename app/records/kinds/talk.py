"""Talk (谈心谈话记录), forms section 10: a teacher listened to a pupil; his own words stand before what she saw.

One line is enough. Restricted to the pupil's care space. There is no rank, no score and no label in it: the public
form that asks for a rank (forms.md 10) is what requirement 3.16 rules out.
"""

from app.records.archive import Archived
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.each_term import Due, EachTerm
from app.records.fields import Choice, Choices, Date, Field, Line, Link, Person, Prose, Rows, YesNo
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper
from app.records.quick import Quick
from app.records.urgent import Urgent

_AGREED: tuple[Field, ...] = (
    Line("what", "t", Label("约定", "What")),
    Person("who", "p", Label("谁来做", "Who")),
    Date("due", "u", Label("回访日期", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

TALK = Kind(
    key="talk",
    version=1,
    group="pupils",
    places=frozenset({"care"}),
    archive=(Archived("pupils", on="held_on", mine=("teacher",), counted=True),),
    names_pupils=True,
    stays=True,
    each_term=EachTerm(number="talks_per_term", due=Due.AROUND_EXAMS, day="held_on", words="own_words"),
    label=Label("谈心谈话记录", "Talk"),
    title="name",
    columns=("name", "held_on", "reason", "types", "teacher"),
    begins=(
        Begins(kind="pupil", link="pupil", label=Label("记一次谈心", "Write down a talk"),
               facts=(Fact("name", ("name",)),), me="teacher", today="held_on"),
    ),
    main="own_words",
    urgent=Urgent(flag="urgent", what="urgent_what", settled="settled"),
    quick=Quick(words=Label("记一次谈心", "Jot down a talk"),
                name="name", pupil="pupil", day="held_on", person="teacher",
                fields=("reason", "types", "own_words", "urgent", "urgent_what")),
    tasks=Tasks(rows="agreed", text="what", owner="who", due="due", done="done"),
    on_paper=OnPaper(
        facts=("name", "held_on", "part", "place", "teacher", "reason", "types"),
        left_out=("pupil", "visit"),
        signatures=(Label("谈话人", "Teacher"),),
    ),
    copying=Copying(
        fresh=("held_on", "part", "reason", "types", "own_words", "seen", "ideas", "agreed", "visit", "urgent",
               "urgent_what", "settled", "refer")
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Date("held_on", "d", Label("日期", "Date"), required=True),
            Choice("part", "h", Label("时段", "When in the day"), terms="parts_of_day"),
            Line("place", "l", Label("地点", "Place")),
            Person("teacher", "t", Label("谈话人", "Teacher")),
            Choice("reason", "r", Label("缘由", "Why"), required=True, terms="talk_reasons"),
            Choices("types", "y", Label("指导类型", "Kind of guidance"), required=True, terms="guidance_types"),
        )),
        Section(Label("谈话", "The talk"), (
            Prose("own_words", "W", Label("学生原话/感受", "The pupil's own words"), required=True,
                  help=Label("一句话也可以：他是怎么说的", "One sentence is enough: how the pupil said it")),
            Prose("seen", "S", Label("老师观察", "What the teacher saw"),
                  help=Label("写看到的行为，不贴标签：“三次没交作业”，不写“懒”",
                             "Behaviour, no labels: “no homework three times”, not “lazy”")),
            Prose("ideas", "I", Label("共同想到的办法", "Ideas that both had")),
        )),
        Section(Label("约定", "Agreed"), (
            Rows("agreed", "a", Label("约定与回访", "Agreed, and when to look again"), row=_AGREED),
            Link("visit", "z", Label("家校沟通", "Talk with the family"), kinds=("home_visit",)),
            YesNo("refer", "f", Label("是否需转介", "Needs the psychology teacher"),
                  help=Label("请心理教师一起来帮；不是评价孩子", "Asks for help; it judges nobody")),
            Choice("secrecy", "s", Label("保密级别", "Kept how close"), terms="secrecy"),
        )),
        Section(Label("需要有人马上到场", "Somebody is needed now"), (
            YesNo("urgent", "u", Label("需要有人马上到场", "Somebody is needed now"),
                  help=Label("下次同步最先送出。不等网络：先打电话，可以打印电话树",
                             "Leaves first. Do not wait for the network: ring; the telephone tree can be printed")),
            Line("urgent_what", "e", Label("在哪里、要谁来", "Where, and who should come")),
            Line("settled", "g", Label("谁已到场", "Who is there"),
                 help=Label("有人到了就写上，大家就放心了", "Filled in, everybody knows that help is there")),
        ), folded=True),
    ),
)  # fmt: skip
