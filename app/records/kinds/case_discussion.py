"""Case discussion (案例研讨), forms section 13: what a team of mentors sees, thinks and plans for one pupil.

The text names the pupil by an assumed name or initials. The link to the pupil's own record is for the team: whoever has
not got that record sees a link and no name.
"""

from app.records.archive import Archived
from app.records.begins import Begins
from app.records.copying import Copying
from app.records.counting import Counted
from app.records.fields import Date, Field, Line, Link, People, Person, Prose, Rows, YesNo
from app.records.groups import PUPILS
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_VIEW: tuple[Field, ...] = (
    Person("who", "p", Label("发言人", "Speaker")),
    Prose("view", "v", Label("看法", "View")),
    Line("seen", "s", Label("依据", "What it rests on")),
)

_TASK: tuple[Field, ...] = (
    Line("task", "t", Label("做什么", "What")),
    Person("owner", "p", Label("谁", "Who")),
    Date("due", "u", Label("期限", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

CASE_DISCUSSION = Kind(
    key="case_discussion",
    group=PUPILS,
    version=1,
    label=Label("案例研讨", "Case discussion"),
    title="topic",
    columns=("topic", "alias", "held_on", "review_on"),
    main="facts",
    reviewed=True,
    begins=(
        Begins(kind="pupil", link="pupil", label=Label("开一次案例研讨", "Discuss the case"), today="held_on"),
    ),
    tasks=Tasks(rows="plan", text="task", owner="owner", due="due", done="done"),
    on_paper=OnPaper(
        facts=("topic", "alias", "held_on", "people", "review_on"),
        left_out=("pupil",),
        signatures=(Label("导师团", "The team"),),
    ),
    copying=Copying(
        fresh=("topic", "alias", "pupil", "background", "facts", "tried", "views", "plan", "review", "experience"),
        dated="held_on",
    ),
    counted=Counted(Label("案例研讨", "Case discussions"), day="held_on"),
    archive=(Archived("pupils", "held_on", ("people",)),),
    sections=(
        Section(Label("案例", "The case"), (
            Line("topic", "t", Label("题目", "Topic"), required=True),
            Line("alias", "a", Label("化名", "Assumed name"), required=True,
                 help=Label("用化名或姓名首字母，不写真名和班级", "Initials or another name; no class")),
            Date("held_on", "d", Label("日期", "Date"), required=True),
            People("people", "w", Label("参加人", "Who took part")),
            Link("pupil", "l", Label("学生", "Pupil"), kinds=("pupil",),
                 help=Label("只有能看到这名学生的人才看得到名字", "Only those who may see the pupil see the name")),
        )),
        Section(Label("事实与看法", "Facts and views"), (
            Prose("background", "B", Label("背景（化名）", "Background, names changed")),
            Prose("facts", "F", Label("问题", "The problem: what was seen and heard"), required=True,
                  help=Label("先写看到的、听到的，再写想法", "First what was seen and heard, then what one thinks")),
            Prose("strengths", "S", Label("亮点", "Strengths to build on")),
            Prose("tried", "T", Label("已做", "What was tried")),
            Rows("views", "V", Label("讨论", "Discussion"), row=_VIEW),
        )),
        Section(Label("分工与复盘", "Who does what, and looking back"), (
            Rows("plan", "p", Label("分工", "Who does what"), row=_TASK),
            Date("review_on", "r", Label("复盘日期", "Look back on")),
            Prose("review", "R", Label("复盘", "Looking back")),
        )),
        Section(Label("经验提炼", "What we learned"), (
            Prose("experience", "E", Label("经验提炼", "What we learned"),
                  help=Label("不写人，只写做法；可以给别的学校看",
                             "No persons, only what helped; other schools may read it")),
        )),
    ),
)  # fmt: skip
