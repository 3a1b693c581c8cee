"""Mutual assessment (互评), requirements 2.6 and 4.21: mentor and teacher each write about their year, in words.

Both see both only after both have written: mutual.py. There is no number in it, and no question that could be answered
by one.
"""

from app.records.archive import Archived
from app.records.audience import Audience
from app.records.begins import Begins, Fact
from app.records.copying import Copying
from app.records.fields import Date, Line, Link, Person, Prose
from app.records.groups import MENTORING
from app.records.kind import Kind, Label, Section
from app.records.pairing import Mutual
from app.records.paper import OnPaper

ASSESSMENT = Kind(
    key="assessment",
    group=MENTORING,
    version=1,
    label=Label("互评", "Mutual assessment"),
    title="period",
    columns=("period", "whom", "written_on"),
    main="more",
    audience=Audience(own=True),
    mutual=Mutual(whom="whom", mark="ready_mark"),
    begins=(
        Begins(
            kind="mentorship_agreement",
            link="agreement",
            label=Label("写互评", "Assess each other"),
            facts=(Fact("period", ("focus",)),),
            other=Fact("whom", ("mentor", "mentees")),
            today="written_on",
        ),
    ),
    copying=Copying(fresh=("period", "written_on", "helped", "grew", "more", "otherwise", "thanks")),
    on_paper=OnPaper(facts=("period", "whom", "written_on"), left_out=("agreement",)),
    archive=(
        Archived("mentoring", "written_on", ("whom",), label=Label("收到的互评", "Assessments received")),
    ),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("period", "t", Label("这一段", "About which time"), required=True),
            Person("whom", "p", Label("写给谁", "To whom"), required=True),
            Date("written_on", "d", Label("日期", "Date")),
            Link("agreement", "a", Label("师徒结对协议", "Mentorship agreement"), kinds=("mentorship_agreement",)),
        )),
        Section(Label("想对您说", "What I want to tell you"), (
            Prose("helped", "H", Label("最有帮助的一件事", "What helped most"),
                  help=Label("写一件具体的事：哪一天、哪句话", "One thing that happened: which day, which words")),
            Prose("grew", "G", Label("我看到的成长", "The growth that I see"),
                  help=Label("您的，也可以是我的", "Yours, or my own")),
            Prose("more", "M", Label("希望多一点的", "What I should like more of")),
            Prose("otherwise", "O", Label("可以换个办法的", "What could be done another way"),
                  help=Label("说事，不说人；带上一个建议", "About things, not persons; with a suggestion")),
            Prose("thanks", "S", Label("想说的谢谢", "Thank you for")),
        )),
    ),
)  # fmt: skip
