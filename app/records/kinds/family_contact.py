"""Family contact (家庭联系): how a family is reached. Only the class teacher and the pupil's mentors have the key."""

from app.records.begins import Begins, Fact
from app.records.fields import Line, Link, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper
from app.records.reaching import TO_CALL

FAMILY_CONTACT = Kind(
    key="family_contact",
    version=1,
    group="pupils",
    places=frozenset({"care"}),
    names_pupils=True,
    stays=True,
    label=Label("家庭联系方式", "Family contact"),
    title="name",
    columns=("name", "class_name"),
    begins=(
        Begins(kind="pupil", link="pupil", label=Label("填联系方式", "Write down how the family is reached"),
               facts=(Fact("name", ("name",)), Fact("class_name", ("class_name",)))),
    ),
    main="notes",
    on_paper=OnPaper(facts=("name", "class_name"), left_out=("pupil",)),
    sections=(
        Section(Label("联系方式", "How to reach the family"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Line("class_name", "c", Label("班级", "Class")),
            Rows("people", "f", Label("联系人", "Whom to call"), required=True, row=TO_CALL),
            Line("address", "a", Label("地址", "Address")),
            Prose("notes", "N", Label("备注", "Notes"),
                  help=Label("谁在照顾，什么时候打电话合适", "Who cares for the child, and when it is good to call")),
        )),
    ),
)  # fmt: skip
