"""Comment (批注): a remark beside a place in another record, so that its writer needs no right to write there.

The place is kept as stable cursors of the prose, which move with the text; the words that were selected are kept
too, so that a remark can still be understood when its place is gone.
"""

from app.records.archive import Archived
from app.records.audience import COMMENTERS, Audience
from app.records.fields import Line, Link, Prose, YesNo
from app.records.kind import Kind, Label, Section

COMMENT = Kind(
    key="comment",
    version=1,
    label=Label("批注", "Comment"),
    title="body",
    columns=("body", "quote", "resolved"),
    main="body",
    beside="target",
    priority=0,
    audience=Audience(write=COMMENTERS, own=True, answers=("resolved",)),
    archive=(Archived("mentoring", counted=True, given=True),),
    sections=(
        Section(Label("批注", "Comment"), (
            Prose("body", "B", Label("批注", "Comment"), required=True),
            Prose("quote", "Q", Label("原文", "Words meant")),
            YesNo("resolved", "r", Label("已处理", "Settled")),
        )),
        Section(Label("位置", "Place"), (
            Link("target", "t", Label("所批记录", "Record"), required=True),
            Line("field", "f", Label("字段", "Field")),
            Line("anchor_start", "a", Label("起点", "From")),
            Line("anchor_end", "z", Label("终点", "To")),
            Link("parent", "p", Label("回复", "In answer to"), kinds=("comment",)),
        ), folded=True),
    ),
)  # fmt: skip
