"""Home visit (家访记录), forms section 9: what teacher and family talked over, the child's good sides first.

Restricted: it goes into a care space and nowhere else, where the class teacher and the pupil's mentors alone have the
key. There is no field for a result, and none for a task that a family would have to do.
"""

from app.records.archive import Archived
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.each_term import Due, EachTerm, LifeChange
from app.records.fields import Choice, Date, Field, Line, Link, Moment, People, Person, Prose, Rows, Signature, YesNo
from app.records.hints import WriteSoon
from app.records.kind import Kind, Label, Section, Tasks
from app.records.paper import OnPaper

_MET: tuple[Field, ...] = (
    Line("who", "w", Label("受访人", "Who")),
    Line("relation", "r", Label("关系", "Relation")),
)

_FOLLOW_UP: tuple[Field, ...] = (
    Line("what", "t", Label("事项", "What")),
    Person("who", "p", Label("谁来做", "Who")),
    Date("due", "u", Label("回访日期", "By")),
    YesNo("done", "d", Label("完成", "Done")),
)

HOME_VISIT = Kind(
    key="home_visit",
    version=1,
    group="pupils",
    places=frozenset({"care"}),
    archive=(Archived("pupils", on="visited_at", mine=("visitors",), counted=True),),
    names_pupils=True,
    stays=True,
    each_term=EachTerm(number="visits_per_term", due=Due.BEFORE_TERM, day="visited_at", words="talked"),
    life_change=LifeChange(flag="changed", day="visited_at"),
    label=Label("家访记录", "Home visit"),
    title="name",
    columns=("name", "visited_at", "visitors", "way"),
    begins=(
        Begins(kind="pupil", link="pupil", label=Label("记家访", "Write down a home visit"),
               facts=(Fact("name", ("name",)), Fact("class_name", ("class_name",)))),
    ),
    main="talked",
    tasks=Tasks(rows="follow_up", text="what", owner="who", due="due", done="done"),
    rules=(WriteSoon(moment="visited_at", words="talked", hours="visit_note_hours"),),
    on_paper=OnPaper(
        facts=("name", "class_name", "visited_at", "way", "visitors"),
        left_out=("pupil", "address", "phone"),
        signatures=(Label("家访教师", "Visiting teachers"), Label("家长", "Family")),
    ),
    copying=Copying(
        fresh=("visited_at", "met", "at_school", "at_home", "changed", "talked", "wishes", "agreed", "follow_up",
               "thoughts", "signed")
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Line("class_name", "c", Label("班级", "Class")),
            Moment("visited_at", "d", Label("家访日期时间", "Date and time"), required=True),
            People("visitors", "i", Label("家访教师", "Visiting teachers"), required=True,
                   help=Label("班主任和导师可以一起去，写在一份记录里",
                              "The class teacher and mentors may go together, on one record")),
            Choice("way", "w", Label("方式", "How"), terms="visit_ways"),
            Rows("met", "m", Label("受访人及关系", "Who was there"), row=_MET),
        )),
        Section(Label("地址与电话", "Address and telephone"), (
            Line("address", "a", Label("地址", "Address")),
            Line("phone", "t", Label("电话", "Telephone"),
                 help=Label("不打印；只有关爱圈里的人有钥匙", "Not printed; only the care space has the key")),
        ), folded=True),
        Section(Label("家访", "The visit"), (
            Prose("purpose", "P", Label("家访目的", "Purpose")),
            Prose("at_school", "S", Label("在校表现", "At school"),
                  help=Label("先说亮点：一件具体的好事", "Good sides first: one thing that really happened")),
            Prose("at_home", "H", Label("在家表现", "At home"),
                  help=Label("先听家长说孩子让人高兴的事", "First hear what gladdens the family")),
            Prose("family", "F", Label("家庭情况", "The family"),
                  help=Label("成员、谁在照顾、在哪里写作业", "Who is there, who cares, where the child learns")),
            YesNo("changed", "y", Label("家里有变化", "Something has changed at home"),
                  help=Label("勾上以后，会提醒导师近日和孩子谈心", "Mentors are then reminded to talk with the child")),
            Prose("talked", "T", Label("沟通要点", "What was talked over"), required=True,
                  help=Label("当天先记两三句，慢慢再补；微信里的话可以粘贴成文字",
                             "Two or three sentences on the day; messages can be pasted as plain text")),
            Prose("wishes", "W", Label("家长意见与期望", "What the family thinks and hopes")),
        )),
        Section(Label("之后", "What follows"), (
            Prose("agreed", "A", Label("商定的做法", "What was agreed"),
                  help=Label("写老师会做什么；不给家长布置任务", "What the teachers will do; no tasks for the family")),
            Rows("follow_up", "f", Label("后续跟进", "Follow-up"), row=_FOLLOW_UP,
                 help=Label("写上回访日期，到时会出现在今天页", "With a date, it stands on the start page that day")),
            Prose("thoughts", "R", Label("反思", "Thoughts")),
            Signature("signed", "s", Label("签名", "Signature")),
        )),
    ),
)  # fmt: skip
