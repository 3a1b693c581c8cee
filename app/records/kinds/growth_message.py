"""Growth message (成长寄语), forms section 11: what a mentor tells a pupil and the family at the end of term.

It is built on the bright spots of the term, and holds no result. It goes on paper as a slip; the family's answer comes
back on paper too, and may be typed in.
"""

from app.records.archive import Archived
from app.records.copying import Copying
from app.records.each_term import Due, EachTerm
from app.records.fields import Date, Field, Line, Link, Person, Prose, Rows, Signature
from app.records.hints import LengthHint
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

_SPOT: tuple[Field, ...] = (
    Date("day", "d", Label("日期", "Date")),
    Prose("what", "w", Label("看到了什么", "What was seen")),
    Link("source", "s", Label("来源", "From"), kinds=("bright_spot",)),
)

GROWTH_MESSAGE = Kind(
    key="growth_message",
    version=1,
    group="pupils",
    places=frozenset({"care", "team"}),
    archive=(Archived("pupils", on="finished", mine=("mentor",), counted=True),),
    names_pupils=True,
    stays=True,
    each_term=EachTerm(number="messages_per_term", due=Due.AT_END, day="finished", words="message"),
    label=Label("成长寄语", "Growth message"),
    title="name",
    columns=("name", "term", "mentor", "finished"),
    main="message",
    rules=(LengthHint(words="message", least="message_least", most="message_most"),),
    on_paper=OnPaper(
        facts=("name", "term"),
        left_out=("pupil", "spots/source", "spots", "mentor", "class_teacher", "finished"),
        slip=True,
        to_a_sheet=4,
        sheet_number="slips_to_a_sheet",
        by_hand=("echo",),
        signatures=(Label("导师", "Mentor"), Label("班主任", "Class teacher")),
    ),
    copying=Copying(fresh=("term", "spots", "message", "hope", "signed", "echo", "finished")),
    sections=(
        Section(Label("基本信息", "Basics"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Line("term", "t", Label("学期", "Term"), required=True),
            Person("mentor", "m", Label("导师", "Mentor")),
            Person("class_teacher", "c", Label("班主任", "Class teacher")),
        )),
        Section(Label("闪光点", "Bright spots"), (
            Rows("spots", "s", Label("闪光点", "Bright spots"), row=_SPOT,
                 help=Label("一学期记下的闪光点，可以一次放进来", "What was jotted all term, taken in at once")),
        )),
        Section(Label("寄语", "Message"), (
            Prose("message", "M", Label("寄语", "Message"), required=True,
                  help=Label("写给他看：具体、温暖，一百到两百字", "To the pupil: concrete, warm, a hundred words")),
            Prose("hope", "H", Label("希望", "Hope"),
                  help=Label("一句期待，孩子自己够得着的", "One hope that is within the child's reach")),
            Signature("signed", "g", Label("导师签名", "Mentor's signature")),
            Date("finished", "f", Label("完成日期", "Finished on")),
        )),
        Section(Label("家长回音", "The family's answer"), (
            Prose("echo", "E", Label("家长回音", "The family's answer"),
                  help=Label("纸条带回来以后，可以抄在这里", "When the slip comes back it may be copied here")),
        ), folded=True),
    ),
)  # fmt: skip
