"""The mark that an assessment is written (写好了), without a word of it: mutual.py makes and reads it.

It lies in the pair's space before either assessment does. The digest holds the author to the words that stood there
when it was made; the salt, without which nobody can try words out on it, follows when both are opened.
"""

from app.records.audience import Audience
from app.records.fields import Line, Link, Number, Person, Prose
from app.records.kind import Kind, Label, Section

READY_MARK = Kind(
    key="ready_mark",
    version=1,
    label=Label("写好了", "Written"),
    title="digest",
    columns=("digest",),
    main="salt",
    listed=False,
    priority=0,
    audience=Audience(own=True),
    sections=(
        Section(Label("写好了", "Written"), (
            Line("digest", "g", Label("摘要", "Digest"), required=True),
            Person("whom", "p", Label("写给谁", "To whom"), required=True),
            Number("number", "n", Label("第几次", "The how-manieth"), least=1),
            Link("record", "r", Label("互评", "Assessment")),
            Prose("salt", "S", Label("盐", "Salt")),
        )),
    ),
)  # fmt: skip
