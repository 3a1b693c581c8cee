"""Resource (资源): what one teacher made and others may use. A copy names the one that it came from."""

from app.records.archive import Archived
from app.records.copying import Copying, Origin
from app.records.counting import Counted
from app.records.fields import Choice, Choices, File, Line, Link, Person, Prose
from app.records.groups import LESSONS
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

RESOURCE = Kind(
    key="resource",
    group=LESSONS,
    version=1,
    label=Label("资源", "Resource"),
    title="name",
    columns=("name", "sort", "subjects", "grades", "tags"),
    main="about",
    on_paper=OnPaper(facts=("name", "sort", "subjects", "grades", "tags", "made_by", "source", "licence")),
    copying=Copying(origin=Origin(link="origin", author="made_by")),
    counted=Counted(
        Label("我们自己做的资源", "Resources made here"), origin="origin",
        reused=Label("借用别人的改出来的资源", "Resources reused and adapted"),
    ),
    archive=(Archived("research", mine=("made_by",), given=True),),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "t", Label("名称", "Name"), required=True),
            Choice("sort", "s", Label("类型", "Sort"), terms="resource_sorts"),
            Choices("subjects", "u", Label("学科", "Subjects"), terms="subjects"),
            Choices("grades", "g", Label("年级", "Grades"), terms="grades"),
            Choices("tags", "a", Label("标签", "Tags"), terms="resource_tags"),
        )),
        Section(Label("内容", "What it is"), (
            Prose("about", "A", Label("内容", "Contents")),
            Prose("how", "H", Label("怎么用", "How to use it"),
                  help=Label("在什么课上用过，学生怎么样", "In which lesson it was used, and what pupils did")),
            File("files", "F", Label("文件", "Files")),
        )),
        Section(Label("来源", "Where it comes from"), (
            Person("made_by", "p", Label("谁做的", "Made by")),
            Line("source", "o", Label("出处", "Source")),
            Line("licence", "l", Label("使用许可", "Licence")),
            Link("origin", "r", Label("由它改来", "Made from"), kinds=("resource",)),
        )),
    ),
)  # fmt: skip
