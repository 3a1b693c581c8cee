"""Training (培训/研修), forms section 13: what was learned where, how many hours, and what became of it in class."""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Date, File, Line, Link, Number, People, Prose
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

TRAINING = Kind(
    key="training",
    group=GROWTH,
    version=1,
    label=Label("培训研修", "Training"),
    title="name",
    columns=("name", "held_on", "kinds", "hours", "host"),
    main="learned",
    on_paper=OnPaper(facts=("name", "kinds", "level", "host", "held_on", "ends_on", "hours", "way")),
    copying=Copying(fresh=("name", "hours", "learned", "used", "certificate"), dated="held_on"),
    archive=(Archived("training", "held_on", hours="hours"),),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("名称", "Name"), required=True),
            Choices("kinds", "c", Label("类别", "Sorts"), terms="training_kinds"),
            Choice("level", "l", Label("层级", "Level"), terms="training_levels"),
            Line("host", "h", Label("主办", "Held by")),
            Date("held_on", "d", Label("日期", "Date"), required=True),
            Date("ends_on", "e", Label("结束日期", "Last day")),
            Number("hours", "n", Label("学时", "Hours"), unit=Label("学时", "hours")),
            Choice("way", "w", Label("形式", "Form"), terms="training_ways"),
            People("people", "p", Label("一起参加的人", "Together with")),
        )),
        Section(Label("收获", "What it gave"), (
            Prose("learned", "L", Label("收获", "What I learned")),
            Prose("used", "U", Label("用到课堂上", "Tried in class")),
            Link("plan", "r", Label("用在哪里", "Where it was used"), kinds=("lesson_plan", "development_plan")),
        )),
        Section(Label("证明", "Certificate"), (
            File("certificate", "C", Label("证明", "Certificate"),
                 help=Label("证书或签到的照片", "A photograph of the certificate or the list")),
        )),
    ),
)  # fmt: skip
