"""School (学校): its name, whom the mentorship covers, its own numbers, who leads.

The numbers are those of ``app/records/numbers.py``, a field each; what is left empty follows the public default. Only
those who keep the school's space change it, so that nobody can lower a number by a record of her own.
"""

from collections.abc import Iterator

from app.records.audience import COMMENTERS, KEEPER, Audience
from app.records.copying import Copying
from app.records.fields import Choice, Choices, Field, Line, Number, Person, Prose, Rows
from app.records.kind import Kind, Label, Section
from app.records.numbers import NUMBERS, SchoolNumber
from app.records.paper import OnPaper
from app.records.purposes import SCHOOL as PLACE

_LEADING: tuple[Field, ...] = (
    Person("person", "p", Label("姓名", "Name")),
    Choice("part", "r", Label("担任", "Part"), terms="leading_parts"),
    Line("duty", "d", Label("分管", "Looks after")),
)

_MENTORSHIP = ("pupils_per_mentor", "visits_per_term", "talks_per_term", "talk_days", "visit_note_hours",
               "messages_per_term",
               "message_least", "message_most", "slips_to_a_sheet")  # fmt: skip


def _numbers(*, mentorship: bool) -> Iterator[Number]:
    """The fields of the numbers of the pupils' mentors, or of all others."""

    def wanted(number: SchoolNumber) -> bool:
        return (number.key in _MENTORSHIP) is mentorship

    return (number.field() for number in NUMBERS if wanted(number))


SCHOOL = Kind(
    key="school",
    version=1,
    label=Label("学校", "School"),
    group="school",
    title="name",
    columns=("name", "stage", "matching"),
    main="notes",
    audience=Audience(write=frozenset({KEEPER}), comment=COMMENTERS),
    copying=Copying(fresh=("name",)),
    places=frozenset({PLACE}),
    on_paper=OnPaper(facts=("name", "stage", "grades", "matching")),
    sections=(
        Section(Label("学校", "The school"), (
            Line("name", "n", Label("学校名称", "Name of the school"), required=True),
            Choice("stage", "s", Label("学段", "Stage"), terms="school_stages"),
            Choices("grades", "g", Label("全员导师制覆盖的年级", "Grades with mentors"), terms="grades",
                    help=Label("先做哪些年级就选哪些；进展只按这些年级算，不选就是全校",
                               "Choose those you begin with; progress counts these grades only, none means all")),
            Choice("matching", "m", Label("配对办法", "How pupils and mentors are matched"), terms="matching_methods"),
        )),
        Section(Label("工作小组", "Leading group"), (
            Rows("leading", "l", Label("工作小组成员", "Members of the leading group"), row=_LEADING,
                 help=Label("校长、书记是第一责任人，也和大家一样带学生",
                            "The principal and the secretary answer first, and mentor pupils like everybody")),
        )),
        Section(Label("全员导师制的数", "Numbers of the mentorship"), (*_numbers(mentorship=True),), folded=True),
        Section(Label("师徒、教研和伙伴的数", "Numbers of pairs, groups and partners"), (*_numbers(mentorship=False),),
                folded=True),
        Section(Label("备注", "Notes"), (
            Prose("notes", "N", Label("其他约定", "Other agreements")),
        )),
    ),
)  # fmt: skip
