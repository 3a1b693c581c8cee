"""Released counts (自愿给出的数): what one author's program says of her term in numbers, because she agreed to it.

Home visits and talks lie in care spaces, which the school cannot read; so that the school's progress page can count
them, each author may let her program put her numbers of a term here. It is shown nowhere: the page adds up those of at
least as many people as the school's smallest group. Only she changes it, and taking her consent back marks it as
deleted.
"""

from app.records.audience import Audience
from app.records.fields import Date, Field, Line, Number, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.purposes import SCHOOL

_COUNT: tuple[Field, ...] = (
    Line("what", "w", Label("什么", "What")),
    Number("number", "n", Label("多少", "How many")),
)

RELEASED_COUNTS = Kind(
    key="released_counts",
    version=1,
    label=Label("自愿给出的数", "Released counts"),
    title="term",
    columns=(),
    main="notes",
    audience=Audience(own=True),
    listed=False,
    places=frozenset({SCHOOL}),
    sections=(
        Section(Label("一个学期的数", "The numbers of a term"), (
            Line("term", "t", Label("学期", "Term"), required=True),
            Date("begins", "b", Label("开学日期", "Term begins on"), required=True),
            Rows("counts", "c", Label("数", "Numbers"), row=_COUNT),
            Prose("notes", "N", Label("备注", "Notes")),
        )),
    ),
)  # fmt: skip
