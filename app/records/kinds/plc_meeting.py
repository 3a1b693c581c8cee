"""PLC meeting (教研活动记录), forms section 5: what a group of teachers talked over and who does what next."""

from app.records.archive import Archived
from app.records.copying import Carried, Copying
from app.records.counting import Counted
from app.records.fields import Choice, Date, Field, File, Line, Moment, Number, People, Person, Prose, Rows, YesNo
from app.records.groups import PLC
from app.records.kind import Happening, Kind, Label, Released, Section, Tasks
from app.records.paper import OnPaper

_AGENDA: tuple[Field, ...] = (
    Line("item", "t", Label("议题", "Item")),
    Number("minutes", "m", Label("分钟", "Minutes"), unit=Label("分钟", "minutes")),
)

_SPEECH: tuple[Field, ...] = (
    Person("speaker", "p", Label("发言人", "Speaker")),
    Prose("said", "s", Label("发言要点", "Main points")),
)

_CONSENSUS: tuple[Field, ...] = (
    Prose("problem", "p", Label("问题", "Problem")),
    Prose("views", "v", Label("观点", "Views")),
    Prose("consensus", "c", Label("共识", "Agreed")),
)

_TASK: tuple[Field, ...] = (
    Line("task", "t", Label("任务", "Task")),
    Person("owner", "p", Label("负责人", "Who")),
    Date("due", "u", Label("期限", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

PLC_MEETING = Kind(
    key="plc_meeting",
    group=PLC,
    version=1,
    label=Label("教研活动记录", "PLC meeting"),
    title="topic",
    columns=("topic", "held_at", "place", "chair", "type"),
    main="notes",
    reviewed=True,
    tasks=Tasks(rows="tasks", text="task", owner="owner", due="due", done="done"),
    happening=Happening(day="held_at", sort="type", means=(("u", "j"), ("o", "o"), ("j", "c"), ("l", "l"))),
    on_paper=OnPaper(
        facts=("topic", "held_at", "place", "way", "type", "chair", "scribe", "main_speaker"),
        signatures=(Label("主持人", "Chair"), Label("记录人", "Taking notes")),
    ),
    copying=Copying(
        fresh=(
            "topic", "present", "absent", "absent_why", "speeches", "findings", "decision", "tasks", "effect", "notes",
            "summary", "may_tell", "pictures",
        ),
        dated="held_at",
        carried=Carried(
            rows="tasks", unless="done", words=("task", "owner", "due"), into="agenda", column="item",
            prefix=Label("上次任务：", "From last time: "),
        ),
    ),
    archive=(
        Archived("plc", "held_at", ("present", "chair", "main_speaker", "scribe")),
        Archived("plc", "held_at", ("chair",), label=Label("主持教研", "Meetings chaired"), counted=True, given=True),
    ),
    released=Released("summary", "may_tell"),
    counted=Counted(Label("教研活动", "PLC meetings"), day="held_at"),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("活动主题", "Topic"), required=True),
            Moment("held_at", "d", Label("日期时间", "Date and time"), required=True),
            Line("place", "l", Label("地点", "Place")),
            Choice("way", "w", Label("方式", "How"), terms="meeting_ways"),
            Choice("type", "y", Label("活动类型", "Type of activity"), terms="meeting_types"),
            Person("chair", "c", Label("主持人", "Chair"), required=True),
            Person("scribe", "s", Label("记录人", "Taking notes")),
            Person("main_speaker", "m", Label("中心发言人", "Main speaker")),
        )),
        Section(Label("出席", "Attendance"), (
            People("invited", "i", Label("应到", "Expected"),
                   help=Label("勾上就行；圈里没有的人写名字，下次会在这里",
                              "Tick them; a name typed once is here next time")),
            People("present", "p", Label("实到", "Present"), required=True, among="invited"),
            People("absent", "a", Label("缺席", "Absent"), among="invited", but="present"),
            Line("absent_why", "b", Label("缺席原因", "Reasons for absence")),
        )),
        Section(Label("目的与议程", "Purpose and agenda"), (
            Prose("purpose", "P", Label("目的", "Purpose")),
            Rows("agenda", "g", Label("议程", "Agenda"), row=_AGENDA, total="minutes"),
        )),
        Section(Label("活动过程", "The meeting"), (
            Rows("speeches", "e", Label("活动过程/发言要点", "What was said"), required=True, row=_SPEECH),
            Rows("findings", "f", Label("问题—观点—共识", "Problem, views, agreement"), row=_CONSENSUS),
            Prose("decision", "D", Label("决议", "Decision")),
        )),
        Section(Label("后续", "What follows"), (
            Rows("tasks", "r", Label("后续任务", "Tasks"), required=True, row=_TASK,
                 help=Label("一行一件事，写清谁和什么时候", "A line for each, with who and by when")),
            Prose("effect", "E", Label("效果与反思", "Effect and reflection")),
            Prose("summary", "S", Label("活动小结", "Summary"),
                  help=Label("两三句话，可以写进本学期的教研小结", "Two or three sentences, for the term's summary")),
            YesNo("may_tell", "q", Label("同意写进学期小结", "May stand in the term's summary")),
            Prose("notes", "N", Label("备注", "Notes")),
            File("pictures", "F", Label("照片/签到", "Photographs, attendance sheet")),
        )),
    ),
)  # fmt: skip
