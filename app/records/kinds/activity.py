"""Activity of a partnership (活动台账), forms section 12: one line of the register, with its evidence.

An activity may be on site, by call, in writing over days, or by stick (requirement 2.2). What it asks of everybody's
time is written down beforehand (4.16), so that a leader can give that time.
"""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.counting import Counted
from app.records.fields import Choice, Date, Field, File, Line, Link, Number, People, Person, Prose, Rows
from app.records.groups import SCHOOL
from app.records.kind import Happening, Kind, Label, Section
from app.records.paper import OnPaper

_MINUTES = Label("分钟", "minutes")

_ASKED: tuple[Field, ...] = (
    Person("person", "p", Label("参加人", "Who")),
    Line("part", "t", Label("分工", "Part")),
    Number("minutes", "m", Label("要用的时间", "Time asked"), unit=_MINUTES),
)

ACTIVITY = Kind(
    key="activity",
    group=SCHOOL,
    version=1,
    label=Label("活动台账", "Activity"),
    title="topic",
    columns=("topic", "held_on", "type", "mode", "place"),
    main="effect",
    happening=Happening(day="held_on", sort="type", of="agreement"),
    on_paper=OnPaper(
        facts=("topic", "held_on", "type", "mode", "round", "place"),
        left_out=("agreement",),
        signatures=(Label("记录人", "Noted by"),),
    ),
    copying=Copying(fresh=("round", "present", "effect", "evidence", "notes"), dated="held_on"),
    counted=Counted(Label("校际活动", "Activities with partner schools"), day="held_on", shared=True),
    archive=(Archived("plc", "held_on", ("present",)),),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("topic", "t", Label("内容", "What was done"), required=True),
            Date("held_on", "d", Label("日期", "Date"), required=True),
            Choice("type", "y", Label("活动", "Activity"), required=True, terms="partnership_activities"),
            Choice("mode", "w", Label("方式", "How"), required=True, terms="activity_modes"),
            Line("round", "q", Label("期次", "Round"), help=Label("如“第一期”", "As “first period”")),
            Line("place", "l", Label("地点", "Place")),
            Link("agreement", "g", Label("所属协议", "Agreement"), kinds=("partnership_agreement",)),
        )),
        Section(Label("参加的人和时间", "People and their time"), (
            People("present", "p", Label("参加人", "Took part")),
            Rows("asked", "i", Label("每人要用的时间", "Time asked of each"), row=_ASKED, total="minutes",
                 help=Label("事先写好，学校好给大家留出时间", "Written beforehand, so that the school can free it")),
            Prose("support", "M", Label("场地、设备、经费", "Room, equipment, funds")),
        )),
        Section(Label("成效", "What came of it"), (
            Prose("effect", "E", Label("成效", "What came of it")),
            Prose("notes", "N", Label("备注", "Notes")),
            File("evidence", "F", Label("佐证", "Evidence")),
        )),
    ),
)  # fmt: skip
