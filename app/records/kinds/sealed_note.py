"""Sealed note (密封便笺): what one person leaves in a space for one other, or for her own later self, and nobody else.

It is no list and stands beside nothing: it travels, merges and is kept like any record, so that a share of a recovery
circle is wherever the two people's shared plans are, also on a stick and in a snapshot. ``sort`` says what is inside.
"""

from app.records.audience import EVERYBODY, Audience
from app.records.fields import Line, Prose
from app.records.kind import Kind, Label, Section

SEALED_NOTE = Kind(
    key="sealed_note",
    version=1,
    label=Label("密封便笺", "Sealed note"),
    title="sort",
    columns=("sort", "person"),
    main="sealed",
    listed=False,
    priority=1,
    audience=Audience(write=EVERYBODY, comment=frozenset(), own=True),
    sections=(
        Section(Label("便笺", "Note"), (
            Line("sort", "s", Label("用途", "Use"), required=True),
            Line("person", "p", Label("给谁", "For whom"), required=True),
            Prose("sealed", "S", Label("密封内容", "What is sealed"), required=True),
        )),
    ),
)  # fmt: skip
