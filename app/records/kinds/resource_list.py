"""List of resources (资源清单), forms section 12: what one school handed the other, and what became of it.

Books, software, equipment, courses; a line may lead to the resource itself where that is a record (requirement 4.16).
"""

from app.records.copying import Copying
from app.records.fields import Choice, Date, Field, File, Line, Link, Number, Prose, Rows
from app.records.groups import SCHOOL
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_ITEM: tuple[Field, ...] = (
    Line("name", "n", Label("名称", "Name")),
    Choice("sort", "s", Label("类型", "Sort"), terms="resource_sorts"),
    Number("count", "c", Label("数量", "How many")),
    Line("provider", "p", Label("提供方", "Provided by")),
    Date("handed_on", "d", Label("交接日期", "Handed over on")),
    Prose("use", "u", Label("使用情况", "How it is used")),
    Link("record", "r", Label("资源", "Resource")),
)

RESOURCE_LIST = Kind(
    key="resource_list",
    group=SCHOOL,
    version=1,
    label=Label("资源清单", "List of resources"),
    title="name",
    columns=("name", "year", "agreement"),
    main="notes",
    main_rows="items",
    on_paper=OnPaper(
        facts=("name", "year"),
        left_out=("agreement", "items/record"),
        signatures=(Label("交接人", "Handed over by"), Label("接收人", "Received by")),
    ),
    copying=Copying(fresh=("year", "items/handed_on", "items/use", "pictures")),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("清单名称", "Name of the list"), required=True),
            Line("year", "y", Label("学年", "School year")),
            Link("agreement", "g", Label("所属协议", "Agreement"), kinds=("partnership_agreement",)),
        )),
        Section(Label("资源", "Resources"), (
            Rows("items", "r", Label("资源清单", "Resources"), required=True, row=_ITEM,
                 help=Label("书、软件、设备、课程都可以；用起来了再写使用情况",
                            "Books, software, equipment, courses; say how each is used once it is")),
        )),
        Section(Label("备注", "Notes"), (
            Prose("notes", "N", Label("备注", "Notes")),
            File("pictures", "F", Label("交接照片", "Pictures of the handing over")),
        ), folded=True),
    ),
)  # fmt: skip
