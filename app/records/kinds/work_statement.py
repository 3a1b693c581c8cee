"""Work statement (工作陈述), requirements 3.28, 1.12: a teacher's own account of a span of time, with chosen records.

It lies in her private space and goes into no other: she prints it, and nobody can ask for it."""

from app.records.audience import Audience
from app.records.fields import Date, Field, Line, Link, Prose, Rows
from app.records.groups import GROWTH
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper
from app.records.purposes import ONLY_MINE

_EVIDENCE: tuple[Field, ...] = (
    Link("record", "r", Label("材料", "Record")),
    Line("why", "w", Label("说明", "Why it is here")),
)

WORK_STATEMENT = Kind(
    key="work_statement",
    version=1,
    label=Label("工作陈述", "Work statement"),
    title="title",
    columns=("title", "begins", "ends"),
    main="words",
    group=GROWTH,
    places=frozenset({ONLY_MINE}),
    audience=Audience(own=True),
    on_paper=OnPaper(signatures=(Label("陈述人", "Written by"),)),
    sections=(
        Section(Label("陈述", "Statement"), (
            Line("title", "t", Label("标题", "Title"), required=True),
            Date("begins", "b", Label("从", "From")),
            Date("ends", "e", Label("到", "To")),
            Prose("words", "W", Label("工作概述", "What I did"),
                  help=Label("用自己的话写；数字会自己算", "In your own words; the numbers add up by themselves")),
            Prose("effect", "E", Label("成效与体会", "What came of it")),
            Rows("evidence", "i", Label("选入的材料", "Chosen records"), row=_EVIDENCE),
        )),
    ),
)  # fmt: skip
