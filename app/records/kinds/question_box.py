"""Question box (意见箱): open tickets by which anybody of the school may put in a question without a name.

It lies in the school's space for all to see, so that no ticket tells to whom it was given; a keeper alone writes it.
"""

from app.records.audience import KEEPER, Audience
from app.records.fields import Field, Line, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.purposes import SCHOOL

_TICKET: tuple[Field, ...] = (Prose("ticket", "t", Label("投递票", "Ticket")),)

QUESTION_BOX = Kind(
    key="question_box",
    version=1,
    label=Label("意见箱", "Question box"),
    title="box",
    columns=("box",),
    main="notes",
    listed=False,
    priority=1,
    places=frozenset({SCHOOL}),
    audience=Audience(write=frozenset({KEEPER}), comment=frozenset()),
    sections=(
        Section(Label("意见箱", "Question box"), (
            Line("box", "b", Label("箱子", "Box"), required=True),
            Rows("tickets", "r", Label("投递票", "Tickets"), row=_TICKET),
            Prose("notes", "N", Label("备注", "Notes")),
        )),
    ),
)  # fmt: skip
