"""Telephone tree (电话树): whom to ring, in which order, when somebody is needed now. Typed by the school, printed, and
read without any network."""

from app.records.fields import Field, Line, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_CALL: tuple[Field, ...] = (
    Line("who", "w", Label("姓名", "Name")),
    Line("duty", "d", Label("职务", "Duty")),
    Line("phone", "t", Label("电话", "Telephone")),
    Line("then", "n", Label("打不通再打给谁", "If nobody answers, then")),
)

PHONE_TREE = Kind(
    key="phone_tree",
    version=1,
    group="pupils",
    places=frozenset({"school", "team", "care"}),
    label=Label("电话树", "Telephone tree"),
    title="title",
    columns=("title",),
    main="notes",
    on_paper=OnPaper(to_a_sheet=2),
    sections=(
        Section(Label("电话树", "Telephone tree"), (
            Line("title", "t", Label("哪个学校或年级", "Which school or grade"), required=True),
            Rows("calls", "c", Label("先打给谁", "Whom to ring, in this order"), required=True, row=_CALL,
                 help=Label("从上到下打，有人到场为止", "From the top, until somebody is on the way")),
            Prose("notes", "N", Label("备注", "Notes"),
                  help=Label("急救 120，报警 110；校医室在哪里", "Ambulance 120, police 110; the school nurse")),
        )),
    ),
)  # fmt: skip
