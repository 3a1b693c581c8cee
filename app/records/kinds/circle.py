"""Circle (圈子说明): for which pupils a mentor team's or a care space is, and who belongs there; shown in no list.

Somebody who was asked in and has not come yet is named here, so that all laptops agree whose circle it is.
"""

from app.records.fields import Field, Line, Link, People, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.purposes import CARE, TEAM

_PUPIL: tuple[Field, ...] = (Link("pupil", "p", Label("学生", "Pupil"), kinds=("pupil",)),)

CIRCLE = Kind(
    key="circle",
    version=1,
    label=Label("圈子说明", "Circle"),
    title="name",
    columns=("name",),
    main="notes",
    listed=False,
    places=frozenset({CARE, TEAM}),
    sections=(
        Section(Label("圈子说明", "Circle"), (
            Line("name", "n", Label("班级", "Class")),
            People("people", "m", Label("班主任和导师", "Class teacher and mentors")),
            Rows("pupils", "r", Label("学生", "Pupils"), row=_PUPIL),
            Prose("notes", "N", Label("备注", "Notes")),
        )),
    ),
)  # fmt: skip
