"""Action step (行动步): the one thing that a teacher will try, by a day; she answers in the same record."""

from app.records.audience import COMMENTERS, Audience
from app.records.fields import Date, Link, Person, Prose, YesNo
from app.records.kind import Kind, Label, Section

ACTION_STEP = Kind(
    key="action_step",
    version=1,
    label=Label("行动步", "Action step"),
    title="text",
    columns=("text", "due", "for_whom", "done"),
    main="text",
    beside="target",
    priority=0,
    audience=Audience(write=COMMENTERS, own=True, answers=("answer", "done", "tried_on")),
    sections=(
        Section(Label("行动步", "Action step"), (
            Prose("text", "T", Label("行动步", "Action step"), required=True,
                  help=Label("只写一步，下次就能试", "One step only, to try next time")),
            Date("due", "d", Label("约定日期", "Agreed date")),
            Person("for_whom", "p", Label("给谁", "For")),
        )),
        Section(Label("结果", "Outcome"), (
            Prose("answer", "A", Label("结果（试过了）", "Outcome (tried it)")),
            YesNo("done", "o", Label("完成", "Done")),
            Date("tried_on", "w", Label("试的日期", "Tried on")),
        )),
        Section(Label("所属记录", "Belongs to"), (
            Link("target", "t", Label("所属记录", "Record"), required=True),
        ), folded=True),
    ),
)  # fmt: skip
