"""School plan (学校方案，一校一策), forms section 13: seven headings, begun from last year's by a copy."""

from app.records.copying import Copying
from app.records.fields import Date, Field, File, Line, Prose, Rows
from app.records.groups import SCHOOL
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_STAGE: tuple[Field, ...] = (
    Line("stage", "s", Label("阶段", "Stage")),
    Date("due", "u", Label("时间", "By")),
    Line("goal", "g", Label("目标", "Goal")),
)

SCHOOL_PLAN = Kind(
    key="school_plan",
    group=SCHOOL,
    version=1,
    label=Label("学校方案", "School plan"),
    title="name",
    columns=("name", "school", "year", "submitted_on"),
    main="notes",
    reviewed=True,
    on_paper=OnPaper(
        facts=("name", "school", "year", "submitted_on", "submitted_to"),
        signatures=(Label("校长", "Head"), Label("学校（盖章）", "School, seal")),
    ),
    copying=Copying(fresh=("year", "submitted_on", "partner_says", "files", "stages/due")),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("方案名称", "Name of the plan"), required=True),
            Line("school", "s", Label("学校", "School")),
            Line("year", "y", Label("学年", "School year")),
            Date("submitted_on", "d", Label("提交日期", "Handed in on")),
            Line("submitted_to", "o", Label("提交给", "Handed in to")),
        )),
        Section(Label("方案", "The plan"), (
            Prose("goal", "G", Label("目标", "Goal"), required=True),
            Rows("stages", "r", Label("分阶段目标", "Goals by stages"), row=_STAGE),
            Prose("structure", "S", Label("组织架构", "Structure")),
            Prose("matching", "M", Label("结对方式", "Matching")),
            Prose("duties", "D", Label("职责", "Duties")),
            Prose("requirements", "Q", Label("工作要求", "Requirements")),
            Prose("training", "T", Label("培训", "Training")),
            Prose("incentives", "I", Label("激励", "Encouragement")),
        )),
        Section(Label("意见与附件", "Comments and files"), (
            Prose("partner_says", "P", Label("结对校或教研部门的意见", "What the partner or the district says")),
            Prose("notes", "N", Label("备注", "Notes")),
            File("files", "J", Label("附件", "Pictures and files")),
        ), folded=True),
    ),
)  # fmt: skip
