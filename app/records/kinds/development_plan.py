"""Development plan (个人发展规划), forms section 8: one page. Shared with a mentor or a group, its goals are common."""

from app.records.archive import Archived
from app.records.begins import Begins
from app.records.copying import Copying
from app.records.fields import Choices, Date, Field, Line, Link, Number, People, Person, Prose, Rows, YesNo
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_GOAL: tuple[Field, ...] = (
    Line("goal", "g", Label("目标", "Goal")),
    Prose("measure", "m", Label("措施", "How")),
    Line("sign", "s", Label("完成标志", "How one will see it")),
    Date("due", "u", Label("期限", "By")),
    Person("owner", "p", Label("谁", "Who")),
    YesNo("done", "d", Label("做到了", "Reached")),
)

DEVELOPMENT_PLAN = Kind(
    key="development_plan",
    group=GROWTH,
    version=1,
    label=Label("发展规划", "Development plan"),
    title="theme",
    columns=("theme", "person", "period"),
    main="notes",
    reviewed=True,
    begins=(
        Begins(
            kind="school_plan",
            link="school_goal",
            label=Label("照它定我的规划", "Plan my own growth by it"),
            me="person",
        ),
    ),
    tasks=Tasks(rows="goals", text="goal", owner="owner", due="due", done="done"),
    on_paper=OnPaper(
        facts=("person", "years_teaching", "subjects", "title", "post", "period"),
        short=("theme", "three_years", "goals"),
        signatures=(Label("本人", "Teacher"), Label("导师", "Mentor")),
    ),
    copying=Copying(
        fresh=("theme", "period", "goals/due", "goals/done", "mentor_says", "half_way", "own_view", "colleagues_say")
    ),
    archive=(Archived("plan", mine=("person", "together")),),
    sections=(
        Section(Label("一句话", "In one sentence"), (
            Line("theme", "t", Label("规划名称", "Name of the plan"), required=True,
                 help=Label("一句话说出最想做到的", "In one sentence, what you want most")),
            Line("period", "y", Label("时间", "Period")),
            People("together", "w", Label("一起做的人", "Together with"),
                   help=Label("分享到师徒圈或教研组，目标就是大家的，人人可以改",
                              "Shared with your pair or group, the goals are everybody's, and all may edit them")),
        )),
        Section(Label("年度/学期目标", "Goals of the year or term"), (
            Rows("goals", "g", Label("年度/学期目标", "Goals"), required=True, row=_GOAL,
                 help=Label("两三个就好", "Two or three are enough")),
            Prose("three_years", "Y", Label("三年目标", "Goal in three years")),
            Link("school_goal", "o", Label("对应的学校方案", "The school plan that it serves"), kinds=("school_plan",)),
            Link("group_plan", "r", Label("同伴的规划", "The group's plan beside one's own"),
                 kinds=("development_plan", "plc_plan")),
        )),
        Section(Label("自我分析", "Where I stand"), (
            Prose("strengths", "S", Label("优势", "Strengths")),
            Prose("weaknesses", "W", Label("不足", "What I want to get better at")),
            Prose("surroundings", "E", Label("环境", "Surroundings")),
            Prose("needs", "N", Label("需要的支持", "Support that I need")),
        )),
        Section(Label("路上", "On the way"), (
            Prose("mentor_says", "M", Label("导师意见", "What the mentor says")),
            Prose("half_way", "H", Label("中期调整", "Changes half-way")),
            Prose("own_view", "V", Label("年终自评", "My own view at the end of the year")),
            Prose("colleagues_say", "A", Label("同伴的话", "What colleagues say")),
            Prose("notes", "B", Label("备注", "Notes")),
        ), folded=True),
        Section(Label("基本情况", "About me"), (
            Person("person", "p", Label("姓名", "Name")),
            Number("years_teaching", "n", Label("教龄", "Years of teaching"), unit=Label("年", "years")),
            Choices("subjects", "s", Label("学科", "Subjects"), terms="subjects"),
            Line("title", "i", Label("职称", "Title")),
            Line("post", "d", Label("任职", "Post")),
        ), folded=True),
    ),
)  # fmt: skip
