"""Pupil (学生), requirements 3.1 to 3.5: who is in which class, and which teachers the pupil wishes for as a mentor.

It lies where all colleagues of the school, or of a class's mentor team, read it: nothing stands here that only a few
should know. What touches a family or a worry has kinds of its own in the pupil's care circle, and special guidance is
known to the named few only. There is no field for results, and none for a place among others.
"""

from app.records.fields import Choice, Line, People, Person, Prose
from app.records.groups import PUPILS
from app.records.kind import Handing, Kind, Label, Section
from app.records.paper import OnPaper
from app.records.purposes import SCHOOL, TEAM

PUPIL = Kind(
    key="pupil",
    group=PUPILS,
    version=1,
    label=Label("学生", "Pupil"),
    title="name",
    columns=("name", "class_name", "grade", "class_teacher"),
    main="notes",
    places=frozenset({SCHOOL, TEAM}),
    stays=True,
    handing=Handing(people=("class_teacher",)),
    names_pupils=True,
    on_paper=OnPaper(facts=("name", "number", "class_name", "grade", "class_teacher", "wishes")),
    sections=(
        Section(Label("学生", "The pupil"), (
            Line("name", "n", Label("姓名", "Name"), required=True),
            Line("class_name", "c", Label("班级", "Class"), required=True),
            Choice("grade", "g", Label("年级", "Grade"), terms="grades"),
            Person("class_teacher", "t", Label("班主任", "Class teacher")),
            Line("number", "u", Label("学号", "Number"),
                 help=Label("同班有同名学生时才需要", "Needed only where two pupils of a class share a name")),
        )),
        Section(Label("双向选择", "Choosing each other"), (
            People("wishes", "w", Label("想请的导师", "Mentors wished for"),
                   help=Label("学生写在纸条上的，由班主任记下；先后不分", "From the pupil's slip; in no order")),
            Prose("notes", "N", Label("我想对导师说", "What I would like to tell a mentor"),
                  help=Label("这里全校老师都能看到；只想让少数人知道的，写在关爱圈里",
                             "All colleagues read this; what is for a few belongs into the care circle")),
        )),
    ),
)  # fmt: skip
