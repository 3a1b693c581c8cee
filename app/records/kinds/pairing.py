"""Pairing (结对), requirements 3.2 to 3.8: one pupil and one mentor, from the proposal to the day on which it ends.

A pairing is never deleted: a pupil's mentors over the years can be read from it. Which of the two sides has to say yes
is a setting of the school.
"""

from app.records.fields import Date, Line, Link, Person, Prose, YesNo
from app.records.kind import Handing, Kind, Label, Section
from app.records.purposes import SCHOOL, TEAM

PAIRING = Kind(
    key="pairing",
    version=1,
    label=Label("导师结对", "Pairing"),
    title="notes",
    columns=("mentor", "lead", "begun", "ended"),
    main="notes",
    beside="pupil",
    places=frozenset({SCHOOL, TEAM}),
    handing=Handing(
        people=("mentor",), ended="ended", begun="begun", fresh=("mentor_agrees", "reason", "ended_why", "notes")
    ),
    sections=(
        Section(Label("结对", "Pairing"), (
            Link("pupil", "p", Label("学生", "Pupil"), required=True, kinds=("pupil",)),
            Person("mentor", "m", Label("导师", "Mentor"), required=True),
            YesNo("lead", "l", Label("牵头", "Leads"),
                  help=Label("一位学生有几位导师时，由谁牵头", "Who leads where a pupil has several mentors")),
            YesNo("mentor_agrees", "a", Label("导师愿意", "The mentor says yes")),
            YesNo("pupil_agrees", "s", Label("学生愿意", "The pupil says yes")),
            Line("reason", "r", Label("多带一位的原因", "Why one more"),
                 help=Label("超过学校约定的人数时写一句", "A sentence where there are more than the school agreed on")),
            Date("begun", "b", Label("开始日期", "From")),
            Date("ended", "e", Label("结束日期", "Until")),
            Line("ended_why", "w", Label("调整的原因", "Why it changed")),
            Prose("notes", "N", Label("备注", "Notes")),
        )),
    ),
)  # fmt: skip
