"""Contact for a time (限时联系单): what a mentor opens to a colleague who asked, until a day; then the keys change."""

from app.records.audience import Audience
from app.records.fields import Choices, Date, Line, Link, Person, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper
from app.records.reaching import TO_CALL

CONTACT_GRANT = Kind(
    key="contact_grant",
    version=1,
    group="pupils",
    places=frozenset({"guest"}),
    names_pupils=True,
    stays=True,
    label=Label("限时联系单", "Contact for a time"),
    title="name",
    columns=("name", "colleague", "until"),
    main="about",
    audience=Audience(own=True, answers=("told",)),
    on_paper=OnPaper(facts=("name", "colleague", "mentor", "until"), left_out=("request",)),
    sections=(
        Section(Label("限时联系单", "Contact for a time"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Person("colleague", "c", Label("给谁", "For"), required=True),
            Person("mentor", "m", Label("导师", "Mentor")),
            Date("until", "u", Label("到哪天为止", "Until"), required=True),
            Choices("scope", "s", Label("开放什么", "What is opened"), terms="contact_scopes"),
            Link("request", "q", Label("哪份申请", "Asked in"), kinds=("contact_request",)),
        )),
        Section(Label("怎样联系", "How to go about it"), (
            Prose("about", "A", Label("谈什么", "What about"), required=True),
            Line("form", "f", Label("用什么方式", "In which form")),
            Line("often", "o", Label("多久一次", "How often")),
        )),
        Section(Label("联系方式", "How to reach the family"), (
            Rows("people", "r", Label("联系人", "Whom to call"), row=TO_CALL),
            Line("address", "a", Label("地址", "Address")),
        )),
        Section(Label("之后", "Afterwards"), (
            Prose("told", "T", Label("联系后告诉导师", "What came of it"),
                  help=Label("和家里谈了什么，写给导师", "What was talked over with the family, for the mentor")),
        )),
    ),
)  # fmt: skip
