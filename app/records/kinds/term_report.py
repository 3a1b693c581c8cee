"""Term report (学期报告), requirements 1.8 and 3.30: one page of a school's term, in numbers and in stories.

It is begun by the program from the progress page, with stories that their authors released, and finished by hand. The
numbers are the school's: nobody is named with one, and the column beside them is the school's own term before.
"""

from app.records.copying import Copying
from app.records.fields import Date, Field, Line, Number, Prose, Rows
from app.records.groups import SCHOOL
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper
from app.records.purposes import SCHOOL as PLACE

_NUMBER: tuple[Field, ...] = (
    Line("what", "w", Label("做了什么", "What was done")),
    Number("number", "n", Label("本学期", "This term")),
    Number("of", "o", Label("一共", "Of")),
    Number("before", "b", Label("上学期", "The term before")),
)

_STORY: tuple[Field, ...] = (
    Line("title", "t", Label("题目", "Title")),
    Prose("words", "w", Label("故事", "Story")),
)

TERM_REPORT = Kind(
    key="term_report",
    version=1,
    label=Label("学期报告", "Term report"),
    group=SCHOOL,
    title="title",
    columns=("title", "term", "made_on"),
    main="next",
    places=frozenset({PLACE}),
    copying=Copying(fresh=("numbers", "stories", "reached", "next"), dated="made_on"),
    on_paper=OnPaper(facts=("title", "made_on"), left_out=("term",), signatures=(Label("校长", "Principal"),)),
    sections=(
        Section(Label("学期", "The term"), (
            Line("title", "t", Label("题目", "Title"), required=True),
            Line("term", "m", Label("学期", "Term")),
            Date("made_on", "d", Label("日期", "Date")),
        )),
        Section(Label("做了什么", "What was done"), (
            Rows("numbers", "n", Label("这学期的数", "Numbers of the term"), row=_NUMBER,
                 help=Label("全校的合计；只和本校上学期比", "Sums of the school, beside its own term before")),
            Prose("reached", "R", Label("目标到了哪一步", "How far the goals have come"),
                  help=Label("活动、资源用得怎么样，目标做到了多少",
                             "How activities and resources were used, and what was reached")),
        )),
        Section(Label("故事", "Stories"), (
            Rows("stories", "s", Label("老师选出来的故事", "Stories chosen by their authors"), row=_STORY,
                 help=Label("作者同意分享、没有真名的故事；可以删减，不改写",
                            "Released by their authors and without names; leave some out, rewrite none")),
        )),
        Section(Label("下一步", "What comes next"), (
            Prose("next", "N", Label("困难与下学期打算", "Difficulties, and plans for the next term")),
        )),
    ),
)  # fmt: skip
