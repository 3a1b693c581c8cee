"""Special guidance (重点关注), requirements 3.5, 3.6, 3.24: that a pupil needs more company, and what was agreed.

It lies only in a space of that purpose, with its few named members. Nobody else's laptop ever holds a byte of it, so no
list, search or count of anybody else's can show it. It tells what helps, and puts no label on a child.
"""

from app.records.copying import Copying
from app.records.fields import Choices, Date, Field, Line, Link, Person, Prose, Rows, YesNo
from app.records.groups import PUPILS
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper
from app.records.purposes import ATTENTION as PURPOSE

_STEP: tuple[Field, ...] = (
    Line("what", "t", Label("做什么", "What")),
    Person("who", "p", Label("谁来做", "Who")),
    Date("due", "u", Label("什么时候", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

ATTENTION = Kind(
    key="attention",
    group=PUPILS,
    version=1,
    label=Label("重点关注", "Special guidance"),
    title="name",
    columns=("name", "needs", "since", "look_again"),
    main="notes",
    priority=0,
    places=frozenset({PURPOSE}),
    tasks=Tasks(rows="steps", text="what", owner="who", due="due", done="done"),
    copying=Copying(fresh=("since", "look_again", "until", "steps")),
    on_paper=OnPaper(facts=("name", "needs", "since", "look_again")),
    sections=(
        Section(Label("谁需要多陪伴", "Who needs more company"), (
            Line("name", "n", Label("学生姓名", "Pupil's name"), required=True),
            Link("pupil", "p", Label("学生", "Pupil"), kinds=("pupil",)),
            Choices("needs", "c", Label("需要多陪伴的方面", "In what"), terms="attention_needs"),
            Date("since", "s", Label("从哪天起", "Since"), required=True),
            Date("look_again", "l", Label("再看一次的日子", "Look again on")),
            Date("until", "e", Label("到哪天为止", "Until")),
        )),
        Section(Label("我们看到的，我们商定的", "What we see, what we agreed on"), (
            Prose("strengths", "S", Label("他/她的长处和喜欢的事", "Strengths, and what the pupil likes")),
            Prose("notes", "N", Label("看到的情况（事实，不贴标签）", "What we see (facts, no labels)")),
            Prose("plan", "P", Label("商定的办法", "What we agreed to do")),
            Rows("steps", "r", Label("分工", "Who does what"), row=_STEP),
        )),
    ),
)  # fmt: skip
