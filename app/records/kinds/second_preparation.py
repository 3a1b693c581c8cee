"""Second, personal preparation (二次备课): what one teacher changes of a common plan for her own class.

It stands beside the plan, one for each teacher, so that the common text stays common: a later change of the plan
leaves it as it is. A note on a row of the plan is a row here with the same id; the row's name is kept with it for the
day when the row is gone. Private until its author shares it.
"""

from app.records.audience import COMMENTERS, Audience
from app.records.fields import Field, Line, Link, Prose, Rows
from app.records.kind import Kind, Label, Section

_NOTE: tuple[Field, ...] = (
    Line("name", "n", Label("环节", "Stage")),
    Prose("text", "t", Label("我的调整", "My change")),
)

SECOND_PREPARATION = Kind(
    key="second_preparation",
    version=1,
    label=Label("二次备课", "Second preparation"),
    title="body",
    columns=("body", "class_name"),
    main="body",
    reviewed=True,
    beside="target",
    audience=Audience(write=COMMENTERS, own=True),
    sections=(
        Section(Label("二次备课", "Second preparation"), (
            Line("class_name", "c", Label("给哪个班", "For which class")),
            Prose("body", "B", Label("整节课的调整", "For the whole lesson")),
            Rows("notes", "r", Label("各环节的调整", "Stage by stage"), row=_NOTE),
        )),
        Section(Label("所属记录", "Belongs to"), (
            Link("target", "t", Label("共同的教案", "The common plan"), required=True),
        ), folded=True),
    ),
)  # fmt: skip
