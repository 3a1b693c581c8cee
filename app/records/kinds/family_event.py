"""Event with families (家校活动): a parents' meeting, parents' school, committee or volunteers, in a few lines."""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.fields import Choice, Date, File, Line, Number, People, Prose
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

FAMILY_EVENT = Kind(
    key="family_event",
    version=1,
    group="pupils",
    places=frozenset({"team", "school"}),
    archive=(Archived("pupils", on="held_on", mine=("hosts",)),),
    label=Label("家校活动", "Event with families"),
    title="topic",
    columns=("topic", "held_on", "type", "place"),
    main="notes",
    copying=Copying(fresh=("held_on", "families", "notes", "files")),
    on_paper=OnPaper(facts=("topic", "held_on", "type", "place", "families")),
    sections=(
        Section(Label("家校活动", "Event with families"), (
            Line("topic", "t", Label("主题", "Topic"), required=True),
            Date("held_on", "d", Label("日期", "Date"), required=True),
            Choice("type", "y", Label("活动类型", "Type"), terms="family_events"),
            Line("place", "l", Label("地点", "Place")),
            People("hosts", "h", Label("组织的老师", "Teachers who held it")),
            Number("families", "n", Label("来了多少家庭", "Families who came")),
            Prose("notes", "N", Label("谈了什么、家长说了什么", "What was said, by the families too"),
                  help=Label("不写学生姓名", "Without names of pupils")),
            File("files", "F", Label("照片/签到", "Photographs, attendance sheet")),
        )),
    ),
)  # fmt: skip
