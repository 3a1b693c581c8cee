"""Research project (课题研究), forms section 7: a question of one's own, several people, and five milestones."""

from app.records.archive import Archived
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Date, Field, File, Line, Link, Person, Prose, Rows, YesNo
from app.records.groups import PLC
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_MEMBER: tuple[Field, ...] = (
    Person("who", "p", Label("成员", "Member")),
    Line("duty", "d", Label("分工", "Does what")),
)

_MILESTONE: tuple[Field, ...] = (
    Line("name", "n", Label("节点", "Milestone"), help=Label("申报、立项、开题、中期、结题",
                                                           "Applied, approved, opened, half-way, concluded")),
    Date("due", "u", Label("日期", "Date")),
    Person("owner", "p", Label("谁来准备", "Who prepares it")),
    YesNo("done", "d", Label("完成", "Done")),
)  # fmt: skip

_STAGE: tuple[Field, ...] = (
    Line("name", "n", Label("阶段", "Stage")),
    Date("begins", "b", Label("起", "From")),
    Date("ends", "e", Label("止", "Until")),
    Prose("task", "t", Label("任务", "What is done")),
    Person("owner", "p", Label("负责人", "In charge")),
    Line("result", "r", Label("成果", "Result")),
)

_MATERIAL: tuple[Field, ...] = (
    Date("day", "d", Label("日期", "Date")),
    Choice("sort", "s", Label("类别", "Sort"), terms="research_materials"),
    Line("about", "a", Label("说明", "What it is")),
    Link("record", "r", Label("记录", "Record")),
)

RESEARCH_PROJECT = Kind(
    key="research_project",
    group=PLC,
    version=1,
    label=Label("课题研究", "Research project"),
    title="topic",
    columns=("topic", "leader", "level", "begins", "ends"),
    main="notes",
    reviewed=True,
    begins=(
        Begins(
            kind="question",
            link="question",
            label=Label("做成课题", "Make it a project"),
            facts=(Fact("topic", ("text",)),),
            me="leader",
        ),
    ),
    tasks=Tasks(rows="milestones", text="name", owner="owner", due="due", done="done"),
    on_paper=OnPaper(
        facts=("topic", "leader", "school", "level", "begins", "ends", "keywords"),
        short=("members", "problem", "goals", "methods", "milestones", "outcomes"),
        signatures=(Label("主持人", "Leader"), Label("学校", "School")),
    ),
    copying=Copying(
        fresh=(
            "topic", "begins", "ends", "milestones/due", "milestones/done", "stages/begins", "stages/ends",
            "stages/result", "materials", "mid_report", "final_report", "files",
        )
    ),
    archive=(Archived("research", "begins", ("leader", "members/who")),),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("课题名称", "Title"), required=True),
            Person("leader", "l", Label("主持人", "Leader"), required=True),
            Rows("members", "m", Label("成员及分工", "Members and who does what"), row=_MEMBER),
            Line("school", "s", Label("学校", "School")),
            Choice("level", "e", Label("来源/级别", "Level"), terms="project_levels"),
            Date("begins", "b", Label("开始日期", "Begins")),
            Date("ends", "f", Label("结束日期", "Ends")),
            Line("keywords", "w", Label("关键词", "Keywords")),
        )),
        Section(Label("申报—立项—开题—中期—结题", "From application to conclusion"), (
            Rows("milestones", "i", Label("里程碑", "Milestones"), row=_MILESTONE),
        )),
        Section(Label("研究设计", "Design"), (
            Link("question", "q", Label("从哪个问题来", "The question that it came from"), kinds=("question",)),
            Prose("problem", "P", Label("问题的提出（背景、意义）", "Background and purpose"), required=True,
                  help=Label("从自己课堂上的一个小问题写起", "Begin with a small question from your own classroom")),
            Prose("state", "S", Label("国内外现状", "What is known")),
            Prose("goals", "G", Label("研究目标", "Aims")),
            Prose("contents", "C", Label("研究内容", "Contents")),
            Choices("methods", "h", Label("研究方法", "Methods"), terms="research_methods"),
            Rows("stages", "r", Label("步骤/阶段", "Steps and stages"), row=_STAGE),
            Prose("outcomes", "O", Label("预期成果及形式", "Expected results and their form")),
            Prose("conditions", "D", Label("条件保障", "What makes it possible")),
        )),
        Section(Label("过程材料", "Along the way"), (
            Rows("materials", "a", Label("过程材料", "Material"), row=_MATERIAL),
            File("files", "J", Label("附件", "Pictures and files")),
        )),
        Section(Label("中期与结题", "Half-way and conclusion"), (
            Prose("mid_report", "M", Label("中期报告", "Half-way report")),
            Prose("final_report", "F", Label("结题报告", "Final report")),
            Prose("references", "R", Label("参考文献", "References")),
            Prose("notes", "N", Label("备注", "Notes")),
        ), folded=True),
    ),
)  # fmt: skip
