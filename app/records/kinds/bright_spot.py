"""Bright spot (闪光点): one good thing about a pupil, jotted down when it happens; at the end of term it becomes a
growth message."""

from app.records.archive import Archived
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.fields import Date, Line, Link, Person, Prose
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper
from app.records.quick import Quick

BRIGHT_SPOT = Kind(
    key="bright_spot",
    version=1,
    group="pupils",
    places=frozenset({"care", "team"}),
    archive=(Archived("pupils", on="seen_on", mine=("by",), counted=True),),
    names_pupils=True,
    stays=True,
    label=Label("闪光点", "Bright spot"),
    title="name",
    columns=("name", "what", "seen_on", "by"),
    begins=(
        Begins(kind="pupil", link="pupil", label=Label("记闪光点", "Write down a bright spot"),
               facts=(Fact("name", ("name",)),), me="by", today="seen_on"),
    ),
    main="what",
    quick=Quick(words=Label("记闪光点", "Jot down a bright spot"),
                name="name", pupil="pupil", day="seen_on", person="by", fields=("what",)),
    copying=Copying(fresh=("seen_on", "what")),
    on_paper=OnPaper(facts=("name", "seen_on", "by"), left_out=("pupil",)),
    sections=(
        Section(Label("闪光点", "Bright spot"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Date("seen_on", "d", Label("日期", "Date")),
            Person("by", "b", Label("谁看到的", "Seen by")),
            Prose("what", "W", Label("看到了什么", "What was seen"), required=True,
                  help=Label("一件具体的事，一两句就好", "One thing that happened, in a sentence or two")),
        )),
    ),
)  # fmt: skip
