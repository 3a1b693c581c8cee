"""Visit to teach (支教、送教), requirement 1.3: lessons given, people met, and what stays at the school afterwards."""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.counting import Counted
from app.records.fields import Choice, Date, Field, File, Line, Link, Number, People, Person, Prose, Rows
from app.records.groups import SCHOOL
from app.records.kind import Happening, Kind, Label, Section
from app.records.paper import OnPaper

_LESSON: tuple[Field, ...] = (
    Date("held_on", "d", Label("日期", "Date")),
    Line("class_name", "c", Label("班级", "Class")),
    Choice("subject", "s", Label("学科", "Subject"), terms="subjects"),
    Line("topic", "t", Label("课题", "Topic")),
    Link("plan", "r", Label("教案", "Lesson plan"), kinds=("lesson_plan",)),
)

_MET: tuple[Field, ...] = (
    Person("person", "p", Label("见到的人", "Whom")),
    Line("position", "w", Label("职务", "Position")),
    Prose("talk", "t", Label("谈了什么", "What was talked over")),
)

_LEFT: tuple[Field, ...] = (
    Line("name", "n", Label("资源", "Resource")),
    Choice("sort", "s", Label("类型", "Sort"), terms="resource_sorts"),
    Number("count", "c", Label("数量", "How many")),
    Line("keeper", "h", Label("由谁保管", "Kept by")),
    Link("record", "r", Label("记录", "Record")),
)

TEACHING_VISIT = Kind(
    key="teaching_visit",
    group=SCHOOL,
    version=1,
    label=Label("支教、送教记录", "Visit to teach"),
    title="topic",
    columns=("topic", "sort", "begins", "host", "teachers"),
    main="gains",
    main_rows="lessons",
    happening=Happening(day="begins", sort="sort", of="agreement"),
    on_paper=OnPaper(
        facts=("topic", "sort", "begins", "ends", "host", "teachers"),
        left_out=("agreement", "lessons/plan", "left/record"),
        signatures=(Label("支教教师", "Visiting teacher"), Label("受援校", "Receiving school")),
    ),
    copying=Copying(fresh=("begins", "ends", "lessons", "met", "left", "gains", "answer", "pictures")),
    counted=Counted(Label("伙伴学校来访、送教", "Visits between partner schools"), day="begins", shared=True),
    archive=(Archived("mentoring", "begins", ("teachers",), given=True),),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("主题", "Topic"), required=True),
            Choice("sort", "y", Label("类别", "Sort"), required=True, terms="visit_sorts"),
            People("teachers", "p", Label("支教教师", "Visiting teachers"), required=True),
            Line("home", "a", Label("派出学校", "School that sends")),
            Line("host", "b", Label("受援学校", "School that receives"), required=True),
            Date("begins", "d", Label("起始日期", "From"), required=True),
            Date("ends", "e", Label("终止日期", "Until")),
            Link("agreement", "g", Label("所属协议", "Agreement"), kinds=("partnership_agreement",)),
        )),
        Section(Label("上的课", "Lessons given"), (
            Rows("lessons", "r", Label("上的课", "Lessons given"), row=_LESSON),
        )),
        Section(Label("见到的人", "People met"), (
            Rows("met", "m", Label("见到的人", "People met"), row=_MET),
        )),
        Section(Label("留下的资源", "What stays behind"), (
            Rows("left", "l", Label("留下的资源", "What stays behind"), row=_LEFT),
        )),
        Section(Label("收获", "What came of it"), (
            Prose("gains", "G", Label("收获与反思", "Gains and thoughts")),
            Prose("answer", "A", Label("受援校的话", "What the receiving school says")),
            File("pictures", "F", Label("照片", "Pictures")),
        )),
    ),
)  # fmt: skip
