"""Growth archive (成长档案), forms section 8: what a person adds herself to what gathers by itself.

That is the plans that she holds for her best, and what others told her from time to time. There is one, in her private
space, on a page of its own."""

from app.records.audience import Audience
from app.records.fields import Date, Field, Line, Link, Person, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.purposes import ONLY_MINE

_STARRED: tuple[Field, ...] = (
    Link("record", "r", Label("教案", "Lesson plan")),
    Line("why", "w", Label("为什么选它", "Why this one")),
)

_FEEDBACK: tuple[Field, ...] = (
    Date("given_on", "d", Label("日期", "Date")),
    Person("by", "p", Label("谁的反馈", "From whom")),
    Prose("said", "s", Label("反馈", "Feedback")),
    Prose("answer", "a", Label("我的打算", "What I will do")),
)

GROWTH_ARCHIVE = Kind(
    key="growth_archive",
    version=1,
    label=Label("成长档案", "Growth archive"),
    title="title",
    columns=("title",),
    main="words",
    listed=False,
    places=frozenset({ONLY_MINE}),
    audience=Audience(own=True),
    sections=(
        Section(Label("我加进来的", "What I added"), (
            Line("title", "t", Label("标题", "Title")),
            Prose("words", "W", Label("我的成长小结", "My own words")),
            Rows("starred", "s", Label("代表作", "Best plans"), row=_STARRED),
            Rows("feedback", "f", Label("定期评估和反馈", "Feedback from time to time"), row=_FEEDBACK),
        )),
    ),
)  # fmt: skip
