"""Request to contact a family (联系家庭申请): a teacher asks the mentor, who coordinates content, form and frequency.

Colleagues of the space see that somebody asks, so it says nothing of the family. What the mentor opens for a time is a
contact grant in a space of its own.
"""

from app.records.audience import COMMENTERS, Audience
from app.records.fields import Choice, Choices, Date, Line, Link, Person, Prose
from app.records.kind import Kind, Label, Section
from app.records.paper import OnPaper

CONTACT_REQUEST = Kind(
    key="contact_request",
    version=1,
    group="pupils",
    places=frozenset({"team", "school"}),
    names_pupils=True,
    label=Label("联系家庭申请", "Request to contact a family"),
    title="name",
    columns=("name", "asks", "mentor", "until", "answer"),
    main="why",
    priority=0,
    audience=Audience(write=COMMENTERS, own=True, answers=("answer", "answer_words", "granted_until")),
    on_paper=OnPaper(facts=("name", "asks", "mentor", "until"), left_out=("pupil",)),
    sections=(
        Section(Label("申请", "Request"), (
            Line("name", "n", Label("学生", "Pupil"), required=True),
            Link("pupil", "p", Label("名册中的学生", "On the roster"), kinds=("pupil",)),
            Person("asks", "a", Label("申请人", "Who asks"), required=True),
            Person("mentor", "m", Label("请哪位导师", "Which mentor"), required=True),
            Choices("scope", "s", Label("需要什么", "What is needed"), terms="contact_scopes"),
            Prose("why", "W", Label("为什么", "Why"), required=True,
                  help=Label("圈里的同事看得到，不写家里的事", "Colleagues can read it: nothing about the family")),
            Date("until", "u", Label("到哪天为止", "Until")),
        )),
        Section(Label("导师答复", "The mentor's answer"), (
            Choice("answer", "r", Label("答复", "Answer"), terms="contact_answers"),
            Prose("answer_words", "A", Label("怎样联系", "How to go about it"),
                  help=Label("谈什么、用什么方式、多久一次，由导师协调",
                             "The mentor coordinates what about, in which form, how often")),
            Date("granted_until", "g", Label("同意到哪天", "Agreed until")),
        )),
    ),
)  # fmt: skip
